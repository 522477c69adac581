"""How firm the groups are: bootstraps of events, and fits without one source."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.terms import EventStream, FittedGroups, Stability
from zichtlijn.networks.analysis.incidence import Incidence


def bootstrap_groups(
    stream: EventStream,
    fitted: FittedGroups,
    *,
    window_times: NDArray[np.float64],
    seed: int,
    bootstraps: int = 20,
    progress: Callable[[float], None] | None = None,
) -> Stability:
    """Refit resampled events, each warm from the fit for 5 sweeps."""
    raise NotImplementedError


def leave_one_source_out(
    incidence: Incidence,
    stream: EventStream,
    fitted: FittedGroups,
    *,
    window_times: NDArray[np.float64],
    seed: int,
) -> Mapping[str, float] | None:
    """Return for each source how well the groups agree without it; None with one source."""
    raise NotImplementedError
