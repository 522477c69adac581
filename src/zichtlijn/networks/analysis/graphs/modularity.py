"""Modularity: how much more weight lies inside the groups than chance would put there."""

import numpy as np
import polars as pl
from numba import njit
from numpy.typing import NDArray

from zichtlijn.networks.analysis.graphs.adjacency import Adjacency, build_adjacency


def derive_partition_modularity(
    graph: Adjacency, labels: NDArray[np.integer], *, resolution: float = 1.0
) -> float:
    """Return Newman's weighted modularity of a partition, 0 where there is no weight.

    Q = sum over groups of inside/2m - resolution (strength/2m)^2, with 2m twice the weight
    (Newman 2004, doi 10.1103/PhysRevE.70.056131; Reichardt, Bornholdt 2006 for the
    resolution). Labels are any whole numbers from 0, one for each node.

    Two triangles held together by one tie:

    >>> graph = build_adjacency(np.array([0, 0, 1, 3, 3, 4, 2]),
    ...                         np.array([1, 2, 2, 4, 5, 5, 3]), nodes=6)
    >>> round(derive_partition_modularity(graph, np.array([0, 0, 0, 1, 1, 1])), 4)
    0.3571
    """
    return float(_modularity(*graph, labels, resolution))


def derive_modularity(ties: pl.DataFrame, *, groups: pl.DataFrame) -> float | None:
    """Return the weighted modularity of the GROUPS of one window on TIES.

    A person of the ties without a group counts as a group of one. None where no tie has
    weight.
    """
    people = pl.concat([ties["person_a"], ties["person_b"]]).unique().sort()
    if people.is_empty() or ties["weight"].sum() <= 0.0:
        return None
    graph = build_adjacency(
        people.search_sorted(ties["person_a"]).to_numpy(),
        people.search_sorted(ties["person_b"]).to_numpy(),
        ties["weight"].to_numpy(),
        nodes=len(people),
    )
    named = pl.DataFrame({"person": people}).join(
        groups.select("person", "group"), on="person", how="left", maintain_order="left"
    )
    alone = pl.int_range(named.height) + named["group"].n_unique()
    labels = named.select(
        pl.when(pl.col("group").is_null()).then(alone).otherwise(pl.col("group").rank("dense"))
    )
    return derive_partition_modularity(graph, labels.to_series().cast(pl.Int64).to_numpy())


@njit(cache=True, nogil=True)
def _modularity(starts, neighbours, weights, labels, resolution):  # type: ignore[no-untyped-def]
    strength = np.zeros(labels.max() + 1 if labels.size else 1)
    inside, total = 0.0, 0.0
    for node in range(starts.size - 1):
        for at in range(starts[node], starts[node + 1]):
            strength[labels[node]] += weights[at]
            total += weights[at]
            if labels[neighbours[at]] == labels[node]:
                inside += weights[at]
    if total <= 0.0:
        return 0.0
    return inside / total - resolution * ((strength / total) ** 2).sum()
