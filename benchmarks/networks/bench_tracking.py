"""Every bar of the event model, with naive tracking and "seen twice" beside it."""

from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.bars import Bar
from benchmarks.networks.tracking_open import measure_group_events, measure_group_rates
from benchmarks.networks.tracking_real import real_rows
from benchmarks.networks.tracking_size import size_rows, update_row
from benchmarks.networks.tracking_trials import (
    Town,
    Trial,
    compare_with_known_groups,
    fit_twice_alike,
    run_towns,
    towns_of,
)
from zichtlijn.networks.analysis.planted import Variant

CHANGES = (0.01, 0.03, 0.10)
BASE_SEEDS = range(3100, 3105)
CALIBRATION_SEEDS = range(3200, 3205)
BROKEN_SEEDS = range(3500, 3505)
LEAST_NMI = {0.0: 0.975, 0.01: 0.95, 0.03: 0.92, 0.10: 0.89}
LEAST_COVERAGE = {0.0: 0.88, 0.01: 0.82, 0.03: 0.68, 0.10: 0.35}
SIZE = "2,000 people, 24 months"


def rows() -> Iterator[Bar]:
    """Yield the bars of one run; seeds 3100 and up are used nowhere else."""
    base = run_towns(
        [
            *towns_of(BASE_SEEDS, (0.0,), with_peers=True),
            *towns_of(BASE_SEEDS, CHANGES, with_peers=True),
        ]
    )
    still = [trial for trial in base if trial.town.change == 0]
    moving = [trial for trial in base if trial.town.change > 0]
    for change in CHANGES:
        yield judge_rate(select(moving, change), change)
    yield judge_standing_still(still)
    yield judge_calibration(moving)
    for change in LEAST_NMI:
        yield judge_labels(select(base, change), change)
    yield judge_limit(select(moving, 0.03))
    yield from judge_robustness()
    yield judge_refusal()
    yield from real_rows()
    yield from size_rows(100_000, most_seconds=60, most_gigabytes=0.6)
    yield update_row()
    yield judge_determinism()
    yield from measure_group_events()
    yield measure_group_rates()


def night_rows() -> Iterator[Bar]:
    """Yield the bars of the long sizes."""
    yield from size_rows(1_000_000, most_seconds=300, most_gigabytes=1.2)


def select(trials: list[Trial], change: float) -> list[Trial]:
    return [trial for trial in trials if trial.town.change == change]


def mean(trials: list[Trial], of: Callable[[Trial], float]) -> float:
    return float(np.mean([of(trial) for trial in trials]))


def judge_rate(trials: list[Trial], change: float) -> Bar:
    ratio = mean(trials, lambda trial: trial.estimate) / mean(trials, lambda trial: trial.truth)
    least, most = min(t.ratio for t in trials), max(t.ratio for t in trials)
    return Bar(
        "rate of change",
        f"base, {SIZE}, {change:.0%} moving a month, {len(trials)} seeds",
        f"{ratio:.2f} of the truth ({least:.2f}-{most:.2f})",
        "0.85-1.15, each seed 0.67-1.5",
        0.85 <= ratio <= 1.15 and least >= 0.67 and most <= 1.5,
        peer=tell_peers(trials, "change"),
    )


def judge_standing_still(trials: list[Trial]) -> Bar:
    estimate, low = max(t.estimate for t in trials), max(t.low for t in trials)
    return Bar(
        "no false fluidity",
        f"base, nobody moving, {len(trials)} seeds",
        f"at most {estimate:.3%}, lower end at most {low:.3%}",
        "<= 0.1 %, lower end <= 0.03 %",
        estimate <= 0.001 and low <= 0.0003,
        peer=tell_peers(trials, "change"),
    )


def judge_calibration(base: list[Trial]) -> Bar:
    towns = [
        town
        for variant in (Variant.UNEQUAL, Variant.SEASON)
        for town in towns_of(CALIBRATION_SEEDS, CHANGES, variant=variant)
    ]
    trials = [*base, *run_towns(towns)]
    share = mean(trials, lambda trial: trial.covered)
    return Bar(
        "calibration of the 90 % interval",
        f"base, season, unequal; {len(trials)} runs",
        f"{share:.0%} hold the truth",
        "80-100 %",
        share >= 0.8 and len(trials) >= 40,
        peer="none gives an interval",
    )


