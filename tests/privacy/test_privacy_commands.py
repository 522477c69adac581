"""`zichtlijn privacy decide` and `scan-text`: files in, files out, whatever stands in them."""

import csv
import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result
from tests.privacy.access_cases import draw_cases
from tests.privacy.access_oracle import judge

from zichtlijn.kernel.runs.failures import BrokenInput
from zichtlijn.privacy.commands.deciding import decide_cases
from zichtlijn.privacy.commands.scanning import scan_texts
from zichtlijn.privacy.sources.rule_table import read_rule_table
from zichtlijn.privacy.terms.access import CLOSED, Case

CASES = list(draw_cases(400, table=read_rule_table(), seed=9))


def _run(command: object, *arguments: object) -> Result:
    return CliRunner().invoke(command, [*map(str, arguments), "--quiet"])


def _write(path: Path, columns: list[str], rows: list[tuple[object, ...]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    rows = [(f"c{number}", *case) for number, case in enumerate(CASES)]
    return _write(tmp_path / "cases.csv", ["case_id", *CLOSED], rows)


def test_every_case_is_decided_in_the_order_of_the_file(cases: Path, tmp_path: Path) -> None:
    assert _run(decide_cases, cases, "--out", tmp_path / "out").exit_code == 0
    decisions = _read(tmp_path / "out" / "decisions.csv")
    assert list(decisions[0]) == ["case_id", "outcome", "rule", "reason"]
    told = [(d["case_id"], d["outcome"], d["rule"]) for d in decisions]
    assert told == [(f"c{n}", *judge(case)) for n, case in enumerate(CASES)]
    assert all(decision["reason"].endswith(".") for decision in decisions)
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert summary["cases"] == sum(summary["outcomes"].values()) == sum(summary["rules"].values())
    assert set(summary["rules_never_hit"]) == {
        n for n, hits in summary["rules"].items() if not hits
    }
    assert summary["rule_table_sha256"] == read_rule_table().sha256


def test_columns_may_stand_in_any_order_and_in_parquet(cases: Path, tmp_path: Path) -> None:
    frame = pl.DataFrame(_read(cases))
    frame.select(frame.columns[::-1]).write_parquet(tmp_path / "cases.parquet")
    _run(decide_cases, cases, "--out", tmp_path / "csv")
    _run(decide_cases, tmp_path / "cases.parquet", "--out", tmp_path / "parquet")
    written = [(tmp_path / kind / "decisions.csv").read_bytes() for kind in ("csv", "parquet")]
    assert written[0] == written[1]


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("gate", "step_8", "De kolom gate kent alleen"),
        ("verb", "", "De kolom verb kent alleen"),
        ("case_id", "c0", "staat al op een eerdere rij"),
        ("case_id", "", "mag niet leeg zijn"),
    ],
)
def test_a_value_outside_its_list_is_an_error_and_never_a_refusal(
    column: str, value: str, reason: str, cases: Path, tmp_path: Path
) -> None:
    rows = _read(cases)
    rows[3][column] = value
    broken = _write(tmp_path / "b.csv", list(rows[0]), [tuple(row.values()) for row in rows])
    result = _run(decide_cases, broken, "--out", tmp_path / "out")
    assert isinstance(result.exception, BrokenInput)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["rejected.csv"]
    (rejected,) = _read(tmp_path / "out" / "rejected.csv")
    assert (rejected["line"], rejected["column"]) == ("5", column)
    assert reason in rejected["reason"]
    assert _run(decide_cases, broken, "--out", tmp_path / "on", "--skip-bad-rows").exit_code == 0
    assert len(_read(tmp_path / "on" / "decisions.csv")) == len(CASES) - 1


@pytest.mark.parametrize("column", ["case_id", *CLOSED])
def test_every_column_is_required(column: str, tmp_path: Path) -> None:
    columns = [name for name in ["case_id", *CLOSED] if name != column]
    case = ("c", *CASES[0])
    values = [v for name, v in zip(["case_id", *CLOSED], case, strict=True) if name != column]
    file = _write(tmp_path / "c.csv", columns, [tuple(values)])
    assert isinstance(_run(decide_cases, file, "--out", tmp_path / "out").exception, BrokenInput)
    (rejected,) = _read(tmp_path / "out" / "rejected.csv")
    assert rejected["column"] == column
    assert Case._fields == tuple(CLOSED)


def test_findings_stand_in_the_order_of_the_file_and_of_the_text(tmp_path: Path) -> None:
    texts = [
        ("b", "  Hij is Turks, heeft schulden\nen adhd"),
        ("a", "Rustige avond, niets te melden."),
        ("c", "één meisje met hoofddoek"),
        ("d", ""),
    ]
    file = _write(tmp_path / "t.csv", ["text_id", "text"], texts)
    assert _run(scan_texts, file, "--out", tmp_path / "out").exit_code == 0
    found = _read(tmp_path / "out" / "findings.csv")
    assert list(found[0]) == ["text_id", "category", "start", "end", "suggestion"]
    written = dict(texts)
    told = [
        (
            row["text_id"],
            row["category"],
            written[row["text_id"]][int(row["start"]) : int(row["end"])],
        )
        for row in found
    ]
    assert told == [
        ("b", "ethnicity", "Turks"),
        ("b", "benefit_debt", "schulden"),
        ("b", "health", "adhd"),
        ("c", "religion", "hoofddoek"),
    ]
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert (summary["texts"], sum(summary["findings"].values())) == (4, 4)


def test_nothing_of_a_text_is_written_down(tmp_path: Path) -> None:
    file = _write(tmp_path / "t.csv", ["text_id", "text"], [("a", "Zijn bsn is 111222333, homo")])
    _run(scan_texts, file, "--out", tmp_path / "out")
    for path in (tmp_path / "out").iterdir():
        assert "111222333" not in path.read_text()
        assert "homo" not in path.read_text()


def test_a_text_without_an_id_is_refused(tmp_path: Path) -> None:
    file = _write(tmp_path / "t.csv", ["text_id", "text"], [("", "niets")])
    assert isinstance(_run(scan_texts, file, "--out", tmp_path / "out").exception, BrokenInput)
    bare = _write(tmp_path / "u.csv", ["text"], [("niets",)])
    assert isinstance(_run(scan_texts, bare, "--out", tmp_path / "o2").exception, BrokenInput)


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    file = _write(tmp_path / "t.csv", ["text_id", "text"], [("a", "Marokkaanse jongen met adhd")])
    for out in ("one", "two"):
        _run(scan_texts, file, "--out", tmp_path / out)
    written = [(tmp_path / out / "findings.csv").read_bytes() for out in ("one", "two")]
    assert written[0] == written[1]
