"""What a pick could be if it were not this bang: chance, or the echo of a bang already found."""

import numpy as np
from numba import njit

from zichtlijn.fireworks.analysis.association.nearest import find_nearest
from zichtlijn.fireworks.analysis.association.shapes import Floats, Odds, Scene
from zichtlijn.fireworks.analysis.association.travel import fly

FAR_SHARE = 0.5  # of bangs are still heard just beyond the audible distance
FAR_SIGMAS = 4.0
SHADOW_S = 1.2
SHADOW_M = 20.0
PLACE_COLUMNS = 2
SHADOW_SHARE = 0.8
SHADOW_RECEIVERS = 3


@njit(cache=True, nogil=True)
def explain(scene: Scene, rate: Floats) -> None:
    """Fill the background of every pick: the receiver's rate, and echoes of picks in use."""
    heard, odds = scene.heard, scene.odds
    longest = odds.echo_edges[odds.echo.shape[0]]
    for j in range(heard.starts.shape[0] - 1):
        for i in range(heard.starts[j], heard.starts[j + 1]):
            background = rate[j]
            for k in range(i - 1, heard.starts[j] - 1, -1):
                lag = heard.at[i] - heard.at[k]
                if lag >= longest:
                    break
                if heard.used[k]:
                    background += echo_after(odds, lag)
            heard.background[i] = background


@njit(cache=True, nogil=True)
def explain_after(scene: Scene, receiver: int, pick: int) -> None:
    """Add to the background of later picks what the echo of this one brings."""
    heard, odds = scene.heard, scene.odds
    longest = odds.echo_edges[odds.echo.shape[0]]
    for i in range(pick + 1, heard.starts[receiver + 1]):
        lag = heard.at[i] - heard.at[pick]
        if lag >= longest:
            return
        heard.background[i] += echo_after(odds, lag)


@njit(cache=True, nogil=True)
def explain_far(scene: Scene, anchor: int, place: Floats) -> None:
    """Add to the background of picks beyond usual earshot that come just when this bang would."""
    ears, heard, air = scene.ears, scene.heard, scene.air
    gate = FAR_SIGMAS * scene.odds.sigma
    for at in range(ears.near_starts[anchor], ears.near_starts[anchor + 1]):
        j = ears.near[at]
        dx = ears.x[j] - place[0]
        dy = ears.y[j] - place[1]
        if dx * dx + dy * dy <= ears.audible * ears.audible:
            continue
        pick = find_nearest(heard, j, place[2] + fly(dx, dy, ears.height[j], air), gate)
        if pick >= 0:
            heard.background[pick] += FAR_SHARE / (2.0 * gate)


@njit(cache=True, nogil=True)
def echo_after(odds: Odds, lag: float) -> float:
    """Return the extra picks per second so long after a direct arrival."""
    part = 0
    while lag >= odds.echo_edges[part + 1]:
        part += 1
    return float(odds.echo[part])


@njit(cache=True, nogil=True)
def is_shadow(traces: Floats, row: int) -> bool:
    """Return whether the bang of this row follows one of the rows above as an echo would.

    A row holds x, y and the arrival at each receiver. A facade makes a mirror image of the
    source, which several receivers agree on: elsewhere, and at three or more common receivers,
    at four in five of them later, and by less than 1.2 s in the middle.
    """
    lags = np.empty(traces.shape[1])
    for other in range(row):
        dx = traces[row, 0] - traces[other, 0]
        dy = traces[row, 1] - traces[other, 1]
        if dx * dx + dy * dy < SHADOW_M * SHADOW_M:
            continue
        common = 0
        later = 0
        for column in range(PLACE_COLUMNS, traces.shape[1]):
            lag = traces[row, column] - traces[other, column]
            if not np.isnan(lag):
                lags[common] = lag
                common += 1
                if lag > 0.0:
                    later += 1
        if common >= SHADOW_RECEIVERS and later >= SHADOW_SHARE * common:
            middle = np.median(lags[:common])
            if 0.0 < middle < SHADOW_S:
                return True
    return False
