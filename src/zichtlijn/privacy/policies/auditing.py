"""May an audit package be made of this period? Raises NotAllowed with a sentence for the user."""

from datetime import date

from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.oversight import Period

MOST_DAYS = 4 * 366  # the external audit looks back four years (Wpg 33)


def check_period(period: Period, *, today: date) -> None:
    """Raise NotAllowed unless the period has begun, ends after it began, and is not too long."""
    if period.until < period.since:
        raise NotAllowed("De laatste dag ligt voor de eerste.")
    if period.until > today:
        raise NotAllowed("De laatste dag ligt in de toekomst.")
    if (period.until - period.since).days > MOST_DAYS:
        raise NotAllowed("Een auditpakket gaat over hooguit vier jaar.")


def read_period(written: str) -> Period:
    """Return the period as a proposal keeps it.

    >>> read_period("2026-01-01/2026-03-31").until
    datetime.date(2026, 3, 31)
    """
    since, _, until = written.partition("/")
    return Period(date.fromisoformat(since), date.fromisoformat(until))


def check_can_ask(role: str) -> None:
    """Raise NotAllowed unless this role may take a package along (R16)."""
    if role != "data_protection_officer":
        raise NotAllowed("Een auditpakket vraagt de functionaris voor gegevensbescherming aan.")
