"""Where each person was at given moments: exact chances, kept only as the place they point to."""

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.kernels.compiled import Floats, Ints, kernel, making_kernel
from zichtlijn.networks.analysis.events.kernels.layout import MOST_SLOTS, Layout
from zichtlijn.networks.analysis.events.kernels.likelihood import stay_over
from zichtlijn.networks.analysis.events.kernels.slots import (
    Future,
    Past,
    forget,
    let_time_pass,
    look_back,
    make_future,
    make_past,
    observe,
    value_of,
)


@making_kernel
def place_people(
    layout: Layout,
    labels: NDArray[np.int32],
    shares: Floats,
    rates: Floats,
    accidents: Floats,
    moments: Floats,
    threshold: float,
    placed: NDArray[np.int32],
    begin: int,
    end: int,
) -> None:
    """Fill placed[i, w] with the group in which person i was at moment w, for i in begin..end.

    labels[d], shares[d]: group of each event and share of each group in kept draw d. Chances
    are means over the draws; below `threshold` the person is not placed (-1). moments ascend.
    """
    stamp = np.full(shares.shape[1], -1, dtype=np.int64)
    for i in range(begin, end):
        placed[i, :] = -1
        first, last = layout.person_starts[i], layout.person_starts[i + 1]
        if first == last:
            continue
        met = _list_met(labels, layout.event_at[first:last], stamp)
        chances = np.zeros((len(moments), len(met)))
        room = _make_room(last - first)
        for d in range(len(labels)):
            _add_draw(
                layout, labels[d], shares[d], rates[d], accidents[d], moments, first, room, stamp,
                chances,
            )  # fmt: skip
        for w in range(len(moments)):
            best = np.argmax(chances[w])
            if chances[w, best] >= threshold * len(labels):
                placed[i, w] = met[best]
        for g in met:
            stamp[g] = -1


@making_kernel
def _list_met(labels: NDArray[np.int32], events: Ints, stamp: Ints) -> Ints:
    """List the groups of a person's events over all draws; stamp each with its place."""
    met = np.empty(len(labels) * len(events), dtype=np.int64)
    known = 0
    for d in range(len(labels)):
        for e in events:
            g = labels[d, e]
            if stamp[g] < 0:
                stamp[g] = known
                met[known] = g
                known += 1
    return met[:known]


@making_kernel
def _make_room(observations: int) -> tuple[Past, Future, Future]:
    """Make room for one person's past, future, and the future as seen from a moment."""
    one = np.array([0, observations])
    ahead = make_future(np.array([0, MOST_SLOTS + 1]))
    return make_past(one), make_future(one), ahead


@making_kernel
def _add_draw(
    layout: Layout,
    label: NDArray[np.int32],
    share: Floats,
    rate: float,
    accident: float,
    moments: Floats,
    first: int,
    room: tuple[Past, Future, Future],
    stamp: Ints,
    chances: Floats,
) -> None:
    """Add one draw's chance of each group at each moment."""
    past, future, ahead = room
    length = len(future.used)
    events = layout.event_at[first : first + length]
    forget(past)
    future.used[length - 1] = 0
    for q in range(length - 2, -1, -1):
        stay = stay_over(layout.gap[first + q], rate)
        look_back(future, q, future, q + 1, stay, label[events[q + 1]], accident, share)
    q, now = 0, -np.inf
    for w in range(len(moments)):
        while q < length and layout.times[events[q]] <= moments[w]:
            if q > 0:
                let_time_pass(past, 0, stay_over(layout.times[events[q]] - now, rate))
            g = label[events[q]]
            observe(past, 0, g, accident, share[g])
            now = layout.times[events[q]]
            q += 1
        if q > 0:
            let_time_pass(past, 0, stay_over(moments[w] - now, rate))
            now = moments[w]
        ahead.used[0] = 0
        if q < length:
            stay = stay_over(layout.times[events[q]] - moments[w], rate)
            look_back(ahead, 0, future, q, stay, label[events[q]], accident, share)
        _add_moment(past, ahead, share, stamp, chances[w])


@kernel
def _add_moment(past: Past, ahead: Future, share: Floats, stamp: Ints, chances: Floats) -> None:
    total = 1.0
    for k in range(ahead.used[0]):
        g = ahead.groups[k]
        total += share[g] * (ahead.values[k] - 1.0) * value_of(past, 0, g)
    for k in range(past.used[0]):
        g, value = past.groups[k], past.values[k]
        for j in range(ahead.used[0]):
            if ahead.groups[j] == g:
                value *= ahead.values[j]
        chances[stamp[g]] += min(1.0, share[g] * value / total)
    for k in range(ahead.used[0]):
        g = ahead.groups[k]
        known = False
        for j in range(past.used[0]):
            known = known or past.groups[j] == g
        if not known:
            value = past.rest[0] * ahead.values[k]
            chances[stamp[g]] += min(1.0, share[g] * value / total)
