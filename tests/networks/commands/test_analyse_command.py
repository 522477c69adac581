"""`zichtlijn networks analyse` keeps contracts.md: columns, figures, exit codes, nothing half."""

import csv
import gzip
import json
import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from zichtlijn.networks.commands.figures import list_figures, say_outcome
from zichtlijn.networks.terms import Figures, Interval, Method, TieCounts, Verdict

TABLES = {
    "ties.csv": "person_a,person_b,weight,observations,days,sources,first_seen,last_seen,p_value,status",
    "groups.csv": "window_start,window_end,group,person",
    "group_windows.csv": "window_end,group,people_low,people_high,observations,sources,places,stability,fluidity",
    "life_lines.csv": "window_end,group,event,from_groups,size",
    "signals.csv": "window_end,group,signal,sources,q_value,explanation,observation_ids",
}
FIGURES = [
    "command",
    "version",
    "parameters",
    "seed",
    "inputs",
    "started",
    "seconds",
    "peak_memory_mb",
    "persons",
    "observations",
    "gatherings",
    "ties",
    "groups",
    "coverage",
    "modularity",
    "method",
    "monthly_change",
    "monthly_change_interval",
    "monthly_change_is_at_least",
    "gain",
    "gain_permuted_max",
    "verdict",
    "duplicates_merged",
    "sources",
    "leave_one_source_out",
]
HEADER = "observation_id,observed_at,person\n"
GOOD = "w1,2026-01-31,a\nw1,2026-01-31,b\n"
FEW = ("--method", "contacts", "--bootstraps", "5")


def _names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.fixture
def school(tmp_path: Path, call, project: Path) -> Path:
    """The office of 2013 as observations."""
    contacts = project / "tests/data/workplace_2013/workplace_InVS_tij.dat.zip"
    words = ("--gap-seconds", 60, "--start", "2013-06-24", "--quiet")
    ended = call("networks", "from-contacts", contacts, *words, "--out", tmp_path / "from")
    assert ended.code == 0
    return tmp_path / "from" / "observations.csv"


def test_every_table_and_figure_of_the_contract_is_there(
    call, school: Path, tmp_path: Path
) -> None:
    ended = call("networks", "analyse", school, *FEW, "--out", tmp_path / "out", "--json")
    assert ended.code == 0
    assert _names(tmp_path / "out") == sorted([*TABLES, "summary.json"])
    for name, columns in TABLES.items():
        assert (tmp_path / "out" / name).read_text().splitlines()[0] == columns
    summary = json.loads((tmp_path / "out/summary.json").read_text())
    assert ended.summary == summary
    assert [name for name in FIGURES if name not in summary] == []
    assert summary["persons"] == 92
    assert summary["observations"] == 3559
    assert sum(summary["ties"].values()) == 755
    assert summary["sources"] == {"sensor": 1.0}
    assert summary["leave_one_source_out"] is None
    assert summary["parameters"]["as_of"] == "2013-07-05"
    assert summary["inputs"][0]["rows"] == 7118
    assert re.fullmatch(r"[0-9a-f]{64}", summary["inputs"][0]["sha256"])


def test_ties_are_ordered_and_groups_hold_no_figure(call, school: Path, tmp_path: Path) -> None:
    call("networks", "analyse", school, *FEW, "--step", "week", "--out", tmp_path / "out")
    with (tmp_path / "out/ties.csv").open() as file:
        pairs = [(row["person_a"], row["person_b"]) for row in csv.DictReader(file)]
    assert pairs == sorted(pairs)
    assert all(a < b for a, b in pairs)
    with (tmp_path / "out/groups.csv").open() as file:
        rows = [tuple(row.values()) for row in csv.DictReader(file)]
    order = [(start, end, group, person) for start, end, group, person in rows]
    assert order == sorted(order)
    assert len({row[0] for row in rows}) == 2  # weeks


