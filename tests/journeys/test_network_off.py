"""The desk starts, is filled and is read with every cable pulled."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.journeys.pages import PAGES
from tests.journeys.server import (
    RunningDesk,
    command_line,
    own_environment,
    read_attempts_to_leave,
)

INSIDE = Path(__file__).parent / "inside_no_network.py"


def test_the_guard_sees_a_process_that_wants_to_leave(tmp_path: Path) -> None:
    surroundings = own_environment(tmp_path)
    code = "import socket; socket.create_connection(('192.0.2.1', 80), 1)"
    left = subprocess.run([sys.executable, "-c", code], env=surroundings, capture_output=True)
    assert left.returncode != 0
    assert "192.0.2.1" in read_attempts_to_leave(tmp_path)


def test_the_commands_reach_no_other_host(tmp_path: Path) -> None:
    for name in ["demo", "doctor"]:
        subprocess.run(
            command_line(name), env=own_environment(tmp_path), check=True, capture_output=True
        )
    assert read_attempts_to_leave(tmp_path) == ""


def test_the_desk_is_filled_served_and_read_without_a_network(
    desk: RunningDesk, addresses: dict[str, str], tmp_path: Path, project: Path
) -> None:
    _take_over_what_is_computed(desk.home, tmp_path)  # filling goes on from there
    command = [sys.executable, str(INSIDE), str(tmp_path), *(addresses[name] for name in PAGES)]
    if _may_cut_the_network():
        command = [*_cut_off(), *command]
    seen = subprocess.run(
        command,
        cwd=project,
        env={**os.environ, "ZICHTLIJN_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=170,
    )
    assert seen.returncode == 0, seen.stdout + seen.stderr
    assert f"{len(PAGES)} pages read" in seen.stdout
    if _may_cut_the_network():
        assert "no way out: True" in seen.stdout


def _take_over_what_is_computed(other: Path, home: Path) -> None:
    name = "zichtlijn.sqlite3"
    with (
        closing(sqlite3.connect(other / name)) as full,
        closing(sqlite3.connect(home / name)) as own,
    ):
        full.backup(own)


def _cut_off() -> list[str]:
    as_user = [] if os.geteuid() == 0 else ["--map-root-user"]
    return ["unshare", *as_user, "--net"]


def _may_cut_the_network() -> bool:
    # where the system forbids it, the guard inside the server and the browser's own check remain
    try:
        return subprocess.run([*_cut_off(), "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False
