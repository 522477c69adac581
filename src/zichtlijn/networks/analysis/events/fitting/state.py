"""A chain while it runs: the groups as they stand, the rates, and the source of chance."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from zichtlijn.networks.analysis.events.fitting.rates import FASTEST, SLOWEST
from zichtlijn.networks.analysis.events.kernels.divisions import (
    UNIFORMS_PER_EVENT,
    choose_partners,
    divide_groups,
    weigh_divisions,
)
from zichtlijn.networks.analysis.events.kernels.layout import Groups, Layout, lay_out, open_groups
from zichtlijn.networks.analysis.events.kernels.likelihood import (
    log_likelihood,
    make_paths,
    stays_over,
    trace_paths,
)
from zichtlijn.networks.analysis.events.kernels.merges import merge_groups, weigh_merges
from zichtlijn.networks.analysis.events.kernels.slots import make_future, make_past
from zichtlijn.networks.analysis.events.kernels.sweep import (
    SIZE_POWER,
    make_candidates,
    sweep_events,
)
from zichtlijn.networks.analysis.events.kernels.trials import Desk, make_desk
from zichtlijn.networks.analysis.events.terms import EventStream, StartLabels

LEAST_ACCIDENT, MOST_ACCIDENT = 0.004, 0.7
RATE_STEPS = 6
SMALLEST_TO_SPLIT = 4
MERGE_WORK, DIVISION_WORK = 30.0, 10.0
PARTS = 16
"""Work is cut in so many parts whatever the number of workers, so the sums do not change."""


class Chain:
    """The moving parts of one chain; its methods are the steps of the algorithm."""

    def __init__(
        self,
        stream: EventStream,
        *,
        seed: int | np.random.SeedSequence,
        workers: int,
        start: StartLabels | None,
    ) -> None:
        self.layout: Layout = lay_out(stream)
        self.rng = np.random.default_rng(seed)
        self.workers = workers
        events = stream.events
        self.groups: Groups = open_groups(self.layout, _first_labels(events, start))
        self.rate = start.rate if start else 0.05
        self.accident = start.accident if start else 0.15
        self.alpha = max(1.0, events / 50)
        self.step = 25.0 / np.sqrt(max(stream.pairs, 2500))
        self.failures = np.zeros(events, dtype=np.int64)
        self.size_weight = np.arange(events + 2, dtype=np.float64) ** SIZE_POWER
        self._changing = start.labels < 0 if start else np.ones(events, dtype=np.bool_)
        self._past = make_past(self.layout.person_starts)
        self._future = make_future(self.layout.person_starts)
        self._candidates = make_candidates(events)
        self._paths = make_paths(stream.pairs)
        seen = np.diff(self.layout.person_starts)
        self._observations = np.repeat(seen, seen)  # per pair those of its person
        self._stamp = np.empty(events, dtype=np.int64)
        self._stay = np.empty(stream.pairs)
        self._desks = [make_desk(events, stream.people) for _ in range(workers)]
        if start:
            self.refresh_prior()

    def sweep(self) -> None:
        """Draw the group of every event anew."""
        stays_over(self.layout.gap, self.rate, self._stay)
        sweep_events(
            self.layout,
            self.groups,
            self._past,
            self._future,
            self._candidates,
            self._stay,
            self.accident,
            self.alpha**SIZE_POWER,
            self.size_weight,
            self.rng.random(len(self.layout.times)),
        )

    def merge(self) -> int:
        """Merge groups where one explains the people better than two; return how many."""
        chosen = self._thin(self._changing_groups(), MERGE_WORK)
        chosen = chosen[np.argsort(-self.groups.size[chosen], kind="stable")]
        partners = np.full(len(chosen), -1, dtype=np.int64)
        gains = np.zeros(len(chosen))
        odds = (self._stay, self.accident, np.log(self.alpha), self.size_weight)

        def weigh(desk: Desk, begin: int, end: int) -> None:
            part = slice(begin, end)
            weigh_merges(
                self.layout, self.groups, desk, chosen[part], partners[part], gains[part], *odds
            )

        self._in_parts(weigh, len(chosen))
        return int(merge_groups(self.layout, self.groups, self._desks[0], chosen, partners, *odds))

    def split(self) -> int:
        """Split groups where two explain the people better than one; return how many."""
        able = self._changing_groups()
        able = able[self.groups.size[able] >= SMALLEST_TO_SPLIT]
        able = able[self.rng.random(len(able)) * (1 + self.failures[able]) < 1.0]
        chosen = self._thin(able, DIVISION_WORK)
        return self._divide(chosen, np.full(len(chosen), -1, dtype=np.int64))

    def share_out(self) -> int:
        """Share out anew the events of pairs of groups with people in common; return how many."""
        chosen = self._thin(self._changing_groups(), DIVISION_WORK / 2)
        partners = np.full(len(chosen), -1, dtype=np.int64)
        uniforms = self.rng.random(len(chosen))
        choose_partners(self.layout, self.groups, self._desks[0], chosen, uniforms, partners)
        paired = partners >= 0
        return self._divide(chosen[paired], partners[paired])

    def _divide(self, chosen: NDArray[np.int64], partners: NDArray[np.int64]) -> int:
        size = self.groups.size
        events = size[chosen] + np.where(partners >= 0, size[partners], 0)
        offsets = np.concatenate([[0], np.cumsum(events)])
        sides = np.zeros(offsets[-1], dtype=np.int64)
        gains = np.zeros(len(chosen))
        uniforms = self.rng.random(UNIFORMS_PER_EVENT * int(offsets[-1]))
        log_alpha = np.log(self.alpha)

        def weigh(desk: Desk, begin: int, end: int) -> None:
            weigh_divisions(
                self.layout, self.groups, desk, chosen, partners, sides, gains, begin, end,
                offsets, uniforms, self._stay, self.accident, log_alpha, self.size_weight,
            )  # fmt: skip

        self._in_parts(weigh, len(chosen))
        return int(
            divide_groups(
                self.layout, self.groups, self._desks[0], chosen, partners, sides, gains,
                self.failures, offsets, self._stay,
            )
        )  # fmt: skip

    def _changing_groups(self) -> NDArray[np.int64]:
        """Return the groups that may merge or split: in an update those with new events."""
        return np.unique(self.groups.of_event[self._changing])

    def _thin(self, chosen: NDArray[np.int64], work: float) -> NDArray[np.int64]:
        """Keep a chance part of the groups where trying all would take too long.

        A trial reads all observations of all the people of a group; with dense data nearly
        everybody is in nearly every group for a moment. work: pairs to read, over all pairs.
        """
        first = self._first_pairs()
        reading = np.bincount(
            self.groups.of_event[self.layout.event_at[first]],
            weights=self._observations[first],
            minlength=len(self.groups.size),
        )
        share = work * len(self._observations) / max(reading[chosen].sum(), 1.0)
        return chosen if share >= 1.0 else chosen[self.rng.random(len(chosen)) < share]

    def _first_pairs(self) -> NDArray[np.int64]:
        """Return each person's first pair in each group."""
        self.trace()
        return np.flatnonzero(self._paths.first == np.arange(len(self._paths.first)))

    def refresh_prior(self) -> None:
        """Fit alpha, the readiness to open new groups, to the number of groups there is."""
        count, events = int(self.groups.counts[1]), len(self.layout.times)
        for _ in range(20):
            self.alpha = count / np.log(1.0 + events / self.alpha)

    def draw_rates(self) -> None:
        """Take six Metropolis steps in (ln rate, logit accident)."""
        self.trace()
        here = self.log_likelihood(self.rate, self.accident)
        for normal, uniform in zip(
            self.rng.normal(size=(RATE_STEPS, 2)), self.rng.random(RATE_STEPS), strict=True
        ):
            rate = self.rate * np.exp(self.step * normal[0])
            odds = self.accident / (1.0 - self.accident) * np.exp(self.step / 2 * normal[1])
            accident = odds / (1.0 + odds)
            inside = SLOWEST <= rate <= FASTEST and LEAST_ACCIDENT <= accident <= MOST_ACCIDENT
            there = self.log_likelihood(rate, accident) if inside else -np.inf
            accepted = np.log(uniform) < there - here
            self.step *= 1.12 if accepted else 0.96
            if accepted:
                self.rate, self.accident, here = float(rate), float(accident), there

    def weigh(self) -> float:
        """Return the log-likelihood plus a prior under which many small groups are dear.

        The prior is the Chinese restaurant's, one fifth of the number of groups its readiness
        to open new ones.
        """
        self.trace()
        sizes = self.groups.size[self.groups.size > 0]
        alpha = len(sizes) / 5
        prior = len(sizes) * np.log(alpha) + gammaln(sizes).sum()
        prior += gammaln(alpha) - gammaln(alpha + len(self.layout.times))
        return float(self.log_likelihood(self.rate, self.accident) + prior)

    def trace(self) -> None:
        """Take the groups as they stand for the likelihoods that follow."""
        trace_paths(self.layout, self.groups, self._paths, self._stamp)

    def log_likelihood(self, rate: float, accident: float) -> float:
        """Return the log-likelihood of all presences as last traced, over pure chance."""
        bounds = np.linspace(0, len(self.layout.person_starts) - 1, PARTS + 1).astype(np.int64)
        return sum(
            log_likelihood(self.layout, self._paths, rate, accident, begin, end)
            for begin, end in pairwise(bounds)
        )

    def _in_parts(self, work: Callable[[Desk, int, int], None], count: int) -> None:
        """Share out `count` tasks over the workers; each task's outcome is its own."""
        bounds = np.linspace(0, count, self.workers + 1).astype(np.int64)
        parts = list(zip(self._desks, *zip(*pairwise(bounds), strict=True), strict=True))
        if self.workers == 1 or count < PARTS:
            work(self._desks[0], 0, count)
            return
        with ThreadPoolExecutor(self.workers) as pool:
            for done in [pool.submit(work, *part) for part in parts]:
                done.result()


def _first_labels(events: int, start: StartLabels | None) -> NDArray[np.int64]:
    """Number the groups of the start below the number of events; -1 becomes its own group."""
    if start is None:
        return np.arange(events)
    labels = np.asarray(start.labels, dtype=np.int64)
    own = labels < 0
    known, compact = np.unique(labels[~own], return_inverse=True)
    first = np.empty(events, dtype=np.int64)
    first[~own] = compact
    first[own] = len(known) + np.arange(own.sum())
    return first
