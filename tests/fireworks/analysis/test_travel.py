"""How long a bang is under way to a roof."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.fireworks.analysis.association.shapes import Air
from zichtlijn.fireworks.analysis.association.travel import derive_sound_speed, fly, slope
from zichtlijn.fireworks.analysis.simulation.air import follow_sound

ways = st.floats(-800, 800)
winds = st.floats(-15, 15)


@pytest.mark.parametrize(("degrees", "speed"), [(0.0, 331.3), (5.0, 334.3), (20.0, 343.2)])
def test_sound_is_faster_on_a_warm_night(degrees: float, speed: float) -> None:
    assert derive_sound_speed(degrees) == pytest.approx(speed, abs=0.05)


def test_wind_carries_a_bang_along() -> None:
    assert fly(340.0, 0.0, 0.0, Air(340.0, 0.0, 0.0)) == pytest.approx(1.0)
    assert fly(345.0, 0.0, 0.0, Air(340.0, 5.0, 0.0)) == pytest.approx(1.0)
    assert fly(335.0, 0.0, 0.0, Air(340.0, -5.0, 0.0)) == pytest.approx(1.0)


@settings(max_examples=50, deadline=None)
@given(ways, ways, st.floats(0, 30), winds, winds)
def test_a_bang_takes_as_long_as_its_wave_followed_step_by_step(
    dx: float, dy: float, dz: float, east: float, north: float
) -> None:
    speed = float(np.sqrt(1.4 * 287.05 * 283.15))
    followed = follow_sound(
        np.zeros((1, 3)), np.array([[dx, dy, dz]]), temperature_c=10.0, wind=(east, north)
    )
    assert fly(dx, dy, dz, Air(speed, east, north)) == pytest.approx(followed[0, 0], abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(st.floats(5, 800), ways, winds, winds)
def test_moving_the_bang_changes_its_flight_by_the_slope(
    dx: float, dy: float, east: float, north: float
) -> None:
    air = Air(337.0, east, north)
    step = 1e-3
    by_x, by_y = slope(dx, dy, fly(dx, dy, 12.0, air), air)
    # the bang moves towards larger x, so its way to the receiver grows shorter
    numeric_x = (fly(dx - step, dy, 12.0, air) - fly(dx + step, dy, 12.0, air)) / (2 * step)
    numeric_y = (fly(dx, dy - step, 12.0, air) - fly(dx, dy + step, 12.0, air)) / (2 * step)
    assert (by_x, by_y) == pytest.approx((numeric_x, numeric_y), abs=1e-8)
