"""The rate of change of the whole, with an honest interval."""

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.terms import Interval

BIAS_FLOOR = 0.06
"""Half-width in ln(rate) that more observations do not take away: the bias of planted trials."""

SLOWEST, FASTEST = 1e-4, 1.5
"""Jumps per person and unit that are tried."""

STAND_STILL = SLOWEST  # stands for nobody moving
STILL_POSSIBLE = 1.35  # half the 90 % point of chi-square with one degree of freedom


def derive_change(
    rates: NDArray[np.float64], *, standing_still_loses: float
) -> tuple[float, Interval]:
    """Return the share of people who change group per unit, and its 90 % interval.

    rates: kept draws of the jump rate. standing_still_loses: log-likelihood lost when nobody
    moves; under 1.35 the interval begins at 0.

    >>> derive_change(np.array([0.02, 0.03, 0.04]), standing_still_loses=100.0)
    (0.0295..., Interval(low=0.0205..., high=0.0383...))
    """
    change = float(np.mean(-np.expm1(-rates)))
    middle = np.log(-np.log1p(-change))
    low, high = np.quantile(np.log(rates), [0.05, 0.95])
    below = np.hypot(middle - low, BIAS_FLOOR)
    above = np.hypot(high - middle, BIAS_FLOOR)
    ends = -np.expm1(-np.exp(middle + np.array([-below, above])))
    if standing_still_loses < STILL_POSSIBLE:
        ends[0] = 0.0
    return change, Interval(float(ends[0]), float(ends[1]))


def lies_at_border(rates: NDArray[np.float64]) -> bool:
    """Tell whether the jump rate runs against the fastest that was tried."""
    return bool(np.mean(rates) > 0.8 * FASTEST)
