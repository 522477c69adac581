"""The yardstick of `methods/networks.md`: the projection in some sixty lines of numba.

Both people's rows come from the transposed matrix; one dense row of sums is filled for a
person and emptied again. It weighs and counts, and does no more than that.
"""

import numpy as np
from numba import njit


def project(starts, members, *, people, shares):
    """Return first, second, weight, count of every pair seen together."""
    first_of, events_of = _transpose(starts, members, people)
    rows = first_of, events_of
    return _fill(starts, members, rows, shares, _count_pairs(starts, members, rows))


@njit(cache=True)
def _transpose(starts, members, people):
    first_of = np.zeros(people + 1, dtype=np.int64)
    for person in members:
        first_of[person + 1] += 1
    for person in range(people):
        first_of[person + 1] += first_of[person]
    free = first_of[:-1].copy()
    events_of = np.empty(members.size, dtype=np.int32)
    for event in range(starts.size - 1):
        for at in range(starts[event], starts[event + 1]):
            events_of[free[members[at]]] = event
            free[members[at]] += 1
    return first_of, events_of


@njit(cache=True)
def _count_pairs(starts, members, rows):
    first_of, events_of = rows
    people = first_of.size - 1
    marked = np.full(people, -1, dtype=np.int32)
    size = 0
    for person in range(people):
        for event in events_of[first_of[person] : first_of[person + 1]]:
            for other in members[starts[event] : starts[event + 1]]:
                if other > person and marked[other] != person:
                    marked[other] = person
                    size += 1
    return size


@njit(cache=True)
def _fill(starts, members, rows, shares, size):
    first_of, events_of = rows
    people = first_of.size - 1
    first, second = np.empty(size, dtype=np.int32), np.empty(size, dtype=np.int32)
    weight, count = np.empty(size), np.empty(size, dtype=np.int32)
    row_weight, row_count = np.zeros(people), np.zeros(people, dtype=np.int32)
    filled = 0
    for person in range(people):
        begin = filled
        for event in events_of[first_of[person] : first_of[person + 1]]:
            for other in members[starts[event] : starts[event + 1]]:
                if other > person:
                    if row_count[other] == 0:
                        second[filled] = other
                        filled += 1
                    row_weight[other] += shares[event]
                    row_count[other] += 1
        second[begin:filled].sort()
        for at in range(begin, filled):
            other = second[at]
            first[at], weight[at], count[at] = person, row_weight[other], row_count[other]
            row_weight[other], row_count[other] = 0.0, 0
    return first, second, weight, count
