"""Kijk na of een logboek van Zichtlijn klopt, en noem de eerste regel die niet klopt.

LOG is de database (.sqlite3) of log.csv uit de uitvoer. Zonder controlepunten ziet niemand dat het
einde is afgekapt of alles herschreven. Dit bestand deelt niets met wat het logboek schrijft.
"""

import argparse
import csv
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from itertools import groupby, takewhile
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_pem_public_key

Row = dict[str, str]  # the cells of a line that are filled
Reading = Callable[[], Iterator[Row]]
Point = tuple[int, str, str]  # number and hash of a line, and its month, as a checkpoint signed it
LINKS = {"seq", "prev", "hash"}
LINES = "SELECT * FROM audit_logline ORDER BY seq"
NAMED = "SELECT *, hex(sealed) AS sealed_hex FROM audit_logsubject ORDER BY line_id, place"
BROKEN = (sqlite3.DatabaseError, csv.Error, ValueError, KeyError, TypeError, AttributeError)


class Bad(Exception):
    """The log does not hold: the first bad line, at the latest `last`, and what it is."""

    def __init__(self, first: int, why: str, last: int = 0) -> None:
        self.first, self.last = first, max(first, last)
        super().__init__(f"Regel {first}{f' tot en met {last}' if last > first else ''} {why}.")


def verify(lines: Reading, subjects: Reading, points: list[Point]) -> tuple[int, int, int]:
    """Return the line before the first, the last, and the last vouched for. Raises Bad."""
    seq, prev, _ = begin = _find_begin(lines, points)
    vouched, hashes = seq, {point[0]: point[1] for point in points if point > begin}
    try:
        digests = _digest(subjects)
        line, digest = next(digests, ("", ""))
        for row in lines():
            seq += 1
            _check(row, seq, prev, lines)
            if row.get("subjects", "") != (digest if line == str(seq) else ""):
                raise Bad(seq, "heeft andere betrokkenen gekregen")
            line, digest = next(digests, ("", "")) if line == str(seq) else (line, digest)
            if hashes.get(seq, row["hash"]) != row["hash"]:
                raise Bad(vouched + 1, "is herschreven: een controlepunt zegt anders", seq)
            prev, vouched = row["hash"], seq if seq in hashes else vouched
    except BROKEN as problem:
        raise Bad(seq + 1, "is onleesbaar") from problem
    if max(hashes, default=0) > seq or line:
        raise Bad(seq + 1, "ontbreekt: een controlepunt of betrokkene noemt later")
    return begin[0], seq, vouched


def _find_begin(lines: Reading, points: list[Point]) -> Point:
    """Return the end of the months that were dropped: signed, and named by a line that stands."""
    dropped: set[str] = set()
    with suppress(*BROKEN):  # where it breaks is found afterwards
        rows = takewhile(lambda row: row["seq"] != "1", lines())
        dropped.update(row["scope"] for row in rows if row["action"] == "audit.segment.drop")
    return max((p for p in points if f"segment:{p[2]}" in dropped), default=(0, "0" * 64, ""))


def _check(row: Row, seq: int, prev: str, lines: Reading) -> None:
    if row.get("seq") != str(seq):  # a number that comes twice is named itself
        raise Bad(seq - (row.get("seq") == str(seq - 1)), "ontbreekt of staat op een andere plaats")
    link, said = f"{row.get('prev')}{seq}".encode(), {n: row[n] for n in row.keys() - LINKS}
    is_whole = row.get("hash") == hashlib.sha256(link + _write(said)).hexdigest()
    if row.get("prev") != prev:
        earlier = takewhile(lambda before: before["seq"] != str(seq), lines())
        known = {b["hash"]: int(b["seq"]) for b in earlier if b["hash"] in row.values()}
        if row.get("prev") in known and row.get("hash") not in known:
            raise Bad(known[row["prev"]] + 1, "is er tussen gezet")
        raise Bad(max(seq - is_whole, int(next(lines())["seq"])), "is gewijzigd")
    if not is_whole:
        raise Bad(seq, "is gewijzigd")


def _digest(subjects: Reading) -> Iterator[tuple[str, str]]:
    cells = ("place", "index", "times", "sealed_hex")
    for line, rows in groupby(subjects(), key=lambda row: row.get("line_id", "")):
        texts = (":".join(row.get(cell, "") for cell in cells) for row in rows)
        yield line, hashlib.sha256("".join(f"{text}\n" for text in texts).encode()).hexdigest()


def _write(words: Row) -> bytes:
    return json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def read_table(database: Path, query: str) -> Iterator[Row]:
    """Return the rows of a query, as text."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as opened:
        for row in (found := opened.execute(query)):
            cells = zip((column[0] for column in found.description), row, strict=True)
            yield {name: str(cell) for name, cell in cells if cell not in (None, "")}


def read_csv(log: Path, query: str) -> Iterator[Row]:
    """Return the rows of a CSV file, each cell as it was before its apostrophe for spreadsheets."""
    with (log if query == LINES else log.with_name("log_subjects.csv")).open(
        encoding="utf-8", newline=""
    ) as opened:
        rows = csv.reader(opened, strict=True)
        names = next(rows, [])
        for row in rows:
            cells = [cell.removeprefix("'") for cell in row]
            if ["'" + cell if cell[:1] in tuple("=+-@\t\r'") else cell for cell in cells] != row:
                raise ValueError(row[0])
            yield {name: cell for name, cell in zip(names, cells, strict=True) if cell}


def read_points(file: Path, public_key: Path) -> list[Point]:
    """Return the checkpoints. Raises Bad for a signature that does not hold."""
    key, points = load_pem_public_key(public_key.read_bytes()), list[Point]()
    for written in file.read_text(encoding="utf-8").splitlines():
        try:
            words = {name: str(word) for name, word in json.loads(written).items()}
            signature = bytes.fromhex(words.pop("signature"))
            key.verify(signature, _write(words))  # type: ignore[call-arg, union-attr]
            points.append((int(words["seq"]), words["hash"], words["segment"]))
        except (*BROKEN, InvalidSignature) as problem:
            raise Bad(len(points) + 1, "van de controlepunten is vervalst") from problem
    return points


def main(arguments: Sequence[str] | None = None) -> int:
    """Say whether the log holds, and return the exit code."""
    ask = argparse.ArgumentParser(description=__doc__)
    for name in ("log", "--checkpoints", "--public-key"):
        ask.add_argument(name, type=Path)
    asked = ask.parse_args(arguments)
    read = read_csv if asked.log.suffix == ".csv" else read_table
    try:
        key = asked.public_key or (asked.checkpoints or asked.log).with_name("public_key.pem")
        points = read_points(asked.checkpoints, key) if asked.checkpoints else []
        found = verify(lambda: read(asked.log, LINES), lambda: read(asked.log, NAMED), points)
    except (Bad, OSError, ValueError) as problem:
        print(f"Het logboek klopt niet. {problem}")  # noqa: T201
        return 3
    print("Het logboek klopt na regel {} tot en met {}; getekend tot en met {}.".format(*found))  # noqa: T201
    return 0


if __name__ == "__main__":  # pragma: no cover
    raise SystemExit(main())
