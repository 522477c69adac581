"""What is left of the ties without one source, and of one tie without one observation."""

from typing import NamedTuple

import polars as pl

from zichtlijn.kernel.frames import ColumnContract
from zichtlijn.networks.analysis.incidence import build_incidence
from zichtlijn.networks.analysis.ties import choose_null_model, derive_ties
from zichtlijn.networks.terms import AnalysisSettings, TieStatus

MOST_SOURCES = 12  # each costs a new derivation of all ties

WITHOUT_SOURCE = ColumnContract(
    "WITHOUT_SOURCE",
    {
        "source": pl.String,
        "ties": pl.Int64,
        "repeated": pl.Int64,
        "validated": pl.Int64,
    },
)
"""One row for each source: the ties that are left when it is left out."""


class TieWithout(NamedTuple):
    """What a tie is without one of its observations; None: no tie at all."""

    observation_id: str
    status: TieStatus | None


def derive_without_source(presences: pl.DataFrame, *, settings: AnalysisSettings) -> pl.DataFrame:
    """Derive all ties again without each source in turn.

    Takes PRESENCES. Returns WITHOUT_SOURCE in order of source; empty where there is one source,
    or more than twelve.
    """
    sources = presences["source"].unique().sort().to_list()
    if not 1 < len(sources) <= MOST_SOURCES:
        return WITHOUT_SOURCE.empty()
    rows = []
    for source in sources:
        left = _ties(presences.filter(pl.col("source") != source), settings)
        status = dict(left.group_by("status").len().rows())
        counts = [status.get(str(word), 0) for word in (TieStatus.REPEATED, TieStatus.VALIDATED)]
        rows.append((source, left.height, *counts))
    return pl.DataFrame(rows, schema=dict(WITHOUT_SOURCE.columns), orient="row")


def derive_tie_without(
    presences: pl.DataFrame,
    *,
    pair: tuple[str, str],
    observations: list[str],
    settings: AnalysisSettings,
) -> list[TieWithout]:
    """Say for each of these observations what the tie of `pair` would be without it.

    All ties are derived again, because a tie that is more than chance rests on all others too.
    """
    found = []
    for observation in observations:
        left = _ties(presences.filter(pl.col("observation_id") != observation), settings)
        ours = left.filter((pl.col("person_a") == pair[0]) & (pl.col("person_b") == pair[1]))
        status = None if ours.is_empty() else TieStatus(ours["status"].item())
        found.append(TieWithout(observation, status))
    return found


def _ties(presences: pl.DataFrame, settings: AnalysisSettings) -> pl.DataFrame:
    incidence = build_incidence(
        presences, as_of=settings.as_of, gathering_size=settings.gathering_size
    )
    return derive_ties(
        incidence,
        as_of=settings.as_of,
        half_life_days=settings.half_life_days,
        fdr=settings.fdr,
        null_model=choose_null_model(incidence),
    )
