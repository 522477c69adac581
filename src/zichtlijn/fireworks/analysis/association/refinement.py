"""Move a bang to where its arrivals want it, let no single arrival pull, and weigh the outcome."""

from math import hypot, log, pi, sqrt

import numpy as np
from numba import njit

from zichtlijn.fireworks.analysis.association.nearest import find_nearest
from zichtlijn.fireworks.analysis.association.shapes import (
    OUT_OF_REACH,
    SILENT,
    Codes,
    Floats,
    Scene,
)
from zichtlijn.fireworks.analysis.association.travel import fly, slope

LONGEST_STEP_M = 60.0
NARROWING = 0.6
SMALLEST_GATE_S = 0.004
GATE_SIGMAS = 4.0


@njit(cache=True, nogil=True)
def refine(scene: Scene, anchor: int, place: Floats, gate: float, rounds: int) -> int:
    """Move `place` (x, y, s) in rounds; return how many picks held it, 0 where it got lost.

    Gauss-Newton on flight times with Tukey's biweight (Beaton and Tukey 1974, Technometrics
    16, 147). The gate narrows from `gate` to four sigma, so that what seemed near at first
    may drop out.
    """
    narrowest = max(GATE_SIGMAS * scene.odds.sigma, SMALLEST_GATE_S)
    normal = np.zeros(9)
    count = 0
    for _ in range(rounds):
        count = _sum_up(scene, anchor, place, gate, normal)
        if count < 3:
            return 0
        moved = _step(normal, place)
        if moved < 0.0:
            return 0
        if gate <= narrowest and moved < 0.01:
            break
        gate = max(gate * NARROWING, narrowest)
    return count


@njit(cache=True, nogil=True)
def _sum_up(scene: Scene, anchor: int, place: Floats, gate: float, normal: Floats) -> int:
    """Fill the normal equations (xx, xy, xt, yy, yt, tt, and x, y, t on the right)."""
    ears, heard, air = scene.ears, scene.heard, scene.air
    normal[:] = 0.0
    count = 0
    for at in range(ears.near_starts[anchor], ears.near_starts[anchor + 1]):
        j = ears.near[at]
        dx = ears.x[j] - place[0]
        dy = ears.y[j] - place[1]
        if dx * dx + dy * dy > ears.audible * ears.audible:
            continue
        seconds = fly(dx, dy, ears.height[j], air)
        pick = find_nearest(heard, j, place[2] + seconds, gate)
        if pick < 0:
            continue
        count += 1
        late = heard.at[pick] - place[2] - seconds
        weight = (1.0 - (late / gate) ** 2) ** 2
        gx, gy = slope(dx, dy, seconds, air)
        normal[0] += weight * gx * gx
        normal[1] += weight * gx * gy
        normal[2] += weight * gx
        normal[3] += weight * gy * gy
        normal[4] += weight * gy
        normal[5] += weight
        normal[6] += weight * gx * late
        normal[7] += weight * gy * late
        normal[8] += weight * late
    return count


@njit(cache=True, nogil=True)
def _step(normal: Floats, place: Floats) -> float:
    """Move the place by one step and return its length in metres, -1 where none is fixed."""
    if normal[5] <= 1e-9:
        return -1.0
    xx = normal[0] - normal[2] * normal[2] / normal[5]
    xy = normal[1] - normal[2] * normal[4] / normal[5]
    yy = normal[3] - normal[4] * normal[4] / normal[5]
    right_x = normal[6] - normal[2] * normal[8] / normal[5]
    right_y = normal[7] - normal[4] * normal[8] / normal[5]
    turn = xx * yy - xy * xy
    if turn <= 1e-24:
        return -1.0
    x = (yy * right_x - xy * right_y) / turn
    y = (xx * right_y - xy * right_x) / turn
    length = hypot(x, y)
    shorter = min(1.0, LONGEST_STEP_M / max(length, 1e-9))
    x *= shorter
    y *= shorter
    place[0] += x
    place[1] += y
    place[2] += (normal[8] - normal[2] * x - normal[4] * y) / normal[5]
    return length * shorter


@njit(cache=True, nogil=True)
def match(scene: Scene, anchor: int, place: Floats, matched: Codes) -> tuple[int, float, float]:
    """Fill which pick of each receiver near the anchor is this bang's; return count, hope, damage.

    The hope is the number of receivers that should have reported it, the damage the share of
    receivers within earshot that do not listen.
    """
    ears, heard, air, odds, span = scene.ears, scene.heard, scene.air, scene.odds, scene.span
    gate = max(GATE_SIGMAS * odds.sigma, SMALLEST_GATE_S)
    first = ears.near_starts[anchor]
    count = 0
    hope = 0.0
    reached = 0
    deaf = 0
    for at in range(first, ears.near_starts[anchor + 1]):
        j = ears.near[at]
        dx = ears.x[j] - place[0]
        dy = ears.y[j] - place[1]
        matched[at - first] = OUT_OF_REACH
        if dx * dx + dy * dy > ears.audible * ears.audible:
            continue
        expected = place[2] + fly(dx, dy, ears.height[j], air)
        if expected > span.horizon:
            continue
        hope += odds.hit[j]
        reached += 1
        if odds.hit[j] < odds.alive:
            deaf += 1
        matched[at - first] = find_nearest(heard, j, expected, gate)
        if matched[at - first] != SILENT:
            count += 1
    return count, hope, deaf / max(reached, 1)


@njit(cache=True, nogil=True)
def weigh(scene: Scene, anchor: int, place: Floats, matched: Codes) -> float:
    """Return ln of how much better one bang explains these picks and silences than chance does.

    Sum over reporting receivers of ln(hit / (sqrt(2 pi) sigma background)) - r^2 / (2 sigma^2),
    and over silent ones of ln(1 - hit).
    """
    ears, heard, air, odds = scene.ears, scene.heard, scene.air, scene.odds
    total = 0.0
    first = ears.near_starts[anchor]
    for at in range(first, ears.near_starts[anchor + 1]):
        pick = matched[at - first]
        if pick == OUT_OF_REACH:
            continue
        j = ears.near[at]
        if pick == SILENT:
            total += log(1.0 - odds.hit[j])
            continue
        dx = ears.x[j] - place[0]
        dy = ears.y[j] - place[1]
        late = heard.at[pick] - place[2] - fly(dx, dy, ears.height[j], air)
        density = sqrt(2.0 * pi) * odds.sigma * heard.background[pick]
        total += log(odds.hit[j] / density) - 0.5 * (late / odds.sigma) ** 2
    return total
