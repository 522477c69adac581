"""The Markov chain: sweeps, merges, splits and rates."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.terms import (
    ChainSettings,
    EventStream,
    FittedGroups,
    StartLabels,
)


def fit_groups(
    stream: EventStream,
    *,
    window_times: NDArray[np.float64],
    seed: int,
    settings: ChainSettings = ChainSettings(),
    start: StartLabels | None = None,
    progress: Callable[[float], None] | None = None,
) -> FittedGroups:
    """Draw groups, memberships and the rate of change from their joint distribution."""
    raise NotImplementedError