def judge_labels(trials: list[Trial], change: float) -> Bar:
    nmi = mean(trials, lambda trial: trial.labels.nmi)
    coverage = mean(trials, lambda trial: trial.labels.coverage)
    return Bar(
        "people in the right group",
        f"base, {change:.0%} moving a month, {len(trials)} seeds",
        f"NMI {nmi:.3f} of {coverage:.0%} of all people",
        f"NMI >= {LEAST_NMI[change]}, of >= {LEAST_COVERAGE[change]:.0%}",
        nmi >= LEAST_NMI[change] and coverage >= LEAST_COVERAGE[change],
        peer=tell_peers(trials, "labels"),
    )


def tell_peers(trials: list[Trial], what: str) -> str:
    said = []
    for name in ("naive", "twice"):
        found = [getattr(trial, name) for trial in trials]
        if what == "change":
            said.append(f"{np.mean([f.change for f in found]):.1%}")
        else:
            nmi = np.mean([f.nmi for f in found])
            said.append(f"NMI {nmi:.3f} of {np.mean([f.coverage for f in found]):.0%}")
    return f"naive tracking {said[0]}, seen twice {said[1]}"


def judge_limit(trials: list[Trial]) -> Bar:
    known = [compare_with_known_groups(trial.town) for trial in trials]
    nmi = mean(trials, lambda trial: trial.labels.nmi)
    coverage = mean(trials, lambda trial: trial.labels.coverage)
    best_nmi = float(np.mean([agreement.nmi for agreement in known]))
    best_coverage = float(np.mean([agreement.coverage for agreement in known]))
    return Bar(
        "beside the limit of the observations",
        "base, 3% moving a month, against the true group of every event",
        f"coverage {coverage / best_coverage:.2f} of the limit, NMI {best_nmi - nmi:.3f} lower",
        ">= 0.9, <= 0.03 lower",
        coverage >= 0.9 * best_coverage and best_nmi - nmi <= 0.03,
        peer=f"true groups: NMI {best_nmi:.3f} of {best_coverage:.0%}",
    )


def judge_robustness() -> Iterator[Bar]:
    worlds = {
        "one place watched five times as much": {"variant": Variant.BIASED},
        "strangers from neighbouring groups": {"variant": Variant.NEAR_NOISE},
        "25 % strangers": {"accident": 0.25},
        "quiet season": {"variant": Variant.SEASON},
        "a fifth in two groups": {"variant": Variant.TWO_GROUPS},
        "a fifth recorded twice, merged": {"variant": Variant.TWICE},
    }
    towns = [
        Town(seed, with_peers=True, **what) for what in worlds.values() for seed in BROKEN_SEEDS
    ]
    trials = run_towns(towns)
    for number, world in enumerate(worlds):
        own = trials[number * len(BROKEN_SEEDS) : (number + 1) * len(BROKEN_SEEDS)]
        ratio = mean(own, lambda trial: trial.ratio)
        yield Bar(
            "robust rate of change",
            f"{world}, 3% moving a month, {len(own)} seeds",
            f"{ratio:.2f} of the truth",
            "0.8-1.25",
            1 / 1.25 <= ratio <= 1.25,
            peer=tell_peers(own, "change"),
        )


def judge_refusal() -> Bar:
    towns = towns_of(BROKEN_SEEDS, (0.10,), observed=0.5, with_gates=True)
    refused = sum(bool(trial.refused) for trial in run_towns(towns))
    return Bar(
        "refusal",
        f"half the observations, 10% moving a month, {len(towns)} seeds",
        f"{refused} refused",
        "all: not enough observations",
        refused == len(towns),
        peer="the peers never refuse",
    )


def judge_determinism() -> Bar:
    alike = fit_twice_alike(Town(seed=BASE_SEEDS[0]))
    return Bar(
        "determinism",
        "same seed and stream, one and two workers",
        "all bits equal" if alike else "bits differ",
        "all bits equal",
        alike,
    )
