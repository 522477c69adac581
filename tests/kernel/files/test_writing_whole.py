"""Results appear whole or not at all, and the same content gives the same bytes."""

import errno
import gzip
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from zichtlijn.kernel.files.folders import (
    check_can_write_folder,
    write_whole_file,
    write_whole_folder,
)
from zichtlijn.kernel.files.refusals import UnusableFolder
from zichtlijn.kernel.files.writing import format_json, write_table

FRAME = pl.DataFrame({"a": ["x,y", "", None, 'q"é'], "n": [1.5, None, 1e-300, 0.1]})


def test_csv_is_comma_separated_utf8_with_a_header_and_empty_cells(tmp_path: Path) -> None:
    write_table(FRAME, tmp_path / "t.csv")
    written = (tmp_path / "t.csv").read_bytes().decode("utf-8")
    assert written == 'a,n\n"x,y",1.5\n,\n,1e-300\n"q""é",0.1\n'


@pytest.mark.parametrize("ending", [".csv", ".csv.gz", ".parquet"])
def test_the_same_table_gives_the_same_bytes(ending: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_table(FRAME, tmp_path / (name + ending))
    assert (tmp_path / ("one" + ending)).read_bytes() == (tmp_path / ("two" + ending)).read_bytes()


def test_a_packed_table_holds_no_time_and_no_name(tmp_path: Path) -> None:
    write_table(FRAME, tmp_path / "secret.csv.gz")
    packed = (tmp_path / "secret.csv.gz").read_bytes()
    assert packed[3] == 0  # flags: no name
    assert packed[4:8] == bytes(4)
    assert gzip.decompress(packed).startswith(b"a,n\n")


def test_a_figure_that_is_no_number_is_no_json() -> None:
    with pytest.raises(ValueError, match="JSON"):
        format_json({"change": float("nan")})


def test_a_new_folder_appears_in_one_move(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "results"
    with write_whole_folder(out) as place:
        (place / "a.csv").write_text("a")
        assert not out.exists()
    assert [file.name for file in out.iterdir()] == ["a.csv"]
    assert [entry.name for entry in out.parent.iterdir()] == ["results"]


def test_what_goes_wrong_halfway_leaves_nothing(tmp_path: Path) -> None:
    def write_and_fail() -> None:
        with write_whole_folder(tmp_path / "results") as place:
            (place / "a.csv").write_text("a")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_fail()
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_used_as_it_is(tmp_path: Path) -> None:
    out = tmp_path / "results"
    out.mkdir()
    before = out.stat().st_ino
    check_can_write_folder(out, force=False)
    with write_whole_folder(out) as place:
        (place / "a.csv").write_text("a")
    assert out.stat().st_ino == before  # a shell that stands in it still does
    assert [file.name for file in out.iterdir()] == ["a.csv"]


def test_a_filled_folder_is_refused_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UnusableFolder, match="niet leeg"):
        check_can_write_folder(tmp_path, force=False)
    check_can_write_folder(tmp_path, force=True)


def test_forced_results_replace_those_of_before_and_leave_other_files(tmp_path: Path) -> None:
    for name in ("mine.txt", "ties.csv", "groups.csv", "summary.json"):
        (tmp_path / name).write_text("old")
    with write_whole_folder(tmp_path, replaced=["ties.csv", "groups.csv"]) as place:
        (place / "ties.csv").write_text("new")
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
        "mine.txt": "old",
        "ties.csv": "new",
    }


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "results").write_text("")
    with pytest.raises(UnusableFolder, match="geen map"):
        check_can_write_folder(tmp_path / "results", force=True)


def test_a_place_where_one_may_not_write_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(UnusableFolder, match="niet schrijven"):  # noqa: SIM117  # the body must not run
        with write_whole_folder(tmp_path / "results"):
            pytest.fail("there is no place to write")


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnusableFolder, match="schijf vol"):  # noqa: SIM117
        with write_whole_folder(tmp_path / "results"):
            raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "sentence"),
    [(errno.EROFS, "mag op deze plaats niet schrijven"), (errno.ENOTEMPTY, "schreef iets anders")],
)
def test_a_folder_that_cannot_be_used_is_not_blamed_on_a_full_disk(
    number: int, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(UnusableFolder, match=sentence) as refused:  # noqa: SIM117
        with write_whole_folder(tmp_path / "results"):
            raise OSError(number, "in English")
    assert "schijf" not in str(refused.value)


def test_of_two_runs_into_one_new_folder_the_second_says_so(tmp_path: Path) -> None:
    late = write_whole_folder(tmp_path / "results")
    late.__enter__()
    (tmp_path / "results").mkdir()
    (tmp_path / "results/first.csv").write_text("first")
    with pytest.raises(UnusableFolder, match="schreef iets anders"):
        late.__exit__(None, None, None)
    assert [file.name for file in (tmp_path / "results").iterdir()] == ["first.csv"]


def test_a_whole_file_replaces_the_one_of_before(tmp_path: Path) -> None:
    target = tmp_path / "out.gexf"
    target.write_text("old")
    with write_whole_file(target) as place:
        place.write_text("new")
        assert target.read_text() == "old"
        assert place.suffix == ".gexf"
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


HANG_HALFWAY = """
import sys, time
from pathlib import Path
from zichtlijn.kernel.files.folders import write_whole_folder
with write_whole_folder(Path(sys.argv[1])) as place:
    (place / "half.csv").write_text("half")
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("is_there", [False, True])
def test_a_program_killed_halfway_leaves_no_results_and_the_next_clears_up(
    is_there: bool, tmp_path: Path
) -> None:
    out = tmp_path / "results"
    if is_there:
        out.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", HANG_HALFWAY, str(out)], stdout=subprocess.PIPE, text=True
    ) as hanging:
        assert hanging.stdout is not None
        assert hanging.stdout.readline() == "ready\n"
        check_can_write_folder(out, force=True)
        assert len(list(tmp_path.rglob("half.csv"))) == 1  # it is alive: left alone
        hanging.send_signal(signal.SIGKILL)
    assert not (out / "half.csv").exists()
    check_can_write_folder(out, force=False)
    assert list(tmp_path.rglob("half.csv")) == []
