"""How sure a place is, said honestly."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from benchmarks.fireworks.nights import measure_coverage
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.fireworks.analysis.listening.ellipses import (
    derive_bearing,
    derive_ellipse,
    derive_hull,
    is_outside,
)
from zichtlijn.fireworks.analysis.listening.layout import lay_out
from zichtlijn.fireworks.analysis.locating import locate
from zichtlijn.fireworks.analysis.simulation.night import NightPlan
from zichtlijn.fireworks.terms import Listening, Noise

STREETS_STRAIGHT = replace(Listening(), site_sd_m=0.0)  # an invented night has no streets


@settings(max_examples=50, deadline=None)
@given(st.floats(0.1, 50), st.floats(0.1, 50), st.floats(0, 179.9))
def test_an_ellipse_is_read_back_from_its_covariance(one: float, two: float, angle: float) -> None:
    turn = np.radians(angle)
    axes = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    long, short = max(one, two), min(one, two)
    ellipse = derive_ellipse(axes @ np.diag([long**2, short**2]) @ axes.T)
    assert (ellipse.major_m, ellipse.minor_m) == pytest.approx((long, short), rel=1e-6)
    if long > 1.01 * short:
        apart = abs(ellipse.angle_deg - angle) % 180.0
        assert min(apart, 180.0 - apart) < 1e-3


def test_the_true_place_lies_within_the_ellipse_as_often_as_it_says() -> None:
    inside = measure_coverage(NightPlan(16, 1500, Noise.MID, minutes=8), seeds=(1, 2))
    assert 0.92 <= inside <= 0.985


def test_beyond_the_receivers_the_direction_is_told(
    receivers: pl.DataFrame, hear: Callable[..., pl.DataFrame]
) -> None:
    picks = hear([(1.0, 1000.0, 500.0)])
    event = locate(receivers, picks, listening=STREETS_STRAIGHT).events
    assert event["outside"].to_list() == [True]
    assert event["bearing_deg"][0] == pytest.approx(90.0, abs=3.0)
    assert 0.0 < event["bearing_sd_deg"][0] < 3.0
    within = locate(receivers, hear([(1.0, 500.0, 500.0)]), listening=STREETS_STRAIGHT).events
    assert within["outside"].to_list() == [False]
    assert within["bearing_deg"].to_list() == [None]


def test_the_hull_is_the_outermost_receivers(receivers: pl.DataFrame) -> None:
    hull = derive_hull(lay_out(receivers, listening=Listening()))
    assert not is_outside(hull, x=500.0, y=500.0)
    assert not is_outside(hull, x=125.0, y=125.0)
    assert is_outside(hull, x=110.0, y=500.0)


def test_a_bearing_is_as_sure_as_the_place_is_across_the_line() -> None:
    hull = derive_hull(
        lay_out(
            pl.DataFrame(
                [
                    ("a", 0.0, 0.0, 9.0),
                    ("b", 200.0, 0.0, 9.0),
                    ("c", 0.0, 200.0, 9.0),
                    ("d", 200.0, 200.0, 9.0),
                ],
                schema=["receiver", "x", "y", "z"],
                orient="row",
            ),
            listening=Listening(),
        )
    )
    bearing = derive_bearing(hull, x=100.0, y=600.0, covariance=np.diag([25.0, 10_000.0]))
    assert bearing.degrees == pytest.approx(0.0)
    assert bearing.sd == pytest.approx(np.degrees(5.0 / 500.0))
