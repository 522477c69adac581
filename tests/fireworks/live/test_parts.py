"""The whole way with its real parts: receivers, broker, listener, locator, desk, map."""

import os
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from threading import Event, Thread
from time import perf_counter, sleep
from typing import NamedTuple

import numpy as np
import polars as pl
import pytest
from tests.fireworks.live.parts import (
    BrokerWay,
    Emulator,
    HttpWay,
    MapReader,
    Part,
    Sent,
    add_receivers,
    ask,
    free_port,
    make_broker,
    make_desk,
    make_listener,
    now_s,
    wait_until,
)

from zichtlijn.fireworks.analysis.listening.stream import open_stream
from zichtlijn.fireworks.analysis.showing.placing import place
from zichtlijn.fireworks.analysis.showing.watching import Kept, advance, open_watch, take_in
from zichtlijn.fireworks.analysis.simulation.night import Night, NightPlan, simulate
from zichtlijn.fireworks.terms import LIVE, Noise

SLOWEST_S = 0.5
FAINT = 0.05  # of growth in memory
LEAST_SHARE_TOLD = 0.9  # of final bangs whose last arrival was seen on the map

pytestmark = pytest.mark.xdist_group("fireworks-parts")


class Parts(NamedTuple):
    """Everything that runs."""

    home: Path
    night: Night
    keys: dict[str, str]
    broker: Part
    listener: Part
    desk: Part
    broker_port: int
    desk_port: int


def _start(home: Path, plan: NightPlan) -> Parts:
    night = simulate(plan, rng=np.random.default_rng(3))
    broker_port, desk_port = free_port(), free_port()
    parts = Parts(
        home,
        night,
        add_receivers(home, night.receivers),
        make_broker(home, broker_port).start(),
        make_listener(home, broker_port).start(),
        make_desk(home, desk_port).start(),
        broker_port,
        desk_port,
    )
    parts.desk.wait_for("staat klaar")
    parts.listener.wait_for("Verbonden")
    wait_until(lambda: ask(home, "select 1 from fireworks_locator"), "the locator began", 120)
    return parts


def _stop(parts: Parts) -> None:
    for part in (parts.listener, parts.desk, parts.broker):
        part.stop()


def test_the_last_arrival_is_on_the_map_within_half_a_second(tmp_path: Path) -> None:
    _measure_latency(tmp_path, minutes=0.4)  # ten minutes at night


@pytest.mark.night
def test_ten_minutes_of_ten_thousand_bangs_an_hour_lose_no_pick(tmp_path: Path) -> None:
    _measure_latency(tmp_path, minutes=10.0)


def test_a_broker_and_a_server_killed_five_times_lose_and_double_nothing(tmp_path: Path) -> None:
    _kill_and_compare(tmp_path, kills=5, minutes=0.55)


@pytest.mark.night
def test_a_broker_and_a_server_killed_fifty_times_lose_and_double_nothing(tmp_path: Path) -> None:
    _kill_and_compare(tmp_path, kills=50, minutes=9.0)


def _measure_latency(home: Path, *, minutes: float) -> None:
    parts = _start(home, NightPlan(25, 10_000, Noise.MID, minutes=minutes))
    try:
        reader, sizes, busy = MapReader(parts.desk_port), _Sizes(parts), _Busy()
        reader.start()
        zero_us = int((now_s() + 1.5) * 1e6)
        emulator = Emulator(parts.night.picks, zero_us=zero_us)
        way = BrokerWay(parts.broker_port, emulator)
        sleep(0.5)
        with sizes, busy:
            emulator.run(way.send, until_us=zero_us + int(minutes * 60e6) + 3_000_000)
            _wait_for_finals(parts, emulator)
        way.close()
        reader.stop()
        kept = {at for (at,) in ask(home, "select at_us from fireworks_pick")}
        assert kept == {one.at_us for one in emulator.messages}
        told = _tell_latency(parts, reader)
        bar = SLOWEST_S * max(1.0, busy.factor)
        print(
            f"{len(emulator.messages)} picks, none lost; {len(told.last)} of {told.finals} bangs: "
            f"first dot p95 {_p95(told.first):.2f} s, last arrival p95 {_p95(told.last):.2f} s; "
            f"machine {busy.factor:.1f} times slower than idle, bar {bar:.2f} s; {sizes.growth}"
        )
        assert len(told.last) >= LEAST_SHARE_TOLD * told.finals > 0
        assert _p95(told.last) <= bar
        assert _p95(told.first) <= bar
        assert max(sizes.growth.values()) < FAINT
    finally:
        _stop(parts)


