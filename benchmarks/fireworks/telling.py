"""How near a place can be for somebody who is told which arrivals came along the straight way."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import polars as pl

from benchmarks.fireworks.nights import SEEDS
from benchmarks.fireworks.scoring import Floats
from zichtlijn.fireworks.analysis.association.travel import derive_sound_speed
from zichtlijn.fireworks.analysis.simulation.night import Night, NightPlan, simulate

FEWEST = 4
STREET_M = 1.5
ROUNDS, LONGEST_STEP = 6, 60.0


class Limit(NamedTuple):
    """The errors of least squares over the straight arrivals of each bang, and nothing else."""

    median_m: float
    p95_m: float


def measure_limit(plan: NightPlan, *, seeds: tuple[int, ...] = SEEDS) -> Limit:
    """Return how near the bangs that four heard straight can be placed, clocks being right."""
    right = replace(plan, offset_sd_ms=0.0)
    errors = [
        error
        for seed in seeds
        for error in _place_all(
            simulate(right, rng=np.random.default_rng(seed)), temperature_c=plan.temperature_c
        )
    ]
    return Limit(float(np.median(errors)), float(np.percentile(errors, 95)))


def _place_all(night: Night, *, temperature_c: float) -> list[float]:
    places = dict(
        zip(night.receivers["receiver"], night.receivers.select("x", "y", "z").rows(), strict=True)
    )
    truth = {bang: (at / 1e6, x, y) for bang, at, x, y, _ in night.truth.rows()}
    direct = night.origins.filter(pl.col("path") == "direct").sort("bang")
    return [
        _place(
            np.array([places[name] for name in heard["receiver"]]),
            heard["at_us"].to_numpy() / 1e6,
            truth=np.array(truth[bang]),
            speed=derive_sound_speed(temperature_c),
        )
        for (bang,), heard in direct.partition_by("bang", as_dict=True).items()
        if heard.height >= FEWEST
    ]


def _place(ears: Floats, at: Floats, *, truth: Floats, speed: float) -> float:
    """Return how far from the truth least squares ends that began there."""
    place = truth.copy()
    for _ in range(ROUNDS):
        ways = ears - np.array([place[1], place[2], STREET_M])
        lengths = np.linalg.norm(ways, axis=1)
        slopes = np.column_stack([np.ones(len(at)), -ways[:, :2] / lengths[:, None] / speed])
        late = at - place[0] - lengths / speed
        step = np.linalg.lstsq(slopes, late, rcond=None)[0]
        place += np.clip(step, -LONGEST_STEP, LONGEST_STEP)
    return float(np.hypot(place[1] - truth[1], place[2] - truth[2]))
