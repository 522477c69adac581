"""A town of any size with planted groups, made in seconds: the setting of `methods/networks.md`.

Events of 2-8 people (chance proportional to k^-2) in groups of 15; each month 3 % of the
people move; one in ten of those present is anybody; 24 months.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

MONTHS = 24
DAYS_A_MONTH = 30
GROUP_SIZE = 15
STRANGERS = 0.10
MOVES = 0.03
SIZES = np.arange(2, 9)


class Town(NamedTuple):
    """Observations as compressed rows, with the day and the source of each."""

    people: int
    starts: NDArray[np.int64]
    members: NDArray[np.int32]
    days: NDArray[np.int32]
    sources: NDArray[np.int32]

    @property
    def pairs_seen(self) -> int:
        """How many pairs its observations hold, each counted as often as it is seen."""
        sizes = np.diff(self.starts)
        return int((sizes * (sizes - 1) // 2).sum())

    @property
    def ages(self) -> NDArray[np.int32]:
        """Days from each observation to the last day."""
        return self.days.max() - self.days

    @property
    def shares(self) -> NDArray[np.float64]:
        """The share of a pair in each observation: 1/(k-1), halved every 90 days."""
        sizes = np.diff(self.starts)
        return 0.5 ** (self.ages / 90.0) / np.maximum(sizes - 1, 1)


def plant_town(nominal: int, *, seed: int) -> Town:
    """Return a town of nominal/5 people and 0.24 nominal observations."""
    rng = np.random.default_rng(seed)
    people, events = nominal // 5, round(0.24 * nominal)
    days = np.sort(rng.integers(0, MONTHS * DAYS_A_MONTH, events)).astype(np.int32)
    chances = SIZES**-2.0
    sizes = rng.choice(SIZES, size=events, p=chances / chances.sum())
    starts, members = _draw_members(rng, people, days, sizes)
    return Town(people, starts, members, days, rng.integers(0, 4, events).astype(np.int32))


@njit(cache=True)
def _draw_members(rng, people, days, sizes):  # type: ignore[no-untyped-def]
    """Fill the observations in order of days; `inside` lists the people group by group."""
    groups = max(people // GROUP_SIZE, 1)
    group_of = rng.permutation(people) % groups
    first_of, inside = _list_groups(group_of, groups)
    starts = np.zeros(days.size + 1, dtype=np.int64)
    members = np.empty(sizes.sum(), dtype=np.int32)
    month, end = 0, 0
    for event in range(days.size):
        if days[event] // DAYS_A_MONTH != month:
            month = days[event] // DAYS_A_MONTH
            _move_some(rng, group_of, groups)
            first_of, inside = _list_groups(group_of, groups)
        group, begin = rng.integers(0, groups), end
        low, high = first_of[group], first_of[group + 1]
        for place in range(low, low + sizes[event]):
            person = rng.integers(0, people)
            if place < high and rng.random() >= STRANGERS:
                swap = rng.integers(place, high)
                person = inside[swap]
                inside[place], inside[swap] = inside[swap], inside[place]
            if person not in members[begin:end]:
                members[end] = person
                end += 1
        members[begin:end].sort()
        starts[event + 1] = end
    return starts, members[:end].copy()


@njit(cache=True)
def _move_some(rng, group_of, groups):  # type: ignore[no-untyped-def]
    for person in range(group_of.size):
        if rng.random() < MOVES:
            group_of[person] = rng.integers(0, groups)


@njit(cache=True)
def _list_groups(group_of, groups):  # type: ignore[no-untyped-def]
    first_of = np.zeros(groups + 1, dtype=np.int64)
    for group in group_of:
        first_of[group + 1] += 1
    first_of = np.cumsum(first_of)
    free, inside = first_of.copy(), np.empty_like(group_of)
    for person in range(group_of.size):
        inside[free[group_of[person]]] = person
        free[group_of[person]] += 1
    return first_of, inside
