"""Whoever changes the log afterwards is found, and the first bad line is named."""

import csv
import hashlib
import json
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.audit.worlds import write_log

from zichtlijn.audit import verify_log
from zichtlijn.audit.verify_log import Bad, Point

LINES = 90
CASES = 1_000
Rows = list[dict[str, str]]


class World(NamedTuple):
    """A log as somebody with the database in hand sees it, and what had left the machine before."""

    lines: Rows
    subjects: Rows
    points: list[Point]


class Change(NamedTuple):
    """What was done, and where the first bad line is."""

    kind: str
    first: int


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("log")
    write_log(home, lines=LINES, after=EXPORT.format(folder=str(home / "uit")))
    return home


EXPORT = """
from pathlib import Path
Path({folder!r}).mkdir()
with transaction.atomic():
    write_export(Path({folder!r}), access=access)
"""


@pytest.fixture(scope="module")
def world(home: Path) -> World:
    database = home / "zichtlijn.sqlite3"
    points = verify_log.read_points(
        home / "checkpoints" / "checkpoints.jsonl", home / "checkpoints" / "public_key.pem"
    )
    assert len(points) > 20
    lines = list(verify_log.read_table(database, verify_log.LINES))
    subjects = list(verify_log.read_table(database, verify_log.NAMED))
    subjects = [{name: row[name] for name in SUBJECT_COLUMNS} for row in subjects]
    assert len({row["segment"] for row in lines}) == 2
    # what stands behind the last checkpoint, nobody vouches for
    return World(lines[:LINES], subjects, points)


SUBJECT_COLUMNS = ("line_id", "place", "index", "times", "sealed_hex")


def _hash(row: dict[str, str]) -> str:
    said = {name: cell for name, cell in row.items() if name not in ("seq", "prev", "hash")}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256((row["prev"] + row["seq"] + text).encode()).hexdigest()


def _chain_again(lines: Rows, since: int) -> None:
    """What an insider who knows the sum does: make the chain whole from line `since` on."""
    for place in range(since, len(lines)):
        lines[place]["seq"] = str(place + 1)
        lines[place]["prev"] = lines[place - 1]["hash"] if place else "0" * 64
        lines[place]["hash"] = _hash(lines[place])


def _flip(text: str, rng: random.Random) -> str:
    place = rng.randrange(len(text))
    other = rng.choice([sign for sign in "0123456789" if sign != text[place]])
    return text[:place] + other + text[place + 1 :]


def flip_a_sign(world: World, rng: random.Random) -> Change:
    place = rng.randrange(LINES)
    column = rng.choice(sorted(set(world.lines[place]) - {"seq"}))
    world.lines[place][column] = _flip(world.lines[place][column], rng)
    return Change(f"flip {column}", place + 1)


def flip_and_hash_again(world: World, rng: random.Random) -> Change:
    place = rng.randrange(LINES - 1)
    world.lines[place]["reader"] += "x"
    world.lines[place]["hash"] = _hash(world.lines[place])
    return Change("flip and hash again", place + 1)


def cut_out(world: World, rng: random.Random) -> Change:
    start, end = sorted(rng.sample(range(LINES), 2))
    del world.lines[start:end]
    return Change("cut", start + 1)


def cut_and_renumber(world: World, rng: random.Random) -> Change:
    start = rng.randrange(LINES - 1)
    del world.lines[start]
    for place in range(start, len(world.lines)):
        world.lines[place]["seq"] = str(place + 1)
    return Change("cut and renumber", start + 1)


def swap_two(world: World, rng: random.Random) -> Change:
    one, other = sorted(rng.sample(range(LINES), 2))
    lines = world.lines
    lines[one], lines[other] = lines[other] | {"seq": lines[one]["seq"]}, lines[one] | {"seq": lines[other]["seq"]}  # fmt: skip
    return Change("swap", one + 1)


def insert_a_copy(world: World, rng: random.Random) -> Change:
    place, copied = rng.sample(range(1, LINES), 2)
    world.lines.insert(place, dict(world.lines[copied]))
    for number in range(place, len(world.lines)):
        world.lines[number]["seq"] = str(number + 1)
    return Change("insert a copy", place + 1)


