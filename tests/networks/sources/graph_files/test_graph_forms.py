"""Graphs go to other programs and come back; those programs see the same people and pairs."""

from datetime import date, datetime
from pathlib import Path

import igraph
import networkx as nx
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.terms import REJECTED, InputFile
from zichtlijn.kernel.files.writing import write_table
from zichtlijn.networks.sources.graph_files.conversion import (
    UNDATED_DAY,
    count_gatherings,
    derive_graph,
    derive_pair_observations,
)
from zichtlijn.networks.sources.graph_files.edge_lists import form_edge_list, read_edge_list
from zichtlijn.networks.sources.graph_files.edges import (
    EDGES,
    RAW_EDGES,
    Graph,
    GraphDelivery,
    judge_edges,
)
from zichtlijn.networks.sources.graph_files.gexf import read_gexf, write_gexf
from zichtlijn.networks.sources.graph_files.graphml import read_graphml, write_graphml
from zichtlijn.networks.terms import PRESENCES

TODAY = date(2026, 11, 21)
READERS = {".csv": read_edge_list, ".graphml": read_graphml, ".gexf": read_gexf}

PEOPLE = st.sampled_from(["a", "b", "c", "é<&>\"'", "p 5", "7"])
MOMENTS = st.one_of(
    st.none(),
    st.dates(date(2001, 1, 1), date(2026, 1, 1)).map(
        lambda d: (datetime(d.year, d.month, d.day), d)
    ),
    st.datetimes(datetime(2001, 1, 1), datetime(2026, 1, 1)).map(lambda m: (m, m.date())),
)
EDGE_ROWS = st.lists(
    st.tuples(PEOPLE, PEOPLE, st.integers(0, 64).map(lambda n: n / 8), MOMENTS), max_size=12
).map(lambda rows: [(a, b, w, *(m or (None, None))) for a, b, w, m in rows if a != b])


def _read(path: Path) -> GraphDelivery:
    reader = READERS[path.suffix]
    return reader(path, today=TODAY, timezone=None, first_day=UNDATED_DAY)


def _graph(rows: list[tuple[object, ...]], lone: str = "lone") -> Graph:
    edges = pl.DataFrame(rows, schema=dict(EDGES.columns), orient="row")
    people = pl.concat([edges["source"], edges["target"], pl.Series([lone])])
    return Graph(people.unique().sort().alias("person"), edges)


def _pairs(graph: Graph) -> dict[tuple[str, ...], tuple[float, list[object]]]:
    """Sum by pair in plain Python: weight, and the moments in order."""
    found: dict[tuple[str, ...], tuple[float, list[object]]] = {}
    for source, target, weight, at, _ in graph.edges.rows():
        pair = tuple(sorted((source, target)))
        total, times = found.get(pair, (0.0, []))
        found[pair] = (total + weight, sorted([*times, *([at] if at else [])]))
    return found


def _presences(*rows: tuple[str, str, str]) -> pl.DataFrame:
    day = datetime(2026, 1, 31)
    full = [(o, day, day.date(), p, "s", part, None, None, 0.5) for o, p, part in rows]
    return pl.DataFrame(full, schema=dict(PRESENCES.columns), orient="row")