@pytest.mark.parametrize("ending", [".csv.gz", ".parquet"])
def test_packed_and_parquet_give_the_same_ties(
    ending: str, call, school: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"o{ending}"
    if ending == ".parquet":
        pl.read_csv(school, infer_schema=False).write_parquet(path)  # noqa: TID251  # a test
    else:
        path.write_bytes(gzip.compress(school.read_bytes()))
    for name, file in (("one", school), ("two", path)):
        assert call("networks", "analyse", file, *FEW, "--out", tmp_path / name).code == 0
    assert (tmp_path / "one/ties.csv").read_bytes() == (tmp_path / "two/ties.csv").read_bytes()


WRONG = {
    "empty": (b"", "Dit bestand is leeg."),
    "semicolons": (HEADER.replace(",", ";").encode(), "puntkomma's"),
    "cp1252": ((HEADER + "w1,2026-01-31,ren\xe9\n").encode("cp1252"), "CSV UTF-8"),
    "no rows": (HEADER.encode(), "geen rijen"),
    "no person": (b"observation_id,observed_at\nw1,2026-01-31\n", "De kolom person ontbreekt"),
    "names": (
        b"observation_id,observed_at,person,voornaam\nw1,2026-01-31,a,Jan\n",
        "dit bestand bevat een kolom met namen",
    ),
    "long line": (HEADER.encode() + b"x" * 3_000_000, "langer dan 1 MB"),
    "nul bytes": (HEADER.encode() + b"\0" * 100 + b"\n", "nul-teken"),
    "future": ((HEADER + "w1,2999-01-01,a\n").encode(), "1 rij klopt niet"),
    "twice": ((HEADER + GOOD + "w1,2026-01-31,a\n").encode(), "1 rij klopt niet"),
    "crowd": (
        (HEADER + "".join(f"w1,2026-01-31,p{n}\n" for n in range(10_001))).encode(),
        "10001 rijen kloppen niet",
    ),
    "ragged": ((HEADER + GOOD + "w2,2026-01-31\n").encode(), "1 rij klopt niet"),
    "no zone": ((HEADER + GOOD + "w2,2026-01-31T10:00,a\n").encode(), "1 rij klopt niet"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_input_ends_with_code_3_a_sentence_and_the_reasons_only(
    wrong: str, call, tmp_path: Path
) -> None:
    content, words = WRONG[wrong]
    path = tmp_path / "o.csv"
    path.write_bytes(content)
    ended = call("networks", "analyse", path, "--out", tmp_path / "out")
    assert ended.code == 3
    assert words in ended.err
    assert ended.out == ""
    assert "Traceback" not in ended.err
    assert _names(tmp_path / "out") == ["rejected.csv"]
    with (tmp_path / "out/rejected.csv").open() as file:
        rejected = list(csv.DictReader(file))
    assert rejected
    assert all(row["reason"].endswith(".") and len(row["value"]) <= 80 for row in rejected)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("o.parquet", b"PAR1", "geen Parquet"),
        ("o.csv.gz", b"geen gzip", "geen gzip"),
        (
            "bomb.csv.gz",
            gzip.compress(HEADER.encode())
            + gzip.compress((b"w1,2026-01-31," + b"x" * 9_985 + b"\n") * 1000) * 12,
            "60 keer zo groot",
        ),
    ],
)
def test_a_packed_file_that_harms_is_refused(
    name: str, content: bytes, words: str, call, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    ended = call("networks", "analyse", tmp_path / name, "--out", tmp_path / "out")
    assert ended.code == 3
    assert words in ended.err
    assert _names(tmp_path / "out") == ["rejected.csv"]


def test_a_refusal_can_be_read_by_a_program(call, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text(HEADER + "w1,2999-01-01,a\n")
    words = ("--out", tmp_path / "out", "--json", "--quiet")
    ended = call("networks", "analyse", tmp_path / "o.csv", *words)
    assert ended.code == 3
    assert ended.summary["rows_rejected"] == 1
    assert "klopt niet" in ended.summary["refused"]


def test_bad_rows_can_be_skipped_and_are_counted(call, school: Path, tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_text(school.read_text() + "x,31-01-2026,a,sensor\nx,,a,sensor\n")
    words = (*FEW, "--skip-bad-rows", "--json")
    ended = call("networks", "analyse", path, *words, "--out", tmp_path / "out")
    assert ended.code == 0
    assert ended.summary["rows_rejected"] == 2
    assert "2 rijen kloppen niet en worden overgeslagen" in ended.err
    assert _names(tmp_path / "out") == sorted([*TABLES, "rejected.csv", "summary.json"])
    assert ended.summary["observations"] == 3559


def test_nothing_but_bad_rows_cannot_be_skipped(call, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text(HEADER + "w1,2999-01-01,a\n")
    words = ("--skip-bad-rows", "--out", tmp_path / "out")
    ended = call("networks", "analyse", tmp_path / "o.csv", *words)
    assert ended.code == 3
    assert "Geen enkele rij" in ended.err


def test_unknown_columns_are_named_and_passed_over(call, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("opmerking,weer," + HEADER + "x,zon,w1,2026-01-31,a\n" * 1)
    words = (*FEW, "--out", tmp_path / "out", "--json")
    ended = call("networks", "analyse", tmp_path / "o.csv", *words)
    assert ended.code == 0
    assert "Niet gelezen kolommen: opmerking, weer." in ended.err
    assert ended.summary["columns_ignored"] == ["opmerking", "weer"]


def test_times_without_zone_need_the_zone(call, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text(HEADER + "w1,2026-07-01 00:30,a\n")
    words = (*FEW, "--timezone", "Europe/Amsterdam", "--out", tmp_path / "out", "--json")
    ended = call("networks", "analyse", tmp_path / "o.csv", *words)
    assert ended.code == 0
    assert ended.summary["parameters"]["as_of"] == "2026-07-01"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "--out"),
        (["--out", "out", "--step", "jaar"], "'jaar'"),
        (["--out", "out", "--half-life-days", "0"], "0"),
        (["--out", "out", "--as-of", "31-01-2026"], "31-01-2026"),
        (["--out", "out", "--timezone", "Europe/Plaats"], "tijdzone bestaat niet"),
        (["--out", "out", "--as-of", "1990-01-01"], "geen waarnemingen op of voor 1990-01-01"),
        (["--out", "out", "--as-of", "2099-01-01"], "ligt in de toekomst"),
        (["--out", "out", "--onzin"], "--onzin"),
        (["--out", "waarnemingen.csv"], "een bestand, geen map"),
    ],
)
def test_wrong_use_ends_with_code_2_and_writes_nothing(
    words: list[str], sentence: str, call, observations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(observations.parent)
    ended = call("networks", "analyse", observations, *words)
    assert ended.code == 2
    assert sentence in ended.err
    assert _names(observations.parent) == ["waarnemingen.csv"]


def test_a_file_that_is_not_there_is_wrong_use(call, tmp_path: Path) -> None:
    ended = call("networks", "analyse", tmp_path / "nee.csv", "--out", tmp_path / "out")
    assert ended.code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_filled_folder_is_refused_before_reading_unless_forced(
    call, school: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    words = ("networks", "analyse", school, *FEW, "--out", out)
    ended = call(*words)
    assert ended.code == 2
    assert "--force" in ended.err
    assert _names(out) == ["mine.txt"]
    assert call(*words, "--force").code == 0
    assert _names(out) == sorted([*TABLES, "mine.txt", "summary.json"])
    (tmp_path / "bad.csv").write_text(HEADER)
    refused = call("networks", "analyse", tmp_path / "bad.csv", "--out", out, "--force")
    assert refused.code == 3
    assert _names(out) == ["mine.txt", "rejected.csv"]  # no stale results beside the refusal


def test_quiet_says_nothing_and_json_is_all_there_is(call, school: Path, tmp_path: Path) -> None:
    words = ("networks", "analyse", school, *FEW, "--quiet")
    quiet = call(*words, "--out", tmp_path / "one")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    spoken = call("networks", "analyse", school, *FEW, "--out", tmp_path / "two")
    assert "92 mensen in 3559 waarnemingen" in spoken.out
    assert spoken.err.splitlines()[0] == "Bestand lezen ..."
    assert "Banden afleiden ..." in spoken.err.splitlines()


NOTHING_FOUND = Figures(
    persons=3,
    observations=2,
    gatherings=0,
    ties=TieCounts(1, 0, 0),
    groups=0,
    coverage=0.0,
    modularity=None,
    method=Method.EVENTS,
    monthly_change=None,
    monthly_change_interval=None,
    monthly_change_is_at_least=False,
    gain=None,
    gain_permuted_max=None,
    verdict=Verdict.NOT_ENOUGH_OBSERVATIONS,
    refused_by="Er zijn te weinig waarnemingen per persoon.",
    duplicates_merged=0,
    sources={"b": 0.5, "a": 0.5},
    leave_one_source_out=None,
)


def test_the_outcome_says_when_there_is_too_little() -> None:
    assert say_outcome(NOTHING_FOUND) == (
        "3 mensen in 2 waarnemingen; 1 banden, waarvan 0 bevestigd.\n"
        "Geen groepen. Er zijn te weinig waarnemingen per persoon."
    )


def test_figures_are_written_in_an_order_of_their_own() -> None:
    listed = list_figures(NOTHING_FOUND)
    assert list(listed["sources"]) == ["a", "b"]
    assert listed["monthly_change_interval"] is None
    interval = replace(NOTHING_FOUND, monthly_change_interval=Interval(0.1, 0.2))
    assert list_figures(interval)["monthly_change_interval"] == [0.1, 0.2]
