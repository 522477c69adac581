"""In which neighbourhood a point lies, and how many bangs each hour had there."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

Ring = Sequence[tuple[float, float]]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ELSEWHERE = ""
"""The code of a place outside every outline."""

HOUR_US = 3_600_000_000


def name_areas(x: Floats, y: Floats, *, outlines: Mapping[str, Sequence[Ring]]) -> pl.Series:
    """Return for each point the code of the outline it lies in, ELSEWHERE where in none.

    The first ring of an outline is its edge, the others are holes (even-odd rule). A point on a
    shared edge belongs to the first outline that holds it.

    >>> square = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    >>> name_areas(np.array([5.0, 50.0]), np.array([5.0, 5.0]), outlines={"A": [square]}).to_list()
    ['A', '']
    """
    codes = np.full(len(x), ELSEWHERE, dtype=object)
    for code, rings in outlines.items():
        inside = np.zeros(len(x), dtype=bool)
        for ring in rings:
            inside ^= lie_within(x, y, ring=ring)
        codes[inside & (codes == ELSEWHERE)] = code
    return pl.Series("area", codes.tolist(), dtype=pl.String)


def lie_within(x: Floats, y: Floats, *, ring: Ring) -> Flags:
    """Return which points lie within one closed ring, by counting crossings eastward."""
    inside = np.zeros(len(x), dtype=bool)
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if ay == by:
            continue
        crosses = (ay > y) != (by > y)
        inside ^= crosses & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return inside


def count_hours(bangs: pl.DataFrame) -> pl.DataFrame:
    """Count bangs for each area and hour; takes columns area and at_us.

    Returns area, hour_us (beginning of the hour in UTC) and bangs, in order of both. Hours in
    which nothing was heard have no row: whether they were quiet or unheard, HEARD_HOURS says.
    """
    hour = pl.col("at_us") // HOUR_US * HOUR_US
    return (
        bangs.group_by("area", hour.alias("hour_us"))
        .agg(bangs=pl.len().cast(pl.Int64))
        .sort("area", "hour_us")
    )
