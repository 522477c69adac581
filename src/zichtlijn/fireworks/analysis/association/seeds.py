"""Three arrivals at three receivers fix a place and a moment: the seeds of bangs.

Every triple of neighbouring receivers and every three of its picks that one bang could have
caused are tried, and all other receivers are asked whether they heard it too.
"""

from math import sqrt
from typing import NamedTuple

import numpy as np
from numba import njit

from zichtlijn.fireworks.analysis.association.nearest import find_first, is_heard
from zichtlijn.fireworks.analysis.association.shapes import Air, Ears, Floats, Scene
from zichtlijn.fireworks.analysis.association.travel import fly

ALIKE_M, ALIKE_S = 5.0, 0.015  # of the seeds in one such cell the best stands for all
GATE_S = 0.025  # a seed's own error included
SLOWER = 1.06  # wind may hold sound up by so much


class Votes(NamedTuple):
    """What each receiver's yes and no is worth, and how much must come of it."""

    gain: Floats
    loss: Floats
    least: float
    sharper: float  # what a yes is worth more once the place is refined
    promise: float  # the score that a seed must hold out


def find_seeds(scene: Scene) -> Floats:
    """Return the seeds that enough receivers agree with, best first: x, y, s, gain, anchor.

    Places by the closed form of three range differences (Bancroft 1985, IEEE Transactions on
    Aerospace and Electronic Systems 21, 56), in the frame that drifts with the wind.
    """
    odds = scene.odds
    chance = np.clip(2 * GATE_S * odds.rate, 1e-3, 1.0)
    votes = Votes(
        np.log(np.maximum(odds.hit / chance, 1e-3)),
        np.log1p(-odds.hit),
        odds.fewest_receivers,
        float(np.log(2 * GATE_S / (np.sqrt(2 * np.pi) * odds.sigma))),
        odds.promise,
    )
    room = 65_536
    while True:
        seeds = np.empty((room, 5))
        count = _try_triples(scene, votes, seeds)
        if count <= room:
            break
        room = count
    found = seeds[:count]
    found = found[np.argsort(-found[:, 3], kind="stable")]
    cells = np.floor(found[:, :3] / np.array([ALIKE_M, ALIKE_M, ALIKE_S])).astype(np.int64)
    _, first = np.unique(cells, axis=0, return_index=True)
    return np.asarray(found[np.sort(first)])


@njit(cache=True, nogil=True)
def _try_triples(scene: Scene, votes: Votes, seeds: Floats) -> int:
    """Fill `seeds` and return how many there are, also where they did not fit."""
    ears, heard, air, span = scene.ears, scene.heard, scene.air, scene.span
    count = 0
    for triple in range(ears.triples.shape[0]):
        a = ears.triples[triple, 0]
        b = ears.triples[triple, 1]
        c = ears.triples[triple, 2]
        reach_b = _longest_lag(ears, a, b, air)
        reach_c = _longest_lag(ears, a, c, air)
        reach_bc = _longest_lag(ears, b, c, air)
        from_a = find_first(heard, a, span.start)
        from_b = heard.starts[b]
        from_c = heard.starts[c]
        for i in range(from_a, heard.starts[a + 1]):
            first = heard.at[i]
            if first > span.horizon:
                break
            if heard.used[i]:
                continue
            while from_b < heard.starts[b + 1] and heard.at[from_b] < first - reach_b:
                from_b += 1
            while from_c < heard.starts[c + 1] and heard.at[from_c] < first - reach_c:
                from_c += 1
            for j in range(from_b, heard.starts[b + 1]):
                if heard.at[j] > first + reach_b:
                    break
                if heard.used[j]:
                    continue
                for k in range(from_c, heard.starts[c + 1]):
                    if heard.at[k] > first + reach_c:
                        break
                    if heard.used[k] or abs(heard.at[k] - heard.at[j]) > reach_bc:
                        continue
                    count = _try_picks(scene, votes, seeds, count, (a, b, c), (i, j, k))
    return count


@njit(cache=True, nogil=True)
def _longest_lag(ears: Ears, a: int, b: int, air: Air) -> float:
    distance = sqrt((ears.x[a] - ears.x[b]) ** 2 + (ears.y[a] - ears.y[b]) ** 2)
    return SLOWER * distance / air.speed + 0.5 * GATE_S


