"""What is known of a person's group at one moment, as a short list of groups.

Looking back, value[h] is the chance to be in h over h's share, given what was seen before;
groups not on the list all have the value `rest`. Looking forward, value[h] is the chance of
what was seen later from h, over that from a group not on the list.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.kernels.compiled import Floats, Ints, kernel, making_kernel
from zichtlijn.networks.analysis.events.kernels.layout import MOST_SLOTS

SURELY_STAYS = 1.0 - 1e-9
"""No time between two observations still leaves a chance to have moved; keeps sums finite."""


class Past(NamedTuple):
    """Per person what the observations so far say; slots from starts[i] on."""

    starts: NDArray[np.int64]
    groups: NDArray[np.int64]
    values: NDArray[np.float64]
    used: NDArray[np.int64]
    rest: NDArray[np.float64]


class Future(NamedTuple):
    """Per pair what the person's later observations say; slots from starts[q] on."""

    starts: NDArray[np.int64]
    groups: NDArray[np.int64]
    values: NDArray[np.float64]
    used: NDArray[np.int64]


@making_kernel
def make_past(person_starts: Ints) -> Past:
    """Make room for min(8, observations) slots for every person."""
    people = len(person_starts) - 1
    starts = np.zeros(people + 1, dtype=np.int64)
    for i in range(people):
        starts[i + 1] = starts[i] + min(MOST_SLOTS, person_starts[i + 1] - person_starts[i])
    room = starts[people]
    return Past(
        starts,
        np.empty(room, dtype=np.int64),
        np.empty(room),
        np.zeros(people, dtype=np.int64),
        np.ones(people),
    )


@making_kernel
def make_future(person_starts: Ints) -> Future:
    """Make room for min(8, later observations) slots for every pair."""
    pairs = person_starts[-1]
    starts = np.zeros(pairs + 1, dtype=np.int64)
    for i in range(len(person_starts) - 1):
        for q in range(person_starts[i], person_starts[i + 1]):
            starts[q + 1] = starts[q] + min(MOST_SLOTS, person_starts[i + 1] - 1 - q)
    room = starts[pairs]
    return Future(
        starts, np.empty(room, dtype=np.int64), np.empty(room), np.zeros(pairs, dtype=np.int64)
    )


@kernel
def forget(past: Past) -> None:
    """Begin again for everybody: nothing seen yet."""
    past.used[:] = 0
    past.rest[:] = 1.0


@kernel
def let_time_pass(past: Past, i: int, stay: float) -> None:
    """Predict person i over a gap in which he stayed with chance `stay`."""
    begin = past.starts[i]
    for k in range(begin, begin + past.used[i]):
        past.values[k] = stay * past.values[k] + 1.0 - stay
    past.rest[i] = stay * past.rest[i] + 1.0 - stay


@kernel
def value_of(past: Past, i: int, g: int) -> float:
    """Return the value of group g for person i."""
    begin = past.starts[i]
    for k in range(begin, begin + past.used[i]):
        if past.groups[k] == g:
            return float(past.values[k])
    return float(past.rest[i])


@kernel
def observe(past: Past, i: int, g: int, accident: float, share: float) -> float:
    """Take in that person i was seen with group g; return the chance of that."""
    begin, end = past.starts[i], past.starts[i] + past.used[i]
    value, where = past.rest[i], -1
    for k in range(begin, end):
        if past.groups[k] == g:
            value, where = past.values[k], k
    chance = accident + (1.0 - accident) * value
    scale = accident / chance
    for k in range(begin, end):
        past.values[k] *= scale
    past.rest[i] *= scale
    if where < 0:
        where = _find_room(past, i)
        past.groups[where] = g
    past.values[where] = value * (accident + (1.0 - accident) / share) / chance
    return float(chance)


@kernel
def _find_room(past: Past, i: int) -> int:
    """Return a free slot of person i, that of the lowest value when all are taken."""
    begin, end = past.starts[i], past.starts[i] + past.used[i]
    if end < past.starts[i + 1]:
        past.used[i] += 1
        return int(end)
    lowest = begin
    for k in range(begin, end):
        if past.values[k] < past.values[lowest]:
            lowest = k
    return int(lowest)


@kernel
def look_back(
    future: Future,
    q: int,
    later: Future,
    q_later: int,
    stay: float,
    g: int,
    accident: float,
    shares: Floats,
) -> None:
    """Fill slots q of `future` from slots q_later of `later`, when the person is seen with g."""
    begin, source = future.starts[q], later.starts[q_later]
    total, value_g = 1.0, 1.0
    for k in range(source, source + later.used[q_later]):
        total += shares[later.groups[k]] * (later.values[k] - 1.0)
        if later.groups[k] == g:
            value_g = later.values[k]
    moved = (1.0 - stay) * (accident * total + (1.0 - accident) * value_g)
    rest = stay * accident + moved
    future.groups[begin] = g
    sight = accident + (1.0 - accident) / shares[g]
    future.values[begin] = (stay * sight * value_g + moved) / rest
    used, room = 1, future.starts[q + 1] - begin
    for k in range(source, source + later.used[q_later]):
        if later.groups[k] != g:
            value = (stay * accident * later.values[k] + moved) / rest
            used = _keep_highest(future, begin, used, room, later.groups[k], value)
    future.used[q] = used


@kernel
def _keep_highest(future: Future, begin: int, used: int, room: int, g: int, value: float) -> int:
    if used < room:
        where = begin + used
        used += 1
    else:
        where = begin + 1
        for k in range(begin + 2, begin + used):
            if future.values[k] < future.values[where]:
                where = k
        if used < 2 or value <= future.values[where]:
            return used
    future.groups[where] = g
    future.values[where] = value
    return used
