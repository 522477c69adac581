"""What of a name may be shown to whoever may not, or did not yet, read it."""

from datetime import date
from types import MappingProxyType

from zichtlijn.persons.analysis.parsing import read_name
from zichtlijn.persons.terms import GivenNames, Identity

NO_INITIALS = "?"
_NO_LIST = GivenNames(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))


def mask_name(full_name: str) -> str:
    """Return the initials of a name as it is written, particles left out.

    >>> mask_name("Berg, J.P. van den"), mask_name("Jan van den Berg")
    ('J.P.B.', 'J.B.')
    """
    readings = read_name(full_name, given_names=_NO_LIST)
    if not readings:
        return NO_INITIALS
    first = readings[0]
    letters = [word[0] for word in first.given] + list(first.initials)
    letters += [surname[0] for surname in first.surnames]
    return "".join(f"{letter.upper()}." for letter in letters) or NO_INITIALS


def mask_birth_date(birth_date: date | None) -> str:
    """Return the year, or nothing where the day is not known."""
    return str(birth_date.year) if birth_date else ""


def mask_identity(identity: Identity) -> tuple[str, str]:
    """Return initials and year; of an address nothing is left."""
    return mask_name(identity.full_name), mask_birth_date(identity.birth_date)
