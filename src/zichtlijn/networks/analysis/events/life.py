"""What befell each group in each window."""

from collections.abc import Sequence

import polars as pl

from zichtlijn.networks.analysis.events.terms import EventStream, FittedGroups, ShownGroups
from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.terms import Window


def derive_life_lines(
    incidence: Incidence,
    stream: EventStream,
    fitted: FittedGroups,
    *,
    shown: ShownGroups,
    windows: Sequence[Window],
) -> pl.DataFrame:
    """Return LIFE_LINES: seen, not seen, and only where the density allows it more."""
    raise NotImplementedError