@given(rows=EDGE_ROWS)
@settings(max_examples=60, deadline=None)
def test_an_edge_list_comes_back_as_it_went(
    rows: list[tuple[object, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    if not rows:
        return
    path = tmp_path_factory.mktemp("e") / "e.csv"
    graph = _graph(rows)
    write_table(form_edge_list(graph), path)
    again = _read(path)
    assert again.rejected.is_empty()
    assert again.graph.edges.equals(graph.edges)


@given(rows=EDGE_ROWS)
@settings(max_examples=60, deadline=None)
def test_gexf_keeps_people_pairs_weights_and_moments(
    rows: list[tuple[object, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("g") / "g.gexf"
    graph = _graph(rows)
    write_gexf(graph, path)
    again = _read(path).graph
    assert again.people.equals(graph.people)
    expected, found = _pairs(graph), _pairs(again)
    assert {pair: times for pair, (_, times) in found.items()} == {
        pair: times for pair, (_, times) in expected.items()
    }
    assert {p: pytest.approx(w) for p, (w, _) in found.items()} == {
        p: w for p, (w, _) in expected.items()
    }


@given(rows=EDGE_ROWS)
@settings(max_examples=60, deadline=None)
def test_networkx_and_igraph_read_what_was_written(
    rows: list[tuple[object, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("nx")
    graph = _graph(rows)
    write_gexf(graph, folder / "g.gexf")
    write_graphml(graph, folder / "g.graphml")
    expected = {pair: weight for pair, (weight, _) in _pairs(graph).items()}
    for read in (nx.read_gexf(folder / "g.gexf"), nx.read_graphml(folder / "g.graphml")):
        assert sorted(read.nodes) == graph.people.to_list()
        seen = {tuple(sorted(e[:2])): e[2]["weight"] for e in read.edges(data=True)}
        assert seen == pytest.approx(expected)
    read = igraph.Graph.Read_GraphML(str(folder / "g.graphml"))
    names = [name.replace("&#38;", "&") for name in read.vs["id"]]  # igraph leaves & as it stands
    assert sorted(names) == graph.people.to_list()
    if expected:
        seen = {tuple(sorted((names[e.source], names[e.target]))): e["weight"] for e in read.es}
        assert seen == pytest.approx(expected)


def test_graphml_keeps_the_first_and_last_day_only(tmp_path: Path) -> None:
    days = [(datetime(2026, 1, d), date(2026, 1, d)) for d in (3, 1, 2)]
    write_graphml(_graph([("a", "b", 1.0, *day) for day in days]), tmp_path / "g.graphml")
    edge = nx.read_graphml(tmp_path / "g.graphml").edges["a", "b"]
    assert (edge["observations"], edge["first_seen"], edge["last_seen"]) == (
        3,
        "2026-01-01",
        "2026-01-03",
    )


@given(rows=EDGE_ROWS)
@settings(max_examples=40, deadline=None)
def test_graphml_comes_back_with_the_first_and_last_moment_of_each_pair(
    rows: list[tuple[object, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("m") / "g.graphml"
    graph = _graph(rows)
    write_graphml(graph, path)
    expected, found = _pairs(graph), _pairs(_read(path).graph)
    for pair, (weight, times) in expected.items():
        assert found[pair][0] == pytest.approx(weight)
        assert found[pair][1] == (sorted({times[0], times[-1]}) if times else [])
    assert found.keys() == expected.keys()


def test_what_networkx_writes_is_read(tmp_path: Path) -> None:
    drawn = nx.Graph()
    drawn.add_edge("1", "2", weight=2.5, time="2026-01-31")
    drawn.add_edge("2", "3", weight=1)
    drawn.add_node("9", label="nobody reads this")
    nx.write_graphml(drawn, tmp_path / "g.graphml")
    graph = _read(tmp_path / "g.graphml").graph
    assert graph.people.to_list() == ["1", "2", "3", "9"]
    assert graph.edges.select("weight", "on").rows() == [(2.5, date(2026, 1, 31)), (1.0, None)]
    nx.write_gexf(drawn, tmp_path / "g.gexf")
    assert _read(tmp_path / "g.gexf").graph.edges["weight"].to_list() == [2.5, 1.0]


def test_what_igraph_writes_is_read_without_its_names(tmp_path: Path) -> None:
    drawn = igraph.Graph([(0, 1)], vertex_attrs={"name": ["Jan", "Piet"]})
    drawn.write_graphml(str(tmp_path / "g.graphml"))
    assert _read(tmp_path / "g.graphml").graph.people.to_list() == ["n0", "n1"]


def test_dated_gexf_of_others_gives_an_edge_for_each_spell(tmp_path: Path) -> None:
    (tmp_path / "g.gexf").write_text(
        """<gexf xmlns="http://gexf.net/1.2draft"><graph mode="dynamic" timeformat="date">
        <nodes><node id="a"/><node id="b"><spells><spell start="1990-01-01"/></spells></node></nodes>
        <edges><edge id="0" source="a" target="b" weight="3" start="2026-01-01" end="2026-03-01">
        <spells><spell start="2026-01-01"/><spell start="2026-02-01"/><spell end="2026-03-01"/>
        </spells></edge><edge source="a" target="b" start="2026-01-05"/></edges></graph></gexf>"""
    )
    edges = _read(tmp_path / "g.gexf").graph.edges
    assert edges.select("weight", "on").rows() == [
        (1.0, date(2026, 1, 1)),
        (1.0, date(2026, 2, 1)),
        (1.0, date(2026, 3, 1)),
        (1.0, date(2026, 1, 5)),
    ]


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_a_control_character_does_not_fit_in_xml(ending: str, tmp_path: Path) -> None:
    graph = _graph([("a\x01", "b", 1.0, None, None)])
    write = write_graphml if ending == ".graphml" else write_gexf
    with pytest.raises(UnreadableFile, match="stuurteken"):
        write(graph, tmp_path / f"g{ending}")


def test_attributes_that_hold_names_are_refused(tmp_path: Path) -> None:
    (tmp_path / "g.graphml").write_text(
        '<graphml><key id="d0" for="node" attr.name="Voornaam"/><graph/></graphml>'
    )
    (tmp_path / "g.gexf").write_text(
        '<gexf><graph><attributes class="node"><attribute id="0" title="bsn"/></attributes>'
        "</graph></gexf>"
    )
    for name in ("g.graphml", "g.gexf"):
        with pytest.raises(UnreadableFile, match="kolom met namen"):
            _read(tmp_path / name)


def test_rows_that_are_no_edge_are_explained(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text(
        "source,target,weight,time\na,b,2,2026-01-31\n,b,1,\na,a,1,\na,b,x,\na,b,-1,\n"
        "a,b,1,gisteren\na,b,1,2026-01-31T10:00\na,b,1,2027-01-01\na,b,,\n"
    )
    found = _read(tmp_path / "e.csv")
    assert found.graph.edges.height == 2
    assert found.rejected.select("line", "column").rows() == [
        (3, "source"),
        (4, "target"),
        (5, "weight"),
        (6, "weight"),
        (7, "time"),
        (8, "time"),
        (9, "time"),
    ]


def test_a_number_as_time_is_unix_seconds_or_days() -> None:
    raw = pl.DataFrame(
        [
            (1, "a", "b", None, "0"),
            (2, "a", "b", None, "11"),
            (3, "a", "b", None, "0.5"),
            (4, "a", "b", None, "1385982020"),
            (5, "a", "b", None, "20260131"),
        ],
        schema=dict(RAW_EDGES.columns),
        orient="row",
    )
    found = judge_edges(
        raw,
        lone_people=[],
        broken=REJECTED.empty(),
        file=InputFile("e.csv", "", 5),
        today=TODAY,
        timezone=None,
        first_day=date(1994, 1, 1),
    )
    assert found.graph.edges["at"].to_list() == [
        datetime(1994, 1, 1),
        datetime(1994, 1, 12),
        datetime(1994, 1, 1, 12),
        datetime(2013, 12, 2, 11, 0, 20),
    ]
    assert found.rejected["line"].to_list() == [5]


def test_observations_become_shares_that_add_up_to_a_tie() -> None:
    seen = _presences(
        ("w1", "a", "present"),
        ("w1", "b", "present"),
        ("w1", "c", "calming"),
        ("w1", "v", "victim"),
        ("w2", "a", "present"),
        ("w2", "b", "present"),
        ("w3", "z", "present"),
        *(("w4", f"m{n}", "present") for n in range(4)),
    )
    graph = derive_graph(seen, gathering_size=3)
    assert _pairs(graph) == {
        ("a", "b"): (0.75, [datetime(2026, 1, 31)] * 2),
        ("a", "c"): (0.25, [datetime(2026, 1, 31)]),
        ("b", "c"): (0.25, [datetime(2026, 1, 31)]),
    }
    assert graph.people.to_list() == ["a", "b", "c", "m0", "m1", "m2", "m3", "z"]
    assert count_gatherings(seen, gathering_size=3) == 1


def test_edges_become_observations_of_two_people() -> None:
    graph = _graph([("b", "a", 5.0, None, None), ("a", "b", 1.0, datetime(2026, 1, 31), None)])
    seen = PRESENCES.keep(derive_pair_observations(graph, undated_on=date(1994, 1, 1)))
    assert seen.select("observation_id", "observed_at", "person").rows() == [
        ("edge-1", datetime(1994, 1, 1), "b"),
        ("edge-1", datetime(1994, 1, 1), "a"),
        ("edge-2", datetime(2026, 1, 31), "a"),
        ("edge-2", datetime(2026, 1, 31), "b"),
    ]


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        ("caviar_full_directed.csv", (110, 205, 3546)),
        ("montagna_meetings.csv", (101, 256, 456)),
        ("montagna_phonecalls.csv", (100, 124, 276)),
        ("london_gang_edges.csv", (54, 315, 505)),
        ("siren_edges.csv", (44, 103, 103)),
    ],
)
def test_published_networks_keep_their_figures_in_every_form(
    name: str, figures: tuple[int, int, float], shared_data: Path, tmp_path: Path
) -> None:
    graph = _read(shared_data / "networks/covert" / name).graph
    write_graphml(graph, tmp_path / "g.graphml")
    write_gexf(graph, tmp_path / "g.gexf")
    for read in (nx.read_graphml(tmp_path / "g.graphml"), nx.read_gexf(tmp_path / "g.gexf")):
        weight = sum(edge["weight"] for *_, edge in read.edges(data=True))
        assert (read.number_of_nodes(), read.number_of_edges(), weight) == figures
    for path in (tmp_path / "g.graphml", tmp_path / "g.gexf"):
        assert len(_pairs(_read(path).graph)) == figures[1]
