"""What is measured while everything runs: delays, memory, and how busy the machine is."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any, NamedTuple, Self

import numpy as np
from tests.fireworks.live.whole.parts import Emulator, Part, ask
from tests.journeys.server import own_environment

PROJECT = Path(__file__).resolve().parents[4]
TICKS = os.sysconf("SC_CLK_TCK")
ONLOOKER = Path(__file__).parent / "onlooker.py"


class Mark(NamedTuple):
    """One mark on the map, as it was painted."""

    bang: int
    heard: int  # by so many receivers
    at: float  # seconds since 1970, of the same clock


class Seen(NamedTuple):
    """What somebody saw who had the map open."""

    marks: list[Mark]
    mute: list[tuple[str, float]]  # which receivers were said to be silent, and when
    heap: list[int]  # bytes, each second


class Onlooker:
    """A Chromium with the map open, in a process of its own."""

    def __init__(self, home: Path, port: int) -> None:
        surroundings = own_environment(home)
        surroundings["PYTHONPATH"] = f"{PROJECT}{os.pathsep}{surroundings['PYTHONPATH']}"
        self._log = (home / "onlooker.log").open("w")
        self._process = subprocess.Popen(
            [sys.executable, str(ONLOOKER), f"http://127.0.0.1:{port}", str(home / "map.png")],
            env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log,
            text=True,
        )  # fmt: skip

    def wait_until_it_follows(self) -> None:
        assert self._process.stdout
        assert self._process.stdout.readline() == "ready\n", Path(self._log.name).read_text()

    def tell(self) -> Seen:
        """Let it look no more, and return what it saw."""
        told, _ = self._process.communicate(timeout=120)
        self._log.close()
        assert self._process.returncode == 0, Path(self._log.name).read_text()
        seen: dict[str, Any] = json.loads(told)
        return Seen(
            [Mark(bang, heard, at / 1e3) for bang, heard, at in seen["marks"]],
            [(words, at / 1e3) for words, at in seen["mute"]],
            seen["heap"],
        )

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(10)


class Delays(NamedTuple):
    """Seconds from the publishing of an arrival to the mark that rests on it, for each bang."""

    finals: int
    first: list[float]  # of the arrival that made it a mark
    last: list[float]  # of its last arrival


def measure_delays(home: Path, emulator: Emulator, marks: list[Mark]) -> Delays:
    """Hold the marks against the arrivals that the final bangs of this emulator rest on.

    A first mark at so many receivers is held against the arrival that made them so many. The last
    arrival is on the map with the first mark after it that rests on at least as many.
    """
    sent_at = {one.at_us: emulator.sent_at[one.number] for one in emulator.messages}
    arrivals: dict[int, list[float]] = {}
    question = (
        "select p.bang_id, p.at_us from fireworks_bangpick p join fireworks_bang b"
        " on b.id = p.bang_id where b.stage = 'final' and b.bangs = 1 order by p.at_us"
    )
    for bang, at in ask(home, question):
        if at in sent_at:
            arrivals.setdefault(bang, []).append(sent_at[at])
    first: dict[int, float] = {}
    last: dict[int, float] = {}
    for bang, heard, at in marks:
        sent = arrivals.get(bang, [])
        if not sent:
            continue
        first.setdefault(bang, at - sent[min(heard, len(sent)) - 1])
        if heard >= len(sent) and at >= sent[-1]:
            last.setdefault(bang, at - sent[-1])
    return Delays(len(arrivals), list(first.values()), list(last.values()))


def say_quantiles(values: list[float]) -> str:
    """Say the middle, 95% and the longest."""
    half, most, longest = np.quantile(values, [0.5, 0.95, 1.0])
    return f"p50 {half:.2f}, p95 {most:.2f}, longest {longest:.2f} s"


class Sizes:
    """Measures the memory of each process every second."""

    def __init__(self, **parts: Part) -> None:
        self._numbers = {name: _number_of(part) for name, part in parts.items()}
        self._numbers["locator"] = find_child(self._numbers["desk"])
        self._ticks = {name: _read_ticks(pid) for name, pid in self._numbers.items()}
        self._seen: list[dict[str, int]] = []
        self._ended = Event()
        self._thread = Thread(target=self._measure, daemon=True)

    @property
    def growth(self) -> dict[str, float]:
        """Return by how much each grew in the second half."""
        half = self._seen[len(self._seen) // 2]
        return {name: round(self._seen[-1][name] / half[name] - 1, 3) for name in self._numbers}

    @property
    def worked(self) -> str:
        """Return how many seconds of a core each took."""
        now = {name: _read_ticks(pid) for name, pid in self._numbers.items()}
        took = {name: (now[name] - self._ticks[name]) / TICKS for name in now}
        return ", ".join(f"{name} {seconds:.0f} s" for name, seconds in took.items())

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _measure(self) -> None:
        while not self._ended.wait(1.0):
            self._seen.append({name: _read_size(pid) for name, pid in self._numbers.items()})


class Others:
    """Measures how much of this machine was taken by what is no part of this test."""

    def __init__(self) -> None:
        self._all = _read_machine()
        self._ours = _read_family(os.getpid())

    def tell_share(self) -> float:
        """Return the share of all cores that others kept busy; what we ourselves waste is ours."""
        busy, total = (now - was for now, was in zip(_read_machine(), self._all, strict=True))
        ours = _read_family(os.getpid()) - self._ours
        return max(busy - ours, 0) / total


def find_child(pid: int) -> int:
    """Return the number of the process that another one started."""
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            if int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1]) == pid:
                return int(folder.name)
    raise AssertionError("the desk has no locator beside it")


def _number_of(part: Part) -> int:
    assert part.process
    return part.process.pid


def _read_size(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1])


def _read_ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def _read_family(pid: int) -> int:
    """Return the ticks that a process and all that it started, and those started, have had."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            parents[int(folder.name)] = int(fields[1])
    family = {pid}
    while grown := {child for child, parent in parents.items() if parent in family} - family:
        family |= grown
    ticks = 0
    for one in family:
        with suppress(OSError):
            ticks += _read_ticks(one)
    return ticks


def _read_machine() -> tuple[int, int]:
    """Return busy and all ticks of all cores since the machine began."""
    ticks = [int(one) for one in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return sum(ticks) - ticks[3] - ticks[4], sum(ticks)
