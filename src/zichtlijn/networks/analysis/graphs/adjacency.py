"""An undirected network as compressed rows: every tie stands in the rows of both its ends."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray


class Adjacency(NamedTuple):
    """Neighbours of node i: neighbours[starts[i]:starts[i + 1]], ascending, none twice.

    24 bytes for each tie (both directions, 4-byte codes and 8-byte weights).
    """

    starts: NDArray[np.int64]
    neighbours: NDArray[np.int32]
    weights: NDArray[np.float64]

    @property
    def nodes(self) -> int:
        """How many nodes there are, with or without a tie."""
        return self.starts.size - 1

    @property
    def ties(self) -> int:
        """How many pairs are tied."""
        return self.neighbours.size // 2

    @property
    def degrees(self) -> NDArray[np.int64]:
        """How many neighbours each node has."""
        return np.diff(self.starts)


def build_adjacency(
    first: NDArray[np.integer],
    second: NDArray[np.integer],
    weights: NDArray[np.float64] | None = None,
    *,
    nodes: int,
) -> Adjacency:
    """Lay out ties, in any direction and order; a pair named more than once is added up.

    Takes codes from 0 to nodes - 1; without weights each mention weighs 1. A tie of a node
    with itself is left out.

    >>> graph = build_adjacency(np.array([0, 2, 1]), np.array([1, 1, 0]), nodes=3)
    >>> graph.ties, graph.neighbours.tolist(), graph.weights.tolist()
    (2, [1, 0, 2, 1], [2.0, 2.0, 1.0, 1.0])
    """
    apart = first != second
    one, two = first[apart].astype(np.int32), second[apart].astype(np.int32)
    worth = np.ones(one.size) if weights is None else weights[apart].astype(np.float64)
    # laid out twice by counting: the second time the rows come out in ascending order
    unsorted = _lay_out(np.concatenate([one, two]), np.concatenate([two, one]), worth, nodes)
    rows = np.repeat(np.arange(nodes, dtype=np.int32), np.diff(unsorted[0]))
    starts, neighbours, sorted_worth = _lay_out(unsorted[1], rows, unsorted[2], nodes)
    return Adjacency(*_add_repeats(starts, neighbours, sorted_worth))


def ignore_weights(graph: Adjacency) -> Adjacency:
    """Return the same network with every tie weighing 1."""
    return Adjacency(graph.starts, graph.neighbours, np.ones_like(graph.weights))


@njit(cache=True, nogil=True)
def _lay_out(rows, columns, worth, nodes):  # type: ignore[no-untyped-def]
    """Put each (row, column) in its row, in the order given; worth is read around and around."""
    starts = np.zeros(nodes + 1, dtype=np.int64)
    for row in rows:
        starts[row + 1] += 1
    for node in range(nodes):
        starts[node + 1] += starts[node]
    free = starts[:-1].copy()
    laid, weights = np.empty(rows.size, dtype=np.int32), np.empty(rows.size)
    for at in range(rows.size):
        place = free[rows[at]]
        laid[place], weights[place] = columns[at], worth[at % worth.size]
        free[rows[at]] += 1
    return starts, laid, weights


@njit(cache=True, nogil=True)
def _add_repeats(starts, neighbours, weights):  # type: ignore[no-untyped-def]
    filled = 0
    for node in range(starts.size - 1):
        begin, end = starts[node], starts[node + 1]
        starts[node] = filled
        for at in range(begin, end):
            if filled > starts[node] and neighbours[filled - 1] == neighbours[at]:
                weights[filled - 1] += weights[at]
            else:
                neighbours[filled], weights[filled] = neighbours[at], weights[at]
                filled += 1
    starts[starts.size - 1] = filled
    return starts, neighbours[:filled].copy(), weights[:filled].copy()