def insert_a_good_forgery(world: World, rng: random.Random) -> Change:
    place = rng.randrange(1, LINES)
    forged = world.lines[place - 1] | {"reader": "iemand anders", "subjects": ""}
    forged |= {"seq": str(place + 1), "prev": world.lines[place - 1]["hash"]}
    del forged["subjects"]
    forged["hash"] = _hash(forged)
    world.lines.insert(place, forged)
    for number in range(place + 1, len(world.lines)):
        world.lines[number]["seq"] = str(number + 1)
    return Change("insert a forgery", place + 1)


def cut_the_newest(world: World, rng: random.Random) -> Change:
    start = rng.randrange(LINES)  # the last line is signed
    del world.lines[start:]
    world.subjects[:] = [row for row in world.subjects if int(row["line_id"]) <= start]
    return Change("cut the newest", start + 1)


def write_the_chain_again(world: World, rng: random.Random) -> Change:
    place = rng.randrange(LINES)
    world.lines[place]["role"] += "x"
    _chain_again(world.lines, place)
    return Change("rewrite", place + 1)


def cut_and_write_again(world: World, rng: random.Random) -> Change:
    # near the end it would look as if only the newest were cut
    place = rng.choice([p for p in range(LINES - 5) if "subjects" not in world.lines[p]])
    del world.lines[place]
    world.subjects[:] = [
        row | {"line_id": str(int(row["line_id"]) - (int(row["line_id"]) > place + 1))}
        for row in world.subjects
    ]
    _chain_again(world.lines, place)
    return Change("cut and rewrite", place + 1)


def change_a_subject(world: World, rng: random.Random) -> Change:
    row = rng.choice(world.subjects)
    line = row["line_id"]
    column = rng.choice(["index", "times", "sealed_hex"])
    row[column] = _flip(row[column], rng)
    return Change(f"flip {column} of a subject", int(line))


def take_away_a_subject(world: World, rng: random.Random) -> Change:
    row = world.subjects.pop(rng.randrange(len(world.subjects)))
    return Change("cut a subject", int(row["line_id"]))


def add_a_subject(world: World, rng: random.Random) -> Change:
    place = rng.randrange(len(world.subjects))
    world.subjects.insert(place, world.subjects[place] | {"place": "0", "index": "f" * 64})
    return Change("insert a subject", int(world.subjects[place]["line_id"]))


def drop_the_oldest_month(world: World, rng: random.Random) -> Change:
    old = [row for row in world.lines if row["segment"] == world.lines[0]["segment"]]
    del world.lines[: len(old) - rng.randrange(3)]
    world.subjects[:] = [
        r for r in world.subjects if int(r["line_id"]) >= int(world.lines[0]["seq"])
    ]
    return Change("drop a month unsaid", 1)


CHANGES: list[Callable[[World, random.Random], Change]] = [
    flip_a_sign, flip_and_hash_again, cut_out, cut_and_renumber, swap_two, insert_a_copy,
    insert_a_good_forgery, cut_the_newest, write_the_chain_again, cut_and_write_again,
    change_a_subject, take_away_a_subject, add_a_subject, drop_the_oldest_month,
]  # fmt: skip


def _copy(world: World) -> World:
    return World([dict(r) for r in world.lines], [dict(r) for r in world.subjects], world.points)


def _in_database(world: World, columns: list[str], file: Path) -> Path:
    """The tables without their locks, as who owns the file can make them."""
    connection = sqlite3.connect(file)
    connection.execute("DROP TABLE IF EXISTS audit_logline")
    connection.execute("DROP TABLE IF EXISTS audit_logsubject")
    named = ", ".join(f'"{c}" {"INTEGER" if c == "seq" else "TEXT"}' for c in columns)
    connection.execute(f"CREATE TABLE audit_logline ({named})")
    connection.execute(
        'CREATE TABLE audit_logsubject (line_id INTEGER, place INTEGER, "index" TEXT, times INTEGER, sealed BLOB)'
    )
    marks = ", ".join("?" for _ in columns)
    connection.executemany(
        f"INSERT INTO audit_logline VALUES ({marks})",  # noqa: S608  # question marks only
        [[row.get(column, "") for column in columns] for row in world.lines],
    )
    connection.executemany(
        "INSERT INTO audit_logsubject VALUES (?, ?, ?, ?, ?)",
        [
            [row[c] for c in SUBJECT_COLUMNS[:4]] + [_unhex(row["sealed_hex"])]
            for row in world.subjects
        ],
    )
    connection.commit()
    connection.close()
    return file


