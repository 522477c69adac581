"""Divisions: a group split in two, or the events of two groups shared out anew."""

from math import lgamma

import numpy as np

from zichtlijn.networks.analysis.events.kernels.compiled import Floats, Ints, kernel, making_kernel
from zichtlijn.networks.analysis.events.kernels.layout import Groups, Layout, regroup
from zichtlijn.networks.analysis.events.kernels.merges import PARTNERS, find_partners
from zichtlijn.networks.analysis.events.kernels.slots import make_future, make_past
from zichtlijn.networks.analysis.events.kernels.sweep import SIZE_POWER
from zichtlijn.networks.analysis.events.kernels.trials import (
    FORCED,
    GREEDY,
    SAMPLE,
    Desk,
    Trial,
    log_likelihood_of_trial,
    open_trial,
    scan_sides,
    settle_sides,
)

SAMPLED_SCANS = 6
UNIFORMS_PER_EVENT = 2 * (SAMPLED_SCANS + 2) + 1
"""Two starts of eight scans, and one random start."""


@making_kernel
def choose_partners(
    layout: Layout, groups: Groups, desk: Desk, chosen: Ints, uniforms: Floats, partners: Ints
) -> None:
    """Draw for each chosen group one of the groups that share most people with it, -1 if none."""
    found = np.empty(PARTNERS, dtype=np.int64)
    for k in range(len(chosen)):
        known = find_partners(layout, groups, desk, chosen[k], found)
        partners[k] = found[int(uniforms[k] * known)] if known else -1


@making_kernel
def weigh_divisions(
    layout: Layout,
    groups: Groups,
    desk: Desk,
    chosen: Ints,
    partners: Ints,
    sides: Ints,
    gains: Floats,
    begin: int,
    end: int,
    offsets: Ints,
    uniforms: Floats,
    stay: Floats,
    accident: float,
    log_alpha: float,
    size_weight: Floats,
) -> None:
    """Propose a division for the chosen groups from `begin` to `end`.

    partners[k]: the group to share out anew together with chosen[k], -1 to split chosen[k].
    sides[offsets[k]:offsets[k + 1]]: the proposed side of each event, in order of time.
    gains[k]: log-odds of the proposal against the present, not above 0 where none pays.
    """
    for k in range(begin, end):
        room = offsets[k + 1] - offsets[k]
        first = UNIFORMS_PER_EVENT * offsets[k]
        gains[k] = _propose(
            layout, groups, desk, chosen[k], partners[k], sides[offsets[k] : offsets[k + 1]],
            uniforms[first : first + UNIFORMS_PER_EVENT * room],
            stay, accident, log_alpha, size_weight,
        )  # fmt: skip


@making_kernel
def _propose(
    layout: Layout,
    groups: Groups,
    desk: Desk,
    a: int,
    b: int,
    sides: Ints,
    uniforms: Floats,
    stay: Floats,
    accident: float,
    log_alpha: float,
    size_weight: Floats,
) -> float:
    trial = open_trial(layout, groups, desk, a, b, stay)
    past, future = make_past(trial.person_starts), make_future(trial.person_starts)
    length = len(trial.events)
    count = groups.counts[1] + (1 if b < 0 else 0)
    settle_sides(layout, groups.counts[1], trial)
    now = _weigh_standing(trial, accident, log_alpha)
    if b >= 0:
        now -= scan_sides(
            layout, count, trial, past, future, accident, size_weight, uniforms, FORCED
        )
    best = now
    for start in range(2):
        _start_division(trial, uniforms[:length], start)
        settle_sides(layout, count, trial)
        log_chance = 0.0
        for scan in range(SAMPLED_SCANS + 2):
            how = GREEDY if scan == SAMPLED_SCANS else SAMPLE
            first = length * (1 + start * (SAMPLED_SCANS + 2) + scan)
            log_chance = scan_sides(
                layout, count, trial, past, future, accident, size_weight,
                uniforms[first : first + length], how,
            )  # fmt: skip
        standing = _weigh_standing(trial, accident, log_alpha) - log_chance
        if standing > best:
            best = standing
            sides[:] = trial.side
    return best - now


@kernel
def _start_division(trial: Trial, uniforms: Floats, start: int) -> None:
    """Cut in the middle of time, or at random with the first and last event apart."""
    length = len(trial.events)
    for f in range(length):
        if start == 0:
            trial.side[f] = 1 if 2 * f >= length else 0
        else:
            trial.side[f] = 1 if uniforms[f] < 0.5 else 0
    if start == 1:
        trial.side[0] = 1 - trial.side[length - 1]


@making_kernel
def _weigh_standing(trial: Trial, accident: float, log_alpha: float) -> float:
    """Return the log-likelihood of the trial's people plus the prior of its sides."""
    weight = log_likelihood_of_trial(trial, accident) - SIZE_POWER * log_alpha
    for s in range(2):
        if trial.size[s] > 0:
            weight += SIZE_POWER * (lgamma(trial.size[s]) + log_alpha)
    return weight


@making_kernel
def divide_groups(
    layout: Layout,
    groups: Groups,
    desk: Desk,
    chosen: Ints,
    partners: Ints,
    sides: Ints,
    gains: Floats,
    failures: Ints,
    offsets: Ints,
    stay: Floats,
) -> int:
    """Carry out the proposals that pay and still find their groups as they were.

    Returns how many were carried out. Counts the failures of each group since its last success.
    """
    touched = np.zeros(len(groups.size), dtype=np.bool_)
    done = 0
    for k in range(len(chosen)):
        a, b = chosen[k], partners[k]
        failures[a] += 1
        if gains[k] <= 0.0 or touched[a] or (b >= 0 and touched[b]):
            continue
        trial = open_trial(layout, groups, desk, a, b, stay)
        if b < 0:
            groups.counts[0] -= 1
            groups.counts[1] += 1
            b = groups.free[groups.counts[0]]
        side = sides[offsets[k] : offsets[k + 1]]
        for g in (a, b):
            failures[g] = 0
            touched[g] = True
        regroup(layout, groups, trial.events[side == 0], a)
        regroup(layout, groups, trial.events[side == 1], b)
        done += 1
    return done
