"""A neighbourhood with receivers, and bangs whose arrivals are reckoned by hand."""

from collections.abc import Callable

import numpy as np
import polars as pl
import pytest

from zichtlijn.fireworks.analysis.simulation.air import follow_sound
from zichtlijn.fireworks.terms import PICKS

Bangs = list[tuple[float, float, float]]  # s, x, y


@pytest.fixture
def receivers() -> pl.DataFrame:
    """Sixteen receivers on a square kilometre, 15 m above the street."""
    rows = [
        (f"r{4 * row + column:02d}", 125.0 + 250 * column + 20 * row, 125.0 + 250 * row, 15.0)
        for row in range(4)
        for column in range(4)
    ]
    return pl.DataFrame(rows, schema=["receiver", "x", "y", "z"], orient="row")


@pytest.fixture
def hear(receivers: pl.DataFrame) -> Callable[..., pl.DataFrame]:
    """Return the picks that perfect receivers within 800 m would report of these bangs."""

    def hear_bangs(
        bangs: Bangs, *, wind: tuple[float, float] = (0.0, 0.0), level_db: float | None = None
    ) -> pl.DataFrame:
        sources = np.array([(x, y, 0.0) for _, x, y in bangs])
        ears = receivers.select("x", "y", "z").to_numpy()
        flights = follow_sound(sources, ears, temperature_c=10.0, wind=wind)
        rows = [
            (receivers["receiver"][j], round((at + flights[i, j]) * 1e6), level_db, None, None)
            for i, (at, x, y) in enumerate(bangs)
            for j in range(receivers.height)
            if np.hypot(ears[j, 0] - x, ears[j, 1] - y) <= 800
        ]
        return pl.DataFrame(rows, schema=dict(PICKS.columns), orient="row").sort(
            "at_us", "receiver"
        )

    return hear_bangs
