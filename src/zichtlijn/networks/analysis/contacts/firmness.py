"""How firm the groups of one window are when the observations are drawn again."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.contacts.window_contacts import WindowContacts, weigh_again
from zichtlijn.networks.analysis.graphs.partition import derive_partition

LOW, HIGH = 0.05, 0.95  # ends of the headcount band
QUICK_ROUNDS = 3


class Firmness(NamedTuple):
    """What redrawing the observations left of each group, and of each person's place in it.

    stability: mean Jaccard overlap of a group with its likest in a redrawn window.
    people_low, people_high: 5 % and 95 % of the headcount of that likest group.
    stays: share of the redrawn windows in which a person was seen that had him in the
    group likest to his own; it decides who is placed and never leaves this room.
    """

    stability: NDArray[np.float64]
    people_low: NDArray[np.int64]
    people_high: NDArray[np.int64]
    stays: NDArray[np.float64]


class Likeness(NamedTuple):
    """For each group the likest other group: its number (-1: none), overlap and size."""

    other: NDArray[np.int64]
    overlap: NDArray[np.float64]
    size: NDArray[np.int64]


def bootstrap_firmness(
    contacts: WindowContacts,
    labels: NDArray[np.int64],
    *,
    bootstraps: int,
    rng: np.random.Generator,
) -> Firmness:
    """Draw the observations of a window again and again and look for the groups each time.

    Non-parametric bootstrap of whole observations, compared on the people it still shows
    (Hennig 2007, doi 10.1016/j.csda.2006.11.025).
    """
    groups = int(labels.max(initial=-1)) + 1
    overlaps, sizes = np.zeros((bootstraps, groups)), np.zeros((bootstraps, groups))
    stayed, seen_times = np.zeros(labels.size), np.zeros(labels.size)
    observations = contacts.observations.height
    for draw in range(bootstraps):
        times = np.bincount(rng.integers(0, observations, observations), minlength=observations)
        graph = weigh_again(contacts, times)
        seen = np.zeros(labels.size, dtype=np.bool_)
        seen[np.repeat(np.arange(labels.size), graph.degrees)[graph.weights > 0.0]] = True
        seed = int(rng.integers(2**63))
        again = derive_partition(graph, seed=seed, restarts=1, rounds=QUICK_ROUNDS).labels
        likest = match_groups(labels[seen], again[seen], groups=groups)
        overlaps[draw], sizes[draw] = likest.overlap, likest.size
        stayed += seen & (again == likest.other[labels])
        seen_times += seen
    return Firmness(
        overlaps.mean(axis=0),
        np.floor(np.quantile(sizes, LOW, axis=0)).astype(np.int64),
        np.ceil(np.quantile(sizes, HIGH, axis=0)).astype(np.int64),
        stayed / np.maximum(seen_times, 1),
    )


def match_groups(one: NDArray[np.int64], two: NDArray[np.int64], *, groups: int) -> Likeness:
    """Find for each group of partition `one` the group of `two` with the largest overlap.

    Overlap is Jaccard's: shared people over people in either. Ties go to the lower number.

    >>> match_groups(np.array([0, 0, 0, 1]), np.array([5, 5, 6, 6]), groups=2)
    Likeness(other=array([5, 6]), overlap=array([0.66666667, 0.5       ]), size=array([2, 2]))
    """
    width = int(two.max(initial=0)) + 1
    both, shared = np.unique(one * width + two, return_counts=True)
    own, other = np.divmod(both, width)
    size_own, size_other = np.bincount(one, minlength=groups), np.bincount(two, minlength=width)
    overlap = shared / (size_own[own] + size_other[other] - shared)
    order = np.lexsort((other, -overlap, own))
    first = order[np.unique(own[order], return_index=True)[1]]
    likest = Likeness(
        np.full(groups, -1, dtype=np.int64), np.zeros(groups), np.zeros(groups, dtype=np.int64)
    )
    likest.other[own[first]] = other[first]
    likest.overlap[own[first]] = overlap[first]
    likest.size[own[first]] = size_other[other[first]]
    return likest
