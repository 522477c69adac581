"""What must hold for any network, beside slow twins and other programs."""

import igraph
import networkx as nx
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.networks.analysis.graphs.adjacency import Adjacency, build_adjacency, ignore_weights
from zichtlijn.networks.analysis.graphs.backbone import derive_disparity
from zichtlijn.networks.analysis.graphs.components import locate_components
from zichtlijn.networks.analysis.graphs.cores import derive_core_numbers
from zichtlijn.networks.analysis.graphs.modularity import (
    derive_modularity,
    derive_partition_modularity,
)
from zichtlijn.networks.analysis.graphs.partition import derive_partition
from zichtlijn.networks.analysis.graphs.shape import (
    derive_degree_centralisation,
    derive_density,
    derive_transitivity,
)
from zichtlijn.networks.analysis.graphs.similarity import (
    derive_rand_index,
    derive_shared_information,
)

NODES = 12
TIES = st.lists(
    st.tuples(
        st.integers(0, NODES - 1), st.integers(0, NODES - 1), st.sampled_from([0.0, 0.5, 1.0, 9.0])
    ),
    max_size=40,
)
LABELS = st.lists(st.integers(0, 4), min_size=NODES, max_size=NODES)


def lay_out(ties: list[tuple[int, int, float]]) -> Adjacency:
    table = np.array(ties, dtype=np.float64).reshape(-1, 3)
    return build_adjacency(
        table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2], nodes=NODES
    )


def graph_of(ties: list[tuple[int, int, float]]) -> nx.Graph:
    theirs = nx.Graph()
    theirs.add_nodes_from(range(NODES))
    for one, two, weight in ties:
        if one != two:
            before = theirs.get_edge_data(one, two, {"weight": 0.0})["weight"]
            theirs.add_edge(one, two, weight=before + weight)
    return theirs


@settings(max_examples=40, deadline=None)
@given(ties=TIES)
def test_every_tie_stands_in_the_rows_of_both_ends(ties: list[tuple[int, int, float]]) -> None:
    graph, theirs = lay_out(ties), graph_of(ties)
    assert (graph.nodes, graph.ties) == (NODES, theirs.number_of_edges())
    for node in range(NODES):
        row = slice(graph.starts[node], graph.starts[node + 1])
        own = dict(zip(graph.neighbours[row], graph.weights[row], strict=True))
        assert own == {other: tie["weight"] for other, tie in theirs[node].items()}
        assert list(own) == sorted(own)


@settings(max_examples=40, deadline=None)
@given(ties=TIES)
def test_components_cores_and_shape_are_those_of_networkx(
    ties: list[tuple[int, int, float]],
) -> None:
    graph, theirs = lay_out(ties), graph_of(ties)
    table = np.array([tie[:2] for tie in ties], dtype=np.int64).reshape(-1, 2)
    labels = locate_components(table[:, 0], table[:, 1], nodes=NODES)
    own = {frozenset(np.flatnonzero(labels == part).tolist()) for part in labels}
    assert own == {frozenset(part) for part in nx.connected_components(theirs)}
    assert derive_core_numbers(graph).tolist() == [
        core for _, core in sorted(nx.core_number(theirs).items())
    ]
    assert derive_transitivity(graph) == pytest.approx(nx.transitivity(theirs))
    assert derive_density(graph) == pytest.approx(nx.density(theirs))


@settings(max_examples=60, deadline=None)
@given(ties=TIES, labels=LABELS)
def test_modularity_is_what_adding_up_every_pair_gives(
    ties: list[tuple[int, int, float]], labels: list[int]
) -> None:
    graph, theirs = lay_out(ties), graph_of(ties)
    weights = nx.to_numpy_array(theirs, nodelist=range(NODES))
    strength, total = weights.sum(axis=1), weights.sum()
    together = np.equal.outer(labels, labels)
    excess = weights - 0.7 * np.outer(strength, strength) / max(total, 1e-300)
    expected = float((excess * together).sum() / total) if total else 0.0
    own = derive_partition_modularity(graph, np.array(labels), resolution=0.7)
    assert own == pytest.approx(expected, abs=1e-12)


@settings(max_examples=60, deadline=None)
@given(ties=TIES, seed=st.integers(0, 100))
def test_a_group_always_hangs_together_and_beats_any_trivial_split(
    ties: list[tuple[int, int, float]], seed: int
) -> None:
    graph, theirs = lay_out(ties), graph_of(ties)
    found = derive_partition(graph, seed=seed, restarts=2)
    for label in range(found.labels.max() + 1):
        assert nx.is_connected(theirs.subgraph(np.flatnonzero(found.labels == label).tolist()))
    apart, whole = np.arange(NODES), np.zeros(NODES, dtype=np.int64)
    assert found.modularity >= derive_partition_modularity(graph, apart) - 1e-12
    assert found.modularity >= derive_partition_modularity(graph, whole) - 1e-12
    assert found.labels[0] == 0
    assert (np.diff(np.maximum.accumulate(found.labels)) <= 1).all()


