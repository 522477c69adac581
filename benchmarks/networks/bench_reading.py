"""A million rows with one in a hundred bad, in ten kinds, are read, split and explained."""

import csv
import gzip
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.bars import Bar
from zichtlijn.networks.sources.observations import read_observations

ROWS = 1_000_000
TODAY = date(2026, 11, 21)
SECONDS_ALLOWED = 10
KINDS = 10
COMMAND = Path(sys.executable).with_name("zichtlijn")
COLUMNS = (
    "observation_id",
    "observed_at",
    "person",
    "source",
    "part",
    "place",
    "kind",
    "reliability",
    "note",
)


def rows() -> Iterator[Bar]:
    """Yield the bar of issue 2 for CSV, and how gzip, Parquet and quoted CSV compare."""
    with tempfile.TemporaryDirectory() as folder:
        lines, planted = _make_lines(ROWS)
        plain = Path(folder) / "observations.csv"
        plain.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n")
        peer = _read_with_the_standard_library(plain)
        yield _measure(plain, planted=planted, peer=f"csv module, parsing only: {peer:.1f} s")
        yield _measure_command(plain, Path(folder) / "out", planted=planted)
        packed = plain.with_suffix(".csv.gz")
        packed.write_bytes(gzip.compress(plain.read_bytes(), 1))
        yield _measure(packed, planted=planted)
        quoted = Path(folder) / "quoted.csv"
        _quote(plain, quoted)
        yield _measure(quoted, planted=planted)
        yield _measure(_as_parquet(plain), planted=planted * 8 // KINDS)


def _make_lines(number: int) -> tuple[list[str], int]:
    """Write rows of two to six people an observation; one in a hundred is broken."""
    rng = np.random.default_rng(1)
    sizes = rng.integers(2, 7, size=number)
    observation = np.repeat(np.arange(number), sizes)[:number]
    place = np.arange(number) - np.concatenate([[0], np.cumsum(sizes)])[observation]
    person = (observation * 7919 + place * 101) % 20_000
    days = rng.integers(0, 365, size=number)[observation]
    minutes = rng.integers(0, 1440, size=number)[observation]
    start = date(2025, 1, 1).toordinal()
    lines = [
        f"w{o:07d},{date.fromordinal(start + d)}T{m // 60:02d}:{m % 60:02d}:00+01:00,p{p:05d},"
        f"{('politie', 'jongerenwerk', 'boa')[o % 3]},present,plein {o % 90},overlast,0.75,x"
        for o, d, m, p in zip(
            observation.tolist(), days.tolist(), minutes.tolist(), person.tolist(), strict=True
        )
    ]
    follows = np.flatnonzero(place > 0)  # so that each has a row of its observation before it
    broken = np.sort(rng.choice(follows, size=number // 100, replace=False)).tolist()
    for turn, at in enumerate(broken):
        lines[at] = _break(lines[at].split(","), kind=turn % KINDS)
    return lines, len(broken)


def _break(cells: list[str], *, kind: int) -> str:
    column, value = (
        (1, "31-12-2025"),
        (1, "2025-01-01T10:00"),
        (1, "2099-01-01"),
        (2, ""),
        (4, "leider"),
        (7, "1.5"),
        (3, "iemand anders"),
        (5, "q" * 300),
        (5, 'a"b'),
        (5, "plein,park"),
    )[kind]
    return ",".join([*cells[:column], value, *cells[column + 1 :]])


def _quote(plain: Path, quoted: Path) -> None:
    """Put every cell in quotation marks, but leave the rows with a mark astray as they are."""
    with quoted.open("w") as file:
        for line in plain.read_text().splitlines():
            row = line if '"' in line else '"' + line.replace(",", '","') + '"'
            file.write(row + "\n")


def _as_parquet(plain: Path) -> Path:
    """Return the rows that have as many cells as the header; the other two kinds cannot exist."""
    width = len(COLUMNS)
    cells = [line.split(",") for line in plain.read_text().splitlines()[1:] if '"' not in line]
    rows = [row for row in cells if len(row) == width]
    path = plain.with_suffix(".parquet")
    pl.DataFrame(rows, schema=list(COLUMNS), orient="row").write_parquet(path)
    return path


def _measure(path: Path, *, planted: int, peer: str = "") -> Bar:
    started = time.perf_counter()
    delivery = read_observations(path, today=TODAY)
    seconds = time.perf_counter() - started
    refused = delivery.rejected.height
    complete = refused == planted and refused + delivery.presences.height == delivery.file.rows
    return Bar(
        name=f"read, split and explain {path.name}",
        setting=f"{delivery.file.rows} rows, {refused} refused of {planted} planted",
        figure=f"{seconds:.1f} s",
        bar=f"<= {SECONDS_ALLOWED} s, every planted row refused and no other",
        holds=seconds <= SECONDS_ALLOWED and complete,
        peer=peer,
    )


def _measure_command(path: Path, out: Path, *, planted: int) -> Bar:
    """Time the whole command, from its start to rejected.csv."""
    started = time.perf_counter()
    ended = subprocess.run(
        [COMMAND, "networks", "analyse", path, "--out", out, "--quiet"],
        capture_output=True,
        check=False,
    )
    seconds = time.perf_counter() - started
    with (out / "rejected.csv").open() as file:
        refused = sum(1 for _ in csv.DictReader(file))
    return Bar(
        name="the command refuses the file and writes rejected.csv",
        setting=f"exit code {ended.returncode}, {refused} rows of {planted} planted",
        figure=f"{seconds:.1f} s",
        bar=f"<= {SECONDS_ALLOWED} s, exit code 3",
        holds=seconds <= SECONDS_ALLOWED and ended.returncode == 3 and refused == planted,
    )


def _read_with_the_standard_library(path: Path) -> float:
    started = time.perf_counter()
    with path.open(newline="") as file:
        for _ in csv.reader(file):
            pass
    return time.perf_counter() - started
