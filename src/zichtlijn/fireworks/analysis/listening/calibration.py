"""The bangs themselves tell the wind, the speed of sound and which clock runs late."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from zichtlijn.fireworks.analysis.association.shapes import Air, Codes, Ears, Floats
from zichtlijn.fireworks.analysis.listening.settled import Bang
from zichtlijn.fireworks.terms import Listening

FEWEST_RECEIVERS = 6
MOST_BANGS = 240
ROUNDS = 8
SPEED_SD, GIVEN_SPEED_SD = 6.0, 1.2  # m/s: ten degrees, two degrees
WIND_SD, GIVEN_WIND_SD = 6.0, 1.5  # m/s
OFFSET_SD_S = 0.005
HELD = 1e-6  # so sure that it does not move
SURE_OFFSET_SD_S = 0.0002
AIR_COLUMNS = 3


class Calibration(NamedTuple):
    """The air and the clocks that fit a period's bangs best."""

    air: Air
    offsets: Floats  # s, per receiver: how far its clock runs late
    bangs: int
    wind_sd: float  # m/s, of the worse of the two components
    speed_sd: float  # m/s


class _Fit(NamedTuple):
    """Speed, wind x, wind y and the clock offsets, and the variance of each."""

    common: Floats
    variance: Floats


class _Arrivals(NamedTuple):
    """All arrivals of the chosen bangs, one after another."""

    bang: Codes
    receiver: Codes
    at: Floats  # s from the bang's first guess


def is_good(bang: Bang) -> bool:
    """Return whether a bang may teach: within the receivers, heard by many, no echo."""
    return len(bang.receivers) >= FEWEST_RECEIVERS and not bang.ghost and not bang.outside


def derive_calibration(
    ears: Ears,
    bangs: Sequence[Bang],
    *,
    receivers: int,
    sigma: float,
    listening: Listening,
    prior: Air,
) -> Calibration:
    """Fit speed, wind, clock offsets and all places and moments together.

    Gauss-Newton on the arrivals of the best bangs with Cauchy weights; each bang's own x, y
    and moment are eliminated (Schur complement), so the work grows with the number of bangs
    and not with its cube. `prior` is what the air was taken to be; known weather holds it.
    """
    best = sorted(bangs, key=lambda bang: (-bang.score, bang.at))[:MOST_BANGS]
    arrivals = _lay_out(best)
    places = np.array([[bang.x, bang.y, 0.0] for bang in best])
    expected = np.array([*prior, *np.zeros(receivers)])
    first = _fit(ears, arrivals, places, expected, _trust(listening, OFFSET_SD_S, receivers), sigma)
    heard = np.bincount(arrivals.receiver, minlength=receivers) > 0
    clocks = first.common[AIR_COLUMNS:][heard]
    spread = np.mean(clocks**2) - np.mean(first.variance[AIR_COLUMNS:][heard])
    clock_sd = float(np.sqrt(max(float(spread), SURE_OFFSET_SD_S**2)))
    fit = _fit(ears, arrivals, places, expected, _trust(listening, clock_sd, receivers), sigma)
    return Calibration(
        Air(*(float(value) for value in fit.common[:AIR_COLUMNS])),
        fit.common[AIR_COLUMNS:],
        len(best),
        float(np.sqrt(fit.variance[1:AIR_COLUMNS].max())),
        float(np.sqrt(fit.variance[0])),
    )


def derive_speed(
    ears: Ears, bangs: Sequence[Bang], *, offsets: Floats, sigma: float, air: Air
) -> Calibration:
    """Fit the speed of sound alone, from however few bangs; wind and clocks stay as they are.

    One bang amid eight receivers tells the speed to some metres per second, because far
    receivers hear it too early or too late. The temperature may be ten degrees off before.
    """
    best = sorted(bangs, key=lambda bang: (-bang.score, bang.at))[:MOST_BANGS]
    places = np.array([[bang.x, bang.y, 0.0] for bang in best])
    precision = np.array([SPEED_SD, *np.full(2 + len(offsets), HELD)]) ** -2.0
    expected = np.array([*air, *offsets])
    fit = _fit(ears, _lay_out(best), places, expected, precision, sigma)
    return Calibration(
        Air(float(fit.common[0]), air.wind_x, air.wind_y),
        offsets,
        len(best),
        wind_sd=float("nan"),
        speed_sd=float(np.sqrt(fit.variance[0])),
    )


