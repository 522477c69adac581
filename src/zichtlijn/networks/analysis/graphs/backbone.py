"""The backbone of a dense weighted network: the disparity filter."""

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.graphs.adjacency import Adjacency


def derive_disparity(
    graph: Adjacency,
    first: NDArray[np.integer],
    second: NDArray[np.integer],
    weights: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return for each tie the chance of so large a share of someone's weight.

    alpha_ij = (1 - w_ij / s_i)^(k_i - 1), the smaller of the two ends (Serrano, Boguna,
    Vespignani 2009, doi 10.1073/pnas.0808904106); a tie is in the backbone when it is under
    a level such as 0.05. For dense sensors only: in sparse incidents nearly every tie is
    somebody's whole weight and the filter says nothing.

    >>> from zichtlijn.networks.analysis.graphs.adjacency import build_adjacency
    >>> ties = np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([8.0, 1.0, 1.0])
    >>> derive_disparity(build_adjacency(*ties, nodes=3), *ties).round(4).tolist()
    [0.1111, 0.5, 0.5]
    """
    strength = np.add.reduceat(
        np.append(graph.weights, 0.0), np.minimum(graph.starts[:-1], graph.weights.size)
    ) * (graph.degrees > 0)
    alphas = [
        np.maximum(1.0 - weights / strength[end], 0.0) ** (graph.degrees[end] - 1)
        for end in (first, second)
    ]
    return np.asarray(np.minimum(*alphas))
