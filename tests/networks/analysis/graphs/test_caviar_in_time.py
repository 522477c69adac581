"""CAVIAR phase by phase: its published fall, and the traps in copies of the data."""

from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from tests.networks.analysis.published import (
    Published,
    join_rows,
    read_network,
    read_table,
)

from zichtlijn.networks.analysis.graphs.positions.betweenness import derive_betweenness
from zichtlijn.networks.analysis.graphs.shape import (
    derive_degree_centralisation,
    derive_density,
)

PHASES = {  # nodes, ties, density, degree centralisation, highest normalised betweenness
    1: (15, 18, 0.1714, 0.7912, "1", 0.907),
    2: (24, 28, 0.1014, 0.7905, "1", 0.943),
    3: (33, 56, 0.1061, 0.7853, "1", 0.830),
    4: (33, 48, 0.0909, 0.6683, "1", 0.839),
    5: (32, 39, 0.0786, 0.6731, "1", 0.884),
    6: (27, 47, 0.1339, 0.6031, "1", 0.543),
    7: (36, 49, 0.0778, 0.6437, "1", 0.589),
    8: (42, 58, 0.0674, 0.4415, "1", 0.554),
    9: (34, 44, 0.0784, 0.2708, "3", 0.576),
    10: (42, 50, 0.0581, 0.2720, "1", 0.343),
    11: (41, 50, 0.0610, 0.2513, "41", 0.554),
}


@pytest.fixture(scope="module")
def phases(shared_data: Path) -> dict[int, Published]:
    covert = shared_data / "networks" / "covert"
    rows = [
        *read_table(covert / "caviar_phases_directed.csv").iter_rows(named=True),
        *read_table(covert / "caviar_phase11_undirected.csv").iter_rows(named=True),
    ]
    networks = {}
    for phase in PHASES:
        own = [row for row in rows if row["phase"] == str(phase)]
        edges = [(row["source"], row["target"], float(row["weight"])) for row in own]
        networks[phase] = join_rows(edges, len(own))
    return networks


@pytest.mark.parametrize("phase", PHASES)
def test_each_phase_has_its_published_shape(phases: dict[int, Published], phase: int) -> None:
    network = phases[phase]
    nodes, ties, density, centralisation, person, highest = PHASES[phase]
    assert (network.graph.nodes, network.graph.ties) == (nodes, ties)
    assert derive_density(network.graph) == pytest.approx(density, abs=5e-5)
    assert derive_degree_centralisation(network.graph) == pytest.approx(centralisation, abs=5e-5)
    between = derive_betweenness(network.graph) / ((nodes - 1) * (nodes - 2) / 2)
    assert network.names[int(between.argmax())] == person
    assert between.max() == pytest.approx(highest, abs=5e-4)


def test_the_trade_lost_its_centre_under_pressure(phases: dict[int, Published]) -> None:
    """Morselli, Petit 2007: centralisation falls, and others than the first come to the fore."""
    fall = [derive_degree_centralisation(phases[phase].graph) for phase in PHASES]
    assert min(fall[:3]) > 0.78
    assert max(fall[8:]) < 0.28
    assert np.corrcoef(list(PHASES), fall)[0, 1] < -0.9
    leading = [
        network.names[int(derive_betweenness(network.graph).argmax())]
        for network in phases.values()
    ]
    assert leading[:8] == ["1"] * 8
    assert set(leading[8:]) == {"3", "1", "41"}


def test_phase_seven_is_no_copy_of_phase_nine(phases: dict[int, Published]) -> None:
    """One widely used package holds phase 9 twice, under other labels."""
    seventh, ninth = (
        nx.Graph(zip(phases[at].first.tolist(), phases[at].second.tolist(), strict=True))
        for at in (7, 9)
    )
    assert not nx.is_isomorphic(seventh, ninth)
    assert (phases[7].graph.nodes, phases[7].graph.ties) == (36, 49)


def test_phases_and_whole_are_two_records(shared_data: Path, phases: dict[int, Published]) -> None:
    def named_ties(network: Published) -> set[tuple[str, ...]]:
        ends = zip(network.first, network.second, strict=True)
        return {tuple(sorted((network.names[a], network.names[b]))) for a, b in ends}

    whole = named_ties(read_network(shared_data, "caviar"))
    ten = set().union(*(named_ties(phases[phase]) for phase in range(1, 11)))
    people = {person for tie in ten for person in tie}
    assert (len(ten), len(people), len(ten & whole), len(whole)) == (194, 100, 167, 205)


def test_the_weight_of_all_calls_is_no_number_of_ties(shared_data: Path) -> None:
    """A review of 2020 lists 3,546 ties and density 0.3: that is the sum of the weights."""
    caviar = read_network(shared_data, "caviar")
    assert (caviar.rows, caviar.graph.ties, caviar.graph.weights.sum() / 2) == (295, 205, 3546)
    assert derive_density(caviar.graph) < 0.035
    arcs = caviar.rows
    assert 2 * (arcs - caviar.graph.ties) / arcs == pytest.approx(0.6102, abs=5e-5)


@pytest.mark.parametrize(
    ("name", "both_ways"), [("montagna meetings", 33), ("montagna phone calls", 26)]
)
def test_a_pair_listed_in_both_directions_is_added_up(
    shared_data: Path, name: str, both_ways: int
) -> None:
    network = read_network(shared_data, name)
    assert network.rows - network.graph.ties == both_ways
    assert network.graph.weights.sum() / 2 == {"montagna meetings": 456}.get(name, 276)
