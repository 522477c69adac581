"""The real parts: a desk, a broker, a listener and an emulator of receivers, each a process."""

import http.client
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep, time_ns
from typing import Any, NamedTuple

import polars as pl
import pytest
from tests.journeys.server import command_line, own_environment

CONFIG = """
listener {port} 127.0.0.1
allow_anonymous true
persistence true
persistence_location {folder}/
autosave_interval 1
autosave_on_changes true
max_queued_messages 100000
max_inflight_messages 200
"""
HOW = "Mosquitto is missing. Type: sudo apt-get install mosquitto"
RESEND_S = 2.0


def now_s() -> float:
    """Return seconds since 1970: the real parts have a real clock."""
    return time_ns() / 1e9


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def find_broker() -> str:
    """Return the program of the broker; without it the test fails with what to type."""
    found = shutil.which("mosquitto", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")
    if not found:
        pytest.fail(HOW)
    return found


class Part:
    """A process that may be killed and started again."""

    def __init__(self, command: list[str], home: Path, name: str) -> None:
        self.command, self.home, self.name = command, home, name
        self.log = home / f"{name}.log"
        self.kills = 0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Part":
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=own_environment(self.home), stdout=log, stderr=log
            )
        return self

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(60)
        self.kills += 1

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(5)

    def wait_for(self, words: str, *, times: int = 1, seconds: float = 120.0) -> None:
        """Wait until the log says so for the last of so many times."""
        until = monotonic() + seconds
        while self.log.read_text().count(words) < times:
            assert self.process
            assert self.process.poll() is None, self.log.read_text()
            assert monotonic() < until, f"{self.name} did not say {words}: {self.log.read_text()}"
            sleep(0.05)


def make_broker(home: Path, port: int) -> Part:
    config = home / "mosquitto.conf"
    folder = home / "broker"
    folder.mkdir(exist_ok=True)
    config.write_text(CONFIG.format(port=port, folder=folder))
    if os.geteuid() == 0:  # the broker gives up root; its folder is for whom it becomes
        with config.open("a") as file:
            file.write("user root\n")
    return Part([find_broker(), "-c", str(config)], home, "broker")


def make_listener(home: Path, port: int) -> Part:
    options = ("listen", "--broker", "127.0.0.1", "--port", str(port), "--no-tls")
    return Part(command_line("fireworks", *options), home, "listener")


def make_desk(home: Path, port: int) -> Part:
    return Part(command_line("serve", "--port", str(port)), home, "desk")


ADD = """
import sys
from zichtlijn.desk.starting import serving
serving.make_django_ready(); serving.prepare_database()
from zichtlijn.desk.door import open_command_access
from zichtlijn.areas.operations import import_invented_outlines
from zichtlijn.fireworks.operations.receivers import add_receiver
import_invented_outlines()
for line in sys.stdin:
    code, x, y, z = line.split()
    place = {"x": float(x), "y": float(y), "z": float(z)}
    print(code + "." + add_receiver(code, **place, access=open_command_access(scope="receivers")))
"""


