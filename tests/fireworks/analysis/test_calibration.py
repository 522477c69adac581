"""The bangs tell the wind, the speed of sound and the clocks."""

from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from zichtlijn.fireworks.analysis.association.travel import derive_sound_speed
from zichtlijn.fireworks.analysis.listening.calibration import is_good
from zichtlijn.fireworks.analysis.listening.stream import (
    Stream,
    add,
    calibrate,
    open_stream,
    settle,
)
from zichtlijn.fireworks.analysis.simulation.night import NightPlan, simulate
from zichtlijn.fireworks.terms import Listening, Noise

PLAN = NightPlan(16, 1500, Noise.MID, minutes=6)


def _listen(plan: NightPlan, listening: Listening) -> Stream:
    """Return a stream that has heard a whole night without calibrating."""
    night = simulate(plan, rng=np.random.default_rng(5))
    quiet = replace(listening, calibrate=False)
    stream = open_stream(night.receivers, listening=quiet, start_us=-4_000_000)
    return settle(add(stream, night.picks), until_us=600_000_000).stream


def test_a_windy_cold_night_is_recognised() -> None:
    stream = _listen(replace(PLAN, wind=(5.0, -3.0), temperature_c=2.0), Listening())
    found = calibrate(stream)
    assert found.bangs >= 60
    assert found.air.wind_x == pytest.approx(5.0, abs=0.7)
    assert found.air.wind_y == pytest.approx(-3.0, abs=0.7)
    assert found.air.speed == pytest.approx(derive_sound_speed(2.0), abs=1.5)
    assert found.wind_sd < 0.5


def test_a_clock_that_runs_late_is_recognised_and_good_ones_are_left_alone() -> None:
    night = simulate(PLAN, rng=np.random.default_rng(5))
    late = night.picks.with_columns(
        at_us=pl.when(pl.col("receiver") == "r07").then(pl.col("at_us") + 12_000).otherwise("at_us")
    )
    plain = replace(Listening(), calibrate=False)
    stream = open_stream(night.receivers, listening=plain, start_us=-4_000_000)
    stream = settle(add(stream, late), until_us=600_000_000).stream
    offsets = 1e3 * calibrate(stream).offsets
    # one look halves the error or better: picks that seem 12 ms late count for less
    assert 8.0 < offsets[6] - np.delete(offsets, 6).mean() < 13.0
    good = calibrate(_listen(PLAN, Listening()))
    assert np.abs(1e3 * good.offsets).max() < 0.5


def test_known_weather_holds_the_estimate() -> None:
    known = replace(Listening(), temperature_c=10.0, wind_x=0.0, wind_y=0.0)
    stream = _listen(replace(PLAN, minutes=2), Listening())
    free = calibrate(stream).air
    held = calibrate(replace(stream, setting=stream.setting._replace(listening=known))).air
    assert np.hypot(held.wind_x, held.wind_y) <= np.hypot(free.wind_x, free.wind_y) + 1e-6


def test_a_bang_beyond_the_receivers_or_a_possible_echo_teaches_nothing() -> None:
    stream = _listen(replace(PLAN, minutes=2), Listening())
    assert stream.good
    bang = stream.good[0]
    assert is_good(bang)
    assert not is_good(bang._replace(ghost=True))
    assert not is_good(bang._replace(outside=True))
    assert not is_good(bang._replace(receivers=bang.receivers[:5]))
