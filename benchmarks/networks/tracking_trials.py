"""Runs of the event model on planted towns, two processes side by side."""

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import starmap

import numpy as np

from benchmarks.networks.naive_tracking import (
    Agreement,
    compare_with_truth,
    track_seen_twice,
    track_three_months,
)
from zichtlijn.networks.analysis.events.chain import fit_groups
from zichtlijn.networks.analysis.events.gates import judge_gates
from zichtlijn.networks.analysis.events.kernels.layout import lay_out, open_groups
from zichtlijn.networks.analysis.events.memberships import place_people_at
from zichtlijn.networks.analysis.events.stream import lay_out_events, merge_repeats
from zichtlijn.networks.analysis.events.terms import (
    ChainSettings,
    EventStream,
    FittedGroups,
    KeptDraws,
)
from zichtlijn.networks.analysis.planted import (
    PlantedStream,
    Variant,
    derive_window_times,
    plant_stream,
)

ONE_WORKER = ChainSettings(workers=1)


@dataclass(frozen=True)
class Town:
    """What to plant, and what else to measure beside the event model."""

    seed: int
    change: float = 0.03
    variant: Variant = Variant.BASE
    observed: float = 1.0
    accident: float = 0.10
    with_peers: bool = False
    with_gates: bool = False

    def plant(self) -> PlantedStream:
        return plant_stream(
            self.seed,
            change=self.change,
            variant=self.variant,
            observed=self.observed,
            accident=self.accident,
        )


@dataclass(frozen=True)
class Trial:
    """One run: what was found in a planted town, and its peers."""

    town: Town
    truth: float
    estimate: float
    low: float
    high: float
    labels: Agreement
    naive: Agreement | None
    twice: Agreement | None
    refused: bool | None

    @property
    def covered(self) -> bool:
        """Tell whether the interval holds the truth; nobody moving is under 0.02 %."""
        if self.truth == 0:
            return self.low <= 0.0002
        return self.low <= self.truth <= self.high

    @property
    def ratio(self) -> float:
        return self.estimate / self.truth


def run_towns(towns: Sequence[Town]) -> list[Trial]:
    """Run every town, in two processes, in the order given."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        return list(pool.map(run_town, towns, chunksize=2))


def run_town(town: Town) -> Trial:
    planted = town.plant()
    stream = lay_out_planted(planted)
    fitted = fit_planted(planted, stream, seed=town.seed)
    peers = (track_three_months, track_seen_twice) if town.with_peers else ()
    compared = [compare_with_truth(planted, track(planted)) for track in peers]
    naive, twice = compared or (None, None)
    refused = None
    if town.with_gates:
        refused = judge_gates(stream, fitted, seed=town.seed).refused_by is not None
    return Trial(
        town,
        planted.realised_change,
        fitted.change,
        fitted.change_interval.low,
        fitted.change_interval.high,
        compare_with_truth(planted, fitted.memberships.astype(np.int64)),
        naive,
        twice,
        refused,
    )


def lay_out_planted(planted: PlantedStream) -> EventStream:
    stream = lay_out_events(planted.times, planted.starts, planted.members, people=planted.people)
    return merge_repeats(stream)


def fit_planted(planted: PlantedStream, stream: EventStream, *, seed: int) -> FittedGroups:
    times = derive_window_times() - planted.times[0]
    return fit_groups(stream, window_times=times, seed=seed, settings=ONE_WORKER)


def towns_of(seeds: range, changes: Sequence[float], **what: object) -> list[Town]:
    """Return one town for each seed and change."""
    pairs = ((seed, change) for change in changes for seed in seeds)
    return list(starmap(lambda seed, change: Town(seed, change, **what), pairs))  # type: ignore[arg-type]


def compare_with_known_groups(town: Town) -> Agreement:
    """Place people with the true group of every event and the true rate: the data's limit."""
    planted = town.plant()
    stream = lay_out_events(planted.times, planted.starts, planted.members, people=planted.people)
    known = planted.groups[stream.event_of_row >= 0]
    labels = np.unique(known, return_inverse=True)[1].astype(np.int32)
    layout = lay_out(stream)
    draws = KeptDraws(
        labels=labels[None],
        usual=labels,
        shares=open_groups(layout, labels).share[None],
        rates=np.array([-np.log1p(-town.change)]),
        accidents=np.array([town.accident]),
        all_rates=np.array([-np.log1p(-town.change)]),
        all_accidents=np.array([town.accident]),
    )
    times = derive_window_times() - planted.times[0]
    placed = place_people_at(layout, draws, times, threshold=0.7, workers=1)
    return compare_with_truth(planted, placed.astype(np.int64))


def fit_twice_alike(town: Town) -> bool:
    """Tell whether two runs, with one worker and with two, agree in every bit."""
    planted = town.plant()
    stream = lay_out_planted(planted)
    times = derive_window_times() - planted.times[0]
    one, two = (
        fit_groups(
            stream, window_times=times, seed=town.seed, settings=ChainSettings(workers=workers)
        )
        for workers in (1, 2)
    )
    return (
        np.array_equal(one.draws.labels, two.draws.labels)
        and np.array_equal(one.memberships, two.memberships)
        and np.array_equal(one.draws.all_rates, two.draws.all_rates)
        and one.change_interval == two.change_interval
    )
