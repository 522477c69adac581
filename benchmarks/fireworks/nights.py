"""Invented nights, located and held against their truth."""

import time
from typing import NamedTuple

import numpy as np
import polars as pl

from benchmarks.fireworks.scoring import Floats, Score, bound_errors, match, score, to_places
from zichtlijn.fireworks.analysis.locating import locate
from zichtlijn.fireworks.analysis.simulation.night import NOISE, Night, NightPlan, simulate
from zichtlijn.fireworks.terms import Listening

SEEDS = (1, 2, 3, 4, 5)
WITHIN_95 = 5.991  # chi-squared, two degrees of freedom


class Outcome(NamedTuple):
    """Several nights of one plan together."""

    score: Score
    bangs: int
    picks: int
    minutes: float
    seconds: float  # processor time of the locator
    heard_by_five: float  # share of bangs that five receivers heard along the straight way

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
    picks, seconds, heard = 0, 0.0, 0
    for seed in seeds:
        night = simulate(plan, rng=np.random.default_rng(seed))
        started = time.process_time()
        located = locate(night.receivers, night.picks, listening=listening or Listening())
        seconds += time.process_time() - started
        found.append(to_places(located.events))
        truth.append(to_places(night.truth))
        bounds.append(find_bounds(night, plan))
        picks += night.picks.height
        direct = night.origins.filter(path="direct").group_by("bang").len()
        heard += direct.filter(pl.col("len") >= 5).height
    return Outcome(
        score(found, truth, bounds),
        sum(map(len, truth)),
        picks,
        plan.minutes * len(seeds),
        seconds,
        heard / max(sum(map(len, truth)), 1),
    )


def measure_coverage(plan: NightPlan, *, seeds: tuple[int, ...]) -> float:
    """Return the share of true places that lie within the 95 % ellipse of their event.

    An invented night has no crooked streets, so the two metres for them are left out.
    """
    inside = []
    for seed in seeds:
        night = simulate(plan, rng=np.random.default_rng(seed))
        events = locate(night.receivers, night.picks, listening=Listening(site_sd_m=0.0)).events
        found, truth = to_places(events), to_places(night.truth)
        angle = np.radians(events["angle_deg"].to_numpy())
        major, minor = events["sd_major_m"].to_numpy(), events["sd_minor_m"].to_numpy()
        for one, other, _ in match(found, truth):
            east, north = truth[other, 1:] - found[one, 1:]
            along = east * np.cos(angle[one]) + north * np.sin(angle[one])
            across = north * np.cos(angle[one]) - east * np.sin(angle[one])
            inside.append((along / major[one]) ** 2 + (across / minor[one]) ** 2 < WITHIN_95)
    return float(np.mean(inside))


def find_bounds(night: Night, plan: NightPlan) -> Floats:
    """Return the Cramer-Rao bound of each bang of a night."""
    level = NOISE[plan.noise].sigma_s
    sigma = level if plan.sigma_ms is None else plan.sigma_ms / 1e3
    return bound_errors(night.receivers, night.truth, night.origins, sigma_s=sigma)
