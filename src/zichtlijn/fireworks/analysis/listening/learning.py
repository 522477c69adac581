"""What the settled bangs teach: timing noise, who hears how well, and what echoes follow."""

from typing import NamedTuple

import numpy as np

from zichtlijn.fireworks.analysis.association.shapes import Codes, Floats
from zichtlijn.fireworks.analysis.listening.buffer import ROOM, Buffer, find_moment

ECHO_EDGES = np.array([0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1.2, 1.6, 2.4])
PRIOR_HIT = 0.75
PRIOR_HIT_WEIGHT = 10.0
PRIOR_ECHOES = 0.5  # echoes per direct arrival, on average
PRIOR_ECHO_S = 0.15  # after it
PRIOR_ECHO_WEIGHT = 30.0
PRIOR_SIGMA_WEIGHT = 100.0
SIGMA_RANGE_S = (0.002, 0.015)
RESIDUALS_KEPT = 600
FEWEST_FOR_RESIDUALS = 6
HITS_REMEMBERED = 150.0  # expected arrivals after which an old one counts for 1/e
ECHOES_REMEMBERED = 5_000.0
RATE_S = 60.0
SHORTEST_RATE_S = 10.0
LEFT_OVER_WEIGHT = 20.0


class Learned(NamedTuple):
    """Sums over what was settled so far; the priors are added when it is read."""

    residuals: Floats  # s, absolute, of bangs with six receivers or more; the newest last
    expected: Floats  # per receiver
    matched: Floats
    echoes: Floats  # unexplained picks in each lag beyond what chance brings
    directs: float  # direct arrivals whose echoes were counted
    waiting: Codes  # (n, 2): receiver and moment of direct arrivals still to be counted


def open_learned(receivers: int) -> Learned:
    """Return what is known before the first bang: nothing."""
    return Learned(
        np.empty(0),
        np.zeros(receivers),
        np.zeros(receivers),
        np.zeros(len(ECHO_EDGES) - 1),
        0.0,
        np.empty((0, 2), dtype=np.int64),
    )


def derive_sigma(learned: Learned, *, prior_s: float) -> float:
    """Return the timing noise, s: the prior weighed with the spread of the residuals."""
    count = len(learned.residuals)
    if count == 0:
        return prior_s
    spread = 1.4826 * float(np.median(learned.residuals))
    square = (PRIOR_SIGMA_WEIGHT * prior_s**2 + count * spread**2) / (PRIOR_SIGMA_WEIGHT + count)
    return float(np.clip(np.sqrt(square), *SIGMA_RANGE_S))


def derive_hit_rates(learned: Learned) -> Floats:
    """Return for each receiver the chance that it reports a bang within reach."""
    rates = (PRIOR_HIT * PRIOR_HIT_WEIGHT + learned.matched) / (PRIOR_HIT_WEIGHT + learned.expected)
    return np.asarray(np.clip(rates, 0.05, 0.95))


def derive_echoes(learned: Learned) -> Floats:
    """Return the extra picks per second in each lag after a direct arrival."""
    widths = np.diff(ECHO_EDGES)
    survival = np.exp(-ECHO_EDGES / PRIOR_ECHO_S)
    prior = PRIOR_ECHOES * (survival[:-1] - survival[1:])
    total = PRIOR_ECHO_WEIGHT * prior + np.maximum(learned.echoes, 0.0)
    return np.asarray(total / (PRIOR_ECHO_WEIGHT + learned.directs) / widths)


def derive_rates(
    buffer: Buffer, *, now: int, settled: int, receivers: int
) -> tuple[Floats, Floats]:
    """Return picks per second of each receiver over the last minute, and the share explained.

    `now` and `settled` are microseconds from the start; the share is over settled picks only.
    """
    since = now - int(RATE_S * 1e6)
    first = find_moment(buffer, since, receivers=receivers)
    last = find_moment(buffer, now, receivers=receivers)
    known = find_moment(buffer, settled, receivers=receivers)
    seconds = max((now - max(since, 0)) / 1e6, SHORTEST_RATE_S)
    explained = np.concatenate([[0], np.cumsum(buffer.used)])
    used = explained[known] - explained[first]
    share = (used + 0.5 * LEFT_OVER_WEIGHT) / (known - first + LEFT_OVER_WEIGHT)
    return np.asarray((last - first + 0.5) / seconds), np.asarray(share)


def derive_rest(rate: Floats, share: Floats, echoes: Floats) -> Floats:
    """Return the picks per second that neither a bang nor an echo explains."""
    per_direct = float((echoes * np.diff(ECHO_EDGES)).sum())
    return np.asarray(np.maximum(0.1 * rate, rate * (1.0 - share) - rate * share * per_direct))


def learn_hits(learned: Learned, *, expected: Codes, matched: Codes, residuals: Floats) -> Learned:
    """Add one bang: who should have reported it, who did, and how late (s)."""
    fade = np.ones(len(learned.expected))
    fade[expected] = np.exp(-1.0 / HITS_REMEMBERED)
    should = learned.expected * fade
    did = learned.matched * fade
    should[expected] += 1.0
    did[matched] += 1.0
    spread = learned.residuals
    if len(residuals) >= FEWEST_FOR_RESIDUALS:
        # three of the arrivals went into place and moment
        freed = np.abs(residuals) * np.sqrt(len(residuals) / (len(residuals) - 3.0))
        spread = np.concatenate([spread, freed])[-RESIDUALS_KEPT:]
    return learned._replace(expected=should, matched=did, residuals=spread)


def learn_echoes(learned: Learned, buffer: Buffer, *, settled: int, unexplained: Floats) -> Learned:
    """Count what followed each direct arrival, once all picks after it are settled."""
    ripe = learned.waiting[:, 1] + int(ECHO_EDGES[-1] * 1e6) <= settled
    if not ripe.any():
        return learned
    receiver, at = learned.waiting[ripe].T
    free = buffer.keys[~buffer.used]
    edges = (receiver * ROOM + at)[:, None] + np.round(ECHO_EDGES * 1e6).astype(np.int64)[None, :]
    seen = np.diff(np.searchsorted(free, edges), axis=1).sum(axis=0)
    counts = seen - unexplained[receiver].sum() * np.diff(ECHO_EDGES)
    fade = np.exp(-len(at) / ECHOES_REMEMBERED)
    return learned._replace(
        echoes=learned.echoes * fade + counts,
        directs=learned.directs * fade + len(at),
        waiting=learned.waiting[~ripe],
    )
