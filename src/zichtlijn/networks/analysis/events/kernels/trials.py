"""A trial: two groups and all their people taken apart, to weigh a merge or a split."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.kernels.compiled import Floats, Ints, kernel, making_kernel
from zichtlijn.networks.analysis.events.kernels.layout import Groups, Layout, share_of
from zichtlijn.networks.analysis.events.kernels.slots import (
    Future,
    Past,
    forget,
    let_time_pass,
    look_back,
    make_past,
    observe,
    value_of,
)

SAMPLE, GREEDY, FORCED = 0, 1, 2
"""How a scan chooses: by chance, the likelier side, or as it stands already."""


class Desk(NamedTuple):
    """Room for one thread's trials, and its stamps: -1 wherever not in use."""

    person: NDArray[np.int64]
    group: NDArray[np.int64]


class Trial(NamedTuple):
    """Events on two sides, 0 and 1, with all observations of all who were there.

    person_starts, stay: the people's pairs in order of time. label[q]: the side of the pair's
    event, or a fixed group from 2 on. share: of the sides and of every fixed group.
    size, weight, first, last: of the sides.
    """

    events: NDArray[np.int64]
    side: NDArray[np.int64]
    member_starts: NDArray[np.int64]
    member: NDArray[np.int64]  # place of the person in this trial
    member_pair: NDArray[np.int64]
    people: NDArray[np.int64]
    seen: NDArray[np.int64]  # up to which of his pairs a scan has brought each person
    person_starts: NDArray[np.int64]
    stay: NDArray[np.float64]
    label: NDArray[np.int64]
    share: NDArray[np.float64]
    size: NDArray[np.int64]
    weight: NDArray[np.float64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


def make_desk(events: int, people: int) -> Desk:
    """Make room for trials, one after another."""
    return Desk(np.full(people, -1, dtype=np.int64), np.full(events, -1, dtype=np.int64))


@making_kernel
def open_trial(layout: Layout, groups: Groups, desk: Desk, a: int, b: int, stay: Floats) -> Trial:
    """Take groups a and b (-1 = only a) apart, each event on the side where it stands."""
    events = _merge_in_time(groups, a, b)
    member_starts, member, member_pair, people = _call_members(layout, desk, events)
    person_starts = np.zeros(len(people) + 1, dtype=np.int64)
    for j in range(len(people)):
        i = people[j]
        length = layout.person_starts[i + 1] - layout.person_starts[i]
        person_starts[j + 1] = person_starts[j] + length
    pairs = person_starts[-1]
    stays = np.empty(pairs)
    label = np.empty(pairs, dtype=np.int64)
    fixed = np.empty(pairs + 2, dtype=np.int64)
    known = 2
    desk.group[a] = 0
    if b >= 0:
        desk.group[b] = 1
    for j in range(len(people)):
        begin = layout.person_starts[people[j]]
        for k in range(person_starts[j], person_starts[j + 1]):
            q = begin + k - person_starts[j]
            stays[k] = stay[q]
            g = groups.of_event[layout.event_at[q]]
            if desk.group[g] < 0:
                desk.group[g] = known
                fixed[known] = g
                known += 1
            label[k] = desk.group[g]
    share = np.empty(known)
    for h in range(2, known):
        share[h] = groups.share[fixed[h]]
        desk.group[fixed[h]] = -1
    side = np.empty(len(events), dtype=np.int64)
    for f in range(len(events)):
        side[f] = desk.group[groups.of_event[events[f]]]
        for m in range(member_starts[f], member_starts[f + 1]):
            j = member[m]
            member_pair[m] += person_starts[j] - layout.person_starts[people[j]]
    desk.group[a] = -1
    if b >= 0:
        desk.group[b] = -1
    return Trial(
        events, side, member_starts, member, member_pair, people, np.zeros_like(people),
        person_starts, stays, label, share, np.zeros(2, dtype=np.int64), np.zeros(2),
        np.zeros(2, dtype=np.int64), np.zeros(2, dtype=np.int64),
    )  # fmt: skip


@making_kernel
def _merge_in_time(groups: Groups, a: int, b: int) -> Ints:
    count = groups.size[a] + (groups.size[b] if b >= 0 else 0)
    events = np.empty(count, dtype=np.int64)
    x, y = groups.head[a], groups.head[b] if b >= 0 else -1
    for f in range(count):
        if y < 0 or (x >= 0 and x < y):
            events[f] = x
            x = groups.after[x]
        else:
            events[f] = y
            y = groups.after[y]
    return events


@making_kernel
def _call_members(layout: Layout, desk: Desk, events: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """List the distinct people of the events, and who of them was where."""
    member_starts = np.zeros(len(events) + 1, dtype=np.int64)
    for f in range(len(events)):
        e = events[f]
        member_starts[f + 1] = member_starts[f] + layout.starts[e + 1] - layout.starts[e]
    total = member_starts[-1]
    member = np.empty(total, dtype=np.int64)
    member_pair = np.empty(total, dtype=np.int64)
    people = np.empty(total, dtype=np.int64)
    known = 0
    for f in range(len(events)):
        for k in range(member_starts[f + 1] - member_starts[f]):
            p = layout.starts[events[f]] + k
            i = layout.members[p]
            if desk.person[i] < 0:
                desk.person[i] = known
                people[known] = i
                known += 1
            member[member_starts[f] + k] = desk.person[i]
            member_pair[member_starts[f] + k] = layout.place[p]
    for j in range(known):
        desk.person[people[j]] = -1
    return member_starts, member, member_pair, people[:known].copy()


@kernel
def settle_sides(layout: Layout, groups_count: int, trial: Trial) -> None:
    """Count both sides anew and give every pair the label of its event's side."""
    trial.size[:] = 0
    trial.weight[:] = 0.0
    for f in range(len(trial.events)):
        s = trial.side[f]
        if trial.size[s] == 0:
            trial.first[s] = f
        trial.last[s] = f
        trial.size[s] += 1
        trial.weight[s] += layout.event_weight[trial.events[f]]
        for m in range(trial.member_starts[f], trial.member_starts[f + 1]):
            trial.label[trial.member_pair[m]] = s
    for s in range(2):
        if trial.size[s] > 0:
            _reshare(layout, groups_count, trial, s)


@kernel
def _reshare(layout: Layout, groups_count: int, trial: Trial, s: int) -> None:
    first = layout.times[trial.events[trial.first[s]]]
    last = layout.times[trial.events[trial.last[s]]]
    trial.share[s] = share_of(layout, trial.size[s], trial.weight[s], first, last, groups_count)


@making_kernel
def log_likelihood_of_trial(trial: Trial, accident: float) -> float:
    """Return the log-likelihood of all observations of the trial's people."""
    past = make_past(trial.person_starts)
    total = 0.0
    for j in range(len(trial.people)):
        product = 1.0
        begin = trial.person_starts[j]
        for q in range(begin, trial.person_starts[j + 1]):
            if q > begin:
                let_time_pass(past, j, trial.stay[q - 1])
            g = trial.label[q]
            product *= observe(past, j, g, accident, trial.share[g])
            if product > 1e100 or product < 1e-100:
                total += np.log(product)
                product = 1.0
        total += np.log(product)
    return total


@kernel
def scan_sides(
    layout: Layout,
    groups_count: int,
    trial: Trial,
    past: Past,
    future: Future,
    accident: float,
    size_weight: Floats,
    uniforms: Floats,
    how: int,
) -> float:
    """Choose the side of every event anew, in order of time; return ln of the chance of that."""
    _look_back_in_trial(trial, future, accident)
    forget(past)
    for j in range(len(trial.people)):
        trial.seen[j] = trial.person_starts[j]
    log_chance = 0.0
    for f in range(len(trial.events)):
        old = trial.side[f]
        if trial.size[old] == 1:
            new = old  # a side is never emptied
            _advance(trial, past, f, accident)
        else:
            _leave_side(layout, groups_count, trial, f)
            _advance(trial, past, f, accident)
            chance = _chance_of_side_one(trial, past, future, f, accident, size_weight)
            new = _choose(chance, uniforms[f], old, how)
            log_chance += np.log(chance if new == 1 else 1.0 - chance)
            _join_side(layout, groups_count, trial, f, new)
        for m in range(trial.member_starts[f], trial.member_starts[f + 1]):
            trial.label[trial.member_pair[m]] = new
            observe(past, trial.member[m], new, accident, trial.share[new])
    return log_chance


@kernel
def _choose(chance: float, uniform: float, old: int, how: int) -> int:
    if how == SAMPLE:
        return 1 if uniform < chance else 0
    if how == GREEDY:
        return 1 if chance > 0.5 else 0
    return old


@kernel
def _look_back_in_trial(trial: Trial, future: Future, accident: float) -> None:
    for j in range(len(trial.people)):
        last = trial.person_starts[j + 1] - 1
        future.used[last] = 0
        for q in range(last - 1, trial.person_starts[j] - 1, -1):
            g = trial.label[q + 1]
            look_back(future, q, future, q + 1, trial.stay[q], g, accident, trial.share)


@kernel
def _advance(trial: Trial, past: Past, f: int, accident: float) -> None:
    """Bring the people of event f up to its moment, over what they did elsewhere."""
    for m in range(trial.member_starts[f], trial.member_starts[f + 1]):
        j = trial.member[m]
        begin = trial.person_starts[j]
        for q in range(trial.seen[j], trial.member_pair[m]):
            if q > begin:
                let_time_pass(past, j, trial.stay[q - 1])
            g = trial.label[q]
            observe(past, j, g, accident, trial.share[g])
        q = trial.member_pair[m]
        if q > begin:
            let_time_pass(past, j, trial.stay[q - 1])
        trial.seen[j] = q + 1


@kernel
def _chance_of_side_one(
    trial: Trial, past: Past, future: Future, f: int, accident: float, size_weight: Floats
) -> float:
    odds = size_weight[trial.size[1]] / size_weight[trial.size[0]]
    for m in range(trial.member_starts[f], trial.member_starts[f + 1]):
        j, q = trial.member[m], trial.member_pair[m]
        total, ahead_0, ahead_1 = 1.0, 1.0, 1.0
        for k in range(future.starts[q], future.starts[q] + future.used[q]):
            h = future.groups[k]
            total += trial.share[h] * (future.values[k] - 1.0) * value_of(past, j, h)
            if h == 0:
                ahead_0 = future.values[k]
            elif h == 1:
                ahead_1 = future.values[k]
        one = accident + (1.0 - accident) * value_of(past, j, 1) * ahead_1 / total
        nil = accident + (1.0 - accident) * value_of(past, j, 0) * ahead_0 / total
        odds *= one / nil
    return odds / (1.0 + odds) if odds < 1e15 else 1.0 - 1e-15


@kernel
def _leave_side(layout: Layout, groups_count: int, trial: Trial, f: int) -> None:
    s = trial.side[f]
    trial.side[f] = -1
    trial.size[s] -= 1
    trial.weight[s] -= layout.event_weight[trial.events[f]]
    while trial.side[trial.first[s]] != s:
        trial.first[s] += 1
    while trial.side[trial.last[s]] != s:
        trial.last[s] -= 1
    _reshare(layout, groups_count, trial, s)


@kernel
def _join_side(layout: Layout, groups_count: int, trial: Trial, f: int, s: int) -> None:
    trial.side[f] = s
    trial.size[s] += 1
    trial.weight[s] += layout.event_weight[trial.events[f]]
    trial.first[s] = min(trial.first[s], f)
    trial.last[s] = max(trial.last[s], f)
    _reshare(layout, groups_count, trial, s)
