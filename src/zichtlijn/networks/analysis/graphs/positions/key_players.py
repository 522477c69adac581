"""What sets of people hold together or reach; only for checking, see the room's page."""

from itertools import combinations
from typing import NamedTuple

import numpy as np
from numba import njit

from zichtlijn.networks.analysis.graphs.adjacency import Adjacency


class Fragmentation(NamedTuple):
    """0 where everybody is tied to everybody, 1 where nobody is tied.

    by_component: share of pairs that cannot reach each other; by_distance: 1 minus the mean
    of 1 / distance over pairs.
    """

    by_component: float
    by_distance: float


def derive_fragmentation(graph: Adjacency, *, without: tuple[int, ...] = ()) -> Fragmentation:
    """Return the fragmentation of what is left of a network without a set of nodes.

    Borgatti 2006, doi 10.1007/s10588-006-7084-x, equations 4 and 9.

    >>> from zichtlijn.networks.analysis.graphs.adjacency import build_adjacency
    >>> path = build_adjacency(np.array([0, 1]), np.array([1, 2]), nodes=3)
    >>> derive_fragmentation(path), derive_fragmentation(path, without=(1,))
    (Fragmentation(by_component=0.0, by_distance=0.16666666666666663),
     Fragmentation(by_component=1.0, by_distance=1.0))
    """
    left = graph.nodes - len(without)
    if left < 2:
        return Fragmentation(1.0, 1.0)
    gone = np.array(without, dtype=np.int64)
    reached, closeness = _add_up_distances(graph.starts, graph.neighbours, gone)
    pairs = left * (left - 1)
    return Fragmentation(1.0 - reached / pairs, 1.0 - closeness / pairs)


def derive_reach(graph: Adjacency, *, chosen: tuple[int, ...]) -> float:
    """Return the mean over all nodes of 1 / distance to the chosen set, members counting 1.

    Borgatti 2006, equation 14.
    """
    return float(_reach(graph.starts, graph.neighbours, np.array(chosen, dtype=np.int64)))


def locate_fragmenting_set(graph: Adjacency, *, size: int) -> tuple[int, ...]:
    """Return the set whose absence fragments most (KPP-Neg), by trying every set."""
    sets = combinations(range(graph.nodes), size)
    return max(sets, key=lambda chosen: derive_fragmentation(graph, without=chosen).by_distance)


def locate_reaching_set(graph: Adjacency, *, size: int) -> tuple[int, ...]:
    """Return the set that reaches most (KPP-Pos), by trying every set."""
    sets = combinations(range(graph.nodes), size)
    return max(sets, key=lambda chosen: derive_reach(graph, chosen=chosen))


@njit(cache=True, nogil=True)
def _add_up_distances(starts, neighbours, gone):  # type: ignore[no-untyped-def]
    """Return how many ordered pairs reach each other, and the sum of 1 / distance."""
    nodes = starts.size - 1
    present = np.ones(nodes, dtype=np.bool_)
    present[gone] = False
    reached, closeness = 0, 0.0
    for source in range(nodes):
        if present[source]:
            distance = _walk(starts, neighbours, present, np.array([source]))
            for node in range(nodes):
                if distance[node] > 0:
                    reached += 1
                    closeness += 1.0 / distance[node]
    return reached, closeness


@njit(cache=True, nogil=True)
def _reach(starts, neighbours, chosen):  # type: ignore[no-untyped-def]
    present = np.ones(starts.size - 1, dtype=np.bool_)
    reach = 0.0
    for steps in _walk(starts, neighbours, present, chosen):
        if steps >= 0:
            reach += 1.0 / max(steps, 1)
    return reach / (starts.size - 1)


@njit(cache=True, nogil=True)
def _walk(starts, neighbours, present, sources):  # type: ignore[no-untyped-def]
    """Return the steps from the nearest source to each present node, -1 out of reach."""
    distance = np.full(present.size, -1, dtype=np.int64)
    order = np.empty(present.size, dtype=np.int64)
    distance[sources] = 0
    order[: sources.size] = sources
    head, tail = 0, sources.size
    while head < tail:
        node = order[head]
        head += 1
        for other in neighbours[starts[node] : starts[node + 1]]:
            if present[other] and distance[other] < 0:
                distance[other] = distance[node] + 1
                order[tail] = other
                tail += 1
    return distance
