"""`zichtlijn persons propose`: a file of records in, proposals out, nothing decided."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from zichtlijn.kernel.runs.failures import BrokenInput
from zichtlijn.persons.commands.proposing import propose_persons

COLUMNS = ["record_id", "full_name", "birth_date", "municipality"]
ROWS = [
    ("r3", "Johannes van den Berg", "1980-03-04", "Lindedorp"),
    ("r1", "Berg, J. v.d.", "1980-04-03", "Lindedorp"),
    ("r2", "Rixt Galama", "1970-02-03", "Lindedorp"),
    ("r4", "Rixt Galama", "", ""),
]


def _write(path: Path, columns: list[str], rows: list[tuple[str, ...]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(propose_persons, [*map(str, arguments), "--quiet"])


def test_proposals_are_written_with_their_reasons(tmp_path: Path) -> None:
    file = _write(tmp_path / "p.csv", COLUMNS, ROWS)
    assert _run(file, "--out", tmp_path / "out").exit_code == 0
    (proposal,) = _read(tmp_path / "out" / "proposals.csv")
    assert list(proposal) == ["record_a", "record_b", "band", "reasons"]
    assert (proposal["record_a"], proposal["record_b"], proposal["band"]) == ("r1", "r3", "likely")
    assert "dag en maand verwisseld; zelfde gemeente" in proposal["reasons"]
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert (summary["records"], summary["records_in_no_proposal"]) == (4, 2)
    assert summary["proposals"] == {"almost_certain": 0, "likely": 1, "possible": 0}


def test_weak_proposals_come_only_when_asked_for(tmp_path: Path) -> None:
    file = _write(tmp_path / "p.csv", COLUMNS, ROWS)
    _run(file, "--out", tmp_path / "out", "--weak")
    bands = [row["band"] for row in _read(tmp_path / "out" / "proposals.csv")]
    assert bands == ["likely", "possible"]


def test_no_name_and_no_birth_date_stands_in_the_outcome(tmp_path: Path) -> None:
    file = _write(tmp_path / "p.csv", COLUMNS, ROWS)
    _run(file, "--out", tmp_path / "out", "--weak")
    for path in (tmp_path / "out").iterdir():
        text = path.read_text().lower()
        assert "galama" not in text
        assert "1980" not in text


def test_the_municipality_may_be_absent(tmp_path: Path) -> None:
    file = _write(tmp_path / "p.csv", COLUMNS[:3], [row[:3] for row in ROWS])
    assert _run(file, "--out", tmp_path / "out").exit_code == 0
    assert len(_read(tmp_path / "out" / "proposals.csv")) == 1


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("birth_date", "04-03-1980", "1990-12-31"),
        ("birth_date", "1980-02-30", "1990-12-31"),
        ("record_id", "r3", "eerdere rij"),
        ("record_id", "", "niet leeg"),
        ("full_name", "", "geen naam"),
    ],
)
def test_a_row_that_is_no_record_is_refused_with_its_reason(
    column: str, value: str, reason: str, tmp_path: Path
) -> None:
    row = dict(zip(COLUMNS, ROWS[1], strict=True)) | {column: value}
    file = _write(tmp_path / "p.csv", COLUMNS, [ROWS[0], tuple(row.values())])
    assert isinstance(_run(file, "--out", tmp_path / "out").exception, BrokenInput)
    (rejected,) = _read(tmp_path / "out" / "rejected.csv")
    assert (rejected["line"], rejected["column"]) == ("3", column)
    assert reason in rejected["reason"]


@pytest.mark.parametrize("column", COLUMNS[:3])
def test_a_missing_column_is_named(column: str, tmp_path: Path) -> None:
    kept = [at for at, name in enumerate(COLUMNS) if name != column]
    rows = [tuple(row[at] for at in kept) for row in ROWS]
    file = _write(tmp_path / "p.csv", [COLUMNS[at] for at in kept], rows)
    assert isinstance(_run(file, "--out", tmp_path / "out").exception, BrokenInput)
    assert _read(tmp_path / "out" / "rejected.csv")[0]["column"] == column
