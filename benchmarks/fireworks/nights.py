"""Invented nights, located and held against their truth."""

import time
from typing import NamedTuple

import numpy as np

from benchmarks.fireworks.scoring import Score, bound_errors, score, to_places
from zichtlijn.fireworks.analysis.locating import locate
from zichtlijn.fireworks.analysis.simulation.night import NOISE, Night, NightPlan, simulate
from zichtlijn.fireworks.terms import Listening

SEEDS = (1, 2, 3, 4, 5)


class Outcome(NamedTuple):
    """Several nights of one plan together."""

    score: Score
    bangs: int
    picks: int
    minutes: float
    seconds: float  # processor time of the locator

    @property
    def times_real_time(self) -> float:
        return self.minutes * 60.0 / self.seconds

    @property
    def picks_per_second(self) -> float:
        return self.picks / self.seconds


def run_nights(
    plan: NightPlan, *, seeds: tuple[int, ...] = SEEDS, listening: Listening | None = None
) -> Outcome:
    """Invent, locate and score one night for each seed, with default settings."""
    found, truth, bounds = [], [], []
    picks, seconds = 0, 0.0
    for seed in seeds:
        night = simulate(plan, rng=np.random.default_rng(seed))
        started = time.process_time()
        located = locate(night.receivers, night.picks, listening=listening or Listening())
        seconds += time.process_time() - started
        found.append(to_places(located.events))
        truth.append(to_places(night.truth))
        bounds.append(find_bounds(night, plan))
        picks += night.picks.height
    return Outcome(
        score(found, truth, bounds),
        sum(map(len, truth)),
        picks,
        plan.minutes * len(seeds),
        seconds,
    )


def find_bounds(night: Night, plan: NightPlan):  # type: ignore[no-untyped-def]
    """Return the Cramer-Rao bound of each bang of a night."""
    level = NOISE[plan.noise].sigma_s
    sigma = level if plan.sigma_ms is None else plan.sigma_ms / 1e3
    return bound_errors(night.receivers, night.truth, night.origins, sigma_s=sigma)
