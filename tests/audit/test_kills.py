"""Whatever was shown has its line, also when the machine dies between the line and the page."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from zichtlijn.audit import verify_log

READS = 10_000
KILLS = 200
IN_MEMORY = Path("/dev/shm")  # noqa: S108  # a kill leaves what was written; only power cuts ask the disk


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    place = IN_MEMORY / f"zichtlijn-kills-{os.getpid()}"
    home = place if IN_MEMORY.is_dir() else tmp_path
    home.mkdir(exist_ok=True)
    yield home
    subprocess.run(["rm", "-rf", home])


def _read_until_killed(home: Path) -> list[int]:
    """Return what was shown: a number for each read that reached the pipe whole."""
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("reader.py"), str(READS), str(KILLS)],
        env={
            **os.environ,
            "ZICHTLIJN_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "zichtlijn.desk.settings",
        },
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert done.returncode == 0, done.stderr
    return [int(line.split()[0]) for line in done.stdout.splitlines()]


def _find_logged(database: Path) -> set[str]:
    """Return the traces of the lines that name exactly one data subject."""
    with sqlite3.connect(database) as opened:
        return {
            trace
            for (trace,) in opened.execute(
                "SELECT trace_id FROM audit_logline JOIN audit_logsubject ON line_id = seq"
            )
        }


def test_every_subject_that_was_shown_has_a_durable_line(home: Path) -> None:
    shown = _read_until_killed(home)
    logged = _find_logged(home / "zichtlijn.sqlite3")
    unlogged = [number for number in shown if f"{number:032x}" not in logged]
    print(f"shown: {len(shown)} subjects, {KILLS} kills, {len(unlogged)} without a line")
    assert len(shown) >= READS
    assert unlogged == []
    read = partial(verify_log.read_table, home / "zichtlijn.sqlite3")
    _, last, _ = verify_log.verify(
        partial(read, verify_log.LINES), partial(read, verify_log.NAMED), []
    )
    assert last >= len(shown)
