"""Killed in the middle of a deed, nothing is lost, doubled or half."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from zichtlijn.audit import verify_log

GROUND = Path(__file__).parent / "killing_ground.py"
DEEDS = {"import", "write", "destroy", "backup"}


def test_two_hundred_kills_leave_nothing_half(tmp_path: Path) -> None:
    _kill(200, home=tmp_path)


@pytest.mark.night
def test_a_thousand_kills_leave_nothing_half(tmp_path: Path) -> None:
    _kill(1000, home=tmp_path)


def _kill(kills: int, *, home: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(GROUND), str(kills), "20261122"],
        env={**os.environ, "ZICHTLIJN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "zichtlijn.desk.settings"},
        capture_output=True,
        text=True,
        timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    print(f"{told['kills']} kills, {len(told['wrong'])} wrong; under way: {told['under_way']}")
    assert told["wrong"] == []
    assert told["kills"] == kills == sum(told["under_way"].values())
    assert set(told["under_way"]) == DEEDS
    assert min(told["under_way"].values()) >= kills // 20, "some deed was hardly tried"
    verifier = Path(verify_log.__file__)
    database = next(home.glob("*.sqlite3"))
    checked = subprocess.run([sys.executable, verifier, database], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
