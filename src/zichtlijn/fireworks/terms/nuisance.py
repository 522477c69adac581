"""What residents reported of firework: a time, a cell and a kind; never who, never in words."""

from enum import StrEnum

import polars as pl

from zichtlijn.kernel.frames import ColumnContract

NEAR_M = 150.0
"""From the middle of a report's cell to a bang: the cell itself, and what somebody can tell."""

USUAL_WITHIN_MIN, MOST_WITHIN_MIN = 10, 30
"""How far off the time of a report may be, minutes; the first where nobody said."""

SHIFTS_MIN = (-120, -105, -90, -75, -60, 60, 75, 90, 105, 120)
"""Moved by so much no report can meet a bang of its own: what it then meets is chance."""


class NuisanceKind(StrEnum):
    """What was reported."""

    BANG = "bang"
    STRING = "string"  # many bangs after one another
    DISPLAY = "display"  # fountains, rockets: light rather than noise
    OTHER = "other"


NUISANCE_REPORTS = ColumnContract(
    "NUISANCE_REPORTS",
    {
        "report": pl.Int64,
        "moment": pl.Datetime("us", "UTC"),  # whole minutes
        "within_min": pl.Int64,  # the reporter may be so far off
        "x": pl.Float64,  # metres RD, the middle of a cell of 50 m
        "y": pl.Float64,
        "kind": pl.String,
    },
)
"""One row for each report, in order of moment. Nobody's name, address or words."""

LINKS = ColumnContract(
    "LINKS",
    {"report": pl.Int64, "bang": pl.Int64, "apart_m": pl.Float64, "apart_s": pl.Float64},
)
"""Which bang lies near which report; `apart_s` is positive where the bang came after it."""
