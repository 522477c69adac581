"""The sums on places in a network give the published figures, and nothing shows them."""

from itertools import combinations
from pathlib import Path

import grimp
import igraph
import networkx as nx
import numpy as np
import pytest
from tests.networks.analysis.published import NETWORKS, Published, read_network

from zichtlijn.networks.analysis.graphs.positions.betweenness import derive_betweenness
from zichtlijn.networks.analysis.graphs.positions.constraint import derive_constraint
from zichtlijn.networks.analysis.graphs.positions.key_players import (
    derive_fragmentation,
    derive_reach,
    locate_fragmenting_set,
    locate_reaching_set,
)

BETWEENNESS = {
    "high school": {"1518": 1602.25, "106": 1392.04, "1332": 1352.67},
    "primary school": {"1551": 383.80, "1761": 297.85, "1890": 286.75},
    "workplace 2013": {"804": 364.44, "311": 215.60, "63": 150.30},
    "workplace 2015": {"884": 509.57, "882": 419.93, "117": 391.74},
    "caviar": {"1": 3752.09, "12": 1719.55, "87": 702.08, "76": 678.06, "3": 619.24},
    "montagna meetings": {"18": 1847.28, "47": 1087.97, "27": 784.80},
    "montagna phone calls": {"18": 2028.86, "61": 1366.43, "47": 1145.68},
    "london gang": {"1": 149.74, "7": 104.03, "4": 99.92},
    "siren": {"1": 720.58, "15": 280.75, "11": 82.00},
    "noordin": {"T59": 637.99, "T23": 262.04, "T04": 218.84},
    "ndrangheta": {"P115": 1215.09, "P036": 1001.00, "P079": 911.20},
    "philippines": {"N41": 8092.87, "N103": 7779.01, "N3": 2099.54},
}
CONSTRAINT = {
    "caviar": {"1": 0.1410, "12": 0.1814, "37": 0.2238},
    "montagna meetings": {"18": 0.1488, "29": 0.2236, "27": 0.2256},
    "london gang": {"7": 0.1218, "12": 0.1236, "1": 0.1270},
    "siren": {"1": 0.0647, "15": 0.2033, "6": 0.2711},
    "ndrangheta": {"P079": 0.0777, "P104": 0.0807, "P115": 0.0848},
}
FRAGMENTATION = {
    "caviar": (0.0, 0.5880, {"1": 0.7629, "12": 0.6747, "87": 0.6211}),
    "montagna meetings": (0.1699, 0.7002, {"18": 0.7380, "68": 0.7308, "36": 0.7197}),
    "london gang": (0.0, 0.4340, {"1": 0.4470, "7": 0.4435, "12": 0.4424}),
}
PAIRS = {
    "caviar": (("1", "12"), 0.8373, ("1", "12"), 0.8621),
    "montagna meetings": (("18", "25"), 0.8100, ("18", "47"), 0.6353),
    "london gang": (("19", "20"), 0.4654, ("22", "4"), 0.8426),
}


@pytest.fixture(scope="module")
def published(shared_data: Path) -> dict[str, Published]:
    return {name: read_network(shared_data, name) for name in NETWORKS}


def names_of_highest(network: Published, values: np.ndarray, count: int) -> list[str]:
    return [network.names[code] for code in np.argsort(-values)[:count]]


def graph_of(network: Published) -> nx.Graph:
    theirs = nx.Graph()
    theirs.add_nodes_from(range(network.graph.nodes))
    theirs.add_weighted_edges_from(
        zip(network.first.tolist(), network.second.tolist(), network.weight, strict=True)
    )
    return theirs


def test_nothing_in_the_product_may_show_a_persons_position() -> None:
    modules = grimp.build_graph("zichtlijn", cache_dir=None)
    room = "zichtlijn.networks.analysis.graphs.positions"
    inside = {room, *modules.find_descendants(room)}
    assert len(inside) == 4
    importers = {
        name for module in inside for name in modules.find_modules_that_directly_import(module)
    }
    assert importers <= inside


