"""Under which keys somebody is found again: always two identifying fields together.

A key is never kept as it stands here; the operation hashes it with a key of its scope.
"""

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from zichtlijn.persons.analysis.parsing import read_name, strip_glued
from zichtlijn.persons.analysis.spelling import derive_sound, make_plain
from zichtlijn.persons.terms import GivenNames, Identity

_NO_LIST = GivenNames(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))


def derive_search_keys(identity: Identity) -> frozenset[str]:
    """Return the keys of a record, or of a question: name and day, name and address, both last.

    A name counts by the sound of each surname in each way it can be read, so that Berg, van den
    Berg and Vandenberg meet. A question with one field has no key and finds nobody.

    >>> sorted(derive_search_keys(Identity("J. Meijer", date(2008, 3, 4), "")))
    ['name:mir|born:2008-03-04']
    """
    names = [f"name:{sound}" for sound in _list_sounds(identity.full_name)]
    born = _write_day(identity.birth_date)
    address = [f"address:{plain}"] if (plain := make_plain(identity.address)) else []
    pairs = [(names, born), (names, address), (born, address)]
    return frozenset(f"{one}|{other}" for ones, others in pairs for one in ones for other in others)


def count_fields(identity: Identity) -> int:
    """Return how many identifying fields a question holds."""
    filled = (identity.full_name.strip(), identity.birth_date, make_plain(identity.address))
    return sum(bool(field) for field in filled)


def _list_sounds(full_name: str) -> set[str]:
    return {
        derive_sound(way)
        for reading in read_name(full_name, given_names=_NO_LIST)
        for surname in reading.surnames
        for way in _ways(surname)
    }


def _ways(surname: str) -> Iterator[str]:
    yield surname
    yield from strip_glued(surname)


def _write_day(birth_date: date | None) -> list[str]:
    return [f"born:{birth_date.isoformat()}"] if birth_date else []
