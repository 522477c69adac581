"""What a query returns besides frames: records that cannot be changed."""

from datetime import datetime
from typing import NamedTuple

from zichtlijn.fireworks.terms import FalseReason, Finding, Stage, State


class BangRecord(NamedTuple):
    """One bang or string of bangers."""

    id: int
    moment: datetime
    x: float  # metres RD; the middle of a cell of 50 m once rounded
    y: float
    sd_major_m: float
    sd_minor_m: float
    angle_deg: float  # of the long axis, anticlockwise from x, 0-180
    receivers: int
    score: float
    level_at_10m: float | None  # dB
    bangs: int
    ghost: bool
    outside: bool  # draw the bearing, not the dot
    bearing_deg: float | None  # from the middle of the receivers, clockwise from north
    bearing_sd_deg: float | None
    stage: Stage
    marked_false: bool
    rounded_at: datetime | None
    version: int


class PickRecord(NamedTuple):
    """One arrival on which a bang rests."""

    receiver: str
    moment: datetime
    residual_ms: float  # late is positive
    level_db: float | None
    snr_db: float | None


class FalseMarkRecord(NamedTuple):
    """Somebody said that this was no bang, and perhaps took that back."""

    id: int
    reason: FalseReason
    marked_by: str
    marked_at: datetime
    undone_by: str
    undone_at: datetime | None


class YieldRecord(NamedTuple):
    """What was found on the spot."""

    bang: int
    moment: datetime  # of the bang
    finding: Finding
    recorded_by: str
    recorded_at: datetime


class ReceiverRecord(NamedTuple):
    """One receiver: its place is for technicians, never for a public page (guard rail G22)."""

    code: str
    x: float
    y: float
    z: float
    active: bool
    has_key: bool
    heard_at: datetime | None
    clock_ms: float | None
    state: State
    state_since: datetime | None
    mean_residual_ms: float | None
    expected: int  # bangs of the last minutes near it
    matched: int  # of which it reported so many


class AirRecord(NamedTuple):
    """The air in which bangs were located from a moment on."""

    since: datetime
    sound_speed: float
    wind_x: float
    wind_y: float
    bangs: int


class LocatorRecord(NamedTuple):
    """Whether bangs are being located at this moment, and until when all are final."""

    beat_at: datetime
    started_at: datetime
    settled_at: datetime | None
    too_late: int


class CountRecord(NamedTuple):
    """What stays after 24 months."""

    square: str
    hour: datetime
    bangs: int
    marked_false: int
    visits: int
    finds: int


class Changes(NamedTuple):
    """Bangs that changed since a version; those withdrawn are to be taken off the map."""

    version: int  # ask again from here
    bangs: tuple[BangRecord, ...]  # in order of version
    more: bool  # there were more than could be given at once: ask again now
