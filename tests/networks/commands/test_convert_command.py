"""`zichtlijn networks convert` and `from-contacts`: file in, file out."""

from pathlib import Path

import networkx as nx
import pytest

CONTACTS = "28820 492 938\n28840 492 938\n29000 938 492\n29000 1 2\n"


def test_contacts_become_observations_with_z(call, tmp_path: Path) -> None:
    (tmp_path / "c.dat").write_text(CONTACTS)
    words = ("--gap-seconds", 60, "--start", "2013-06-24", "--out", tmp_path / "out", "--json")
    ended = call("networks", "from-contacts", tmp_path / "c.dat", *words)
    assert ended.code == 0
    assert (tmp_path / "out/observations.csv").read_text() == (
        "observation_id,observed_at,person,source\n"
        "28820-492-938,2013-06-24T08:00:20Z,492,sensor\n"
        "28820-492-938,2013-06-24T08:00:20Z,938,sensor\n"
        "29000-1-2,2013-06-24T08:03:20Z,1,sensor\n"
        "29000-1-2,2013-06-24T08:03:20Z,2,sensor\n"
        "29000-492-938,2013-06-24T08:03:20Z,492,sensor\n"
        "29000-492-938,2013-06-24T08:03:20Z,938,sensor\n"
    )
    summary = ended.summary
    assert (summary["persons"], summary["observations"]) == (4, 3)
    assert summary["parameters"] == {
        "gap_seconds": 60,
        "start": "2013-06-24",
        "skip_bad_rows": False,
    }


def test_seconds_that_count_from_nowhere_need_a_start(call, tmp_path: Path) -> None:
    (tmp_path / "c.dat").write_text(CONTACTS)
    words = ("--gap-seconds", 60, "--out", tmp_path / "out")
    ended = call("networks", "from-contacts", tmp_path / "c.dat", *words)
    assert ended.code == 2
    assert "--start" in ended.err
    assert not (tmp_path / "out").exists()


def test_unix_time_needs_no_start(call, tmp_path: Path) -> None:
    (tmp_path / "c.dat").write_text("1385982020 454 640 MP MP\n")
    words = ("--gap-seconds", 0, "--start", "1999-01-01", "--out", tmp_path / "out", "--json")
    ended = call("networks", "from-contacts", tmp_path / "c.dat", *words)
    assert ended.code == 0
    assert "--start telt niet mee" in ended.err
    assert ended.summary["parameters"]["start"] is None
    assert "2013-12-02T11:00:20Z" in (tmp_path / "out/observations.csv").read_text()


def test_bad_contacts_are_explained_or_skipped(call, tmp_path: Path) -> None:
    (tmp_path / "c.dat").write_text(CONTACTS + "30000 7 7\n")
    words = ("networks", "from-contacts", tmp_path / "c.dat", "--gap-seconds", 60)
    words += ("--start", "2013-06-24", "--out", tmp_path / "out")
    assert call(*words).code == 3
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["rejected.csv"]
    assert call(*words, "--force", "--skip-bad-rows").code == 0
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "observations.csv",
        "rejected.csv",
        "summary.json",
    ]


@pytest.mark.parametrize("name", ["o.graphml", "o.gexf"])
def test_observations_go_to_a_graph(name: str, call, observations: Path, tmp_path: Path) -> None:
    ended = call("networks", "convert", observations, tmp_path / name, "--json")
    assert ended.code == 0
    graph = getattr(nx, f"read_{name[2:]}")(tmp_path / name)
    assert sorted(graph.nodes) == ["a", "b", "d"]  # the victim is nobody's companion
    assert graph.edges["a", "b"]["weight"] == 2.0
    assert (ended.summary["edges"], ended.summary["pairs"]) == (2, 1)
    assert "Slachtoffers en getuigen gaan niet mee." in ended.summary["meaning"]


