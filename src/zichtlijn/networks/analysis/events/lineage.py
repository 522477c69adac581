"""Lines of descent: groups that live on under another number, in dense dated contacts."""

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.chain import fit_groups
from zichtlijn.networks.analysis.events.terms import (
    NOT_PLACED,
    ChainSettings,
    EventStream,
    FittedGroups,
    StartLabels,
)

LONGEST_STEP = 3  # units between the end of one group and its going on as another
HALF = 0.5
FEWEST_PEOPLE = 3
MOST_OVERLAP = 0.25  # of the longer of two lives
ROUNDS = 2
AGAIN = ChainSettings(burn=0, keep=30)


def follow_lineages(
    stream: EventStream,
    fitted: FittedGroups,
    *,
    window_times: NDArray[np.float64],
    seed: int,
) -> FittedGroups:
    """Join groups that are one another's continuation, and go on from there; twice.

    fitted must have been made at `window_times`, one in each unit. Needed only where people have
    more than some ten observations per unit; the rate of such a fit has no interval to trust.
    """
    for turn in range(ROUNDS):
        joined = join_lineages(stream, fitted)
        start = StartLabels(
            joined,
            float(fitted.draws.all_rates.mean()),
            float(fitted.draws.all_accidents.mean()),
        )
        fitted = fit_groups(
            stream, window_times=window_times, seed=seed + turn, settings=AGAIN, start=start
        )
    return fitted


def join_lineages(stream: EventStream, fitted: FittedGroups) -> NDArray[np.int32]:
    """Return the label of each event after joining each group to what it went on as.

    A goes on as B when at some step of 1 to 3 units at least half of the people of A go to B and
    at least half of those of B come from A, three or more, and their lives overlap little.
    """
    first, last = _measure_lives(stream, fitted)
    root = np.arange(fitted.groups)
    for step in range(1, LONGEST_STEP + 1):
        for window in range(fitted.memberships.shape[1] - step):
            here = fitted.memberships[:, window]
            there = fitted.memberships[:, window + step]
            for a, b in _find_heirs(here, there, fitted.groups):
                if _lives_apart(first, last, a, b):
                    _join(root, a, b)
    joined: NDArray[np.int32] = np.array([_find_root(root, g) for g in range(fitted.groups)])[
        fitted.labels
    ].astype(np.int32)
    return joined


def _find_heirs(
    here: NDArray[np.int32], there: NDArray[np.int32], groups: int
) -> list[tuple[int, int]]:
    """Return the pairs of groups of which half the people of either make the step."""
    known = (here != NOT_PLACED) & (there != NOT_PLACED) & (here < groups) & (there < groups)
    key, people = np.unique(
        here[known].astype(np.int64) * groups + there[known], return_counts=True
    )
    before, after = np.divmod(key, groups)
    leaving = np.bincount(here[known], minlength=groups)
    coming = np.bincount(there[known], minlength=groups)
    heirs = (
        (before != after)
        & (people >= FEWEST_PEOPLE)
        & (people >= HALF * leaving[before])
        & (people >= HALF * coming[after])
    )
    return list(zip(before[heirs].tolist(), after[heirs].tolist(), strict=True))


def _measure_lives(
    stream: EventStream, fitted: FittedGroups
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    first = np.full(fitted.groups, np.inf)
    last = np.full(fitted.groups, -np.inf)
    np.minimum.at(first, fitted.labels, stream.times)
    np.maximum.at(last, fitted.labels, stream.times)
    return first, last


def _lives_apart(first: NDArray[np.float64], last: NDArray[np.float64], a: int, b: int) -> bool:
    overlap = min(last[a], last[b]) - max(first[a], first[b])
    return bool(overlap <= MOST_OVERLAP * max(last[a] - first[a], last[b] - first[b]))


def _find_root(root: NDArray[np.int64], g: int) -> int:
    while root[g] != g:
        g = int(root[g])
    return g


def _join(root: NDArray[np.int64], a: int, b: int) -> None:
    a, b = _find_root(root, a), _find_root(root, b)
    root[max(a, b)] = min(a, b)