def _unhex(text: str) -> bytes | str:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return text


def _in_csv(world: World, columns: list[str], file: Path) -> Path:
    _write_csv(file, columns, world.lines)
    _write_csv(file.with_name("log_subjects.csv"), list(SUBJECT_COLUMNS), world.subjects)
    return file


def _write_csv(file: Path, columns: list[str], rows: Rows) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            cells = [row.get(column, "") for column in columns]
            writer.writerow(["'" + c if c[:1] in tuple("=+-@\t\r'") else c for c in cells])


def _judge(file: Path, points: list[Point]) -> tuple[int, int] | None:
    """Return from which to which line the first bad one is, or None where the log is said to hold."""
    read = verify_log.read_csv if file.suffix == ".csv" else verify_log.read_table
    try:
        verify_log.verify(
            partial(read, file, verify_log.LINES), partial(read, file, verify_log.NAMED), points
        )
    except Bad as bad:
        return bad.first, bad.last
    return None


def _tamper(world: World, folder: Path, *, cases: int, seed: int) -> list[str]:
    columns = sorted({name for row in world.lines for name in row})
    points = sorted(point[0] for point in world.points)
    missed = []
    for case in range(cases):
        rng = random.Random(seed + case)  # noqa: S311  # nothing secret
        tampered = _copy(world)
        change = CHANGES[case % len(CHANGES)](tampered, rng)
        write = (_in_database, _in_csv)[case // len(CHANGES) % 2]
        file = write(tampered, columns, folder / ("log.csv" if write is _in_csv else "log.db"))
        judged = _judge(file, world.points)
        if judged is None or not _names(judged, change, points):
            missed.append(f"seed {seed + case}: {change}, judged {judged}")
    return missed


def _names(judged: tuple[int, int], change: Change, points: list[int]) -> bool:
    """Lines that were given good hashes again are caught at the next checkpoint only.

    Nothing on the machine then tells them from true ones: named is from the last good checkpoint
    to there, which are a quarter of an hour and at most a thousand lines.
    """
    one_hashed_again = change.kind in {"flip and hash again", "insert a forgery"}
    if "rewrite" in change.kind or (one_hashed_again and change.first in points):
        last_good = max((p for p in points if p < change.first), default=0)
        next_one = min(p for p in points if p >= change.first)
        if judged == (last_good + 1, next_one):
            return True
    return judged == (change.first, change.first)


def test_a_thousand_tamperings_are_found_and_the_first_bad_line_is_named(
    world: World, tmp_path: Path
) -> None:
    missed = _tamper(world, tmp_path, cases=CASES, seed=1)
    print(f"tamperings: {CASES} cases, {len(missed)} not found or named wrongly")
    assert missed == []


@pytest.mark.night
def test_ten_thousand_tamperings_are_found_and_the_first_bad_line_is_named(
    world: World, tmp_path: Path
) -> None:
    missed = _tamper(world, tmp_path, cases=10_000, seed=10_001)
    print(f"tamperings: 10000 cases, {len(missed)} not found or named wrongly")
    assert missed == []


def test_a_log_that_nobody_touched_holds_in_database_and_in_csv(home: Path, world: World) -> None:
    columns = sorted({name for row in world.lines for name in row})
    for write, name in ((_in_database, "whole.db"), (_in_csv, "log.csv")):
        folder = home / name.partition(".")[2]
        folder.mkdir()
        assert _judge(write(world, columns, folder / name), world.points) is None
    assert _judge(home / "zichtlijn.sqlite3", world.points) is None
    assert _judge(home / "uit" / "log.csv", world.points) is None


def _run(*arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "verify_log.py", *map(str, arguments)],
        cwd=folder, capture_output=True, text=True,
    )  # fmt: skip