def test_observations_go_to_an_edge_list_and_come_back(
    call, observations: Path, tmp_path: Path
) -> None:
    assert call("networks", "convert", observations, tmp_path / "e.csv").code == 0
    assert (tmp_path / "e.csv").read_text() == (
        "source,target,weight,time\na,b,1.0,2026-01-05T00:00:00Z\na,b,1.0,2026-01-06T19:15:00Z\n"
    )
    ended = call("networks", "convert", tmp_path / "e.csv", tmp_path / "o.parquet", "--json")
    assert ended.summary["parameters"]["to"] == "observations"
    assert ended.summary["observations"] == 2
    back = call("networks", "convert", tmp_path / "o.parquet", tmp_path / "g.gexf", "--json")
    assert back.summary["pairs"] == 1


def test_edges_without_time_get_a_day_that_is_said(call, tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text("source,target\n1,2\n2,3\n")
    ended = call("networks", "convert", tmp_path / "e.csv", tmp_path / "o.csv", "--json")
    assert ended.summary["undated"] == 2
    assert "edge-1,2000-01-01T00:00:00Z,1,onbekend\n" in (tmp_path / "o.csv").read_text()
    words = ("--date", "1994-01-01", "--force")
    assert call("networks", "convert", tmp_path / "e.csv", tmp_path / "o.csv", *words).code == 0
    assert "edge-1,1994-01-01T00:00:00Z,1,onbekend\n" in (tmp_path / "o.csv").read_text()


def test_observations_change_their_form_only(call, observations: Path, tmp_path: Path) -> None:
    for origin, target in ((observations, "o.parquet"), (tmp_path / "o.parquet", "again.csv")):
        words = ("networks", "convert", origin, tmp_path / target, "--to", "observations")
        assert call(*words).code == 0
    assert (
        "w2,2026-01-06T19:15:00Z,c,jongerenwerk,victim,park\n"
        in (tmp_path / "again.csv").read_text()
    )


def test_bad_rows_are_told_and_nothing_is_written(call, tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text("source,target\n1,1\n2,3\n")
    ended = call("networks", "convert", tmp_path / "e.csv", tmp_path / "o.csv")
    assert ended.code == 3
    assert "Regel 2, kolom target: Deze verbinding loopt van iemand naar zichzelf." in ended.err
    assert not (tmp_path / "o.csv").exists()


@pytest.mark.parametrize(
    ("content", "target", "end"),
    [
        ("source,target\n1,2\n", "o.xlsx", (2, "eindigt op")),
        ("source,target\n1,2\n", "in.csv", (2, "bestaat al")),
        ("wie,wat\n1,2\n", "o.csv", (3, "geen waarnemingen")),
        ("", "o.csv", (3, "leeg")),
        ("source,target,naam\n1,2,x\n", "o.csv", (3, "kolom met namen")),
    ],
)
def test_what_cannot_be_converted_is_said(
    content: str, target: str, end: tuple[int, str], call, tmp_path: Path
) -> None:
    (tmp_path / "in.csv").write_text(content)
    ended = call("networks", "convert", tmp_path / "in.csv", tmp_path / target)
    assert ended.code == end[0]
    assert end[1] in ended.err
    assert [file.name for file in tmp_path.iterdir()] == ["in.csv"]


def test_hostile_xml_is_refused(call, tmp_path: Path) -> None:
    (tmp_path / "g.gexf").write_text('<!DOCTYPE g [<!ENTITY a "b">]><gexf>&a;</gexf>')
    ended = call("networks", "convert", tmp_path / "g.gexf", tmp_path / "o.csv")
    assert ended.code == 3
    assert "DOCTYPE" in ended.err


def test_a_day_that_no_file_gave_is_owned_up_to(call, tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text("source,target,time\na,b,\nb,c,2026-01-31\n")
    ended = call("networks", "convert", tmp_path / "e.csv", tmp_path / "o.csv", "--json")
    told = "Verbindingen zonder tijd: 1. Zij kregen de dag 2000-01-01."
    assert ended.summary["meaning"][-1] == told
    dated = call("networks", "convert", tmp_path / "o.csv", tmp_path / "p.graphml", "--json")
    again = call("networks", "convert", tmp_path / "p.graphml", tmp_path / "q.csv", "--json")
    assert dated.code == again.code == 0
    assert not any("zonder tijd" in sentence for sentence in again.summary["meaning"])
    assert "2026-01-31" in (tmp_path / "q.csv").read_text()
