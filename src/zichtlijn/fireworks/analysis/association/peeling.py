"""The best bang takes its picks, then the next best, until what is left could be chance."""

import numpy as np
from numba import njit

from zichtlijn.fireworks.analysis.association.explaining import (
    PLACE_COLUMNS,
    explain,
    explain_after,
    explain_far,
    is_shadow,
)
from zichtlijn.fireworks.analysis.association.refinement import match, refine, weigh
from zichtlijn.fireworks.analysis.association.shapes import (
    OUT_OF_REACH,
    Bangs,
    Codes,
    Flags,
    Floats,
    Scene,
    take_rows,
)

FIRST_GATE_S, FIRST_ROUNDS = 0.04, 12
AGAIN_GATE_S, AGAIN_ROUNDS = 0.01, 8
SLACK = 6.0  # a candidate this far below the bar may still rise when others are explained
LOST = -1e9
NEIGHBOURHOOD_M = 60.0
NEIGHBOURHOOD_S = 0.15


def peel(scene: Scene, *, seeds: Floats, earlier: Floats) -> Bangs:
    """Return the bangs behind the picks, best first, and mark their picks as used.

    First round: any pick may be chance, so the score is asked against all picks. Second
    round: what the clear bangs left over is weighed against the leftovers and the echoes of
    those bangs only. Then each bang is tried once more with the picks that others let go.

    `earlier` has a row for each bang found before: x, y, and s at each receiver, NaN if silent.
    """
    odds = scene.odds
    candidates = _drop_doubles(_refine_seeds(scene, seeds))
    alive = np.ones(len(candidates.score), dtype=np.bool_)
    taken = np.empty(len(candidates.score), dtype=np.int64)
    empty = np.full((len(candidates.score), earlier.shape[1]), np.nan)
    traces, before = np.concatenate([earlier, empty]), len(earlier)
    explain(scene, odds.rate)
    count = _take_best(scene, candidates, alive, taken, 0, traces, before, odds.first_score)
    explain(scene, odds.rest)
    for bang in taken[:count]:
        explain_far(scene, candidates.anchor[bang], candidates.place[bang])
    _weigh_again(scene, candidates, alive)
    count = _take_best(scene, candidates, alive, taken, count, traces, before, odds.last_score)
    found = take_rows(candidates, taken[:count])
    _settle(scene, candidates, found)
    return found


def _refine_seeds(scene: Scene, seeds: Floats) -> Bangs:
    width = int(np.diff(scene.ears.near_starts).max())
    candidates = Bangs(
        seeds[:, :3].copy(),
        np.full(len(seeds), LOST),
        seeds[:, 4].astype(np.int64),
        np.full((len(seeds), width), OUT_OF_REACH, dtype=np.int64),
    )
    explain(scene, scene.odds.rate)
    _refine_all(scene, candidates)
    kept = candidates.score > min(scene.odds.first_score, scene.odds.last_score) - SLACK
    return take_rows(candidates, np.flatnonzero(kept))


def _drop_doubles(candidates: Bangs) -> Bangs:
    """Keep one of the candidates that rest on the same picks; a hash stands for the set."""
    picks = np.where(candidates.matched >= 0, candidates.matched + 1, 0).astype(np.uint64)
    mixed = picks * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    _, first = np.unique(mixed.sum(axis=1, dtype=np.uint64), return_index=True)
    return take_rows(candidates, np.sort(first))


@njit(cache=True, nogil=True)
def _refine_all(scene: Scene, candidates: Bangs) -> None:
    for i in range(candidates.score.shape[0]):
        candidates.score[i] = _judge(scene, candidates, i, FIRST_GATE_S, FIRST_ROUNDS)


@njit(cache=True, nogil=True)
def _judge_again(scene: Scene, candidates: Bangs, i: int) -> float:
    gate = max(4.0 * scene.odds.sigma, AGAIN_GATE_S)
    return float(_judge(scene, candidates, i, gate, AGAIN_ROUNDS))


