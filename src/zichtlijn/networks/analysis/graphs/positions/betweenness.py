"""How many shortest paths lead through each node; only for checking, see the room's page."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from zichtlijn.networks.analysis.graphs.adjacency import Adjacency


def derive_betweenness(graph: Adjacency) -> NDArray[np.float64]:
    """Return the exact betweenness of every node, unweighted, each pair counted once.

    Brandes 2001 (doi 10.1080/0022250X.2001.9990249). Time: nodes times ties, so fit for a
    component of a few thousand people, never for a town.

    >>> from zichtlijn.networks.analysis.graphs.adjacency import build_adjacency
    >>> derive_betweenness(build_adjacency(np.array([0, 1]), np.array([1, 2]), nodes=3)).tolist()
    [0.0, 1.0, 0.0]
    """
    return np.asarray(_betweenness(graph.starts, graph.neighbours))


@njit(cache=True, nogil=True)
def _betweenness(starts, neighbours):  # type: ignore[no-untyped-def]
    nodes = starts.size - 1
    between = np.zeros(nodes)
    order = np.empty(nodes, dtype=np.int64)
    for source in range(nodes):
        distance = np.full(nodes, -1, dtype=np.int64)
        paths, share = np.zeros(nodes), np.zeros(nodes)
        distance[source], paths[source] = 0, 1.0
        order[0], head, tail = source, 0, 1
        while head < tail:
            node = order[head]
            head += 1
            for other in neighbours[starts[node] : starts[node + 1]]:
                if distance[other] < 0:
                    distance[other] = distance[node] + 1
                    order[tail] = other
                    tail += 1
                if distance[other] == distance[node] + 1:
                    paths[other] += paths[node]
        for at in range(tail - 1, 0, -1):
            node = order[at]
            for other in neighbours[starts[node] : starts[node + 1]]:
                if distance[other] == distance[node] - 1:
                    share[other] += paths[other] / paths[node] * (1.0 + share[node])
            between[node] += share[node]
    return between / 2.0
