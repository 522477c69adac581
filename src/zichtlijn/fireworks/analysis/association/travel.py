"""How long sound is under way, in air that moves."""

from math import sqrt

import numpy as np
from numba import njit

from zichtlijn.fireworks.analysis.association.shapes import Air

SPEED_AT_0_C = 331.3
KELVIN = 273.15


def derive_sound_speed(temperature_c: float) -> float:
    """Return the speed of sound in still air, m/s.

    >>> round(derive_sound_speed(20.0), 1)
    343.2
    """
    return float(SPEED_AT_0_C * np.sqrt(1.0 + temperature_c / KELVIN))


@njit(cache=True, nogil=True)
def fly(dx: float, dy: float, dz: float, air: Air) -> float:
    """Return the seconds that sound needs over (dx, dy, dz) metres from bang to receiver.

    A wave front grows with the speed of sound around a centre that drifts with the wind,
    so |d - w t| = c t; this is its positive root.
    """
    along = dx * air.wind_x + dy * air.wind_y
    square = air.speed * air.speed - air.wind_x * air.wind_x - air.wind_y * air.wind_y
    return (sqrt(along * along + square * (dx * dx + dy * dy + dz * dz)) - along) / square


@njit(cache=True, nogil=True)
def slope(dx: float, dy: float, seconds: float, air: Air) -> tuple[float, float]:
    """Return how the flight time changes as the bang moves one metre in x and in y, s/m."""
    px = dx - air.wind_x * seconds
    py = dy - air.wind_y * seconds
    divisor = air.speed * air.speed * seconds + air.wind_x * px + air.wind_y * py
    if divisor < 1e-9:
        return 0.0, 0.0
    return -px / divisor, -py / divisor
