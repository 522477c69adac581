"""The shape of a whole network in a few figures, none of them about a person."""

import numpy as np
from numba import njit

from zichtlijn.networks.analysis.graphs.adjacency import Adjacency


def derive_density(graph: Adjacency) -> float:
    """Return the share of all pairs that is tied, 0 for fewer than two nodes."""
    pairs = graph.nodes * (graph.nodes - 1) / 2
    return graph.ties / pairs if pairs else 0.0


def derive_degree_centralisation(graph: Adjacency) -> float:
    """Return how far the network is a star, 0-1 (Freeman 1978, degree, undirected).

    Sum over nodes of (largest degree - degree) / ((n - 1)(n - 2)).

    >>> from zichtlijn.networks.analysis.graphs.adjacency import build_adjacency
    >>> derive_degree_centralisation(build_adjacency(np.zeros(4, int), np.arange(1, 5), nodes=5))
    1.0
    """
    room = (graph.nodes - 1) * (graph.nodes - 2)
    if room <= 0:
        return 0.0
    return float((graph.degrees.max() - graph.degrees).sum() / room)


def derive_transitivity(graph: Adjacency) -> float:
    """Return the share of two-step paths whose ends are tied too, 0 without such paths.

    >>> from zichtlijn.networks.analysis.graphs.adjacency import build_adjacency
    >>> ties = np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3])
    >>> derive_transitivity(build_adjacency(*ties, nodes=4))
    0.6
    """
    paths = int((graph.degrees * (graph.degrees - 1)).sum())
    return _count_closed_paths(graph.starts, graph.neighbours) / paths if paths else 0.0


@njit(cache=True, nogil=True)
def _count_closed_paths(starts, neighbours):  # type: ignore[no-untyped-def]
    """Count the ordered pairs of tied neighbours of every node."""
    marked = np.full(starts.size - 1, -1, dtype=np.int64)
    closed = 0
    for node in range(starts.size - 1):
        own = neighbours[starts[node] : starts[node + 1]]
        for other in own:
            marked[other] = node
        for other in own:
            for third in neighbours[starts[other] : starts[other + 1]]:
                if marked[third] == node:
                    closed += 1
    return closed
