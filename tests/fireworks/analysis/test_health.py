"""Which receiver is silent, deaf or late."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from zichtlijn.fireworks.analysis.locating import locate
from zichtlijn.fireworks.analysis.simulation.night import Night, NightPlan, simulate
from zichtlijn.fireworks.terms import Health, Listening, Noise


@pytest.fixture(scope="module")
def night() -> Night:
    plan = NightPlan(16, 1000, Noise.MID, minutes=9)
    return simulate(plan, rng=np.random.default_rng(8))


def _health(night: Night, picks: pl.DataFrame, *, calibrate: bool) -> dict[str, str]:
    listening = replace(Listening(), calibrate=calibrate)
    found = locate(night.receivers, picks, listening=listening).receivers
    return dict(found.select("receiver", "health").iter_rows())


def test_a_receiver_that_dies_is_named_within_a_minute(night: Night) -> None:
    dies_us = 240_000_000
    heard = night.picks.filter((pl.col("receiver") != "r06") | (pl.col("at_us") < dies_us))
    now = heard.filter(pl.col("at_us") < dies_us + 60_000_000)
    health = _health(night, now, calibrate=False)
    assert health.pop("r06") == Health.SILENT
    assert set(health.values()) <= {Health.GOOD}


def test_a_healthy_network_has_no_complaints(night: Night) -> None:
    assert set(_health(night, night.picks, calibrate=True).values()) == {Health.GOOD}


def test_a_receiver_whose_picks_fit_nothing_is_deaf(night: Night) -> None:
    rng = np.random.default_rng(3)
    anywhere = pl.Series(rng.integers(0, 540_000_000, night.picks.height))
    picks = night.picks.with_columns(
        at_us=pl.when(pl.col("receiver") == "r02").then(anywhere).otherwise("at_us")
    )
    assert _health(night, picks, calibrate=False)["r02"] == Health.DEAF


@pytest.mark.parametrize("calibrate", [False, True])
def test_a_clock_ten_milliseconds_off_is_named(night: Night, calibrate: bool) -> None:
    picks = night.picks.with_columns(
        at_us=pl.when(pl.col("receiver") == "r11").then(pl.col("at_us") + 10_000).otherwise("at_us")
    )
    health = _health(night, picks, calibrate=calibrate)
    assert health.pop("r11") == Health.CLOCK
    assert set(health.values()) == {Health.GOOD}


def test_where_nothing_happened_nothing_is_said(night: Night) -> None:
    few = _health(night, night.picks.head(30), calibrate=False)
    assert Health.UNTRIED in few.values()
    assert Health.DEAF not in few.values()