@settings(max_examples=25, deadline=None)
@given(ties=TIES)
def test_leiden_finds_the_best_of_all_partitions_of_six_people(
    ties: list[tuple[int, int, float]],
) -> None:
    small = [(one % 6, two % 6, weight) for one, two, weight in ties]
    table = np.array(small, dtype=np.float64).reshape(-1, 3)
    graph = build_adjacency(
        table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2], nodes=6
    )
    best = max(derive_partition_modularity(graph, labels) for labels in list_partitions(6))
    assert derive_partition(graph, seed=1).modularity == pytest.approx(best, abs=1e-12)


def list_partitions(nodes: int) -> list[np.ndarray]:
    """Return every partition once, as labels numbered in order of appearance."""
    partitions = [[0]]
    for _ in range(nodes - 1):
        partitions = [[*part, new] for part in partitions for new in range(max(part) + 2)]
    return [np.array(part) for part in partitions]


def test_the_same_seed_gives_the_same_groups_and_weight_has_no_unit() -> None:
    rng = np.random.default_rng(5)
    first, second = rng.integers(0, 300, 2000), rng.integers(0, 300, 2000)
    weights = rng.integers(1, 9, 2000).astype(np.float64)
    graph = build_adjacency(first, second, weights, nodes=300)
    one, two = (derive_partition(graph, seed=7, restarts=3) for _ in range(2))
    assert one.labels.tolist() == two.labels.tolist()
    assert one.modularity == two.modularity
    # a power of two changes no rounding, so not a single choice may differ
    grams = derive_partition(graph._replace(weights=graph.weights * 1024), seed=7, restarts=3)
    assert grams.labels.tolist() == one.labels.tolist()


def test_a_higher_resolution_gives_smaller_groups() -> None:
    rng = np.random.default_rng(5)
    graph = build_adjacency(rng.integers(0, 200, 900), rng.integers(0, 200, 900), nodes=200)
    counts = [
        derive_partition(graph, seed=1, restarts=3, resolution=resolution).labels.max() + 1
        for resolution in (0.2, 1.0, 5.0)
    ]
    assert counts == sorted(counts)
    assert counts[0] < counts[2]


@settings(max_examples=40, deadline=None)
@given(one=LABELS, two=LABELS)
def test_likeness_of_partitions_is_that_of_igraph(one: list[int], two: list[int]) -> None:
    rand = igraph.compare_communities(one, two, method="adjusted_rand")
    shared = igraph.compare_communities(one, two, method="nmi")
    if len(set(one)) > 1 or len(set(two)) > 1:
        assert derive_rand_index(np.array(one), np.array(two)) == pytest.approx(rand, abs=1e-12)
        assert derive_shared_information(np.array(one), np.array(two)) == pytest.approx(
            shared, abs=1e-12
        )
    assert derive_rand_index(np.array(one), np.array(one)) == 1.0


def test_a_star_is_central_and_a_ring_is_not() -> None:
    star = build_adjacency(np.zeros(9, dtype=np.int64), np.arange(1, 10), nodes=10)
    ring = build_adjacency(np.arange(10), (np.arange(10) + 1) % 10, nodes=10)
    assert derive_degree_centralisation(star) == 1.0
    assert derive_degree_centralisation(ring) == 0.0


@settings(max_examples=30, deadline=None)
@given(ties=TIES)
def test_an_even_spread_of_contacts_has_no_backbone(ties: list[tuple[int, int, float]]) -> None:
    even = ignore_weights(lay_out(ties))
    rows = np.repeat(np.arange(NODES), even.degrees)
    upper = rows < even.neighbours
    first, second = rows[upper], even.neighbours[upper]
    alphas = derive_disparity(even, first, second, even.weights[upper])
    own, other = even.degrees[first], even.degrees[second]
    expected = np.minimum((1 - 1 / own) ** (own - 1), (1 - 1 / other) ** (other - 1))
    np.testing.assert_allclose(alphas, expected)
    assert (alphas >= 1 / np.e).all()


def test_modularity_of_groups_counts_a_stranger_as_a_group_of_one() -> None:
    two_triangles = ["ab", "ac", "bc", "de", "df", "ef", "cd"]
    ties = pl.DataFrame(
        [(one, two, 2.0) for one, two in two_triangles],
        schema=["person_a", "person_b", "weight"],
        orient="row",
    )
    groups = pl.DataFrame({"person": [*"abc", *"def"], "group": [*["g1"] * 3, *["g2"] * 3]})
    assert derive_modularity(ties, groups=groups) == pytest.approx(5 / 14)
    codes = {person: code for code, person in enumerate("abcdef")}
    ends = np.array([[codes[one], codes[two]] for one, two in two_triangles])
    graph = build_adjacency(ends[:, 0], ends[:, 1], nodes=6)
    alone = derive_partition_modularity(graph, np.array([0, 0, 0, 1, 2, 3]))
    assert derive_modularity(ties, groups=groups.head(3)) == pytest.approx(alone)
    assert derive_modularity(ties.clear(), groups=groups) is None
