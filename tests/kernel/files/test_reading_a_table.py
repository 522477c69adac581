"""A table is read quickly, and exactly as somebody with a pencil would read it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.kernel.files import opening, portions
from zichtlijn.kernel.files.reading import read_columns, read_table
from zichtlijn.kernel.files.records import RowState, locate_records
from zichtlijn.kernel.files.terms import TextTable

CELL = r'(?:"(?:[^"]|"")*"|[^",\n]*)'
ROW = re.compile(rf"{CELL}(?:,{CELL})*\r?")
LETTERS = st.text(alphabet='ab,"\n\r é;', max_size=60)


def _read(path: Path, content: bytes, *wanted: str) -> TextTable:
    path.write_bytes(content)
    return read_table(path, wanted=wanted, check_header=lambda _: None)


def _by_pencil(text: str) -> Iterator[tuple[int, RowState, list[str]]]:
    """Try one line, then two, and so on; a row that never closes costs its first line."""
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    at = 0
    while at < len(lines):
        for last in range(at + 1, len(lines) + 1):
            row = "\n".join(lines[at:last])
            if ROW.fullmatch(row):
                state = RowState.WHOLE if row.strip(", \r") else RowState.BLANK
                yield at, state, _split(row.removesuffix("\r"))
                at = last
                break
        else:
            yield at, RowState.ASTRAY, []
            at += 1


def _split(row: str) -> list[str]:
    cells = [found[1] for found in re.finditer(rf"(?:^|,)({CELL})", row)]
    return [c[1:-1].replace('""', '"') if c.startswith('"') else c for c in cells]


@given(text=LETTERS)
@settings(max_examples=300, deadline=None)
def test_rows_are_found_as_by_pencil(text: str) -> None:
    found = locate_records(text.encode(), is_last=True)
    expected = list(_by_pencil(text))
    assert found.lines.tolist() == [line for line, _, _ in expected]
    assert found.states.tolist() == [state for _, state, _ in expected]
    assert found.cells.tolist() == [len(cells) for _, _, cells in expected]


@given(text=LETTERS, piece=st.integers(1, 30), portion=st.integers(1, 30))
@settings(max_examples=100, deadline=None)
def test_where_the_file_is_cut_in_portions_makes_no_difference(
    text: str, piece: int, portion: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("cut") / "table.csv"
    content = b"a,b\n" + text.encode()
    whole = _read(path, content, "a", "b")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "PIECE", piece)
        patch.setattr(portions, "PORTION", portion)
        in_portions = _read(path, content, "a", "b")
    assert in_portions.rows.equals(whole.rows)
    assert in_portions.broken.equals(whole.broken)
    assert in_portions.file == whole.file


@given(text=LETTERS)
@settings(max_examples=200, deadline=None)
def test_cells_are_read_as_by_pencil(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    table = _read(tmp_path_factory.mktemp("t") / "t.csv", b"a,b\n" + text.encode(), "a", "b")
    rows = [(line, cells) for line, state, cells in _by_pencil(text) if state != RowState.BLANK]
    good = [
        (line + 2, *(c.strip() or None for c in cells)) for line, cells in rows if len(cells) == 2
    ]
    assert table.rows.rows() == good
    assert table.broken["line"].to_list() == [line + 2 for line, cells in rows if len(cells) != 2]
    assert table.file.rows == len(rows)


def test_columns_stand_in_any_order_and_others_are_passed_over(tmp_path: Path) -> None:
    table = _read(tmp_path / "t.csv", b" B ,x,a\r\n1,2,3\r\n", "a", "b")
    assert table.columns == ("b", "x", "a")
    assert table.rows.to_dicts() == [{"line": 2, "b": "1", "a": "3"}]


def test_a_byte_order_mark_is_no_letter_of_the_first_column(tmp_path: Path) -> None:
    assert _read(tmp_path / "t.csv", b"\xef\xbb\xbfa,b\n1,2\n", "a").columns == ("a", "b")


def test_lines_are_counted_through_quoted_line_endings_and_blank_lines(tmp_path: Path) -> None:
    table = _read(tmp_path / "t.csv", b'\n\na,b\n"x\ny",1\n,,\n\n  \nz,2\nz\n', "a")
    assert table.rows.rows() == [(4, "x\ny"), (9, "z")]
    assert table.broken.rows() == [(10, None, "z", "Deze rij heeft 1 velden, de kop heeft er 2.")]


def test_a_quotation_mark_astray_costs_its_own_line_only(tmp_path: Path) -> None:
    table = _read(tmp_path / "t.csv", b'a,b\n"x,1\ny,2\nz"z,3\n"q"q,4\nr,5\n', "a")
    assert table.rows.rows() == [(3, "y"), (6, "r")]
    assert table.broken["line"].to_list() == [2, 4, 5]


def test_the_value_of_a_refused_row_is_cut_at_eighty_characters(tmp_path: Path) -> None:
    table = _read(tmp_path / "t.csv", b"a,b\n" + "é".encode() * 500 + b"\n", "a")
    assert table.broken["value"].to_list() == ["é" * 80]


def test_gzip_of_several_members_is_one_text(tmp_path: Path) -> None:
    import gzip
    import hashlib

    path = tmp_path / "t.csv.gz"
    content = gzip.compress(b"a,b\n1,2\n") + gzip.compress(b"3,4\n") + b"\0" * 100
    table = _read(path, content, "a")
    assert table.rows["a"].to_list() == ["1", "3"]
    assert table.file.sha256 == hashlib.sha256(content).hexdigest()


def test_a_long_run_of_one_letter_unpacks_whole(tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "t.csv.gz"
    text = b"a,b\n" + (b"x" * 900_000 + b",1\n") * 40
    assert _read(path, gzip.compress(text), "b").rows.height == 40


def test_a_name_given_apart_tells_how_the_file_is_packed(tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "upload.tmp"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n"))
    table = read_table(path, wanted=["a"], check_header=lambda _: None, name="Keten.CSV.GZ")
    assert table.rows["a"].to_list() == ["1"]
    assert table.file.name == "Keten.CSV.GZ"


def test_a_pipe_is_read_as_well_as_a_file(tmp_path: Path) -> None:
    import os
    import threading

    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(b"a,b\n1,2\n" * 5))
    writer.start()
    table = read_table(pipe, wanted=["a"], check_header=lambda _: None)
    writer.join()
    assert table.rows.height == 9


def test_columns_can_be_asked_for_alone(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"a;x,b\n" + b"1,2\n" * 10)
    assert read_columns(path) == ("a;x", "b")
