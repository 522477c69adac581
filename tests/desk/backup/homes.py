"""A home of its own and the real commands in it."""

import json
import subprocess
import sys
from pathlib import Path

from tests.journeys.server import command_line, own_environment

PLANTING = Path(__file__).with_name("planting.py")
WORDS = "een lange zin om te bewaren"


def zichtlijn(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run the real command in this home."""
    return subprocess.run(
        command_line(*(str(word) for word in words)),
        env=own_environment(home),
        capture_output=True,
        text=True,
        timeout=120,
    )


def done(home: Path, *words: object) -> str:
    """Run the real command and return what it said; it must succeed."""
    ended = zichtlijn(home, *words)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def ask_planting(home: Path, *words: object, told: str = "") -> list[dict[str, str]]:
    """Run the planting program and return its lines."""
    settings = {"DJANGO_SETTINGS_MODULE": "zichtlijn.desk.settings"}
    ended = subprocess.run(
        [sys.executable, str(PLANTING), *(str(word) for word in words)],
        env={**own_environment(home), **settings},
        input=told,
        capture_output=True,
        text=True,
        timeout=590,
    )
    assert ended.returncode == 0, ended.stderr
    return [json.loads(line) for line in ended.stdout.splitlines()]


def read_everything(folder: Path) -> bytes:
    """Return every byte of every file below a folder."""
    return b"\n".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def count_found(markers: list[str], where: bytes) -> int:
    """Return how many markers stand somewhere in these bytes."""
    return sum(marker.encode() in where for marker in markers)
