"""The doctor finds what is wrong, says what to do, and changes nothing."""

import itertools
import json
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from django.db import connection
from tests.journeys.server import command_line, own_environment

from zichtlijn.desk.doctor import database, machine, package
from zichtlijn.desk.doctor.terms import State

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SUBJECTS = [
    "python", "pakketten", "browserbestanden", "instellingen", "map", "schijf", "klok", "tijdzone",
    "database", "tabellen", "logboek", "controlepunten", "sleutels", "bewaartermijnen",
    "organisatie", "inloggen", "accounts", "zittingen", "https",
]  # fmt: skip


def run(name: str, home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command_line(name, *options), env=own_environment(home), capture_output=True, text=True
    )


def findings(home: Path) -> dict[str, dict[str, str]]:
    said = json.loads(run("doctor", home, "--json").stdout)
    return {finding["subject"]: finding for finding in said["findings"]}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the examples, filled once; who spoils it spoils a copy."""
    home = tmp_path_factory.mktemp("filled")
    assert run("demo", home).returncode == 0
    return home


def test_a_filled_desk_is_sound(tmp_path: Path) -> None:
    assert run("demo", tmp_path).returncode == 0
    examined = run("doctor", tmp_path)
    assert examined.returncode == 0, examined.stdout
    assert [line.split()[1] for line in examined.stdout.splitlines()] == SUBJECTS
    assert examined.stdout.count("✓") == len(SUBJECTS)


def test_a_new_machine_is_told_what_to_type(tmp_path: Path) -> None:
    examined = run("doctor", tmp_path)
    assert examined.returncode == 0
    assert "Typ: zichtlijn demo" in examined.stdout


def test_a_monitor_reads_the_same_as_json(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    said = json.loads(run("doctor", tmp_path, "--json").stdout)
    assert said["sound"] is True
    assert [finding["subject"] for finding in said["findings"]] == SUBJECTS
    assert {finding["state"] for finding in said["findings"]} == {"goed"}


def test_a_home_that_cannot_be_written_is_wrong_and_no_traceback(tmp_path: Path) -> None:
    in_the_way = tmp_path / "a-file"
    in_the_way.write_text("")
    examined = run("doctor", in_the_way / "home")
    assert examined.returncode == 1
    assert "Traceback" not in examined.stdout + examined.stderr
    assert "ZICHTLIJN_HOME" in examined.stdout


def test_a_damaged_database_is_wrong(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "zichtlijn.sqlite3"
    file.write_bytes(b"this is no database, whatever its name says" * 200)
    assert findings(tmp_path)["database"]["state"] == "fout"
    assert run("doctor", tmp_path).returncode == 1


def test_a_log_without_its_locks_is_wrong(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    with sqlite3.connect(tmp_path / "zichtlijn.sqlite3") as opened:
        opened.execute("DROP TRIGGER audit_no_delete")
    opened.close()
    assert findings(tmp_path)["logboek"]["state"] == "fout"


def test_the_doctor_changes_nothing(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    with sqlite3.connect(tmp_path / "zichtlijn.sqlite3") as opened:
        before = list(opened.iterdump())
        run("doctor", tmp_path)
        assert list(opened.iterdump()) == before
    opened.close()
    assert len(before) > 10


def test_a_home_that_others_can_open_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert machine.check_home(tmp_path).state is State.MIND
    tmp_path.chmod(0o700)
    assert machine.check_home(tmp_path).state is State.GOOD


@pytest.mark.parametrize(
    ("free", "state"),
    [(50_000_000, State.WRONG), (500_000_000, State.MIND), (5_000_000_000, State.GOOD)],
)
def test_a_full_disk_is_seen_coming(
    free: int, state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    assert machine.check_disk(tmp_path).state is state


@pytest.mark.parametrize("year", [1970, 2025, 2100])
def test_a_clock_in_an_impossible_year_is_wrong(year: int) -> None:
    said = machine.check_clock(NOW.replace(year=year), monotonic=itertools.count().__next__)
    assert said.state is State.WRONG


def test_a_clock_that_runs_back_is_wrong() -> None:
    backwards = itertools.count(0, -1)
    assert machine.check_clock(NOW, monotonic=lambda: next(backwards)).state is State.WRONG
    forwards = itertools.count()
    assert machine.check_clock(NOW, monotonic=lambda: next(forwards)).state is State.GOOD


def test_lost_time_zones_are_wrong() -> None:
    def lost(name: str) -> ZoneInfo:
        raise ZoneInfoNotFoundError(name)

    assert machine.check_time_zone().state is State.GOOD
    assert machine.check_time_zone(lost).state is State.WRONG
    assert machine.check_time_zone(lambda _: ZoneInfo("UTC")).state is State.WRONG


def test_a_misspelt_setting_is_named() -> None:
    said = machine.check_environment({"ZICHTLIJN_HOEM": "/data", "HOME": "/home/x"})
    assert said.state is State.MIND
    assert "ZICHTLIJN_HOEM" in said.said
    assert machine.check_environment({"ZICHTLIJN_DEBUG": "ja"}).state is State.MIND
    assert machine.check_environment({"ZICHTLIJN_HOME": "/data"}).state is State.GOOD


@pytest.mark.parametrize(
    ("running", "state"),
    [((3, 10, 12), State.WRONG), ((3, 11, 0), State.GOOD), ((3, 14, 1), State.GOOD)],
)
def test_an_old_python_is_wrong(running: tuple[int, ...], state: State) -> None:
    assert package.check_python(running).state is state


@pytest.mark.parametrize(
    ("wanted", "state"),
    [("django>=5.2,<5.3", State.GOOD), ("django<5.3,>=5.2", State.GOOD), ("django>=99", State.WRONG),
     ("django<5.2", State.WRONG), ("tzdata", State.GOOD), ("no-such-package>=1", State.WRONG),
     ("no-such-package>=1; extra == 'pdf'", State.GOOD)],
)  # fmt: skip
def test_a_missing_or_wrong_package_is_wrong(wanted: str, state: State) -> None:
    assert package.check_packages([wanted]).state is state


def test_the_package_says_what_it_needs() -> None:
    said = package.check_packages()
    assert said.state is State.GOOD
    assert "django 5.2" in said.said


@pytest.mark.django_db
def test_a_database_that_does_not_keep_its_log_beside_it_is_named() -> None:
    # the test database lives in memory, where there is no WAL
    said = database.check_database(connection)
    assert said.state is State.WRONG
    assert "stand memory" in said.said
    assert database.check_tables(connection).state is State.GOOD
    assert database.check_log(connection).state is State.GOOD