@njit(cache=True, nogil=True)
def _judge(scene: Scene, candidates: Bangs, i: int, gate: float, rounds: int) -> float:
    """Refine candidate i with the picks that are free now; return its score, LOST where it fell."""
    anchor = candidates.anchor[i]
    place = candidates.place[i]
    if refine(scene, anchor, place, gate, rounds) == 0:
        return LOST
    box = scene.ears.box
    if place[0] < box[0] or place[0] > box[1] or place[1] < box[2] or place[1] > box[3]:
        return LOST
    matched = candidates.matched[i]
    count, hope, damage = match(scene, anchor, place, matched)
    odds = scene.odds
    if count < odds.least_share * hope:
        return LOST
    few_will_do = count >= odds.nearly_all * hope or damage > odds.damaged
    if count < (odds.fewest_receivers if few_will_do else odds.least_receivers):
        return LOST
    return float(weigh(scene, anchor, place, matched))


@njit(cache=True, nogil=True)
def _weigh_again(scene: Scene, candidates: Bangs, alive: Flags) -> None:
    for i in range(candidates.score.shape[0]):
        if alive[i]:
            candidates.score[i] = _judge_again(scene, candidates, i)
            alive[i] = candidates.score[i] > scene.odds.last_score - SLACK


@njit(cache=True, nogil=True)
def _take_best(
    scene: Scene,
    candidates: Bangs,
    alive: Flags,
    taken: Codes,
    count: int,
    traces: Floats,
    before: int,
    bar: float,
) -> int:
    """Take bangs until none is left above the bar; scores only fall, so looking again is enough."""
    while True:
        best = -1
        highest = bar
        for i in range(candidates.score.shape[0]):
            if alive[i] and candidates.score[i] >= highest:
                best = i
                highest = candidates.score[i]
        if best < 0:
            return count
        score = _judge_again(scene, candidates, best)
        candidates.score[best] = min(score, highest)
        if score <= bar - SLACK:
            alive[best] = False
            continue
        if score < highest - 1e-6:
            continue
        alive[best] = False
        _draw_trace(scene, candidates, best, traces[before + count])
        if score < scene.odds.shadow * bar and is_shadow(traces, before + count):
            continue
        _claim(scene, candidates, best)
        taken[count] = best
        count += 1


@njit(cache=True, nogil=True)
def _draw_trace(scene: Scene, candidates: Bangs, i: int, row: Floats) -> None:
    """Fill a row with the place of a bang and its arrivals."""
    row[:] = np.nan
    row[:PLACE_COLUMNS] = candidates.place[i, :PLACE_COLUMNS]
    first = scene.ears.near_starts[candidates.anchor[i]]
    for column in range(scene.ears.near_starts[candidates.anchor[i] + 1] - first):
        pick = candidates.matched[i, column]
        if pick >= 0:
            row[PLACE_COLUMNS + scene.ears.near[first + column]] = scene.heard.at[pick]


@njit(cache=True, nogil=True)
def _claim(scene: Scene, candidates: Bangs, i: int) -> None:
    """Take the picks of a bang, and say what else it explains."""
    first = scene.ears.near_starts[candidates.anchor[i]]
    for column in range(scene.ears.near_starts[candidates.anchor[i] + 1] - first):
        pick = candidates.matched[i, column]
        if pick >= 0:
            scene.heard.used[pick] = True
            explain_after(scene, scene.ears.near[first + column], pick)
    explain_far(scene, candidates.anchor[i], candidates.place[i])


@njit(cache=True, nogil=True)
def _settle(scene: Scene, candidates: Bangs, found: Bangs) -> None:
    """Let each bang, weakest first, give back its picks and take the best of what is free."""
    for bang in np.argsort(found.score):
        for pick in found.matched[bang]:
            if pick >= 0:
                scene.heard.used[pick] = False
        best = _judge_again(scene, found, bang)
        for i in range(candidates.score.shape[0]):
            if (
                abs(candidates.place[i, 2] - found.place[bang, 2]) > NEIGHBOURHOOD_S
                or abs(candidates.place[i, 0] - found.place[bang, 0]) > NEIGHBOURHOOD_M
                or abs(candidates.place[i, 1] - found.place[bang, 1]) > NEIGHBOURHOOD_M
            ):
                continue
            score = _judge_again(scene, candidates, i)
            if score > best + 1e-9:
                best = score
                found.place[bang] = candidates.place[i]
                found.anchor[bang] = candidates.anchor[i]
                found.matched[bang] = candidates.matched[i]
        found.score[bang] = best
        for pick in found.matched[bang]:
            if pick >= 0:
                scene.heard.used[pick] = True
