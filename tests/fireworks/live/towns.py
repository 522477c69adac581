"""An invented night at real moments, and receivers in the tables that hear it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl

from zichtlijn.fireworks import models
from zichtlijn.fireworks.analysis.showing.watching import find_waiting
from zichtlijn.fireworks.analysis.simulation.night import Night, NightPlan, simulate
from zichtlijn.fireworks.operations.live import Here, LiveLocator, read_layout
from zichtlijn.fireworks.operations.receiving import keep_messages
from zichtlijn.fireworks.policies.keys import hash_key
from zichtlijn.fireworks.terms import LIVE, Heard, Message, Noise, Stage, State, to_us

SECOND = timedelta(seconds=1)


class Town(NamedTuple):
    """Receivers by code, and the picks they have with the moment at which each hears it."""

    night: Night
    numbers: dict[str, int]
    start: datetime


def invent(plan: NightPlan | None = None, *, seed: int = 11) -> Night:
    """Return a night; by default a quarter of a minute with two bangs a second."""
    chosen = plan or NightPlan(12, 7200, Noise.MID, minutes=0.25)
    return simulate(chosen, rng=np.random.default_rng(seed))


def hang(receivers: pl.DataFrame, *, key: str = "") -> dict[str, int]:
    """Put receivers in the table; return their numbers by code."""
    models.Receiver.objects.bulk_create(
        models.Receiver(
            code=code, x=x, y=y, z=z, state=State.NEW, key_hash=hash_key(key) if key else ""
        )
        for code, x, y, z in receivers.rows()
    )
    return dict(models.Receiver.objects.values_list("code", "pk"))


def build_town(start: datetime, plan: NightPlan | None = None) -> Town:
    """Return a town whose night begins at `start`."""
    night = invent(plan)
    return Town(night, hang(night.receivers), start)


def send(town: Town, picks: pl.DataFrame, *, moment: datetime) -> None:
    """Let each pick come in at this moment, one message for each receiver."""
    zero = to_us(town.start)
    messages: list[tuple[int, Message]] = []
    for (code,), part in picks.partition_by("receiver", as_dict=True).items():
        heard = (Heard(zero + at, level, snr, clock) for _, at, level, snr, clock in part.rows())
        messages.append((town.numbers[str(code)], Message(1, tuple(heard))))
    keep_messages(messages, moment=moment)


def live_through(
    town: Town,
    arrivals: np.ndarray,
    picks: pl.DataFrame,
    *,
    seconds: int = 40,
    stops: Iterable[int] = (),
) -> None:
    """Let picks come in at their arrivals (s), and the locator look every second.

    At the seconds of `stops` the locator is thrown away and begins again from the tables.
    """
    locator = open_locator(town, 0)
    for second in range(seconds + 1):
        here = (arrivals > second - 1) & (arrivals <= second)
        if here.any():
            send(town, picks.filter(here), moment=town.start + second * SECOND)
        if second in stops:
            locator = open_locator(town, second)
        locator.step(moment=town.start + second * SECOND)
    for _ in range(200):
        locator.hurry()
        locator.step(moment=town.start + seconds * SECOND)
        if find_waiting(locator.watch) is None:
            break
    assert find_waiting(locator.watch) is None


def open_locator(town: Town, second: float) -> LiveLocator:
    """Return a locator that begins at so many seconds of the night."""
    moment = town.start + second * SECOND
    return LiveLocator(read_layout(), listening=LIVE, moment=moment, executor=Here())


def tell_finals() -> list[tuple[object, ...]]:
    """Return all final bangs with the arrivals they rest on."""
    arrivals: dict[int, list[tuple[str, int]]] = {}
    for bang, code, at in models.BangPick.objects.order_by("at_us", "receiver_id").values_list(
        "bang_id", "receiver__code", "at_us"
    ):
        arrivals.setdefault(bang, []).append((code, at))
    rows = models.Bang.objects.filter(stage=Stage.FINAL).order_by("moment", "x")
    return [
        (one.moment, one.x, one.y, one.sd_major_m, one.score, one.bangs, tuple(arrivals[one.pk]))
        for one in rows
    ]


def find_true(town: Town) -> list[bool]:
    """Return of each true bang whether a final one lies within 25 m and 0.2 s."""
    found = [
        (to_us(one.moment) - to_us(town.start), one.x, one.y)
        for one in models.Bang.objects.filter(stage=Stage.FINAL)
    ]
    return [
        any(abs(at - a) < 2e5 and np.hypot(x - b, y - c) < 25 for a, b, c in found)
        for at, x, y in town.night.truth.select("at_us", "x", "y").rows()
    ]
