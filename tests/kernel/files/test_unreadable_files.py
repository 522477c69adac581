"""What is no table is refused in words that say what to do, before it can do harm."""

import gzip
import subprocess
import sys
import zipfile
from pathlib import Path

import polars as pl
import pytest

from zichtlijn.kernel.files.opening import Packing
from zichtlijn.kernel.files.reading import read_table
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.tables import read_lines

WRONG = {
    "empty": (b"", "leeg", None),
    "only blank lines": (b"\n\n \n", "leeg", None),
    "semicolons": (b"a;b;c\n1;2;3\n", "puntkomma's", 1),
    "semicolons and a comma": (b"a;b;c,d\n1;2;3\n", "puntkomma's", 1),
    "tabs": (b"a\tb\n1\t2\n", "tabs", 1),
    "bars": (b"a|b\n1|2\n", "staande streepjes", 1),
    "cp1252": ("a,b\n1,2\ncafé,3\n".encode("cp1252"), "Regel 3 is niet in UTF-8", 3),
    "utf-16": ("a,b\n1,2\n".encode("utf-16"), "UTF-16", 1),
    "nul byte": (b"a,b\n1,2\n1,\x00\n", "Regel 3 bevat een nul-teken", 3),
    "old Mac": (b"a,b\r1,2\r3,4\r", "oude Mac", 1),
    "spreadsheet": (b"PK\x03\x04abc", "Excel", None),
    "gzip by another name": (gzip.compress(b"a,b\n"), ".gz", None),
    "parquet by another name": (b"PAR1....", ".parquet", None),
    "long line": (b"a,b\n1,2\n" + b"x" * 1_000_001 + b"\n", "Regel 3 is langer dan 1 MB", 3),
    "long line without end": (b"a,b\n" + b"x" * 1_000_001, "Regel 2 is langer dan 1 MB", 2),
    "quotation mark in header": (b'a"a,b\n1,2\n', "aanhalingsteken", 1),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_file_is_refused_in_a_sentence(wrong: str, tmp_path: Path) -> None:
    content, words, line = WRONG[wrong]
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=words) as refused:
        read_table(path, wanted=["a"], check_header=lambda _: None)
    assert refused.value.line == line
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n1,2\n", "geen gzip"),
        (gzip.compress(b"a,b\n1,2\n" * 1000, mtime=0)[:-20], "einde ontbreekt"),
        (gzip.compress(gzip.compress(b"a,b\n1,2\n", mtime=0), mtime=0), "twee keer ingepakt"),
        (b"", "leeg"),
    ],
)
def test_a_gzip_that_is_none_is_refused(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=words):
        read_table(path, wanted=["a"], check_header=lambda _: None)


def _write_bomb(path: Path, megabytes: int) -> None:
    """Repeat one packed member: quick to make, and as large when unpacked."""
    member = gzip.compress((b"x" * 9_990 + b",1\n") * 1000)
    path.write_bytes(gzip.compress(b"a,b\n") + member * (megabytes // 10))


def test_a_bomb_in_gzip_is_refused_while_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "bomb.csv.gz"
    _write_bomb(path, megabytes=130)
    with pytest.raises(UnreadableFile, match="60 keer"):
        read_table(path, wanted=["a"], check_header=lambda _: None)


def test_a_bomb_in_zip_is_refused_while_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("contacts.dat", (b"1 2 " + b"3" * 9_995 + b"\n") * 10_500)
    with pytest.raises(UnreadableFile, match="60 keer"):
        read_lines(path, packing=Packing.ZIP, name="bomb.zip")


def test_a_zip_holds_one_file(tmp_path: Path) -> None:
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.dat", "1 2 3")
        archive.writestr("b.dat", "1 2 3")
    with pytest.raises(UnreadableFile, match="bevat 2 bestanden"):
        read_lines(path, packing=Packing.ZIP, name="two.zip")


READ_ENDLESS_LINE = """
import sys
from pathlib import Path
from zichtlijn.kernel.files.reading import read_table
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.runs.memory import measure_peak_memory_mb
try:
    read_table(Path(sys.argv[1]), wanted=["a"], check_header=lambda _: None)
except UnreadableFile as refused:
    print(refused)
print(measure_peak_memory_mb())
"""


def test_a_line_of_two_gigabytes_is_refused_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "endless.csv"
    with path.open("wb") as file:
        file.write(b"a,b\n1,2\n")
        file.truncate(2_000_000_000)  # a hole: it takes no room on the disk
    ran = subprocess.run(
        [sys.executable, "-c", READ_ENDLESS_LINE, str(path)], capture_output=True, text=True
    )
    sentence, peak = ran.stdout.splitlines()
    assert sentence.startswith("Regel 3 is langer dan 1 MB")
    assert float(peak) < 400  # MB, the libraries themselves included


@pytest.mark.parametrize(
    "content", [b"", b"PAR1", b"a,b\n1,2\n", b"PAR1" + b"\x07" * 200 + b"PAR1"]
)
def test_a_parquet_that_is_none_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="geen Parquet"):
        read_table(path, wanted=["a"], check_header=lambda _: None)


def test_a_parquet_that_is_torn_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pl.DataFrame({"a": [str(n) for n in range(5000)]}).write_parquet(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 400 + whole[500:])
    with pytest.raises(UnreadableFile, match="geen Parquet"):
        read_table(path, wanted=["a"], check_header=lambda _: None)


def test_a_list_is_no_cell(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pl.DataFrame({"a": [[1, 2]]}).write_parquet(path)
    with pytest.raises(UnreadableFile, match="De kolom a bevat geen tekst"):
        read_table(path, wanted=["a"], check_header=lambda _: None)


PANICS = """
import sys
from pathlib import Path
from zichtlijn.kernel.files import parquet
from zichtlijn.kernel.files.refusals import UnreadableFile
import polars as pl
def panic(*_, **__):
    import os; os.write(2, b"thread panicked at the insides")
    raise pl.exceptions.PanicException("assertion failed")
pl.scan_parquet = panic
try:
    parquet.read_parquet_columns(Path("x.parquet"))
except UnreadableFile as refused:
    print(refused)
    print("still heard", file=sys.stderr)
"""


def test_a_reader_that_panics_keeps_its_insides_to_itself() -> None:
    ran = subprocess.run([sys.executable, "-c", PANICS], capture_output=True, text=True)
    assert ran.stdout == "Dit is geen Parquet-bestand, of het is beschadigd.\n"
    assert ran.stderr == "still heard\n"


def test_signs_in_a_path_are_no_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "month=1"
    folder.mkdir()
    for name, value in (("[ab].parquet", "mine"), ("a.parquet", "other")):
        pl.DataFrame({"a": [value]}).write_parquet(folder / name)
    table = read_table(folder / "[ab].parquet", wanted=["a", "month"], check_header=lambda _: None)
    assert table.rows.rows() == [(1, "mine")]
