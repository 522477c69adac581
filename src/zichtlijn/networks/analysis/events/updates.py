"""A day's new observations added to yesterday's outcome."""

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.terms import (
    ChainSettings,
    Edition,
    EventStream,
    FittedGroups,
)
from zichtlijn.networks.analysis.incidence import Incidence


def keep_edition(incidence: Incidence, stream: EventStream, fitted: FittedGroups) -> Edition:
    """Return what tomorrow needs of today's fit."""
    raise NotImplementedError


def fold_in(
    incidence: Incidence,
    stream: EventStream,
    *,
    earlier: Edition,
    window_times: NDArray[np.float64],
    seed: int,
    settings: ChainSettings = ChainSettings(burn=6, keep=20),
) -> FittedGroups:
    """Go on from yesterday's groups with the events of today as groups of their own."""
    raise NotImplementedError
