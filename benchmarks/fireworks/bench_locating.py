"""The bars of locating bangs: real shots, invented nights, speed, and PyOcto beside us."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.bars import Bar
from benchmarks.fireworks.nights import SEEDS, Outcome, find_bounds, measure_coverage, run_nights
from benchmarks.fireworks.peer import prepare_peer, run_peer
from benchmarks.fireworks.pittsburgh import (
    FOLDER,
    locate_blind,
    locate_labelled,
    locate_with_few,
    read_evenings,
)
from benchmarks.fireworks.scoring import Score, score, to_places
from zichtlijn.fireworks.analysis.association.travel import derive_sound_speed
from zichtlijn.fireworks.analysis.simulation.night import NightPlan, simulate
from zichtlijn.fireworks.terms import LIVE, Noise


class Demand(NamedTuple):
    """A night and what is asked of it; `minutes` are for each of five seeds."""

    name: str
    plan: NightPlan
    bar: Score
    beside: str = ""


NO_RATIO = float("inf")
PEER_COMMAND = "python -m benchmarks.fireworks.peer makes its environment; needs a package index"

TABLE = [
    Demand("mid, 100/h", NightPlan(16, 100, Noise.MID, 75), Score(0.97, 0.95, 1.2, 6.0, 1.15)),
    Demand("mid, 1,000/h", NightPlan(16, 1000, Noise.MID, 12), Score(0.97, 0.95, 1.2, 6.0, 1.15)),
    Demand("mid, 10,000/h", NightPlan(16, 1e4, Noise.MID, 1.0), Score(0.88, 0.93, 1.3, 8.0, 1.25)),
    Demand("hard, 1,000/h", NightPlan(16, 1000, Noise.HARD, 12), Score(0.94, 0.90, 2.2, 14, 1.25)),
    Demand("hard, 10,000/h", NightPlan(16, 1e4, Noise.HARD, 1.0), Score(0.70, 0.93, 2.5, 15, 1.4)),
    Demand(
        "wind 5 m/s, self-calibration",
        NightPlan(16, 1000, Noise.MID, 12, wind=(5.0, 0.0)),
        Score(0.97, 0.90, 1.5, 8.0, NO_RATIO),
    ),
    Demand(
        "wind 8 m/s, self-calibration",
        NightPlan(16, 1000, Noise.MID, 12, wind=(-5.0, 6.2)),
        Score(0.97, 0.90, 1.5, 8.0, NO_RATIO),
    ),
]
"""The table at the end of section 6 of the research on acoustics, and the wind row of issue 4."""


def rows() -> Iterator[Bar]:
    """Measure what CI can: about two minutes."""
    run_nights(NightPlan(16, 1000, Noise.MID, 1), seeds=(9,))  # compiled once, not measured
    yield from _hold_real_shots()
    for demand in TABLE:
        yield _hold(demand, run_nights(demand.plan))
    yield from _hold_speed()
    yield from _hold_honesty()


def night_rows() -> Iterator[Bar]:
    """Measure the table on twenty seeds, and PyOcto beside us."""
    run_nights(NightPlan(16, 1000, Noise.MID, 1), seeds=(9,))
    seeds = tuple(range(101, 121))
    for demand in TABLE:
        yield _hold(demand, run_nights(demand.plan, seeds=seeds))
    yield _hold_peer()


def _hold_real_shots() -> Iterator[Bar]:
    name = "ShotSpotter Pittsburgh FP1-FP6"
    if not FOLDER.is_dir():
        yield Bar(
            name, "research data", "not here", "lies beside the project", holds=True, open=True
        )
        return
    evenings = read_evenings(FOLDER)
    found, extra = locate_blind(evenings)
    yield Bar(
        name,
        "blind, all pulses, default settings",
        f"{found} ({extra} extra of 216)",
        "recall >= 0.98, precision >= 0.95, median <= 5.5 m, p95 <= 9 m",
        found.recall >= 0.98
        and found.precision >= 0.95
        and found.median_m <= 5.5
        and found.p95_m <= 9,
        peer="vendor: 100 % detected, 96.9 % within 25 m",
    )
    errors = locate_labelled(evenings)
    yield Bar(
        name,
        f"{len(errors)} labelled shots",
        f"median {np.median(errors):.2f} m, farthest {errors.max():.2f} m",
        "median <= 4.5 m, every shot <= 12 m",
        bool(np.median(errors) <= 4.5 and errors.max() <= 12.0),
        peer="published closed form: RMS 0.36-5.87 m by position",
    )
    few = np.concatenate([locate_with_few(evenings, receivers=6, seed=seed) for seed in SEEDS])
    within = float(np.mean(np.nan_to_num(few, nan=np.inf) <= 15.0))
    yield Bar(
        name,
        f"6 receivers by chance, {len(few)} tries",
        f"{100 * within:.1f} % within 15 m, median {np.nanmedian(few):.2f} m",
        ">= 97 % within 15 m",
        within >= 0.97,
        peer="published 96.3 %",
    )


def _hold(demand: Demand, outcome: Outcome) -> Bar:
    found, bar = outcome.score, demand.bar
    ratio = "" if bar.ratio == NO_RATIO else f", ratio 0.8-{bar.ratio}"
    return Bar(
        f"invented nights: {demand.name}",
        f"{outcome.bangs} bangs",
        str(found),
        f"recall >= {bar.recall}, precision >= {bar.precision}, median <= {bar.median_m} m,"
        f" p95 <= {bar.p95_m} m{ratio}",
        found.recall >= bar.recall
        and found.precision >= bar.precision
        and found.median_m <= bar.median_m
        and found.p95_m <= bar.p95_m
        and 0.8 <= found.ratio <= bar.ratio,
    )


def _hold_speed() -> Iterator[Bar]:
    full = run_nights(NightPlan(25, 1e4, Noise.MID, 1.0), seeds=(1, 2))
    yield Bar(
        "speed",
        "25 receivers, mid, 10,000/h, one core",
        f"{full.times_real_time:.0f} x real time, {full.picks_per_second:.0f} picks/s;"
        f" {full.score}",
        ">= 10 x real time",
        full.times_real_time >= 10.0,
        peer="prototype 13-14 x",
    )
    live = run_nights(NightPlan(25, 1e4, Noise.MID, 0.5), seeds=(1,), listening=LIVE)
    yield Bar(
        "speed, live",
        "the same, settled twice a second within 3 s of each bang",
        f"{live.times_real_time:.1f} x real time; {live.score}",
        ">= 2 x real time",
        live.times_real_time >= 2.0,
    )
    wide = run_nights(NightPlan(200, 3000, Noise.MID, 1.0, side_m=3500.0), seeds=(1, 2))
    yield Bar(
        "more than 64 receivers",
        "200 receivers on 12 km2, mid",
        f"{wide.times_real_time:.0f} x real time; {wide.score}",
        ">= 10 x real time, recall and precision >= 0.95",
        wide.times_real_time >= 10.0 and min(wide.score.recall, wide.score.precision) >= 0.95,
    )


def _hold_honesty() -> Iterator[Bar]:
    for noise, least in ((Noise.MID, 0.93), (Noise.HARD, 0.87)):
        inside = measure_coverage(NightPlan(16, 1000, noise, 12), seeds=(1, 2, 3))
        yield Bar(
            "the ellipse is honest",
            f"{noise}, 1,000/h, without the 2 m for crooked streets",
            f"{100 * inside:.1f} % of true places within the 95 % ellipse",
            f">= {100 * least:.0f} %",
            inside >= least,
        )


def _hold_peer() -> Bar:
    name, setting = "beside PyOcto 0.2.2", "mid, 10,000/h, 16 receivers, one run, one thread"
    reason = prepare_peer()
    if reason:
        return Bar(name, setting, f"not asked: {reason}", PEER_COMMAND, holds=False)
    plan = NightPlan(16, 1e4, Noise.MID, 1.0)
    ours = run_nights(plan, seeds=(1, 2))
    found, truth, bounds, seconds, picks = [], [], [], 0.0, 0
    for seed in (1, 2):
        night = simulate(plan, rng=np.random.default_rng(seed))
        with tempfile.TemporaryDirectory() as folder:
            peer = run_peer(night, folder=Path(folder), sound_speed=derive_sound_speed(10.0))
        found.append(peer.found)
        truth.append(to_places(night.truth))
        bounds.append(find_bounds(night, plan))
        seconds += peer.seconds
        picks += night.picks.height
    theirs = score(found, truth, bounds)
    times = ours.picks_per_second / (picks / seconds)
    return Bar(
        name,
        setting,
        f"{times:.1f} x its picks per second; {ours.score}",
        ">= 3 x, higher recall and precision",
        times >= 3.0
        and ours.score.recall > theirs.recall
        and ours.score.precision > theirs.precision,
        peer=f"{picks / seconds:.0f} picks/s; {theirs}",
    )
