"""PyOcto beside us: in an environment of its own, because it wants a numpy that we do not.

    python -m benchmarks.fireworks.peer      makes build/peers/pyocto, some 30 s

The night run makes it by itself where it is not there. Nothing of the product imports PyOcto.
"""

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

from benchmarks.fireworks.scoring import Floats
from zichtlijn.fireworks.analysis.simulation.night import Night

ENVIRONMENT = Path(__file__).parents[2] / "build" / "peers" / "pyocto"
WANTED = ("pyocto==0.2.2", "numpy<2")
SCRIPT = Path(__file__).with_name("pyocto_peer.py")


class PeerOutcome(NamedTuple):
    """What PyOcto found (s, x, y) and the processor time it took."""

    found: Floats
    seconds: float


def prepare_peer() -> str | None:
    """Make the environment; return why it cannot be, None where it is there."""
    python = ENVIRONMENT / "bin" / "python"
    if python.exists() and _run(python, "-c", "import pyocto") is None:
        return None
    ENVIRONMENT.parent.mkdir(parents=True, exist_ok=True)
    made = _run(sys.executable, "-m", "venv", "--clear", ENVIRONMENT)
    return made or _run(python, "-m", "pip", "install", "--quiet", *WANTED)


def run_peer(night: Night, *, folder: Path, sound_speed: float) -> PeerOutcome:
    """Let PyOcto associate a night on one thread; it is told the speed of sound."""
    night.receivers.write_csv(folder / "receivers.csv")
    night.picks.select("receiver", t=pl.col("at_us") / 1e6).write_csv(folder / "picks.csv")
    python = ENVIRONMENT / "bin" / "python"
    ran = subprocess.run(
        [python, SCRIPT, folder, str(sound_speed / 1e3)], capture_output=True, text=True, check=True
    )
    rows = (folder / "pyocto.csv").read_text().splitlines()[1:]
    found = np.array([[float(cell) for cell in row.split(",")] for row in rows]).reshape(-1, 3)
    return PeerOutcome(found, float(ran.stdout.split()[-1]))


def _run(*words: object) -> str | None:
    """Return the last line of what went wrong, None where all went well."""
    try:
        ran = subprocess.run(
            [str(word) for word in words], capture_output=True, text=True, timeout=600
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return type(problem).__name__
    if ran.returncode == 0:
        return None
    return (ran.stderr.strip().splitlines() or ["no reason given"])[-1]


if __name__ == "__main__":
    trouble = prepare_peer()
    print(trouble or f"{WANTED[0]} is ready in build/peers/pyocto")
    sys.exit(1 if trouble else 0)
