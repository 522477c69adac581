"""How long what may be known of a bang, and how a point becomes a cell."""

from calendar import monthrange
from datetime import datetime

from zichtlijn.fireworks.terms import BANG_KEPT_MONTHS, CELL_M

MONTHS = 12


def find_cell(x: float, y: float) -> tuple[float, float]:
    """Return the middle of the cell of 50 m in which a point lies.

    >>> find_cell(155_012.3, 463_487.9)
    (155025.0, 463475.0)
    """
    return (x // CELL_M + 0.5) * CELL_M, (y // CELL_M + 0.5) * CELL_M


def find_oldest_day(moment: datetime) -> datetime:
    """Return the first moment of which the bangs themselves may still be kept.

    >>> from datetime import UTC
    >>> find_oldest_day(datetime(2026, 11, 30, 14, tzinfo=UTC)).isoformat()
    '2024-11-30T00:00:00+00:00'
    """
    months = moment.year * MONTHS + moment.month - 1 - BANG_KEPT_MONTHS
    year, month = months // MONTHS, months % MONTHS + 1
    day = min(moment.day, monthrange(year, month)[1])
    return moment.replace(
        year=year, month=month, day=day, hour=0, minute=0, second=0, microsecond=0
    )
