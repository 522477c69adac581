"""The bundles of arrays that the kernels of this room hand to each other."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Air(NamedTuple):
    """What sound travels through: m/s, the wind being that towards which it blows."""

    speed: float
    wind_x: float
    wind_y: float


class Ears(NamedTuple):
    """Where the receivers are, and which of them can hear a same bang."""

    x: Floats
    y: Floats
    height: Floats  # above the street below, m
    near_starts: Codes  # near[near_starts[a]:near_starts[a + 1]]: within reach of a, a included
    near: Codes
    triples: Codes  # (T, 3): three receivers that fix a place between them
    audible: float
    box: Floats  # lowest and highest x, lowest and highest y of a bang


class Heard(NamedTuple):
    """The picks of a stretch of time: sorted by receiver, then by time."""

    starts: Codes  # picks of receiver j: starts[j]:starts[j + 1]
    at: Floats  # seconds from the stretch's base, clock offsets taken off
    used: Flags  # explained by a bang; the kernels set it
    background: Floats  # chance arrivals per second that this pick could be; the kernels set it


class Odds(NamedTuple):
    """What was learnt from the bangs so far, and what it takes to be one."""

    sigma: float  # timing noise, s
    hit: Floats  # per receiver: chance that it reports a bang within reach
    rate: Floats  # per receiver: picks per second of any origin
    rest: Floats  # per receiver: picks per second that no bang and no echo explains
    echo_edges: Floats  # lags after a direct arrival, s
    echo: Floats  # extra picks per second in each of these lags
    least_receivers: float
    fewest_receivers: float  # will do where nearly all did that were expected to
    nearly_all: float
    alive: float  # a receiver with a lower hit rate does not listen
    damaged: float  # where more than this share does not, the fewest will do
    least_share: float  # of the receivers that were expected to report it
    promise: float  # of score, asked of a seed before it is refined
    first_score: float  # asked while nothing is explained yet
    last_score: float  # asked when the clear bangs and their echoes are explained
    shadow: float  # so much more is asked of what may be the echo of a stronger bang


class Span(NamedTuple):
    """Which moments a search looks at, seconds from the stretch's base."""

    start: float
    stop: float
    horizon: float  # arrivals after this moment could not be known


class Scene(NamedTuple):
    """Everything a search looks at, in one."""

    ears: Ears
    heard: Heard
    air: Air
    odds: Odds
    span: Span


class Bangs(NamedTuple):
    """Bangs that were found, best first; row i of each array is one bang."""

    place: Floats  # (n, 3): x, y, seconds from the base
    score: Floats
    anchor: Codes  # the receiver whose `near` list the columns of matched follow
    matched: Codes  # (n, widest near list): pick, SILENT or OUT_OF_REACH


def take_rows(bangs: Bangs, rows: Codes) -> Bangs:
    """Return these of the bangs, in this order."""
    return Bangs(bangs.place[rows], bangs.score[rows], bangs.anchor[rows], bangs.matched[rows])


SILENT = -1
OUT_OF_REACH = -2
