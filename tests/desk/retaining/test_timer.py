"""Beside the desk a timer keeps the terms: at its start, after midnight, and it ends in peace."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.desk.backup.homes import ask_planting, done, zichtlijn
from tests.journeys.server import serve_desk

from zichtlijn.desk.retaining import timer


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the timer did, instead of doing it."""
    made: list[str] = []

    def run() -> Iterator[str]:
        made.append("run")
        yield "Klaar."

    stand_ins = {
        "zichtlijn.desk.retaining.deeds": SimpleNamespace(run=run),
        "django.db": SimpleNamespace(connections=SimpleNamespace(close_all=lambda: None)),
    }
    monkeypatch.setattr(timer, "import_module", stand_ins.__getitem__)
    monkeypatch.setattr(timer, "_BETWEEN_LOOKS_SECONDS", 0.01)
    return made


@contextmanager
def _from(moment: datetime) -> Iterator[dict[str, datetime]]:
    clock = {"now": moment}
    with timer.keep_terms(read_clock=lambda: clock["now"]):
        yield clock


def _wait_until(runs: list[str], number: int) -> None:
    deadline = time.monotonic() + 5
    while len(runs) < number and time.monotonic() < deadline:
        time.sleep(0.01)


def test_it_runs_at_the_start_and_once_after_each_midnight(runs: list[str]) -> None:
    evening = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)
    with _from(evening) as clock:
        _wait_until(runs, 1)
        clock["now"] = evening + timedelta(minutes=59)
        time.sleep(0.1)
        assert len(runs) == 1
        clock["now"] = evening + timedelta(hours=1, minutes=2)
        _wait_until(runs, 2)
        time.sleep(0.1)
        assert len(runs) == 2
        clock["now"] = evening + timedelta(days=3)  # the machine slept
        _wait_until(runs, 3)
    assert len(runs) == 3


def test_what_fails_is_told_without_a_word_of_it_and_tried_again_within_the_hour(
    runs: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> Iterator[str]:
        runs.append("run")
        raise RuntimeError("Fatima de Groot")
        yield

    deeds = SimpleNamespace(run=fail)
    closed = SimpleNamespace(connections=SimpleNamespace(close_all=lambda: None))
    monkeypatch.setattr(
        timer, "import_module", lambda name: closed if name == "django.db" else deeds
    )
    morning = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    with _from(morning) as clock:
        _wait_until(runs, 1)
        clock["now"] = morning + timedelta(minutes=61)
        _wait_until(runs, 2)
    assert len(runs) == 2
    assert "RuntimeError" in caplog.text
    assert "Fatima" not in caplog.text


def _rows(home: Path) -> int:
    with closing(sqlite3.connect(home / "zichtlijn.sqlite3")) as opened:
        return int(opened.execute("SELECT count(*) FROM persons_identityrecord").fetchone()[0])


def test_the_desk_destroys_at_its_start_and_ends_in_peace(tmp_path: Path) -> None:
    home = tmp_path / "thuis"
    ask_planting(home, "plant", 8, datetime.now(UTC).date())  # noqa: TID251 - the real desk asks the real clock
    assert _rows(home) == 4
    assert "persons: 8 voorbij de termijn" in done(home, "retention", "due")
    late = zichtlijn(home, "retention", "proof")
    assert late.returncode == 1
    desk = serve_desk(home)
    deadline = time.monotonic() + 20
    while _rows(home) and time.monotonic() < deadline:
        time.sleep(0.2)
    desk.process.terminate()
    assert desk.process.wait(timeout=20) == 0
    assert (desk.home / "server.log").read_text() == ""
    assert _rows(home) == 0
    assert '"sound": true' in done(home, "retention", "proof", "--json")


def test_a_refused_command_ends_with_a_sentence_and_a_line_that_stays(tmp_path: Path) -> None:
    """The real program on a real file: nobody has an account yet, so there are no two people."""
    home = tmp_path / "thuis"
    reason = ("--reason", "Er loopt nog een bezwaar tegen het besluit.")
    for words in (
        ("hold", "persons", "a" * 32, "--until", "2027-01-01", *reason, "--by", "niemand"),
        ("stop", "persons", *reason, "--by", "niemand", "--second", "iemand"),
    ):
        refused = zichtlijn(home, "retention", *words)
        assert refused.returncode == 3, refused.stderr
        assert "vraagt twee accounts" in refused.stderr
        assert "Traceback" not in refused.stderr
    with closing(sqlite3.connect(home / "zichtlijn.sqlite3")) as opened:
        lines = opened.execute(
            "SELECT action, decision, rule, scope, origin FROM audit_logline ORDER BY seq"
        ).fetchall()
    assert lines == [
        ("desk.command.refuse", "refused", "accounts", f"command:retention {deed}", "command")
        for deed in ("hold", "stop")
    ]
    assert "klopt" in done(home, "log", "verify")
