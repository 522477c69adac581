"""The whole analysis: from presences to ties, groups, life lines and signals."""

from datetime import date

import polars as pl

from zichtlijn.networks.analysis.incidence import build_incidence
from zichtlijn.networks.analysis.signals import derive_signals
from zichtlijn.networks.analysis.study_figures import sum_up
from zichtlijn.networks.analysis.study_groups import (
    Progress,
    choose_groups,
    follow_events,
    name_observations,
)
from zichtlijn.networks.analysis.ties import choose_null_model, derive_ties
from zichtlijn.networks.analysis.windows import cut_windows
from zichtlijn.networks.terms import Analysis, AnalysisSettings, NullModel, WrongData


def analyse(
    presences: pl.DataFrame,
    *,
    settings: AnalysisSettings,
    null_model: NullModel | None = None,
    progress: Progress | None = None,
) -> Analysis:
    """Derive everything that follows from PRESENCES on `settings.as_of`.

    null_model: what chance is for a tie; None takes what fits the observations, within place
    and month where places were given, else plain.
    Same presences and settings give the same bytes. Raises WrongData when nothing was observed
    on or before `as_of`, WrongStep when the step gives too many windows.
    """
    say = progress or _say_nothing
    known = _keep_known(presences, as_of=settings.as_of)
    say("waarnemingen ordenen", 0.0)
    incidence = build_incidence(known, as_of=settings.as_of, gathering_size=settings.gathering_size)
    say("banden afleiden", 0.05)
    null_model = null_model or choose_null_model(incidence)
    ties = derive_ties(
        incidence,
        as_of=settings.as_of,
        half_life_days=settings.half_life_days,
        fdr=settings.fdr,
        null_model=null_model,
    )
    first_on = known["observed_on"].min()
    windows = cut_windows(first_on=first_on, last_on=settings.as_of, step=settings.step)  # type: ignore[arg-type]  # not null: known has rows
    events = follow_events(incidence, windows, settings, say)
    found = choose_groups(incidence, windows, settings, events, ties, say)
    say("signalen zoeken", 0.95)
    named = name_observations(incidence, found, events)
    signals = derive_signals(
        named, all_observations=incidence.observations, windows=windows, fdr=settings.fdr
    )
    say("klaar", 1.0)
    figures = sum_up(known, incidence, ties, found, events, null_model=null_model)
    return Analysis(
        settings,
        figures,
        ties,
        found.groups,
        found.group_windows,
        found.life_lines,
        signals,
        named.select("observation_id", "group"),
    )


def _keep_known(presences: pl.DataFrame, *, as_of: date) -> pl.DataFrame:
    known = presences.filter(pl.col("observed_on") <= as_of)
    if known.is_empty():
        raise WrongData(f"er zijn geen waarnemingen op of voor {as_of.isoformat()}")
    return known


def _say_nothing(words: str, share: float) -> None:
    """Keep quiet."""
