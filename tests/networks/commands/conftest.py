"""The command line, called as the shell calls it but without a new process."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from zichtlijn.desk.commands import main
from zichtlijn.kernel.runs.reporting import run_reporting

OBSERVATIONS = """observation_id,observed_at,person,source,part,place
w1,2026-01-05,a,politie,present,plein
w1,2026-01-05,b,politie,present,plein
w2,2026-01-06T20:15:00+01:00,a,jongerenwerk,present,park
w2,2026-01-06T20:15:00+01:00,b,jongerenwerk,calming,park
w2,2026-01-06T20:15:00+01:00,c,jongerenwerk,victim,park
w3,2026-01-07,d,politie,present,plein
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def summary(self) -> dict[str, Any]:
        """What --json printed."""
        loaded = json.loads(self.out)
        assert isinstance(loaded, dict)
        return loaded


Call = Callable[..., Ended]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the command line with these words."""

    def call_with(*words: object) -> Ended:
        capsys.readouterr()
        code = run_reporting(
            lambda: main.main(
                [str(word) for word in words], prog_name="zichtlijn", standalone_mode=False
            )
        )
        said = capsys.readouterr()
        return Ended(code, said.out, said.err)

    return call_with


@pytest.fixture
def observations(tmp_path: Path) -> Path:
    """A small file of observations that keeps the contract."""
    path = tmp_path / "waarnemingen.csv"
    path.write_text(OBSERVATIONS)
    return path
