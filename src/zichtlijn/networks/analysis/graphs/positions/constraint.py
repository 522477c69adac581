"""How much everyone's ties lead back to each other; only for checking, see the room's page."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from zichtlijn.networks.analysis.graphs.adjacency import Adjacency


def derive_constraint(graph: Adjacency) -> NDArray[np.float64]:
    """Return Burt's constraint of every node, weighted; NaN without a tie.

    c_i = sum over neighbours j of (p_ij + sum over q of p_iq p_qj)^2, with p_ij the share
    of j in the weight of i (Burt 1992, Structural Holes, eq. 2.4).

    >>> from zichtlijn.networks.analysis.graphs.adjacency import build_adjacency
    >>> derive_constraint(build_adjacency(np.array([0, 1]), np.array([1, 2]), nodes=3)).tolist()
    [1.0, 0.5, 1.0]
    """
    return np.asarray(_constraint(*graph))


@njit(cache=True, nogil=True)
def _constraint(starts, neighbours, weights):  # type: ignore[no-untyped-def]
    nodes = starts.size - 1
    strength, found = np.zeros(nodes), np.full(nodes, np.nan)
    for node in range(nodes):
        for at in range(starts[node], starts[node + 1]):
            strength[node] += weights[at]
    share, by_way = np.zeros(nodes), np.zeros(nodes)
    for node in range(nodes):
        begin, end = starts[node], starts[node + 1]
        for at in range(begin, end):
            share[neighbours[at]] = weights[at] / strength[node]
        for at in range(begin, end):
            via = neighbours[at]
            for step in range(starts[via], starts[via + 1]):
                if share[neighbours[step]] > 0.0:
                    by_way[neighbours[step]] += share[via] * weights[step] / strength[via]
        if end > begin:
            found[node] = 0.0
        for at in range(begin, end):
            found[node] += (share[neighbours[at]] + by_way[neighbours[at]]) ** 2
        for at in range(begin, end):
            share[neighbours[at]] = by_way[neighbours[at]] = 0.0
    return found
