"""What this room holds past its term. On a person it holds nothing: a bang is never tied to one.

Registered by `desk`. What is destroyed here has no number that a restore would need: the same
terms, asked of the restored tables, take the same rows away again.
"""

from datetime import UTC, date, datetime, time

from zichtlijn.audit.access import Access
from zichtlijn.fireworks.operations.keeping import (
    count_due,
    count_old_bangs,
    destroy_picks,
    round_points,
)
from zichtlijn.fireworks.operations.nuisance import count_due_reports, count_old_reports
from zichtlijn.fireworks.terms import NotFound
from zichtlijn.privacy.terms.holdings import Destroyed, Held, Subject

ROOM = "fireworks"
_COUNTED = "Een knal op de kaart blijft 24 maanden; daarna alleen tellingen per gebied en uur."
_ROUNDED = "De plek van een knal blijft 24 uur tot op de meter; daarna een vak van 50 meter."
_REPORTED = "Een melding zonder persoon blijft 24 maanden; daarna alleen tellingen."
_UNUSED = "Een aankomsttijd waar niets op rust blijft twee uur."


def find_codes(person: str, *, access: Access) -> tuple[str, ...]:
    """Return nothing: this room knows no person."""
    del person, access
    return ()


def find_held(subject: Subject, *, access: Access) -> tuple[Held, ...]:
    """Return nothing: this room holds no record on a person."""
    del subject, access
    return ()


def contest(record: str, *, access: Access) -> None:
    """Raise NotFound: no record here is on a person."""
    del record, access
    raise NotFound("Over knallen is niets van een persoon vastgelegd.")


def settle(record: str, *, access: Access) -> None:
    """Raise NotFound: no record here is on a person."""
    contest(record, access=access)


def destroy(records: tuple[str, ...], *, access: Access) -> tuple[Destroyed, ...]:
    """Destroy nothing: no record here is on a person."""
    del records, access
    return ()


def destroy_past_term(*, today: date, access: Access) -> tuple[Destroyed, ...]:
    """Round points after 24 hours, turn bangs and reports into counts after 24 months, drop picks.

    As of the access's moment, or the beginning of `today` where that is later.
    Raises LogUnavailable.
    """
    as_of = max(access.moment, _begin(today))
    done = (
        (_COUNTED, count_old_bangs(as_of=as_of, access=access)),
        (_ROUNDED, round_points(as_of=as_of, access=access)),
        (_UNUSED, destroy_picks(as_of=as_of, access=access)),
        (_REPORTED, count_old_reports(as_of=as_of, access=access)),
    )
    return tuple(Destroyed(ROOM, "bang", rows, ground, ()) for ground, rows in done if rows)


def count_past_term(*, today: date) -> int:
    """Return how many bangs and reports are past a term at the beginning of a day."""
    return count_due(moment=_begin(today)) + count_due_reports(today=today)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
