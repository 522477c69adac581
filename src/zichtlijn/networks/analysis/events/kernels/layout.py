"""The stream as the kernels see it: by event, and again by person in order of time."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.kernels.compiled import Ints, kernel
from zichtlijn.networks.analysis.events.terms import EventStream

MOST_SLOTS = 8
"""Groups remembered per person at one moment; the least probable is forgotten."""

PRIOR_WEIGHT = 2.0  # c0: keeps the share of a tiny group finite
LARGEST_SHARE = 0.9
TIME_STEPS = 1024  # steps in which the period is cut to read off how much was seen in a while


class Layout(NamedTuple):
    """A stream, never changed.

    A pair is one person in one event; pairs lie by event (starts, members) and by person
    (person_starts, event_at); place leads from the first to the second. gap[q] is the time
    from pair q to the same person's next one. A person with many observations weighs less
    in each, so that a place watched more often does not look larger.
    """

    times: NDArray[np.float64]
    starts: NDArray[np.int64]
    members: NDArray[np.int32]
    place: NDArray[np.int64]
    person_starts: NDArray[np.int64]
    event_at: NDArray[np.int64]
    gap: NDArray[np.float64]
    event_weight: NDArray[np.float64]
    weight_until: NDArray[np.float64]  # weight of all events up to each step of the period
    span: float


class Groups(NamedTuple):
    """Which event is in which group, and what follows from that for each group.

    share[g]: part of the people that is in g while g lives (pi of the formula). The events of
    a group are a chain in order of time: head, after, before, tail; -1 ends it.
    counts: how many group numbers lie free, how many groups there are.
    """

    of_event: NDArray[np.int64]
    size: NDArray[np.int64]
    weight: NDArray[np.float64]
    share: NDArray[np.float64]
    head: NDArray[np.int64]
    tail: NDArray[np.int64]
    after: NDArray[np.int64]
    before: NDArray[np.int64]
    free: NDArray[np.int64]
    counts: NDArray[np.int64]


def lay_out(stream: EventStream) -> Layout:
    """Order the pairs by person and weigh every event."""
    event = np.repeat(np.arange(stream.events), np.diff(stream.starts))
    by_person = np.argsort(stream.members, kind="stable")
    place = np.empty(stream.pairs, dtype=np.int64)
    place[by_person] = np.arange(stream.pairs)
    seen = np.bincount(stream.members, minlength=stream.people)
    person_starts = np.concatenate([[0], np.cumsum(seen)])
    event_at = event[by_person]
    gap = np.zeros(stream.pairs)
    if stream.pairs:
        gap[:-1] = np.diff(stream.times[event_at])
        gap[person_starts[1:][seen > 0] - 1] = 0.0
    weight = 1.0 / np.maximum(seen, 1)[stream.members]
    weight *= stream.pairs / max(weight.sum(), 1e-300)
    event_weight = np.bincount(event, weights=weight, minlength=stream.events).astype(np.float64)
    return Layout(
        stream.times,
        stream.starts,
        stream.members,
        place,
        person_starts,
        event_at,
        gap,
        event_weight,
        _sum_weight_until(stream, event_weight),
        stream.span,
    )


def _sum_weight_until(
    stream: EventStream, event_weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    moments = np.linspace(0.0, stream.span, TIME_STEPS + 1)
    before = np.concatenate([[0.0], np.cumsum(event_weight)])
    until: NDArray[np.float64] = before[np.searchsorted(stream.times, moments, side="right")]
    return until


def open_groups(layout: Layout, labels: NDArray[np.integer]) -> Groups:
    """Put every event in the group of its label; labels lie below the number of events."""
    events = len(layout.times)
    groups = Groups(
        of_event=np.array(labels, dtype=np.int64),
        size=np.zeros(events, dtype=np.int64),
        weight=np.zeros(events),
        share=np.zeros(events),
        head=np.full(events, -1, dtype=np.int64),
        tail=np.full(events, -1, dtype=np.int64),
        after=np.full(events, -1, dtype=np.int64),
        before=np.full(events, -1, dtype=np.int64),
        free=np.zeros(events, dtype=np.int64),
        counts=np.zeros(2, dtype=np.int64),
    )
    _fill(layout, groups)
    return groups


@kernel
def _fill(layout: Layout, groups: Groups) -> None:
    for e in range(len(layout.times)):
        g = groups.of_event[e]
        append(layout, groups, e, g, groups.tail[g])
    for g in range(len(groups.size) - 1, -1, -1):
        if groups.size[g] == 0:
            groups.free[groups.counts[0]] = g
            groups.counts[0] += 1
        else:
            groups.counts[1] += 1
    refresh_shares(layout, groups)


@kernel
def append(layout: Layout, groups: Groups, e: int, g: int, earlier: int) -> None:
    """Put event e in group g, after the group's event `earlier` (-1 = as its first)."""
    groups.of_event[e] = g
    later = groups.head[g] if earlier < 0 else groups.after[earlier]
    groups.before[e] = earlier
    groups.after[e] = later
    if earlier < 0:
        groups.head[g] = e
    else:
        groups.after[earlier] = e
    if later < 0:
        groups.tail[g] = e
    else:
        groups.before[later] = e
    groups.size[g] += 1
    groups.weight[g] += layout.event_weight[e]


