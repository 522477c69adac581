"""Which people hang together at all: connected components from bare ties."""

import numpy as np
from numba import njit
from numpy.typing import NDArray


def locate_components(
    first: NDArray[np.integer], second: NDArray[np.integer], *, nodes: int
) -> NDArray[np.int32]:
    """Return the component of every node, numbered in order of their first node.

    Union-find on the raw arrays (Tarjan 1975): no network is built, so a ten-million-tie
    town takes its ties once and 4 bytes a node. A node without a tie is its own component.

    >>> locate_components(np.array([0, 3]), np.array([2, 4]), nodes=6).tolist()
    [0, 1, 0, 2, 2, 3]
    """
    return np.asarray(_components(first, second, nodes))


@njit(cache=True, nogil=True)
def _components(first, second, nodes):  # type: ignore[no-untyped-def]
    parent = np.arange(nodes).astype(np.int32)
    for tie in range(first.size):
        one, two = _climb(parent, first[tie]), _climb(parent, second[tie])
        # the lower code stays on top, so that the numbers below come out in order
        if one < two:
            parent[two] = one
        elif two < one:
            parent[one] = two
    found = 0
    for node in range(nodes):
        if parent[node] == node:
            parent[node] = found
            found += 1
        else:
            parent[node] = parent[parent[node]]
    return parent


@njit(cache=True, nogil=True)
def _climb(parent, node):  # type: ignore[no-untyped-def]
    """Return the top of a node's tree, halving the path on the way."""
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node
