"""The whole analysis: from presences to ties, groups, life lines and signals."""

from collections.abc import Callable

import polars as pl

from zichtlijn.networks.terms import Analysis, AnalysisSettings

Progress = Callable[[str, float], None]
"""Called with what is being done (Dutch, for the screen) and the share done, 0-1."""


def analyse(
    presences: pl.DataFrame, *, settings: AnalysisSettings, progress: Progress | None = None
) -> Analysis:
    """Derive everything that follows from PRESENCES on `settings.as_of`."""
    raise NotImplementedError
