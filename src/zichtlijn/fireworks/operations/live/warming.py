"""Make the compiled kernels ready before the first bang, on an invented quarter of a minute."""

import numpy as np

from zichtlijn.fireworks.analysis.listening.stream import open_stream
from zichtlijn.fireworks.analysis.showing.watching import (
    Kept,
    advance,
    list_dots,
    open_watch,
    take_in,
)
from zichtlijn.fireworks.analysis.simulation.night import NightPlan, simulate
from zichtlijn.fireworks.terms import Listening

SECONDS = 6
RECEIVERS = 12
BANGS_PER_HOUR = 2_000.0


def warm_up(*, listening: Listening) -> int:
    """Locate an invented few seconds, which nobody sees; return how many bangs that gave."""
    plan = NightPlan(RECEIVERS, BANGS_PER_HOUR, minutes=SECONDS / 60)
    night = simulate(plan, rng=np.random.default_rng(1))
    stream = open_stream(night.receivers, listening=listening, start_us=0)
    watch = take_in(open_watch(Kept(stream, {})), night.picks)
    dots = list_dots(watch, until_us=SECONDS * 1_000_000)
    return len(dots) + len(advance(watch, until_us=60_000_000).events)
