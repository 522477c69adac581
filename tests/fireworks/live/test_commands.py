"""Receivers are kept from the command line, and one locator runs at a time."""

import os
import subprocess
from pathlib import Path
from threading import Event

import pytest
from tests.journeys.server import command_line, own_environment

from zichtlijn.desk.bangs.turn import TakenByAnother, take_turn


def _type(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command_line("fireworks", *words),
        env=own_environment(home),
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_a_receiver_is_added_listed_and_revoked(tmp_path: Path) -> None:
    place = ("--x", "155012", "--y", "463487", "--z", "14")
    added = _type(tmp_path, "receivers", "add", "kade-4", *place)
    assert added.returncode == 0, added.stderr
    assert added.stdout.splitlines()[-1].startswith("kade-4.")
    again = _type(tmp_path, "receivers", "add", "kade-4", *place)
    assert (again.returncode, again.stderr.strip()) == (3, "Er is al een ontvanger met deze code.")
    assert _type(tmp_path, "receivers", "revoke", "kade-4").returncode == 0
    assert "kade-4: niet in gebruik" in _type(tmp_path, "receivers", "list").stdout


def test_a_broker_password_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    said = _type(tmp_path, "listen", "--broker", "x", "--password-file", str(tmp_path / "none"))
    assert said.returncode == 2
    assert "Traceback" not in said.stderr


@pytest.mark.skipif(os.name != "posix", reason="the lock is one of POSIX")
def test_a_second_locator_waits_for_its_turn(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    looks = []

    def give_up(seconds: float) -> bool:
        looks.append(seconds)
        return len(looks) == 2

    with (
        take_turn(lock, wait=Event().wait),
        pytest.raises(TakenByAnother),
        take_turn(lock, wait=give_up),
    ):
        raise AssertionError("two held the lock")
    assert len(looks) == 2
    with take_turn(lock, wait=give_up):
        assert len(looks) == 2
