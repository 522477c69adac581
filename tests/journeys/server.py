"""A real server for the browser: its own process, its own home, a free port, no way out."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

GUARD = Path(__file__).parent / "guard"
ZICHTLIJN = "from zichtlijn.desk.commands import main; main()"


class RunningDesk(NamedTuple):
    """A served desk."""

    url: str  # without slash at the end
    home: Path
    process: subprocess.Popen[str]


def command_line(name: str, *options: str) -> list[str]:
    """Return the command that starts `zichtlijn NAME` in this environment."""
    return [sys.executable, "-c", ZICHTLIJN, name, *options]


def own_environment(home: Path) -> dict[str, str]:
    """Return an environment in which all is kept below `home` and no other host is reached."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("DJANGO")},
        "ZICHTLIJN_HOME": str(home),
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": os.pathsep.join([str(GUARD), os.environ.get("PYTHONPATH", "")]),
        "ATTEMPTS_TO_LEAVE": str(home / "attempts_to_leave"),
    }


def read_attempts_to_leave(home: Path) -> str:
    """Return which other hosts the commands below `home` tried to reach."""
    attempts = home / "attempts_to_leave"
    return attempts.read_text() if attempts.exists() else ""


def start_desk(home: Path, *, compute: int = 0) -> RunningDesk:
    """Fill the desk with the examples, the first `compute` of them computed, and serve it."""
    surroundings = own_environment(home)
    filled = subprocess.run(
        command_line("demo", "--compute", str(compute)),
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert filled.returncode == 0, filled.stderr
    return serve_desk(home)


def serve_desk(home: Path) -> RunningDesk:
    """Serve what lies in `home` on a free port."""
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(
            command_line("serve", "--port", "0"),
            env=own_environment(home),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    return RunningDesk(_read_address(process, home), home, process)


def stop_desk(desk: RunningDesk) -> None:
    """Stop the server as the system would, and fail if it ever tried to reach another host."""
    desk.process.terminate()
    desk.process.wait(timeout=20)
    assert read_attempts_to_leave(desk.home) == ""


def _read_address(process: subprocess.Popen[str], home: Path) -> str:
    assert process.stdout
    for line in process.stdout:
        if found := re.search(r"http://\S+(?=/)", line):
            return found[0]
    raise AssertionError("the server did not start: " + (home / "server.log").read_text())
