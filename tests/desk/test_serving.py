"""The desk starts, stops, is filled twice and survives being killed."""

import signal
import socket
import sqlite3
import subprocess
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tests.journeys.server import RunningDesk, command_line, own_environment, start_desk

from zichtlijn.desk.starting import serving


def demo(home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command_line("demo"), env=own_environment(home), capture_output=True, text=True, timeout=120
    )


def dump(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / "zichtlijn.sqlite3")) as opened:
        lines = list(opened.iterdump())
    # when a migration ran, and who read the log, are no part of the example
    return [
        line for line in lines if "django_migrations" not in line and "audit_logline" not in line
    ]


def count(home: Path, what: str) -> int:
    with closing(sqlite3.connect(home / "zichtlijn.sqlite3")) as opened:
        (counted,) = opened.execute(f"SELECT {what}").fetchone()
    return int(counted)


@pytest.fixture
def running(tmp_path: Path) -> RunningDesk:
    return start_desk(tmp_path)


def test_ctrl_c_ends_the_desk_in_peace(running: RunningDesk) -> None:
    running.process.send_signal(signal.SIGINT)
    said, _ = running.process.communicate(timeout=20)
    assert running.process.returncode == 0
    assert said.endswith("Gestopt.\n")
    assert (running.home / "server.log").read_text() == ""


def test_the_printed_address_answers_at_once_and_its_number_does_too(running: RunningDesk) -> None:
    """It is a name, since a browser makes a passkey for a name."""
    printed = running.url.removeprefix("http://")
    assert printed.startswith("localhost:")
    for address in (printed, printed.replace("localhost", "127.0.0.1")):
        with closing(HTTPConnection(address, timeout=20)) as caller:
            caller.request("GET", "/")
            assert caller.getresponse().status == 200
    running.process.terminate()
    running.process.wait(timeout=20)


def test_a_taken_port_is_told_with_the_way_out(running: RunningDesk, tmp_path: Path) -> None:
    port = running.url.rsplit(":", 1)[1]
    second = subprocess.run(
        command_line("serve", "--port", port),
        env=own_environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
    )
    running.process.terminate()
    running.process.wait(timeout=20)
    assert second.returncode == 1
    assert f"Poort {port} is al in gebruik" in second.stderr
    assert f"--port {int(port) + 1}" in second.stderr
    assert "Traceback" not in second.stderr


def test_an_address_that_is_not_ours_is_told() -> None:
    with pytest.raises(serving.NotReady, match=r"192\.0\.2\.1 kan hier niet"):
        serving.open_socket("192.0.2.1", 0)


def test_a_free_port_is_found() -> None:
    with closing(serving.open_socket("127.0.0.1", 0)) as opened:
        assert opened.getsockname()[1] > 0
        assert opened.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1


def test_filling_the_desk_twice_changes_nothing(tmp_path: Path) -> None:
    first = demo(tmp_path)
    assert first.returncode == 0, first.stderr
    before = dump(tmp_path)
    assert len(before) > 5
    assert demo(tmp_path).returncode == 0
    assert dump(tmp_path) == before


@pytest.mark.parametrize("lines", [0, 1, 2])
def test_a_filling_that_is_killed_is_simply_done_again(lines: int, tmp_path: Path) -> None:
    started = subprocess.Popen(
        command_line("demo"), env=own_environment(tmp_path), stdout=subprocess.PIPE, text=True
    )
    assert started.stdout
    for _ in range(lines):
        assert started.stdout.readline().startswith("Klaargezet")
    time.sleep(0.4)  # somewhere in what comes next
    started.kill()
    started.wait()
    started.stdout.close()
    again = demo(tmp_path)
    assert again.returncode == 0, again.stderr
    deliveries, editions = (
        count(tmp_path, f"count(*) FROM networks_{t}") for t in ["delivery", "edition"]
    )
    assert deliveries == editions == 3
    promised = count(tmp_path, "sum(rows) FROM networks_delivery")
    assert count(tmp_path, "count(*) FROM networks_presence") == promised > 50_000


def test_the_files_of_the_desk_are_for_its_own_account(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert demo(home).returncode == 0
    assert home.stat().st_mode & 0o077 == 0
    assert [
        path.name for path in home.iterdir() if path.is_file() and path.stat().st_mode & 0o077
    ] == []