def test_an_auditor_runs_the_verifier_from_the_export_alone(home: Path) -> None:
    done = _run("log.csv", "--checkpoints", "checkpoints.jsonl", folder=home / "uit")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"getekend tot en met {LINES}" in done.stdout
    database = _run(home / "zichtlijn.sqlite3", folder=home / "uit")
    assert (database.returncode, "getekend tot en met 0" in database.stdout) == (0, True)


@pytest.mark.parametrize(
    ("file", "code"), [("log.csv", 0), ("../zichtlijn.sqlite3", 0), ("no.csv", 3)]
)
def test_the_verifier_ends_with_what_it_found(
    file: str, code: int, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify_log.main([str(home / "uit" / file)]) == code
    assert capsys.readouterr().out.startswith("Het logboek klopt" + " niet" * (code > 0))


def test_the_verifier_names_an_unreadable_line_a_forged_signature_and_a_lost_person(
    home: Path, world: World, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(home / "uit", tmp_path / "uit"))
    lines = (folder / "log.csv").read_text()
    (folder / "log.csv").write_text(lines.replace(",jongerenwerker", ",'jongerenwerker", 1))
    assert _judge(folder / "log.csv", []) == (1, 1)
    (folder / "log.csv").write_text(lines)
    assert _judge(folder / "log.csv", [(LINES + 3, "0" * 64, "2026-11")]) == (LINES + 2, LINES + 2)
    (folder / "checkpoints.jsonl").write_text("{}")
    with pytest.raises(Bad, match="Regel 1 van de controlepunten is vervalst"):
        verify_log.read_points(folder / "checkpoints.jsonl", folder / "public_key.pem")


def test_an_auditor_reads_which_line_is_bad(home: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(home / "uit", tmp_path / "uit"))
    written = (folder / "log.csv").read_text()
    (folder / "log.csv").write_text(written.replace("account-1", "account-9", 1))
    done = _run("log.csv", "--checkpoints", "checkpoints.jsonl", folder=folder)
    assert (done.returncode, done.stdout) == (3, "Het logboek klopt niet. Regel 2 is gewijzigd.\n")


@pytest.mark.parametrize("damage", ["not json", '{"seq": 1}', "other hash", "[]"])
def test_a_forged_checkpoint_is_no_checkpoint(damage: str, home: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(home / "uit", tmp_path / "uit"))
    file = folder / "checkpoints.jsonl"
    first, *rest = file.read_text().splitlines()
    forged = (
        json.dumps(json.loads(first) | {"hash": "0" * 64}) if damage == "other hash" else damage
    )
    file.write_text("\n".join([first, forged, *rest]))
    done = _run("log.csv", "--checkpoints", file, folder=folder)
    assert (done.returncode, "Regel 2 van de controlepunten" in done.stdout) == (3, True)


def test_checkpoints_of_another_key_are_refused(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write_log(other, lines=1)
    key = other / "checkpoints" / "public_key.pem"
    done = _run("log.csv", "--checkpoints", "checkpoints.jsonl", "--public-key", key, folder=home / "uit")  # fmt: skip
    assert done.returncode == 3


@pytest.mark.parametrize("name", ["no_such.sqlite3", "no_such.csv", "torn.csv", "torn.sqlite3"])
def test_what_cannot_be_read_does_not_hold(name: str, home: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(home / "uit", tmp_path / "uit"))
    (folder / "torn.csv").write_bytes((folder / "log.csv").read_bytes()[:-100])
    (folder / "torn.sqlite3").write_bytes((home / "zichtlijn.sqlite3").read_bytes()[:9000])
    done = _run(name, folder=folder)
    assert (done.returncode, done.stderr) == (3, "")


def test_a_cell_made_safe_that_was_not_unsafe_is_a_change(home: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(home / "uit", tmp_path / "uit"))
    written = (folder / "log.csv").read_text()
    (folder / "log.csv").write_text(written.replace(",jongerenwerker", ",'jongerenwerker", 1))
    assert "Regel 1 is onleesbaar" in _run("log.csv", folder=folder).stdout


def test_the_verifier_is_one_small_file_that_shares_nothing_with_the_writer() -> None:
    source = Path(verify_log.__file__).read_text()
    assert len(source.splitlines()) <= 150
    assert "zichtlijn" not in source.replace("Zichtlijn", "")
    assert "django" not in source.lower()