@pytest.mark.parametrize("name", NETWORKS)
def test_shortest_paths_lead_where_published(published: dict[str, Published], name: str) -> None:
    network = published[name]
    between = derive_betweenness(network.graph)
    ends = np.column_stack([network.first, network.second])
    theirs = igraph.Graph(n=network.graph.nodes, edges=ends).betweenness()
    np.testing.assert_allclose(between, theirs, rtol=1e-6, atol=1e-6)
    expected = BETWEENNESS[name]
    assert names_of_highest(network, between, len(expected)) == list(expected)
    for person, value in expected.items():
        assert between[network.code(person)] == pytest.approx(value, abs=0.006)


@pytest.mark.parametrize("name", ["caviar", "london gang", "siren"])
def test_networkx_counts_the_same_paths(published: dict[str, Published], name: str) -> None:
    network = published[name]
    theirs = nx.betweenness_centrality(graph_of(network), normalized=False)
    own = derive_betweenness(network.graph)
    np.testing.assert_allclose(own, [theirs[code] for code in range(own.size)], atol=1e-6)


@pytest.mark.parametrize("name", CONSTRAINT)
def test_constraint_is_the_published_one(published: dict[str, Published], name: str) -> None:
    network = published[name]
    constraint = derive_constraint(network.graph)
    theirs = nx.constraint(graph_of(network), weight="weight")
    own = [theirs[code] for code in range(network.graph.nodes)]
    np.testing.assert_allclose(constraint, own, rtol=1e-12)
    several = np.where(network.graph.degrees > 1, constraint, np.inf)
    assert names_of_highest(network, -several, 3) == list(CONSTRAINT[name])
    for person, value in CONSTRAINT[name].items():
        assert constraint[network.code(person)] == pytest.approx(value, abs=5e-5)


def test_igraph_gives_the_same_constraint(published: dict[str, Published]) -> None:
    network = published["caviar"]
    ends = np.column_stack([network.first, network.second])
    theirs = igraph.Graph(n=network.graph.nodes, edges=ends).constraint(
        weights=network.weight.tolist()
    )
    np.testing.assert_allclose(derive_constraint(network.graph), theirs, rtol=1e-9)


@pytest.mark.parametrize("name", FRAGMENTATION)
def test_a_network_without_one_of_them_falls_apart_as_published(
    published: dict[str, Published], name: str
) -> None:
    network = published[name]
    by_component, by_distance, singles = FRAGMENTATION[name]
    whole = derive_fragmentation(network.graph)
    assert whole.by_component == pytest.approx(by_component, abs=5e-5)
    assert whole.by_distance == pytest.approx(by_distance, abs=5e-5)
    values = np.array(
        [
            derive_fragmentation(network.graph, without=(code,)).by_distance
            for code in range(network.graph.nodes)
        ]
    )
    assert names_of_highest(network, values, 3) == list(singles)
    for person, value in singles.items():
        assert values[network.code(person)] == pytest.approx(value, abs=5e-5)


@pytest.mark.parametrize("name", PAIRS)
def test_the_published_pair_reaches_most(published: dict[str, Published], name: str) -> None:
    network = published[name]
    _, _, reaching, reach = PAIRS[name]
    found = locate_reaching_set(network.graph, size=2)
    assert derive_reach(network.graph, chosen=found) == pytest.approx(reach, abs=5e-5)
    expected = tuple(network.code(person) for person in reaching)
    assert derive_reach(network.graph, chosen=expected) == pytest.approx(reach, abs=5e-5)


@pytest.mark.parametrize("name", PAIRS)
def test_without_the_published_pair_most_falls_apart(
    published: dict[str, Published], name: str
) -> None:
    network = published[name]
    fragmenting, fragmentation, _, _ = PAIRS[name]
    found = locate_fragmenting_set(network.graph, size=2)
    assert {network.names[code] for code in found} == set(fragmenting)
    left = derive_fragmentation(network.graph, without=found)
    assert left.by_distance == pytest.approx(fragmentation, abs=5e-5)


def test_fragmentation_is_what_walking_every_pair_says(published: dict[str, Published]) -> None:
    network = published["siren"]
    left = graph_of(network)
    left.remove_nodes_from([0, 5])
    steps = dict(nx.all_pairs_shortest_path_length(left))
    pairs = list(combinations(left.nodes, 2))
    near = [1 / steps[one][two] if two in steps[one] else 0.0 for one, two in pairs]
    found = derive_fragmentation(network.graph, without=(0, 5))
    assert found.by_distance == pytest.approx(1 - sum(near) / len(pairs))
    assert found.by_component == pytest.approx(near.count(0.0) / len(pairs))