def add_receivers(home: Path, receivers: pl.DataFrame) -> dict[str, str]:
    """Draw the invented neighbourhoods, add receivers in them, and return their keys by code."""
    said = subprocess.run(
        [sys.executable, "-c", ADD],
        env=own_environment(home),
        input="\n".join(" ".join(map(str, row)) for row in receivers.rows()),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert said.returncode == 0, said.stderr
    keys = said.stdout.split()
    return {key.partition(".")[0]: key for key in keys}


def ask(home: Path, question: str, *values: object) -> list[tuple[Any, ...]]:
    """Return what the tables of a running desk hold."""
    with closing(sqlite3.connect(f"file:{home}/zichtlijn.sqlite3?mode=ro", uri=True)) as tables:
        return tables.execute(question, values).fetchall()


def wait_until(holds: Callable[[], object], what: str, seconds: float = 60.0) -> None:
    """Wait until something holds."""
    until = monotonic() + seconds
    while not holds():
        assert monotonic() < until, what
        sleep(0.1)


class Sent(NamedTuple):
    """One message on its way."""

    code: str
    number: int
    content: bytes
    at_us: int


class Emulator:
    """Receivers that keep each message until it was confirmed, and send it again until then."""

    def __init__(self, picks: pl.DataFrame, *, zero_us: int) -> None:
        self.zero_us = zero_us
        rows = picks.sort("at_us").select("receiver", "at_us", "level_db", "snr_db").rows()
        self.messages = [
            Sent(code, number, _write(number, zero_us + at, level, snr), zero_us + at)
            for number, (code, at, level, snr) in enumerate(rows, start=1)
        ]
        self.waiting: dict[int, Sent] = {}
        self.confirmed: dict[int, float] = {}
        self.sent_at: dict[int, float] = {}  # the first time
        self.sent = 0
        self.again = 0
        self.refused: list[str] = []
        self._last: dict[int, float] = {}

    def run(self, send: Callable[[Sent], None], *, step_s: float = 0.01) -> None:
        """Send each message at its moment, and again what was not confirmed in time."""
        due = 0
        until_us = self.messages[-1].at_us
        while due < len(self.messages) or self.waiting:
            now = now_s()
            while due < len(self.messages) and self.messages[due].at_us <= now * 1e6:
                one = self.messages[due]
                self.waiting[one.number] = one
                self._send(send, one)
                self.sent += 1
                due += 1
            for number in [n for n, at in list(self._last.items()) if now - at > RESEND_S]:
                if number in self.waiting:
                    self.again += 1
                    self._send(send, self.waiting[number])
                else:
                    self._last.pop(number, None)
            if now * 1e6 > until_us + 60e6:
                raise AssertionError(f"{len(self.waiting)} messages were never confirmed")
            sleep(step_s)

    def confirm(self, content: bytes) -> None:
        """Hear what became of a message."""
        told = json.loads(content)
        if "refused" in told:
            self.refused.append(told["refused"])
            return
        assert told["kept"] == 1, told
        self.confirmed.setdefault(told["message"], now_s())
        self.waiting.pop(told["message"], None)
        self._last.pop(told["message"], None)

    def _send(self, send: Callable[[Sent], None], one: Sent) -> None:
        self._last[one.number] = now_s()
        self.sent_at.setdefault(one.number, now_s())
        send(one)


def _write(number: int, at_us: int, level: float, snr: float) -> bytes:
    pick = {"t": at_us, "level_db": level, "snr_db": snr, "clock_ms": 0.1}
    return json.dumps({"message": number, "picks": [pick]}).encode()


class BrokerWay:
    """Sends over the broker; its own client reconnects by itself."""

    def __init__(self, port: int, emulator: Emulator) -> None:
        import paho.mqtt.client as paho

        self._client: Any = paho.Client(paho.CallbackAPIVersion.VERSION2, client_id="receivers")
        self._client.reconnect_delay_set(1, 1)
        self._client.on_connect = self._note_connected
        self._client.on_message = lambda _c, _d, message: emulator.confirm(message.payload)
        self._client.connect_async("127.0.0.1", port, 15)
        self._client.loop_start()

    def _note_connected(self, client: Any, *_: Any) -> None:
        client.subscribe("zichtlijn/ontvangers/+/bevestigd", qos=0)

    def send(self, one: Sent) -> None:
        self._client.publish(f"zichtlijn/ontvangers/{one.code}/tijden", one.content, qos=1)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()


class HttpWay:
    """Sends over HTTP, one kept connection; an answer that does not come is no answer."""

    def __init__(self, port: int, keys: dict[str, str], emulator: Emulator) -> None:
        self._port, self._keys, self._emulator = port, keys, emulator
        self._line: http.client.HTTPConnection | None = None

    def send(self, one: Sent) -> None:
        headers = {"Authorization": f"Bearer {self._keys[one.code]}"}
        try:
            line = self._line or http.client.HTTPConnection("127.0.0.1", self._port, timeout=5)
            self._line = line
            line.request("POST", "/vuurwerk/ontvanger/", one.content, headers)
            answer = line.getresponse()
            content = answer.read()
            if answer.status == 200:
                self._emulator.confirm(content)
            else:
                assert answer.status in {429, 503}, (answer.status, content)
        except (OSError, http.client.HTTPException):
            self._line = None
