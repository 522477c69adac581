"""What a report must hold to be kept, and how coarse it is kept."""

from datetime import datetime, timedelta

from zichtlijn.fireworks.policies.keeping import find_cell, find_oldest_day
from zichtlijn.fireworks.terms import NotAllowed
from zichtlijn.fireworks.terms.nuisance import MOST_WITHIN_MIN

EAST_M, NORTH_M = (0.0, 300_000.0), (300_000.0, 625_000.0)  # where EPSG:28992 lies in the country
CLOCKS_DIFFER = timedelta(minutes=5)


def check_can_keep(
    *, reported_at: datetime, within_min: int, x: float, y: float, as_of: datetime
) -> None:
    """Raise NotAllowed unless this may be kept as a report."""
    if reported_at > as_of + CLOCKS_DIFFER:
        raise NotAllowed("De tijd van deze melding ligt in de toekomst.")
    if reported_at < find_oldest_day(as_of):
        raise NotAllowed("Deze melding is ouder dan 24 maanden en wordt niet meer bewaard.")
    if not 1 <= within_min <= MOST_WITHIN_MIN:
        raise NotAllowed(f"De speling van de tijd is 1 tot {MOST_WITHIN_MIN} minuten.")
    if not (EAST_M[0] <= x <= EAST_M[1] and NORTH_M[0] <= y <= NORTH_M[1]):
        raise NotAllowed(
            "Deze plek ligt niet in Nederland. Geef x en y in meters RD, zoals 155012 en 463487."
        )


def coarsen(moment: datetime, *, x: float, y: float) -> tuple[datetime, float, float]:
    """Return a report as it is kept: to the minute, in the middle of its cell of 50 m.

    >>> from datetime import UTC
    >>> coarsen(datetime(2026, 12, 31, 23, 59, 41, tzinfo=UTC), x=155_012.3, y=463_487.9)[1:]
    (155025.0, 463475.0)
    """
    return moment.replace(second=0, microsecond=0), *find_cell(x, y)
