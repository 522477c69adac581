"""The exact likelihood of all presences given the groups of the events.

A person's past is held as value[h] = rest + scale * excess[h], so that time passing and an
observation cost the same however many groups the person met: no group is forgotten here.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.kernels.compiled import Floats, Ints, kernel
from zichtlijn.networks.analysis.events.kernels.layout import Groups, Layout

SMALLEST_SCALE = 1e-150


class Paths(NamedTuple):
    """For every pair, by person: the first pair of this person in the same group, its share."""

    first: NDArray[np.int64]
    share: NDArray[np.float64]
    excess: NDArray[np.float64]


def make_paths(pairs: int) -> Paths:
    """Make room for the paths of everybody."""
    return Paths(np.empty(pairs, dtype=np.int64), np.empty(pairs), np.empty(pairs))


@kernel
def trace_paths(layout: Layout, groups: Groups, paths: Paths, stamp: Ints) -> None:
    """Note for every pair where its group stands on the person's path.

    stamp: one number per group, any below 0 at the start.
    """
    stamp[:] = -1
    for i in range(len(layout.person_starts) - 1):
        begin = layout.person_starts[i]
        for q in range(begin, layout.person_starts[i + 1]):
            g = groups.of_event[layout.event_at[q]]
            if stamp[g] < begin:
                stamp[g] = q
            paths.first[q] = stamp[g]
            paths.share[q] = groups.share[g]


@kernel
def log_likelihood(
    layout: Layout, paths: Paths, rate: float, accident: float, begin: int, end: int
) -> float:
    """Return the log-likelihood of persons `begin` to `end` over presence by pure chance."""
    total = 0.0
    for i in range(begin, end):
        total += _log_likelihood_of_person(
            paths, layout.gap, layout.person_starts[i], layout.person_starts[i + 1], rate, accident
        )
    return total


@kernel
def _log_likelihood_of_person(
    paths: Paths, gap: Floats, begin: int, end: int, rate: float, accident: float
) -> float:
    total, product = 0.0, 1.0
    rest, scale = 1.0, 1.0
    for q in range(begin, end):
        if q > begin:
            stay = stay_over(gap[q - 1], rate)
            scale *= stay
            rest = stay * rest + 1.0 - stay
        first = paths.first[q]
        value = rest if first == q else rest + scale * paths.excess[first]
        chance = accident + (1.0 - accident) * value
        product *= chance
        rest *= accident / chance
        scale *= accident / chance
        value *= (accident + (1.0 - accident) / paths.share[q]) / chance
        if scale < SMALLEST_SCALE:
            _absorb(paths, begin, q, scale)
            scale = 1.0
        paths.excess[first] = (value - rest) / scale
        if product > 1e100 or product < 1e-100:
            total += np.log(product)
            product = 1.0
    return float(total + np.log(product))


@kernel
def _absorb(paths: Paths, begin: int, end: int, scale: float) -> None:
    for q in range(begin, end):
        if paths.first[q] == q:
            paths.excess[q] *= scale


@kernel
def stay_over(gap: float, rate: float) -> float:
    """Return the chance that a person did not jump during `gap`; never quite 1."""
    return float(min(np.exp(-rate * gap), 1.0 - 1e-9))


@kernel
def stays_over(gaps: Floats, rate: float, stays: Floats) -> None:
    """Fill `stays` with the chance of no jump over each gap."""
    for q in range(len(gaps)):
        stays[q] = stay_over(gaps[q], rate)