@njit(cache=True, nogil=True)
def _try_picks(
    scene: Scene,
    votes: Votes,
    seeds: Floats,
    count: int,
    triple: tuple[int, int, int],
    picks: tuple[int, int, int],
) -> int:
    """Solve one triple of picks, ask the others, and note down what is promising."""
    ears, heard, air, span = scene.ears, scene.heard, scene.air, scene.span
    a, b, c = triple
    lag_b = heard.at[picks[1]] - heard.at[picks[0]]
    lag_c = heard.at[picks[2]] - heard.at[picks[0]]
    solved, roots = _solve(
        ears.x[b] - ears.x[a] - air.wind_x * lag_b,
        ears.y[b] - ears.y[a] - air.wind_y * lag_b,
        ears.x[c] - ears.x[a] - air.wind_x * lag_c,
        ears.y[c] - ears.y[a] - air.wind_y * lag_c,
        air.speed * lag_b,
        air.speed * lag_c,
    )
    for root in range(solved):
        x, y, flight = roots[root]
        flight /= air.speed
        x += ears.x[a] - air.wind_x * flight
        y += ears.y[a] - air.wind_y * flight
        moment = heard.at[picks[0]] - flight
        if moment < span.start or moment >= span.stop:
            continue
        if x < ears.box[0] or x > ears.box[1] or y < ears.box[2] or y > ears.box[3]:
            continue
        total, agreeing = _ask(scene, votes, a, x, y, moment)
        promised = total + votes.sharper * agreeing
        if total > 0.0 and agreeing >= votes.least and promised > votes.promise:
            if count < seeds.shape[0]:
                seeds[count, 0] = x
                seeds[count, 1] = y
                seeds[count, 2] = moment
                seeds[count, 3] = total
                seeds[count, 4] = a
            count += 1
    return count


@njit(cache=True, nogil=True)
def _solve(
    bx: float, by: float, cx: float, cy: float, range_b: float, range_c: float
) -> tuple[int, tuple[tuple[float, float, float], tuple[float, float, float]]]:
    """Return how many places fit, and each place with its distance, all seen from receiver a.

    From |u| = r, |u - b| = r + range_b and |u - c| = r + range_c: u = p + q r, and r solves
    (q.q - 1) r^2 + 2 p.q r + p.p = 0.
    """
    nothing = (0.0, 0.0, 0.0)
    turn = bx * cy - by * cx
    half_b = 0.5 * (bx * bx + by * by - range_b * range_b)
    half_c = 0.5 * (cx * cx + cy * cy - range_c * range_c)
    px = (half_b * cy - half_c * by) / turn
    py = (bx * half_c - cx * half_b) / turn
    qx = (range_c * by - range_b * cy) / turn
    qy = (range_b * cx - range_c * bx) / turn
    square = qx * qx + qy * qy - 1.0
    middle = px * qx + py * qy
    rest = px * px + py * py
    inside = middle * middle - square * rest
    if inside < 0.0:
        if inside < -0.02 * middle * middle - 1e-9:
            return 0, (nothing, nothing)
        inside = 0.0
    least = max(0.0, -range_b, -range_c) - 1.0
    # r = rest / (-middle -+ sqrt(inside)): the form that also holds where `square` vanishes
    found = 0
    first = nothing
    second = nothing
    for sign in (-1.0, 1.0):
        divisor = -middle + sign * sqrt(inside)
        if abs(divisor) < 1e-12:
            continue
        r = rest / divisor
        if r < max(least, 0.0):
            continue
        if found == 0:
            first = (px + qx * r, py + qy * r, r)
        else:
            second = (px + qx * r, py + qy * r, r)
        found += 1
    return found, (first, second)


@njit(cache=True, nogil=True)
def _ask(
    scene: Scene, votes: Votes, anchor: int, x: float, y: float, moment: float
) -> tuple[float, int]:
    """Return what the receivers around say for this bang, and how many say it."""
    ears, heard, air, span = scene.ears, scene.heard, scene.air, scene.span
    total = 0.0
    agreeing = 0
    for place in range(ears.near_starts[anchor], ears.near_starts[anchor + 1]):
        j = ears.near[place]
        dx = ears.x[j] - x
        dy = ears.y[j] - y
        if dx * dx + dy * dy > ears.audible * ears.audible:
            continue
        expected = moment + fly(dx, dy, ears.height[j], air)
        if expected > span.horizon:
            continue
        if is_heard(heard, j, expected, GATE_S):
            total += votes.gain[j]
            agreeing += 1
        else:
            total += votes.loss[j]
    return total, agreeing