@kernel
def take_out(layout: Layout, groups: Groups, e: int) -> None:
    """Take event e out of its group; a group without events is closed."""
    g = groups.of_event[e]
    earlier, later = groups.before[e], groups.after[e]
    if earlier < 0:
        groups.head[g] = later
    else:
        groups.after[earlier] = later
    if later < 0:
        groups.tail[g] = earlier
    else:
        groups.before[later] = earlier
    groups.size[g] -= 1
    groups.weight[g] -= layout.event_weight[e]
    if groups.size[g] == 0:
        groups.weight[g] = 0.0
        groups.free[groups.counts[0]] = g
        groups.counts[0] += 1
        groups.counts[1] -= 1
    else:
        refresh_share(layout, groups, g)


@kernel
def put_in(layout: Layout, groups: Groups, e: int, g: int, earlier: int) -> None:
    """Put event e in group g; g of size 0 must be the number on top of the free ones."""
    if groups.size[g] == 0:
        groups.counts[0] -= 1
        groups.counts[1] += 1
    append(layout, groups, e, g, earlier)
    refresh_share(layout, groups, g)


@kernel
def regroup(layout: Layout, groups: Groups, events: Ints, g: int) -> None:
    """Make `events`, ascending, all there is in group g."""
    groups.size[g] = 0
    groups.weight[g] = 0.0
    groups.head[g] = -1
    groups.tail[g] = -1
    for e in events:
        append(layout, groups, e, g, groups.tail[g])
    refresh_share(layout, groups, g)


@kernel
def refresh_shares(layout: Layout, groups: Groups) -> None:
    """Recompute the share of every group."""
    for g in range(len(groups.size)):
        if groups.size[g] > 0:
            refresh_share(layout, groups, g)


@kernel
def refresh_share(layout: Layout, groups: Groups, g: int) -> None:
    """Recompute the share of one group."""
    groups.share[g] = share_of(
        layout,
        groups.size[g],
        groups.weight[g],
        layout.times[groups.head[g]],
        layout.times[groups.tail[g]],
        groups.counts[1],
    )


@kernel
def share_of(
    layout: Layout, size: int, weight: float, first: float, last: float, groups: int
) -> float:
    """Return the part of the people in a group of `size` events while it lives."""
    pairs = float(len(layout.members))
    around = pairs
    if size > 1:
        margin = max((last - first) / (size - 1), layout.span / 24.0)
        around = _weight_between(layout, first - margin, last + margin)
    share = (weight + PRIOR_WEIGHT * around / pairs) / (
        around * (1.0 + PRIOR_WEIGHT * groups / pairs)
    )
    return min(share, LARGEST_SHARE)


@kernel
def _weight_between(layout: Layout, start: float, end: float) -> float:
    return _weight_at(layout, end) - _weight_at(layout, start)


@kernel
def _weight_at(layout: Layout, moment: float) -> float:
    """Read the weight of all events until a moment, linear between the steps."""
    if moment < 0.0:
        return 0.0
    step = moment / layout.span * TIME_STEPS
    if step >= TIME_STEPS:
        return float(layout.weight_until[TIME_STEPS])
    whole = int(step)
    part = step - whole
    return float((1.0 - part) * layout.weight_until[whole] + part * layout.weight_until[whole + 1])
