"""The words of this room: what a receiver, a pick, a bang and a calibration hold."""

from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

from zichtlijn.kernel.frames import ColumnContract


class WrongData(ValueError):
    """What was asked cannot be derived from this; the message is a sentence for the user."""


class Noise(StrEnum):
    """How hard a simulated night is."""

    EASY = "easy"
    MID = "mid"
    HARD = "hard"


class Health(StrEnum):
    """What the bangs tell about a receiver."""

    GOOD = "good"
    UNTRIED = "untried"  # too few bangs came near it to say anything
    SILENT = "silent"  # nothing more is heard from it where it should have heard
    DEAF = "deaf"  # it reports, but seldom the bangs that others agree on
    CLOCK = "clock"  # it hears them, but early or late by more than 5 ms


RECEIVERS = ColumnContract(
    "RECEIVERS",
    {"receiver": pl.String, "x": pl.Float64, "y": pl.Float64, "z": pl.Float64},
)
"""Where the microphones hang: metres, planar; z in metres above any one level."""

PICKS = ColumnContract(
    "PICKS",
    {
        "receiver": pl.String,
        "at_us": pl.Int64,  # microseconds from an epoch that all picks share
        "level_db": pl.Float64,  # null where not given, as the two below
        "snr_db": pl.Float64,
        "clock_ms": pl.Float64,  # how far the receiver trusts its own clock
    },
)
"""One row for each arrival that a receiver reports: a time and a level, never sound (G22)."""

EVENTS = ColumnContract(
    "EVENTS",
    {
        "event": pl.Int64,
        "at_us": pl.Int64,
        "x": pl.Float64,
        "y": pl.Float64,
        "sd_major_m": pl.Float64,
        "sd_minor_m": pl.Float64,
        "angle_deg": pl.Float64,  # of the long axis, anticlockwise from x, 0-180
        "receivers": pl.Int64,
        "score": pl.Float64,
        "level_db_10m": pl.Float64,  # null where no level was given
        "ghost": pl.Boolean,  # may be the echo of a stronger one
        "outside": pl.Boolean,  # beyond the receivers: show the bearing, not the dot
        "bearing_deg": pl.Float64,  # from the middle of the receivers, clockwise from north
        "bearing_sd_deg": pl.Float64,
        "bangs": pl.Int64,  # a string of bangers at one place counts as one event
    },
)
"""One row for each bang or string of bangers, in order of time."""

ASSIGNMENTS = ColumnContract(
    "ASSIGNMENTS",
    {"event": pl.Int64, "receiver": pl.String, "at_us": pl.Int64, "residual_ms": pl.Float64},
)
"""Which picks an event rests on."""

CALIBRATIONS = ColumnContract(
    "CALIBRATIONS",
    {
        "from_us": pl.Int64,
        "to_us": pl.Int64,
        "sound_speed": pl.Float64,  # m/s in still air
        "wind_x": pl.Float64,  # m/s, towards positive x
        "wind_y": pl.Float64,
        "events": pl.Int64,  # how many bangs it was estimated from; 0 = taken as given
    },
)
"""The air in which the events of a period were located."""

RECEIVER_HEALTH = ColumnContract(
    "RECEIVER_HEALTH",
    {
        "receiver": pl.String,
        "picks": pl.Int64,
        "expected": pl.Int64,  # events that should have reached it
        "matched": pl.Int64,
        "mean_residual_ms": pl.Float64,  # its clock: late is positive; null where never matched
        "health": pl.String,
    },
)
"""What the events of a period say about each receiver."""

TRUTH = ColumnContract(
    "TRUTH",
    {
        "bang": pl.Int64,
        "at_us": pl.Int64,
        "x": pl.Float64,
        "y": pl.Float64,
        "level_db_10m": pl.Float64,
    },
)
"""What a simulated night really held."""


@dataclass(frozen=True)
class Listening:
    """How bangs are listened for: what is known beforehand, and how much evidence is asked.

    `min_receivers` and `min_score` of None follow the rules in `analysis/locating/demands.py`.
    """

    sigma_ms: float = 6.0
    audible_m: float = 800.0
    temperature_c: float | None = None
    wind_x: float | None = None
    wind_y: float | None = None
    calibrate: bool = True
    min_receivers: int | None = None
    min_score: float | None = None
    hop_s: float = 6.0  # bangs are settled in stretches of this length
    wait_s: float = 4.0  # and a stretch is settled so long after its end
    site_sd_m: float = 2.0  # streets bend sound: real shots lay so far off beside their noise
    margin_m: float = 100.0  # how far beyond the outermost receivers a bang may lie
    early_bangs: int | None = None  # so few good ones may tell the speed of sound; None: sixty


LIVE = Listening(hop_s=0.5, wait_s=2.5, early_bangs=3)
"""Settles each bang within 3.0 s, when every receiver within 800 m has had its chance.

There is no second look as in a file, so the first bangs tell how cold it is.
"""


@dataclass(frozen=True)
class Figures:
    """The figures of one run over picks, all about the whole."""

    receivers: int
    picks: int
    picks_matched: int
    picks_doubled: int
    events: int
    bangs: int
    ghosts: int
    outside: int
    sigma_ms: float
    hit_rate: float | None  # share of expected arrivals that were matched
    calibrated: bool
    median_sd_major_m: float | None


@dataclass(frozen=True)
class Located:
    """All that follows from a file of picks."""

    figures: Figures
    events: pl.DataFrame = field(default_factory=EVENTS.empty)
    assignments: pl.DataFrame = field(default_factory=ASSIGNMENTS.empty)
    calibrations: pl.DataFrame = field(default_factory=CALIBRATIONS.empty)
    receivers: pl.DataFrame = field(default_factory=RECEIVER_HEALTH.empty)
