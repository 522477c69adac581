"""By which words oversight may find that a reader looked at somebody he knows.

They are hashed for the officer's desk before they are kept, and name nobody there. A surname goes
by its sound and an address by street and postcode, so that spellings of one name meet.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

from zichtlijn.persons.analysis.parsing import read_name
from zichtlijn.persons.analysis.spelling import derive_sound, make_plain
from zichtlijn.persons.terms import GivenNames, Identity
from zichtlijn.persons.terms.names import Reading

_NO_LIST = GivenNames(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))
_POSTCODE = re.compile(r"\b([1-9]\d{3})\s?([A-Za-z]{2})\b")
_NUMBER = re.compile(r"\d")  # of the house: the street stands before it


def derive_marks(identity: Identity) -> frozenset[str]:
    """Return every word by which a record may meet what is watched."""
    name = identity.full_name
    return (
        derive_surname_marks(name)
        | derive_full_name_marks(name)
        | derive_street_marks(identity.address)
    )


def derive_surname_marks(full_name: str) -> frozenset[str]:
    """Return the words of a surname alone.

    >>> sorted(derive_surname_marks("J. van den Berg")) == sorted(derive_surname_marks("P. Berg"))
    True
    """
    return frozenset(
        f"surname:{derive_sound(surname)}"
        for reading in _read_first(full_name)
        for surname in reading.surnames
    )


def derive_full_name_marks(full_name: str) -> frozenset[str]:
    """Return the words of first letter and surname together; none where there is no first name.

    >>> sorted(derive_full_name_marks("Joris Meijer")), derive_full_name_marks("Meijer")
    (['name:j|mir'], frozenset())
    """
    return frozenset(
        f"name:{first[0]}|{derive_sound(surname)}"
        for reading in _read_first(full_name)
        for first in (*reading.given, *reading.initials)[:1]
        for surname in reading.surnames
    )


def derive_street_marks(address: str) -> frozenset[str]:
    """Return the words of street and postcode, whichever stand in an address.

    >>> sorted(derive_street_marks("Lange Dreef 12a, 3561 AB Oeverdam"))
    ['postcode:3561ab', 'street:langedreef']
    """
    found = _POSTCODE.search(address)
    street = make_plain(_NUMBER.split(address.partition(",")[0], maxsplit=1)[0])
    words = {f"postcode:{found[1]}{found[2].lower()}"} if found else set()
    return frozenset(words | ({f"street:{street}"} if street else set()))


def _read_first(full_name: str) -> Iterator[Reading]:
    """Return the likeliest reading alone: a mark that fits in any way would fit too many."""
    yield from read_name(full_name, given_names=_NO_LIST)[:1]
