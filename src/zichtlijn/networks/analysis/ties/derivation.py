"""From who was where to TIES: weight, counts, p-value and status of every pair."""

from datetime import date

import polars as pl

from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.terms import NullModel


def derive_ties(
    incidence: Incidence,
    *,
    as_of: date,
    half_life_days: float = 90.0,
    fdr: float = 0.05,
    null_model: NullModel = NullModel.PLAIN,
) -> pl.DataFrame:
    """Weigh and test every pair that was seen together."""
    raise NotImplementedError


def choose_null_model(incidence: Incidence) -> NullModel:
    """Return the null model that fits what the observers wrote down."""
    raise NotImplementedError
