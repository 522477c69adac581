"""What is kept of a bang and of a receiver, and for how long."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

import polars as pl

from zichtlijn.kernel.frames import ColumnContract

POINT_KEPT = timedelta(hours=24)
"""So long a bang keeps its exact point; then it becomes a cell, and its arrivals go (G22)."""

CELL_M = 50.0
BANG_KEPT_MONTHS = 24  # then only counts for each square and hour stay
SQUARE_M = 500.0
PICKS_KEPT = timedelta(hours=2)
"""A pick that made no bang is of no use once the latest message may have come in."""

LATEST = timedelta(hours=1)
"""A receiver that lost its connection may still bring picks that are so old."""

DEAD_AFTER = timedelta(seconds=30)
"""Three heartbeats missed."""


class NotAllowed(ValueError):
    """This may not be done now; the message is a sentence for the user."""


class NotFound(LookupError):
    """What was asked for is not there; the message is a sentence for the user."""


class Refused(ValueError):
    """A message of a receiver breaks the schema; the message is a sentence for its maker."""


class Stage(StrEnum):
    """How far a bang is."""

    PROVISIONAL = "provisional"  # a dot at the fifth arrival; it may move or go
    FINAL = "final"  # every receiver has had its chance
    WITHDRAWN = "withdrawn"  # a dot that turned out to be nothing; gone from every list


class State(StrEnum):
    """What is known about a receiver at this moment."""

    NEW = "new"  # has never sent anything
    GOOD = "good"
    DEAD = "dead"  # no heartbeat for half a minute
    SILENT = "silent"  # its heart beats, but it hears nothing of what others hear
    DEAF = "deaf"  # it hears less than a quarter of what it should
    CLOCK = "clock"  # its clock runs off by more than 5 ms


class FalseReason(StrEnum):
    """What a located bang was instead."""

    ECHO = "echo"
    WORK = "work"  # building work, a door, a container
    TRAFFIC = "traffic"
    THUNDER = "thunder"
    TEST = "test"  # a bang of our own, to try the receivers
    OTHER = "other"


class Finding(StrEnum):
    """What was found on the spot; nothing is a finding too. Never who was there."""

    NOTHING = "nothing"
    REMAINS = "remains"  # remains of firework
    STORE = "store"  # firework that had not been lit
    DAMAGE = "damage"
    OTHER_SOUND = "other_sound"  # it was no firework


BANGS = ColumnContract(
    "BANGS",
    {
        "bang": pl.Int64,
        "moment": pl.Datetime("us", "UTC"),
        "x": pl.Float64,  # metres RD; the middle of a cell of 50 m where `rounded`
        "y": pl.Float64,
        "sd_major_m": pl.Float64,
        "sd_minor_m": pl.Float64,
        "angle_deg": pl.Float64,  # of the long axis, anticlockwise from x, 0-180
        "receivers": pl.Int64,
        "score": pl.Float64,
        "level_at_10m": pl.Float64,  # dB; null where no receiver gave a level
        "bangs": pl.Int64,  # a string of bangers at one place is one row
        "ghost": pl.Boolean,  # may be the echo of a stronger one
        "outside": pl.Boolean,  # beyond the receivers: draw the bearing, not the dot
        "bearing_deg": pl.Float64,  # from the middle of the receivers, clockwise from north
        "bearing_sd_deg": pl.Float64,
        "stage": pl.String,
        "marked_false": pl.Boolean,
        "rounded": pl.Boolean,
        "version": pl.Int64,
    },
)
"""One row for each bang that was kept, in order of moment."""


HEARD_HOURS = ColumnContract(
    "HEARD_HOURS",
    {"hour": pl.Datetime("us", "UTC"), "receivers": pl.Int64},
)
"""How many receivers gave a sign of life in each hour; hours in which none did have no row."""


def name_square(x: float, y: float) -> str:
    """Return the name of the square of 500 m in which a point lies, by its south-west corner.

    >>> name_square(155_250.0, 463_499.9)
    'E155000N463000'
    """
    east, north = (int(value // SQUARE_M * SQUARE_M) for value in (x, y))
    return f"E{east}N{north}"


_ZERO = datetime(1970, 1, 1, tzinfo=UTC)


def from_us(at_us: int) -> datetime:
    """Return the moment so many microseconds after 1970.

    >>> from_us(1_798_761_599_123_456).isoformat()
    '2026-12-31T23:59:59.123456+00:00'
    """
    return _ZERO + timedelta(microseconds=at_us)


def to_us(moment: datetime) -> int:
    """Return the microseconds from 1970 until a moment.

    >>> to_us(from_us(1_798_761_599_123_456))
    1798761599123456
    """
    return (moment - _ZERO) // timedelta(microseconds=1)
