"""Which person was in which group in which window, as sets."""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from collections.abc import Sequence

from zichtlijn.networks.analysis.events.terms import EventStream, FittedGroups, ShownGroups
from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.terms import Window


def locate_window_times(
    incidence: Incidence, stream: EventStream, *, windows: Sequence[Window]
) -> NDArray[np.float64]:
    """Return the middle of each window in the stream's units."""
    raise NotImplementedError


def derive_groups(
    incidence: Incidence,
    fitted: FittedGroups,
    *,
    shown: ShownGroups,
    windows: Sequence[Window],
) -> pl.DataFrame:
    """Return GROUPS: who was in which shown group in which window."""
    raise NotImplementedError
