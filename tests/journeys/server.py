"""A real server for the browser: its own process, its own home, a free port."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

COMMANDS = "from zichtlijn.desk.server_commands import {name} as command; command()"


class RunningDesk(NamedTuple):
    """A served desk."""

    url: str  # without slash at the end
    home: Path
    process: subprocess.Popen[str]


def command_line(name: str, *options: str) -> list[str]:
    """Return the command that starts `zichtlijn NAME` in this environment."""
    return [sys.executable, "-c", COMMANDS.format(name=name), *options]


def own_environment(home: Path) -> dict[str, str]:
    """Return an environment in which everything is kept below `home`."""
    return {**os.environ, "ZICHTLIJN_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def start_desk(home: Path, *prefix: str) -> RunningDesk:
    """Fill the desk with the example and serve it; `prefix` stands before the command."""
    surroundings = own_environment(home)
    subprocess.run(
        [*prefix, *command_line("demo")], env=surroundings, check=True, capture_output=True
    )
    process = subprocess.Popen(
        [*prefix, *command_line("serve", "--port", "0")],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=(home / "server.log").open("w"),
        text=True,
    )
    return RunningDesk(_read_address(process, home), home, process)


def stop_desk(desk: RunningDesk) -> None:
    """Stop the server as the system would."""
    desk.process.terminate()
    desk.process.wait(timeout=20)


def _read_address(process: subprocess.Popen[str], home: Path) -> str:
    assert process.stdout
    for line in process.stdout:
        if found := re.search(r"http://\S+(?=/)", line):
            return found[0]
    raise AssertionError("the server did not start: " + (home / "server.log").read_text())