class _Told(NamedTuple):
    finals: int
    first: list[float]
    last: list[float]


def _tell_latency(parts: Parts, reader: MapReader) -> _Told:
    """Return how long after its arrival a bang was first on the map, and how long after its last.

    A first dot at so many receivers is held against the arrival that made them so many. The last
    arrival is on the map with the first change after it that rests on at least as many.
    """
    arrivals: dict[int, list[int]] = {}
    question = (
        "select p.bang_id, p.at_us from fireworks_bangpick p join fireworks_bang b"
        " on b.id = p.bang_id where b.stage = 'final' and b.bangs = 1 order by p.at_us"
    )
    for bang, at in ask(parts.home, question):
        arrivals.setdefault(bang, []).append(at)
    first: dict[int, float] = {}
    last: dict[int, float] = {}
    for at, bang in reader.shown:
        heard = arrivals.get(bang["id"], [])
        count = int(bang["receivers"])
        if bang["gone"] or not heard:
            continue
        first.setdefault(bang["id"], at - heard[min(count, len(heard)) - 1] / 1e6)
        if count >= len(heard) and at >= heard[-1] / 1e6:
            last.setdefault(bang["id"], at - heard[-1] / 1e6)
    return _Told(len(arrivals), list(first.values()), list(last.values()))


def _p95(values: list[float]) -> float:
    return float(np.quantile(values, 0.95))


class _Busy:
    """Measures how much slower this machine is than when it has nothing else to do."""

    def __init__(self) -> None:
        self._ended = Event()
        self._idle = min(_time_sum() for _ in range(50))
        self._times: list[float] = []
        self._thread = Thread(target=self._measure, daemon=True)

    @property
    def factor(self) -> float:
        return float(np.mean(self._times)) / self._idle

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _measure(self) -> None:
        while not self._ended.wait(0.25):
            self._times.append(_time_sum())


_NUMBERS = np.random.default_rng(1).random(200_000)


def _time_sum() -> float:
    began = perf_counter()
    np.sort(_NUMBERS)  # lets go of the interpreter: only the machine is measured
    return perf_counter() - began


class _Sizes:
    """Measures the memory of each process halfway and at the end."""

    def __init__(self, parts: Parts) -> None:
        assert parts.desk.process
        assert parts.listener.process
        self._numbers = {"desk": parts.desk.process.pid, "listener": parts.listener.process.pid}
        self._numbers["locator"] = _find_child(parts.desk.process.pid)
        self._seen: list[dict[str, int]] = []
        self._ended = Event()
        self._thread = Thread(target=self._measure, daemon=True)

    @property
    def growth(self) -> dict[str, float]:
        half = self._seen[len(self._seen) // 2]
        return {name: round(self._seen[-1][name] / half[name] - 1, 3) for name in self._numbers}

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _measure(self) -> None:
        while not self._ended.wait(1.0):
            self._seen.append({name: _read_size(pid) for name, pid in self._numbers.items()})


def _read_size(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1])


def _find_child(pid: int) -> int:
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            if int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1]) == pid:
                return int(folder.name)
    raise AssertionError("the desk has no locator beside it")


def _kill_and_compare(home: Path, *, kills: int, minutes: float) -> None:
    parts = _start(home, NightPlan(16, 1_500, Noise.MID, minutes=minutes))
    try:
        zero_us = int((now_s() + 1.5) * 1e6)
        emulator = Emulator(parts.night.picks, zero_us=zero_us)
        ways = _Ways(parts, emulator)
        killer = Thread(target=_kill, args=(parts, kills, minutes * 60.0), daemon=True)
        killer.start()
        emulator.run(ways.send, until_us=zero_us + int(minutes * 60e6) + 3_000_000)
        killer.join(300)
        assert (parts.broker.kills, parts.desk.kills, parts.listener.kills) == (kills,) * 3
        _wait_for_finals(parts, emulator)
        ways.close()
        kept = ask(home, "select at_us from fireworks_pick")
        assert sorted(at for (at,) in kept) == sorted(one.at_us for one in emulator.messages)
        finals = _list_finals(home)
        expected = _locate_undisturbed(parts, emulator)
        print(
            f"{kills} kills of each; {len(kept)} picks, {emulator.again} sent again;"
            f" {len(finals)} bangs, {len(expected)} expected"
        )
        assert finals == expected
        assert len(finals) > 5
    finally:
        _stop(parts)


