"""Squares of 50 m: what is left of a point after a day, and what many points become on a map."""

import polars as pl

CELL_M = 50


def round_to_cells(bangs: pl.DataFrame) -> pl.DataFrame:
    """Move every point to the middle of its square of 50 m and drop what would undo that.

    >>> row = pl.DataFrame({"x": [101.0], "y": [-1.0], "cell_m": [0]})
    >>> round_to_cells(row).row(0)
    (125.0, -25.0, 50)
    """
    middle = [((pl.col(axis) / CELL_M).floor() + 0.5).mul(CELL_M).alias(axis) for axis in "xy"]
    finer = ("sd_major_m", "sd_minor_m", "angle_deg", "bearing_deg", "bearing_sd_deg")
    gone = [pl.lit(None, dtype=pl.Float64).alias(name) for name in finer if name in bangs.columns]
    return bangs.with_columns(*middle, *gone, pl.lit(CELL_M, dtype=pl.Int64).alias("cell_m"))


def count_cells(bangs: pl.DataFrame) -> pl.DataFrame:
    """Count bangs in each square; returns x and y of its middle and bangs, most filled last."""
    rounded = round_to_cells(bangs.with_columns(cell_m=pl.lit(0, dtype=pl.Int64)))
    return rounded.group_by("x", "y").agg(bangs=pl.len().cast(pl.Int64)).sort("bangs", "x", "y")
