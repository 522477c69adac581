"""One exact Gibbs sweep over the events, in one pass in order of time."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.kernels.compiled import Floats, kernel
from zichtlijn.networks.analysis.events.kernels.layout import (
    Groups,
    Layout,
    put_in,
    refresh_shares,
    take_out,
)
from zichtlijn.networks.analysis.events.kernels.slots import (
    Future,
    Past,
    forget,
    let_time_pass,
    look_back,
    observe,
    value_of,
)

SIZE_POWER = 0.25
"""lambda: an existing group of n events draws the next with weight n**0.25."""


class Candidates(NamedTuple):
    """Room to weigh the groups an event may go to; score is 0 wherever it is not listed."""

    score: NDArray[np.float64]
    listed: NDArray[np.int64]
    latest: NDArray[np.int64]  # per group its last event that this sweep has passed


def make_candidates(events: int) -> Candidates:
    """Make room for one sweep over so many events."""
    return Candidates(
        np.zeros(events), np.empty(events, dtype=np.int64), np.empty(events, dtype=np.int64)
    )


@kernel
def look_back_all(
    layout: Layout, groups: Groups, future: Future, stay: Floats, accident: float
) -> None:
    """Sum up for every pair what the same person's later observations say."""
    for i in range(len(layout.person_starts) - 1):
        last = layout.person_starts[i + 1] - 1
        for q in range(last, layout.person_starts[i] - 1, -1):
            if q == last:
                future.used[q] = 0
                continue
            g = groups.of_event[layout.event_at[q + 1]]
            look_back(future, q, future, q + 1, stay[q], g, accident, groups.share)


@kernel
def sweep_events(
    layout: Layout,
    groups: Groups,
    past: Past,
    future: Future,
    candidates: Candidates,
    stay: Floats,
    accident: float,
    new_weight: float,
    size_weight: Floats,
    uniforms: Floats,
) -> None:
    """Draw the group of every event given all others.

    new_weight: alpha**lambda; size_weight[n]: n**lambda; one uniform number for each event.
    """
    refresh_shares(layout, groups)
    look_back_all(layout, groups, future, stay, accident)
    forget(past)
    candidates.latest[:] = -1
    for e in range(len(layout.times)):
        old = groups.of_event[e]
        take_out(layout, groups, e)
        listed = _list_candidates(layout, groups, past, future, candidates, e, stay, accident)
        g = _draw(groups, candidates, listed, old, new_weight, size_weight, uniforms[e])
        put_in(layout, groups, e, g, candidates.latest[g] if groups.size[g] > 0 else -1)
        candidates.latest[g] = e
        for p in range(layout.starts[e], layout.starts[e + 1]):
            observe(past, layout.members[p], g, accident, groups.share[g])


@kernel
def _list_candidates(
    layout: Layout,
    groups: Groups,
    past: Past,
    future: Future,
    candidates: Candidates,
    e: int,
    stay: Floats,
    accident: float,
) -> int:
    """Score the groups that anyone present met before or after; return how many."""
    listed = 0
    for p in range(layout.starts[e], layout.starts[e + 1]):
        i, q = layout.members[p], layout.place[p]
        if q > layout.person_starts[i]:
            let_time_pass(past, i, stay[q - 1])
        first = future.starts[q]
        last = first + future.used[q]
        total = 1.0
        for k in range(first, last):
            h = future.groups[k]
            total += groups.share[h] * (future.values[k] - 1.0) * value_of(past, i, h)
        other = accident + (1.0 - accident) * past.rest[i] / total
        for k in range(past.starts[i], past.starts[i] + past.used[i]):
            ahead = 1.0
            for j in range(first, last):
                if future.groups[j] == past.groups[k]:
                    ahead = future.values[j]
            chance = accident + (1.0 - accident) * past.values[k] * ahead / total
            listed = _score(candidates, listed, past.groups[k], chance / other)
        for k in range(first, last):
            if not _is_known(past, i, future.groups[k]):
                chance = accident + (1.0 - accident) * past.rest[i] * future.values[k] / total
                listed = _score(candidates, listed, future.groups[k], chance / other)
    return listed


@kernel
def _is_known(past: Past, i: int, g: int) -> bool:
    known = False
    for k in range(past.starts[i], past.starts[i] + past.used[i]):
        known = known or past.groups[k] == g
    return known


@kernel
def _score(candidates: Candidates, listed: int, g: int, ratio: float) -> int:
    if candidates.score[g] == 0.0:
        candidates.score[g] = ratio
        candidates.listed[listed] = g
        return listed + 1
    candidates.score[g] *= ratio
    return listed


@kernel
def _draw(
    groups: Groups,
    candidates: Candidates,
    listed: int,
    old: int,
    new_weight: float,
    size_weight: Floats,
    uniform: float,
) -> int:
    """Draw one of the listed groups, the old one or a new one; wipe the scores."""
    if groups.size[old] > 0 and candidates.score[old] == 0.0:
        listed = _score(candidates, listed, old, 1.0)
    total = new_weight
    for k in range(listed):
        g = candidates.listed[k]
        candidates.score[g] *= size_weight[groups.size[g]]
        total += candidates.score[g]
    left = uniform * total - new_weight
    drawn = groups.free[groups.counts[0] - 1] if groups.counts[0] > 0 else -1
    for k in range(listed):
        g = candidates.listed[k]
        if left >= 0.0:
            drawn = g
            left -= candidates.score[g]
        candidates.score[g] = 0.0
    return drawn
