"""How deep a network holds together: k-cores."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from zichtlijn.networks.analysis.graphs.adjacency import Adjacency


def derive_core_numbers(graph: Adjacency) -> NDArray[np.int64]:
    """Return for every node the largest k for which it is in the k-core.

    The k-core is what is left when nodes with fewer than k neighbours are taken away again
    and again (Seidman 1983); found in one pass over the ties (Batagelj, Zaversnik 2003,
    arXiv cs/0310049). Used to see whether a group holds together, never as a value of a
    person.

    A triangle with a tail:

    >>> from zichtlijn.networks.analysis.graphs.adjacency import build_adjacency
    >>> graph = build_adjacency(np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3]), nodes=4)
    >>> derive_core_numbers(graph).tolist()
    [2, 2, 2, 1]
    """
    return np.asarray(_cores(graph.starts, graph.neighbours))


@njit(cache=True, nogil=True)
def _cores(starts, neighbours):  # type: ignore[no-untyped-def]
    """Take the nodes in order of what is left of their degree, kept sorted in one array."""
    nodes = starts.size - 1
    left = starts[1:] - starts[:-1]
    begin_of = np.zeros(left.max() + 2 if nodes else 1, dtype=np.int64)
    for node in range(nodes):
        begin_of[left[node] + 1] += 1
    begin_of = np.cumsum(begin_of)
    free = begin_of.copy()
    order, place = np.empty(nodes, dtype=np.int64), np.empty(nodes, dtype=np.int64)
    for node in range(nodes):
        place[node] = free[left[node]]
        order[place[node]] = node
        free[left[node]] += 1
    for at in range(nodes):
        node = order[at]
        for other in neighbours[starts[node] : starts[node + 1]]:
            if left[other] > left[node]:
                # swap with the first of its degree, then let that degree begin one later
                front = begin_of[left[other]]
                first = order[front]
                order[place[other]], place[first] = first, place[other]
                order[front], place[other] = other, front
                begin_of[left[other]] = front + 1
                left[other] -= 1
    return left