class _Ways:
    """Half of the receivers send over the broker, half over HTTP."""

    def __init__(self, parts: Parts, emulator: Emulator) -> None:
        self._broker = BrokerWay(parts.broker_port, emulator)
        self._http = HttpWay(parts.desk_port, parts.keys, emulator)

    def send(self, one: Sent) -> None:
        way = self._http if int(one.code[1:]) % 2 else self._broker
        way.send(one)

    def close(self) -> None:
        self._broker.close()


def _kill(parts: Parts, kills: int, seconds: float) -> None:
    """Kill the broker, then all of our own processes, again and again over the night."""
    for _ in range(kills):
        sleep(0.1 * seconds / kills)
        parts.broker.kill()
        sleep(0.05 * seconds / kills)
        parts.broker.start()
        sleep(0.1 * seconds / kills)
        assert parts.desk.process
        with suppress(AssertionError):
            os.kill(_find_child(parts.desk.process.pid), 9)
        parts.desk.kill()
        parts.listener.kill()
        parts.desk.start()
        parts.listener.start()
        parts.desk.wait_for(f"(staat klaar[^$]*){{{parts.desk.kills + 1}}}")


def _wait_for_finals(parts: Parts, emulator: Emulator) -> None:
    """Wait until all is confirmed, weighed and final."""
    last = _write_moment(emulator.messages[-1].at_us)
    question = (
        "select settled_at from fireworks_locator where late_us is null"
        " and seen >= (select max(id) from fireworks_pick)"
    )
    wait_until(lambda: any(str(at) > last for (at,) in ask(parts.home, question)), "final", 120)


def _write_moment(at_us: int) -> str:
    said = pl.Series([at_us]).cast(pl.Datetime("us")).dt.to_string("%Y-%m-%d %H:%M:%S%.6f")
    return str(said[0])


def _list_finals(home: Path) -> list[tuple[object, ...]]:
    question = (
        "select moment, x, y, score, receivers, bangs from fireworks_bang"
        " where stage = 'final' order by moment, x"
    )
    return [(str(row[0])[:26].ljust(26, "0"), *row[1:]) for row in ask(home, question)]


def _locate_undisturbed(parts: Parts, emulator: Emulator) -> list[tuple[object, ...]]:
    """Return the bangs of the same picks, all known at once, in one go from the same start."""
    ((start_us,),) = ask(parts.home, "select min(settled_us) from fireworks_snapshot")
    stream = open_stream(parts.night.receivers, listening=LIVE, start_us=start_us)
    picks = parts.night.picks.with_columns(pl.col("at_us") + emulator.zero_us)
    watch = take_in(open_watch(Kept(stream, {})), picks)
    until_us = emulator.messages[-1].at_us + 20_000_000
    told = advance(watch, until_us=until_us)
    rows = sorted(place(event, hull=stream.hull) for event in told.events)
    return [
        (_write_moment(one.at_us), one.x, one.y, one.score, one.receivers, one.bangs)
        for one in rows
    ]


def test_moments_of_the_table_are_read_as_written() -> None:
    moments = [_write_moment(at) for at in (1_798_761_599_000_000, 1_798_761_599_123_456)]
    assert moments == ["2026-12-31 23:59:59.000000", "2026-12-31 23:59:59.123456"]
    assert all(one < other for one, other in pairwise(moments))


def test_without_a_broker_the_command_to_type_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import tests.fireworks.live.parts as parts_module

    monkeypatch.setattr(parts_module.shutil, "which", lambda *_, **__: None)
    with pytest.raises(pytest.fail.Exception, match="sudo apt-get install mosquitto"):
        parts_module.find_broker()
