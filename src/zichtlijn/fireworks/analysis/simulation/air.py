"""How long sound is under way in an invented night: followed step by step, not solved."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

GAS = 287.05  # J/(kg K), dry air
RATIO = 1.4  # of its specific heats
STEPS = 12


def follow_sound(
    sources: Floats, receivers: Floats, *, temperature_c: float, wind: tuple[float, float]
) -> Floats:
    """Return seconds (sources, receivers) from (n, 3) to (m, 3) metres.

    The wind carries the wave along while it travels, so the way to go depends on the time it
    takes: guess the time, see where the wave's centre has drifted, and guess again. The speed
    is that of an ideal gas, sqrt(1.4 R T).

    >>> still = follow_sound(np.zeros((1, 3)), np.array([[343.0, 0.0, 0.0]]),
    ...                      temperature_c=20.0, wind=(0.0, 0.0))
    >>> round(float(still[0, 0]), 3)
    0.999
    """
    speed = np.sqrt(RATIO * GAS * (temperature_c + 273.15))
    drift = np.array([*wind, 0.0])
    ways = receivers[None, :, :] - sources[:, None, :]
    seconds = np.linalg.norm(ways, axis=2) / speed
    for _ in range(STEPS):
        seconds = np.linalg.norm(ways - seconds[:, :, None] * drift, axis=2) / speed
    return np.asarray(seconds)
