"""Strings of bangs beside chance: a stated share of false alarms, and what a walk is worth."""

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray
from scipy.stats import binom

from zichtlijn.fireworks.analysis.patterns.strings import (
    BLOCK_S,
    LEVEL,
    SHUFFLES,
    find_strings,
)

Rows = NDArray[np.float64]  # (n, 3): s, x, y
SPOTS = [  # x, y, spread in metres, share, when its peak comes and how wide it is, minutes
    (560.0, 800.0, 45.0, 0.24, 60.0, 16.0),
    (360.0, 250.0, 60.0, 0.16, 45.0, 14.0),
    (1180.0, 880.0, 55.0, 0.15, 75.0, 18.0),
    (820.0, 520.0, 420.0, 0.45, 60.0, 25.0),
]
RATHER_OFTEN = 0.999  # chance that a right test stays under what is allowed here


def test_a_night_without_a_pattern_shows_one_in_at_most_one_of_twenty() -> None:
    nights = 200
    alarms = sum(
        _has_pattern(_invent_busy_hour(np.random.default_rng(seed)), seed=seed)
        for seed in range(nights)
    )
    assert alarms <= binom.ppf(RATHER_OFTEN, nights, LEVEL), f"{alarms} of {nights} nights"


@pytest.mark.night
def test_neither_busy_nor_bursting_nights_alarm_more_often() -> None:
    for nights, bangs, bursts in ((1000, 60, 0), (500, 250, 0), (500, 150, 20), (100, 400, 40)):
        alarms = sum(
            _has_pattern(
                _invent_busy_hour(np.random.default_rng(seed), bangs=bangs, bursts=bursts),
                seed=seed,
            )
            for seed in range(5000, 5000 + nights)
        )
        assert alarms <= binom.ppf(RATHER_OFTEN, nights, LEVEL), f"{alarms} at {bangs}, {bursts}"


def test_a_walk_in_a_quiet_hour_is_seen_nearly_always() -> None:
    seen = sum(_finds_walk(seed, bangs=30, length=10) for seed in range(40))
    assert seen >= 34, f"{seen} of 40"


def test_the_share_of_chance_is_counted_and_never_nought() -> None:
    rng = np.random.default_rng(4)
    found = find_strings(_lay_out(_walk(rng, 600.0, 9)), rng=rng)
    assert found is not None
    assert len(found.members) == len(found.as_long) == 1
    assert 0 <= found.as_long[0] <= SHUFFLES
    assert found.patterns == ((1 + found.as_long[0]) / (1 + SHUFFLES) <= LEVEL,)


def test_the_same_night_and_seed_say_the_same() -> None:
    bangs = _lay_out(_invent_busy_hour(np.random.default_rng(8)))
    first, second = (find_strings(bangs, rng=np.random.default_rng(3)) for _ in range(2))
    assert first == second


def test_a_quarter_of_an_hour_keeps_its_bangs_and_a_spot_its_own() -> None:
    """Bangs of one quarter that all lie at one spot move together: no night is shuffled."""
    at = np.arange(20) * 40.0
    rows = np.column_stack([at, np.full(20, 5.0), np.full(20, 5.0)])
    walk = _walk(np.random.default_rng(1), 4 * BLOCK_S, 6)
    found = find_strings(_lay_out(np.concatenate([rows, walk])), rng=np.random.default_rng(1))
    assert found is not None
    assert found.members == (tuple(range(20, 26)),)


def _has_pattern(rows: Rows, *, seed: int) -> bool:
    found = find_strings(_lay_out(rows), rng=np.random.default_rng(100_000 + seed))
    assert found is not None
    return any(found.patterns)


def _finds_walk(seed: int, *, bangs: int, length: int) -> bool:
    rng = np.random.default_rng(seed)
    rows = np.concatenate([_invent_busy_hour(rng, bangs=bangs), _walk(rng, 3000.0, length)])
    return _has_pattern(rows, seed=seed)


def _invent_busy_hour(rng: np.random.Generator, *, bangs: int = 110, bursts: int = 0) -> Rows:
    """Return bangs that have nothing to do with each other: each spot has its own busy time."""
    parts = []
    for x, y, spread, share, peak, wide in SPOTS:
        many = int(rng.poisson(bangs * share))
        at = rng.normal(peak, wide, many) * 60
        parts.append(np.column_stack([at, rng.normal((x, y), spread, (many, 2))]))
    for _ in range(int(rng.poisson(bursts))):
        many = int(rng.geometric(0.25))  # somebody fires a few at one spot
        at = rng.normal(60.0, 25.0) * 60 + np.cumsum(rng.exponential(40.0, many))
        place = rng.normal((820.0, 520.0), 420.0)
        parts.append(np.column_stack([at, place + rng.normal(0, 5, (many, 2))]))
    return np.concatenate(parts)


def _walk(rng: np.random.Generator, begin_s: float, length: int) -> Rows:
    """Return bangs along a way through the town, one each minute and three quarters."""
    along = np.arange(length)
    at = begin_s + 105.0 * along + rng.uniform(0, 20, length)
    ways = np.column_stack([250.0 + 100.0 * along, 300.0 + 30.0 * along])
    return np.column_stack([at, ways + rng.normal(0, 6, ways.shape)])


def _lay_out(rows: Rows) -> pl.DataFrame:
    ordered = rows[np.argsort(rows[:, 0])]
    return pl.DataFrame(
        {
            "bang": np.arange(len(ordered)),
            "at_us": np.round(ordered[:, 0] * 1e6).astype(np.int64),
            "x": ordered[:, 1],
            "y": ordered[:, 2],
        }
    )
