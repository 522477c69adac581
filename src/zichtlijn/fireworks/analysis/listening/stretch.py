"""Look at one stretch of time: lay its picks out for the kernels and peel the bangs off."""

from typing import NamedTuple

import numpy as np

from zichtlijn.fireworks.analysis.association.peeling import LOST, peel
from zichtlijn.fireworks.analysis.association.seeds import find_seeds
from zichtlijn.fireworks.analysis.association.shapes import (
    Air,
    Bangs,
    Codes,
    Ears,
    Floats,
    Heard,
    Odds,
    Scene,
    Span,
    take_rows,
)
from zichtlijn.fireworks.analysis.listening.buffer import Buffer, find_moment
from zichtlijn.fireworks.analysis.listening.demands import (
    DAMAGED,
    FEWEST,
    FIRST_ROUND_LESS,
    LEAST_SHARE,
    NEARLY_ALL,
    demand_of_shadows,
    demand_receivers,
    demand_score,
)
from zichtlijn.fireworks.analysis.listening.layout import keep_listening
from zichtlijn.fireworks.analysis.listening.learning import (
    ECHO_EDGES,
    Learned,
    derive_echoes,
    derive_hit_rates,
    derive_rates,
    derive_rest,
    derive_sigma,
)
from zichtlijn.fireworks.terms import Listening

MICRO = 1e-6
LOOKING_BACK_US = int(ECHO_EDGES[-1] * 1e6)
ALIVE = 0.2  # a receiver with a lower hit rate does not count as one that listens
SILENT_SHARE = 0.06  # of the usual pick rate: nothing in a minute where others have eight picks
SILENT_HIT = 0.05


class Setting(NamedTuple):
    """Where and in what air is listened, and what was learnt so far."""

    ears: Ears
    air: Air
    offsets: Floats  # s, per receiver: how far its clock runs late
    learned: Learned
    listening: Listening


class Search(NamedTuple):
    """What was found between two moments, in seconds from `base` (microseconds)."""

    bangs: Bangs
    heard: Heard
    rows: Codes  # for each pick of `heard` its row in the buffer
    base: int
    sigma: float
    hit: Floats
    unexplained: Floats  # picks per second at each receiver that no settled bang explains


def search(
    buffer: Buffer,
    setting: Setting,
    *,
    start: int,
    stop: int,
    horizon: int,
    earlier: Floats,
    promise: float,
) -> Search:
    """Find the bangs whose sound left between `start` and `stop`, heard until `horizon`.

    All in microseconds from the stream's start. `earlier` holds the traces of bangs before it,
    in seconds from `start`. Seeds must hold out so much more than the score that is asked.
    """
    count = len(setting.ears.x)
    first = find_moment(buffer, start - LOOKING_BACK_US, receivers=count)
    last = find_moment(buffer, horizon, receivers=count)
    starts = np.concatenate([[0], np.cumsum(last - first)]).astype(np.int64)
    rows = np.repeat(first - starts[:-1], last - first) + np.arange(starts[-1])
    heard = Heard(
        starts,
        (buffer.at[rows] - start) * MICRO - np.repeat(setting.offsets, last - first),
        buffer.used[rows],
        np.zeros(len(rows)),
    )
    odds, unexplained = _weigh_odds(buffer, setting, start=start, stop=stop, horizon=horizon)
    span = Span(0.0, (stop - start) * MICRO, (horizon - start) * MICRO)
    odds = odds._replace(promise=min(odds.first_score, odds.last_score) + promise)
    ears = keep_listening(setting.ears, odds.hit > ALIVE)
    scene = Scene(ears, heard, setting.air, odds, span)
    found = peel(scene, seeds=find_seeds(scene), earlier=earlier)
    bangs = take_rows(found, np.flatnonzero(found.score > LOST))
    return Search(bangs, heard, rows, start, odds.sigma, odds.hit, unexplained)


def _weigh_odds(
    buffer: Buffer, setting: Setting, *, start: int, stop: int, horizon: int
) -> tuple[Odds, Floats]:
    """Return what it takes to be a bang now, and the unexplained picks per second."""
    listening, learned = setting.listening, setting.learned
    rate, share = derive_rates(
        buffer, now=min(stop, horizon), settled=start, receivers=len(setting.ears.x)
    )
    echoes = derive_echoes(learned)
    usual = float(np.median(rate))
    hit = np.where(rate < SILENT_SHARE * usual, SILENT_HIT, derive_hit_rates(learned))
    least = listening.min_receivers or demand_receivers(int((hit > ALIVE).sum()))
    score = demand_score(usual) if listening.min_score is None else listening.min_score
    odds = Odds(
        sigma=derive_sigma(learned, prior_s=listening.sigma_ms / 1e3),
        hit=hit,
        rate=rate,
        rest=derive_rest(rate, share, echoes),
        echo_edges=ECHO_EDGES,
        echo=echoes,
        least_receivers=float(least),
        fewest_receivers=float(min(listening.min_receivers or FEWEST, least)),
        nearly_all=NEARLY_ALL,
        alive=ALIVE,
        damaged=DAMAGED,
        least_share=LEAST_SHARE if listening.min_receivers is None else 0.0,
        promise=LOST,
        first_score=score - FIRST_ROUND_LESS,
        last_score=score,
        shadow=demand_of_shadows(usual),
    )
    return odds, rate * (1.0 - share)
