"""The pair kernel: every two people seen together, weighed and counted in one pass.

Each observation writes its pairs into the row of the lower code, one integer a pair:
the higher code and the place of the observation in the order of days. Sorting a short row
of integers is then cheaper than any table of counts, and the sums come out in a fixed order.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

PAIRS_A_BLOCK = 1 << 24  # 128 MB of integers; larger inputs take the people in blocks
SHORT_ROW = 32  # up to here sorting by insertion beats a library sort
LOW_HALF = 0xFFFFFFFF
WORTH = np.dtype([("share", "f8"), ("day", "i4"), ("source", "i4")])  # one read, not three


class Sightings(NamedTuple):
    """Observations as compressed rows (codes ascending in a row) and what each is worth.

    share has no unit, day counts from 1970-01-01, source is a code from 0.
    """

    starts: NDArray[np.int64]
    members: NDArray[np.int32]
    share: NDArray[np.float64]
    day: NDArray[np.int32]
    source: NDArray[np.int32]


class PairTable(NamedTuple):
    """One row for each pair seen together, first < second, in that order; 32 bytes a pair."""

    first: NDArray[np.int32]
    second: NDArray[np.int32]
    weight: NDArray[np.float64]
    observations: NDArray[np.int32]
    days: NDArray[np.uint16]  # 179 years of days
    sources: NDArray[np.uint16]
    first_day: NDArray[np.int32]
    last_day: NDArray[np.int32]


def weigh_pairs(sightings: Sightings, *, people: int) -> PairTable:
    """Sum the shares, and count observations, days and sources, of every pair.

    Memory: 8 bytes for each pair in each observation (never more than 128 MB at once
    unless one person has more) and 32 for each pair of people.

    >>> table = weigh_pairs(Sightings(
    ...     starts=np.array([0, 2, 5]), members=np.array([0, 1, 0, 1, 2], dtype=np.int32),
    ...     share=np.array([1.0, 0.5]), day=np.array([7, 8], dtype=np.int32),
    ...     source=np.array([0, 0], dtype=np.int32)), people=3)
    >>> table.first.tolist(), table.second.tolist(), table.weight.tolist()
    ([0, 0, 1], [1, 2, 2], [1.5, 0.5, 0.5])
    >>> table.observations.tolist(), table.days.tolist(), table.sources.tolist()
    ([2, 1, 1], [2, 1, 1], [1, 1, 1])
    """
    in_days = _order_by_day(sightings)
    rows = _count_row_lengths(in_days.starts, in_days.members, people)
    worth = np.empty(in_days.day.size, dtype=WORTH)
    worth["share"], worth["day"], worth["source"] = in_days.share, in_days.day, in_days.source
    tables = [_weigh_block(in_days, worth, rows, block) for block in _cut_blocks(rows)]
    if len(tables) == 1:
        return tables[0]
    return PairTable._make(np.concatenate(column) for column in zip(*tables, strict=True))


def _order_by_day(sightings: Sightings) -> Sightings:
    """Put the observations in order of days; a moment in UTC may lie on another day."""
    day = sightings.day
    if bool(np.all(day[1:] >= day[:-1])):
        return sightings
    order = np.argsort(day, kind="stable")
    sizes = np.diff(sightings.starts)[order]
    starts = np.concatenate(([0], np.cumsum(sizes)))
    places = np.repeat(sightings.starts[:-1][order] - starts[:-1], sizes) + np.arange(starts[-1])
    members, share, source = sightings.members[places], sightings.share, sightings.source
    return Sightings(starts, members, share[order], day[order], source[order])


def _cut_blocks(rows: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Cut the people into ranges of at most PAIRS_A_BLOCK pairs, at least one person each."""
    people, low = rows.size - 1, 0
    while True:
        fits = int(np.searchsorted(rows, rows[low] + PAIRS_A_BLOCK, side="right")) - 1
        high = min(max(fits, low + 1), people)
        yield low, high
        if high == people:
            return
        low = high


def _weigh_block(
    sightings: Sightings,
    worth: NDArray[np.void],
    rows: NDArray[np.int64],
    block: tuple[int, int],
) -> PairTable:
    low, high = block
    room = int(rows[high] - rows[low])
    keys = np.empty(room, dtype=np.int64)  # from numpy: it asks for large pages, numba does not
    _write_rows(sightings.starts, sightings.members, rows, low, high, keys)
    # untouched memory costs nothing, so the room for all pairs may be asked at once
    table = _make_room(room)
    marks = np.full(int(sightings.source.max(initial=0)) + 1, -1, dtype=np.int64)
    filled = _add_up_rows(rows, low, high, keys, worth, marks, table)
    return PairTable._make(column[:filled] for column in table)


def _make_room(pairs: int) -> PairTable:
    whole, small, share = np.dtype(np.int32), np.dtype(np.uint16), np.dtype(np.float64)
    kinds = (whole, whole, share, whole, small, small, whole, whole)
    return PairTable._make(np.empty(pairs, dtype=kind) for kind in kinds)


@njit(cache=True, nogil=True)
def _count_row_lengths(starts, members, people):  # type: ignore[no-untyped-def]
    """Return where the row of each person begins, and the end."""
    rows = np.zeros(people + 1, dtype=np.int64)
    for event in range(starts.size - 1):
        stop = starts[event + 1]
        for at in range(starts[event], stop - 1):
            rows[members[at] + 1] += stop - at - 1
    for person in range(people):
        rows[person + 1] += rows[person]
    return rows


@njit(cache=True, nogil=True)
def _write_rows(starts, members, rows, low, high, keys):  # type: ignore[no-untyped-def]
    """Write (higher code, observation) of every pair into the row of its lower code."""
    free = rows[low:high] - rows[low]
    for event in range(starts.size - 1):
        stop = starts[event + 1]
        for at in range(starts[event], stop - 1):
            person = members[at]
            if low <= person < high:
                place = free[person - low]
                for later in range(at + 1, stop):
                    keys[place] = (np.int64(members[later]) << 32) | event
                    place += 1
                free[person - low] = place


@njit(cache=True, nogil=True)
def _add_up_rows(rows, low, high, keys, worth, marks, out):  # type: ignore[no-untyped-def]
    """Sort each row and add up the runs of one pair; return how many pairs there are."""
    filled = 0
    for person in range(low, high):
        at, end = rows[person] - rows[low], rows[person + 1] - rows[low]
        _sort_row(keys, at, end)
        while at < end:
            other, seen = keys[at] >> 32, worth[keys[at] & LOW_HALF]
            begin, days, sources, total = at, 1, 0, 0.0
            first_day = last_day = seen.day
            while True:
                total += seen.share
                if seen.day != last_day:
                    last_day = seen.day
                    days += 1
                if marks[seen.source] != filled:
                    marks[seen.source] = filled
                    sources += 1
                at += 1
                if at == end or keys[at] >> 32 != other:
                    break
                seen = worth[keys[at] & LOW_HALF]
            out.first[filled], out.second[filled] = person, other
            out.weight[filled], out.observations[filled] = total, at - begin
            out.days[filled], out.sources[filled] = days, sources
            out.first_day[filled], out.last_day[filled] = first_day, last_day
            filled += 1
    return filled


@njit(cache=True, nogil=True)
def _sort_row(keys, begin, end):  # type: ignore[no-untyped-def]
    if end - begin > SHORT_ROW:
        keys[begin:end].sort()
        return
    for at in range(begin + 1, end):
        key, place = keys[at], at - 1
        while place >= begin and keys[place] > key:
            keys[place + 1] = keys[place]
            place -= 1
        keys[place + 1] = key
