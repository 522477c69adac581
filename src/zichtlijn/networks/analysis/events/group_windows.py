"""Each group in each window as a set: headcount band, sources, agreement, fluidity in words."""

from collections.abc import Mapping, Sequence

import polars as pl

from zichtlijn.networks.analysis.events.terms import (
    EventStream,
    FittedGroups,
    ShownGroups,
    Stability,
)
from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.terms import Fluidity, Window


def derive_group_windows(
    incidence: Incidence,
    stream: EventStream,
    fitted: FittedGroups,
    *,
    shown: ShownGroups,
    stability: Stability,
    fluidity: Mapping[int, Fluidity],
    windows: Sequence[Window],
) -> pl.DataFrame:
    """Return GROUP_WINDOWS."""
    raise NotImplementedError
