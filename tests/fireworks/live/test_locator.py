"""The map shows each bang once, whatever the network, the clock or the power did."""

from datetime import datetime, timedelta

import numpy as np
import polars as pl
import pytest
from django.db import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fireworks.live.towns import (
    SECOND,
    Town,
    build_town,
    find_true,
    live_through,
    open_locator,
    send,
    tell_finals,
)

from zichtlijn.fireworks import models
from zichtlijn.fireworks.analysis.simulation.night import NightPlan
from zichtlijn.fireworks.terms import Noise, Stage, State, to_us

Told = list[tuple[object, ...]]


@pytest.fixture
def town(db: None, moment: datetime) -> Town:
    return build_town(moment)


@pytest.fixture
def in_order(town: Town) -> Told:
    """What is kept when every pick comes in a tenth of a second after its moment."""
    live_through(town, _moments(town) + 0.1, town.night.picks)
    told = tell_finals()
    assert len(told) > 20
    _forget()
    return told


def _moments(town: Town) -> np.ndarray:
    return town.night.picks["at_us"].to_numpy() / 1e6


def _forget() -> None:
    for table in (models.Bang, models.Pick, models.Snapshot, models.Locator, models.Calibration):
        table.objects.all().delete()


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 2**31), st.floats(0.0, 20.0), st.sets(st.integers(3, 30), max_size=3))
def test_late_doubled_disordered_picks_and_stops_end_in_the_same_bangs(
    town: Town, in_order: Told, seed: int, late_s: float, stops: set[int]
) -> None:
    _forget()
    rng = np.random.default_rng(seed)
    count = town.night.picks.height
    delay = rng.exponential(0.2, count) + np.where(rng.random(count) < 0.2, late_s, 0.0)
    again = rng.choice(count, count // 4)
    rows = np.concatenate([np.arange(count), again])
    arrivals = _moments(town)[rows] + np.concatenate([delay, rng.uniform(0, 20, len(again))])
    order = rng.permutation(len(rows))
    live_through(town, arrivals[order], town.night.picks[rows[order]], stops=stops)
    assert tell_finals() == in_order
    assert not models.Bang.objects.filter(stage=Stage.PROVISIONAL).exists()


def test_a_dot_becomes_the_bang_it_was(town: Town) -> None:
    locator = open_locator(town, 0)
    seen: set[int] = set()
    for tenth in range(200):
        moment = town.start + tenth * SECOND / 10
        until = (tenth / 10 - 0.1) * 1e6
        send(town, _between(town, until - 1e5, until), moment=moment)
        locator.step(moment=moment)
        seen |= set(_numbers(Stage.PROVISIONAL))
    finals = set(_numbers(Stage.FINAL))
    assert len(seen & finals) >= 0.9 * len(finals) > 20
    assert len(seen - finals - set(_numbers(Stage.WITHDRAWN))) == 0


def _numbers(stage: Stage) -> list[int]:
    return list(models.Bang.objects.filter(stage=stage).values_list("pk", flat=True))


def _between(town: Town, since: float, until: float) -> pl.DataFrame:
    return town.night.picks.filter(pl.col("at_us").is_between(since, until, closed="left"))


def test_nothing_of_a_step_is_kept_when_the_disk_fails(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    locator = open_locator(town, 0)
    send(town, town.night.picks.filter(pl.col("at_us") < 9_000_000), moment=town.start + 9 * SECOND)

    def refuse(*_: object, **__: object) -> None:
        raise DatabaseError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(models.Locator, "save", refuse)
        with pytest.raises(DatabaseError):
            locator.step(moment=town.start + 12 * SECOND)
    assert not models.Bang.objects.exists()


def test_a_receiver_that_stays_silent_is_called_dead_within_a_minute(town: Town) -> None:
    locator = open_locator(town, 0)
    alive = models.Receiver.objects.exclude(code="r03")
    for second in range(0, 61, 5):
        now = town.start + second * SECOND
        (alive if second > 5 else models.Receiver.objects).update(heard_at=now)
        locator.step(moment=now)
    states = dict(models.Receiver.objects.values_list("code", "state"))
    assert states.pop("r03") == State.DEAD
    assert set(states.values()) == {State.GOOD}


def test_a_day_without_a_sound_is_no_work(town: Town) -> None:
    open_locator(town, 0).step(moment=town.start)
    day = timedelta(days=1)
    locator = open_locator(town, day / SECOND)
    for second in range(4):
        step = locator.step(moment=town.start + day + second * SECOND)
    assert step.behind_s < 5
    assert models.Locator.objects.get().settled_at is not None


def test_a_change_of_receivers_loses_no_bang(town: Town, in_order: Told) -> None:
    arrivals = _moments(town) + 0.1
    early = arrivals < 8
    live_through(town, arrivals[early], town.night.picks.filter(early), seconds=8)
    before = set(_numbers(Stage.FINAL))
    models.Receiver.objects.create(code="r99", x=990, y=990, z=15, state=State.NEW)
    send(town, town.night.picks.filter(~early), moment=town.start + 17 * SECOND)
    locator = open_locator(town, 17)
    for second in range(17, 25):
        locator.step(moment=town.start + second * SECOND)
    assert before <= set(_numbers(Stage.FINAL))
    assert len(_numbers(Stage.FINAL)) >= len(in_order) - 2
    used = list(models.BangPick.objects.values_list("receiver_id", "at_us"))
    assert len(used) == len(set(used)) > 100


def test_a_pick_counts_in_one_bang_only(town: Town) -> None:
    live_through(town, _moments(town) + 0.1, town.night.picks)
    used = list(models.BangPick.objects.values_list("receiver_id", "at_us"))
    assert len(used) == len(set(used)) > 100
    assert min(at for _, at in used) >= to_us(town.start)


def test_found_bangs_lie_where_it_banged(db: None, moment: datetime) -> None:
    town = build_town(moment, NightPlan(16, 2400, Noise.MID, minutes=0.5))
    live_through(town, _moments(town) + 0.1, town.night.picks)
    found = find_true(town)
    assert len(found) > 10
    assert sum(found) >= 0.9 * len(found)
