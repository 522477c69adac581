"""The figures of one study, all about the whole."""

import polars as pl

from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.analysis.study_events import Change, EventOutcome
from zichtlijn.networks.analysis.study_groups import FoundGroups
from zichtlijn.networks.terms import (
    Figures,
    Interval,
    Method,
    NullModel,
    TieCounts,
    TieStatus,
    Verdict,
)

DAYS_IN_MONTH = 30.0
NO_GROUP = "Geen groep is vaak genoeg gezien om te tonen."


def sum_up(
    known: pl.DataFrame,
    incidence: Incidence,
    ties: pl.DataFrame,
    found: FoundGroups,
    events: EventOutcome | None,
    *,
    null_model: NullModel,
) -> Figures:
    """Return the figures of contracts.md; none of them is about one person.

    Where nothing may be shown, rates are null and `refused_by` says why. Gains are those of the
    event model, also where its observations proved too dense and contacts were taken.
    """
    shown = events if found.method is Method.EVENTS else None
    refused_by = shown.refused_by if shown else None
    if refused_by is None and found.groups.is_empty():
        refused_by = NO_GROUP
    change = shown.change if shown and refused_by is None else None
    observed = known.unique("observation_id")
    return Figures(
        persons=len(incidence.people),
        observations=observed.height,
        gatherings=incidence.gatherings,
        ties=_count_ties(ties),
        groups=found.groups["group"].n_unique(),
        coverage=found.coverage,
        modularity=found.modularity,
        method=found.method,
        monthly_change=_per_month(change.value, change.unit_days) if change else None,
        monthly_change_interval=_interval_per_month(change) if change else None,
        monthly_change_is_at_least=change.is_at_least if change else False,
        gain=events.gain if events else None,
        gain_permuted_max=events.gain_permuted_max if events else None,
        verdict=Verdict.NOT_ENOUGH_OBSERVATIONS if refused_by else Verdict.GROUPS_FOUND,
        refused_by=refused_by,
        duplicates_merged=shown.duplicates_merged if shown else 0,
        sources=_share_of_sources(observed),
        leave_one_source_out=found.leave_one_source_out,
        null_model=null_model,
    )


def _count_ties(ties: pl.DataFrame) -> TieCounts:
    status = dict(ties.group_by("status").len().rows())
    return TieCounts(*(status.get(str(name), 0) for name in TieStatus))


def _interval_per_month(change: Change) -> Interval:
    low, high = change.interval.low, change.interval.high
    return Interval(_per_month(low, change.unit_days), _per_month(high, change.unit_days))


def _per_month(change: float, unit_days: float) -> float:
    """Turn a share per unit of time into a share per month of 30 days."""
    return float(1 - (1 - change) ** (DAYS_IN_MONTH / unit_days))


def _share_of_sources(observed: pl.DataFrame) -> dict[str, float]:
    counted = observed.group_by("source").len().sort("source")
    return {source: count / observed.height for source, count in counted.rows()}