def _fit(
    ears: Ears,
    arrivals: _Arrivals,
    places: Floats,
    expected: Floats,
    precision: Floats,
    sigma: float,
) -> _Fit:
    common, places = expected.copy(), places.copy()
    for _ in range(ROUNDS):
        normal, right, own, held = _sum_up(ears, arrivals, places, common, sigma)
        normal += np.diag(precision)
        step = np.linalg.solve(normal, right + precision * (expected - common))
        places += own - held @ step
        common += step
    return _Fit(common, np.diag(np.linalg.inv(normal)))


def _lay_out(bangs: Sequence[Bang]) -> _Arrivals:
    counts = [len(bang.receivers) for bang in bangs]
    return _Arrivals(
        np.repeat(np.arange(len(bangs)), counts),
        np.concatenate([bang.receivers for bang in bangs]),
        np.concatenate([(bang.arrivals - bang.at) / 1e6 for bang in bangs]),
    )


def _trust(listening: Listening, clock_sd: float, receivers: int) -> Floats:
    """Return one over the variance of what is known beforehand."""
    speed = SPEED_SD if listening.temperature_c is None else GIVEN_SPEED_SD
    wind = [
        WIND_SD if given is None else GIVEN_WIND_SD
        for given in (listening.wind_x, listening.wind_y)
    ]
    return np.array([speed, *wind, *np.full(receivers, clock_sd)]) ** -2.0


def _sum_up(
    ears: Ears, arrivals: _Arrivals, places: Floats, common: Floats, sigma: float
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the normal equations of air and clocks, and how each place follows from them.

    The last two: the step (bangs, 3) that a place wants by itself, and (bangs, 3, columns) how
    much of it is held back by a step of air and clocks.
    """
    own, shared, late = _differentiate(ears, arrivals, places, common)
    weights = 1.0 / (sigma**2 * (1.0 + (late / (2.0 * sigma)) ** 2))
    starts = np.searchsorted(arrivals.bang, np.arange(len(places)))
    weighed = weights[:, None] * own
    square = np.add.reduceat(weighed[:, :, None] * own[:, None, :], starts)
    cross = np.add.reduceat(weighed[:, :, None] * shared[:, None, :], starts)
    pull = np.add.reduceat(weighed * late[:, None], starts)
    inverse = np.linalg.pinv(square, hermitian=True)
    held = inverse @ cross
    normal = shared.T @ (weights[:, None] * shared) - np.einsum("bij,bik->jk", cross, held)
    right = shared.T @ (weights * late) - np.einsum("bij,bi->j", held, pull)
    return normal, right, np.einsum("bij,bj->bi", inverse, pull), held


def _differentiate(
    ears: Ears, arrivals: _Arrivals, places: Floats, common: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return the slopes to place and moment, those to air and clocks, and the lateness (s)."""
    speed, wind_x, wind_y = common[:AIR_COLUMNS]
    place = places[arrivals.bang]
    dx = ears.x[arrivals.receiver] - place[:, 0]
    dy = ears.y[arrivals.receiver] - place[:, 1]
    height = ears.height[arrivals.receiver]
    along = dx * wind_x + dy * wind_y
    square = speed**2 - wind_x**2 - wind_y**2
    flight = (np.sqrt(along**2 + square * (dx**2 + dy**2 + height**2)) - along) / square
    px, py = dx - wind_x * flight, dy - wind_y * flight
    divisor = wind_x * px + wind_y * py + speed**2 * flight
    own = np.column_stack([-px / divisor, -py / divisor, np.ones(len(flight))])
    air = -np.column_stack([speed * flight**2, flight * px, flight * py]) / divisor[:, None]
    clocks = np.zeros((len(flight), len(common) - AIR_COLUMNS))
    clocks[np.arange(len(flight)), arrivals.receiver] = 1.0
    offsets = common[AIR_COLUMNS:][arrivals.receiver]
    late = arrivals.at - place[:, 2] - flight - offsets
    return own, np.column_stack([air, clocks]), late
