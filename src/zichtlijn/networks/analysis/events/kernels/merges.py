"""Merges of groups: weighed side by side on a frozen state, then carried out."""

from math import lgamma
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.kernels.compiled import Floats, Ints, kernel, making_kernel
from zichtlijn.networks.analysis.events.kernels.layout import Groups, Layout, regroup
from zichtlijn.networks.analysis.events.kernels.slots import make_future, make_past
from zichtlijn.networks.analysis.events.kernels.sweep import SIZE_POWER
from zichtlijn.networks.analysis.events.kernels.trials import (
    FORCED,
    Desk,
    log_likelihood_of_trial,
    open_trial,
    scan_sides,
    settle_sides,
)

PARTNERS = 3
"""Groups that are tried with each group: those that share most observations of its people."""


@kernel
def log_prior_of_merging(size_a: int, size_b: int, log_alpha: float) -> float:
    """Return what one group instead of two gains under the prior on sizes."""
    return SIZE_POWER * (lgamma(size_a + size_b) - lgamma(size_a) - lgamma(size_b) - log_alpha)


@making_kernel
def weigh_merges(
    layout: Layout,
    groups: Groups,
    desk: Desk,
    chosen: Ints,
    partners: Ints,
    gains: Floats,
    stay: Floats,
    accident: float,
    log_alpha: float,
    size_weight: Floats,
) -> None:
    """Fill for each chosen group its best partner (-1 = none) and the log-odds of merging."""
    found = np.empty(PARTNERS, dtype=np.int64)
    for k in range(len(chosen)):
        partners[k] = -1
        gains[k] = 0.0
        for c in range(find_partners(layout, groups, desk, chosen[k], found)):
            gain = weigh_merge(
                layout, groups, desk, chosen[k], found[c], stay, accident, log_alpha, size_weight
            )
            if gain > gains[k]:
                partners[k] = found[c]
                gains[k] = gain


@making_kernel
def weigh_merge(
    layout: Layout,
    groups: Groups,
    desk: Desk,
    a: int,
    b: int,
    stay: Floats,
    accident: float,
    log_alpha: float,
    size_weight: Floats,
) -> float:
    """Return the log-odds of groups a and b as one against as they are."""
    trial = open_trial(layout, groups, desk, a, b, stay)
    count = groups.counts[1]
    settle_sides(layout, count, trial)
    gain = -log_likelihood_of_trial(trial, accident)
    gain += log_prior_of_merging(trial.size[0], trial.size[1], log_alpha)
    present = trial.side.copy()
    trial.side[:] = 0
    settle_sides(layout, count, trial)
    gain += log_likelihood_of_trial(trial, accident)
    if gain <= 0.0:
        return gain
    trial.side[:] = present
    settle_sides(layout, count, trial)
    past, future = make_past(trial.person_starts), make_future(trial.person_starts)
    nothing = np.zeros(len(trial.events))
    return gain + scan_sides(
        layout, count, trial, past, future, accident, size_weight, nothing, FORCED
    )


@making_kernel
def find_partners(layout: Layout, groups: Groups, desk: Desk, a: int, found: Ints) -> int:
    """List up to three groups that share most observations of people with a; return how many."""
    others, shared = _count_shared(layout, groups, desk, a)
    known = 0
    scores = np.zeros(PARTNERS)
    for k in range(len(others)):
        score = shared[k] / np.sqrt(groups.weight[a] + groups.weight[others[k]])
        where = known
        while where > 0 and scores[where - 1] < score:
            where -= 1
        if where >= PARTNERS:
            continue
        known = min(known + 1, PARTNERS)
        for c in range(known - 1, where, -1):
            scores[c] = scores[c - 1]
            found[c] = found[c - 1]
        scores[where] = score
        found[where] = others[k]
    return known


@making_kernel
def _count_shared(layout: Layout, groups: Groups, desk: Desk, a: int) -> tuple[Ints, Floats]:
    """Count for each other group the observations in it of people of a."""
    room = 16
    others = np.empty(room, dtype=np.int64)
    shared = np.zeros(room)
    known = 0
    e = groups.head[a]
    while e >= 0:
        for p in range(layout.starts[e], layout.starts[e + 1]):
            i = layout.members[p]
            if desk.person[i] == a:
                continue
            desk.person[i] = a
            for q in range(layout.person_starts[i], layout.person_starts[i + 1]):
                g = groups.of_event[layout.event_at[q]]
                if g == a:
                    continue
                if desk.group[g] < 0:
                    if known == room:
                        room *= 2
                        others = _widen(others, room)
                        shared = _widen(shared, room)
                    desk.group[g] = known
                    others[known] = g
                    shared[known] = 0.0
                    known += 1
                shared[desk.group[g]] += 1.0
        e = groups.after[e]
    _wipe(layout, groups, desk, a, others[:known])
    return others[:known], shared[:known]


@making_kernel
def _widen(values: NDArray[Any], room: int) -> NDArray[Any]:
    wider = np.empty(room, dtype=values.dtype)
    wider[: len(values)] = values
    return wider


@kernel
def _wipe(layout: Layout, groups: Groups, desk: Desk, a: int, others: Ints) -> None:
    for g in others:
        desk.group[g] = -1
    e = groups.head[a]
    while e >= 0:
        for p in range(layout.starts[e], layout.starts[e + 1]):
            desk.person[layout.members[p]] = -1
        e = groups.after[e]


@making_kernel
def merge_groups(
    layout: Layout,
    groups: Groups,
    desk: Desk,
    chosen: Ints,
    partners: Ints,
    stay: Floats,
    accident: float,
    log_alpha: float,
    size_weight: Floats,
) -> int:
    """Carry out the merges that still pay, each group at most once; return how many."""
    touched = np.zeros(len(groups.size), dtype=np.bool_)
    merged = 0
    for k in range(len(chosen)):
        a, b = chosen[k], partners[k]
        if b < 0 or touched[a] or touched[b]:
            continue
        if weigh_merge(layout, groups, desk, a, b, stay, accident, log_alpha, size_weight) <= 0.0:
            continue
        touched[a] = True
        touched[b] = True
        events = open_trial(layout, groups, desk, a, b, stay).events
        groups.size[b] = 0
        groups.weight[b] = 0.0
        groups.head[b] = -1
        groups.tail[b] = -1
        groups.free[groups.counts[0]] = b
        groups.counts[0] += 1
        groups.counts[1] -= 1
        regroup(layout, groups, events, a)
        merged += 1
    return merged
