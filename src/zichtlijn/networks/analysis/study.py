"""The whole analysis: from presences to ties, groups, life lines and signals."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import polars as pl

from zichtlijn.networks.analysis.contacts import follow_contact_groups
from zichtlijn.networks.analysis.contacts.without_source import leave_one_contact_source_out
from zichtlijn.networks.analysis.graphs.modularity import derive_modularity
from zichtlijn.networks.analysis.incidence import Incidence, build_incidence
from zichtlijn.networks.analysis.signals import derive_signals
from zichtlijn.networks.analysis.study_events import EventOutcome, follow_event_groups
from zichtlijn.networks.analysis.ties import choose_null_model, derive_ties
from zichtlijn.networks.analysis.windows import count_unit_days, cut_windows
from zichtlijn.networks.terms import (
    GROUP_WINDOWS,
    GROUPS,
    LIFE_LINES,
    Analysis,
    AnalysisSettings,
    Figures,
    Interval,
    Method,
    TieCounts,
    TieStatus,
    Verdict,
    Window,
    WrongData,
)

Progress = Callable[[str, float], None]
"""Called with what is being done (Dutch, for the screen) and the share done, 0-1."""

DAYS_IN_MONTH = 30.0


class _Groups(NamedTuple):
    """What either method says about groups."""

    method: Method
    groups: pl.DataFrame
    group_windows: pl.DataFrame
    life_lines: pl.DataFrame
    coverage: float
    modularity: float | None
    leave_one_source_out: dict[str, float] | None


def analyse(
    presences: pl.DataFrame, *, settings: AnalysisSettings, progress: Progress | None = None
) -> Analysis:
    """Derive everything that follows from PRESENCES on `settings.as_of`.

    Same presences and settings give the same bytes. Raises WrongData when nothing was observed
    on or before `as_of`, WrongStep when the step gives too many windows.
    """
    say = progress or _say_nothing
    known = presences.filter(pl.col("observed_on") <= settings.as_of)
    if known.is_empty():
        raise WrongData(f"er zijn geen waarnemingen op of voor {settings.as_of.isoformat()}")
    say("waarnemingen ordenen", 0.0)
    incidence = build_incidence(known, as_of=settings.as_of, gathering_size=settings.gathering_size)
    say("banden afleiden", 0.05)
    ties = derive_ties(
        incidence,
        as_of=settings.as_of,
        half_life_days=settings.half_life_days,
        fdr=settings.fdr,
        null_model=choose_null_model(incidence),
    )
    first_on = known["observed_on"].min()
    windows = cut_windows(first_on=first_on, last_on=settings.as_of, step=settings.step)  # type: ignore[arg-type]  # not null: known has rows
    events = _follow_events(incidence, windows, settings, say)
    found = _choose_groups(incidence, windows, settings, events, ties, say)
    say("signalen zoeken", 0.95)
    named = _name_observations(incidence, found, events)
    signals = derive_signals(
        named,
        all_observations=incidence.observations,
        windows=windows,
        fdr=settings.fdr,
    )
    say("klaar", 1.0)
    figures = _sum_up(known, incidence, ties, found, events)
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


def _follow_events(
    incidence: Incidence, windows: Sequence[Window], settings: AnalysisSettings, say: Progress
) -> EventOutcome | None:
    """Fit the event model, unless the reader asked for contacts only."""
    if settings.method is Method.CONTACTS:
        return None
    return follow_event_groups(
        incidence,
        windows=windows,
        unit_days=count_unit_days(settings.step),
        bootstraps=settings.bootstraps,
        seed=settings.seed,
        dense_is_final=settings.method is Method.AUTO,
        progress=lambda words, share: say(words, 0.1 + 0.6 * share),
    )


def _choose_groups(
    incidence: Incidence,
    windows: Sequence[Window],
    settings: AnalysisSettings,
    events: EventOutcome | None,
    ties: pl.DataFrame,
    say: Progress,
) -> _Groups:
    """Take the contacts where they were asked for, or where the events are too dense."""
    if events is None or (settings.method is Method.AUTO and events.beyond_density):
        say("groepen zoeken in contacten", 0.7)
        return _follow_contacts(incidence, windows, settings)
    if events.refused_by is not None:
        empty = GROUPS.empty(), GROUP_WINDOWS.empty(), LIFE_LINES.empty()
        return _Groups(Method.EVENTS, *empty, 0.0, None, None)
    last = events.groups.filter(pl.col("window_end") == pl.col("window_end").max())
    return _Groups(
        Method.EVENTS,
        events.groups,
        events.group_windows,
        events.life_lines,
        _measure_coverage(events.groups, len(incidence.people), len(windows)),
        derive_modularity(ties, groups=last),
        events.leave_one_source_out,
    )


def _follow_contacts(
    incidence: Incidence, windows: Sequence[Window], settings: AnalysisSettings
) -> _Groups:
    found = follow_contact_groups(
        incidence,
        windows=windows,
        half_life_days=settings.half_life_days,
        bootstraps=settings.bootstraps,
        seed=settings.seed,
    )
    without = leave_one_contact_source_out(
        incidence,
        found,
        windows=windows,
        half_life_days=settings.half_life_days,
        seed=settings.seed,
    )
    return _Groups(
        Method.CONTACTS,
        found.groups,
        found.group_windows,
        found.life_lines,
        found.coverage,
        found.modularity,
        without,
    )


def _measure_coverage(groups: pl.DataFrame, people: int, windows: int) -> float:
    """Return the share of all people that is placed, mean over the windows."""
    return groups.height / (people * windows) if people and windows else 0.0


def _name_observations(
    incidence: Incidence,
    found: _Groups,
    events: EventOutcome | None,
) -> pl.DataFrame:
    """Return the observations that belong to a group: observation columns and `group`.

    An event has its own group; a contact belongs to the group that both people share.
    """
    if found.method is Method.EVENTS:
        named = events.observation_groups if events is not None else None
        return _with_groups(incidence.observations, named)
    rows = pl.DataFrame(
        {
            "observation_id": incidence.observations["observation_id"].gather(
                _row_of_member(incidence)
            ),
            "observed_on": incidence.observations["observed_on"].gather(_row_of_member(incidence)),
            "person": incidence.people.gather(incidence.members),
        }
    )
    inside = rows.join(found.groups, on="person").filter(
        pl.col("observed_on").is_between(pl.col("window_start"), pl.col("window_end"))
    )
    shared = (
        inside.group_by("observation_id", "group")
        .agg(seen=pl.len())
        .join(incidence.observations.select("observation_id", "size"), on="observation_id")
        .filter((pl.col("seen") == pl.col("size")) & (pl.col("size") > 1))
        .select("observation_id", "group")
    )
    return _with_groups(incidence.observations, shared)


def _row_of_member(incidence: Incidence) -> pl.Series:
    return (
        pl.Series(range(incidence.observations.height), dtype=pl.UInt32)
        .repeat_by(incidence.observations["size"])
        .explode()
    )


def _with_groups(observations: pl.DataFrame, named: pl.DataFrame | None) -> pl.DataFrame:
    if named is None:
        return observations.with_columns(group=pl.lit("")).clear()
    return observations.join(named, on="observation_id", how="inner").sort(
        "observed_at", "observation_id"
    )


def _sum_up(
    known: pl.DataFrame,
    incidence: Incidence,
    ties: pl.DataFrame,
    found: _Groups,
    events: EventOutcome | None,
) -> Figures:
    status = dict(ties.group_by("status").len().rows())
    counts = TieCounts(*(status.get(str(name), 0) for name in TieStatus))
    shown = events if found.method is Method.EVENTS else None
    refused_by = events.refused_by if shown is not None and events is not None else None
    if refused_by is None and found.groups.is_empty():
        refused_by = "Geen groep is vaak genoeg gezien om te tonen."
    change = shown.change if shown is not None and refused_by is None else None
    observed = known.unique("observation_id")
    return Figures(
        persons=len(incidence.people),
        observations=observed.height,
        gatherings=incidence.gatherings,
        ties=counts,
        groups=found.groups["group"].n_unique(),
        coverage=found.coverage,
        modularity=found.modularity,
        method=found.method,
        monthly_change=_per_month(change.value, change.unit_days) if change else None,
        monthly_change_interval=Interval(
            _per_month(change.interval.low, change.unit_days),
            _per_month(change.interval.high, change.unit_days),
        )
        if change
        else None,
        monthly_change_is_at_least=change.is_at_least if change else False,
        gain=events.gain if events else None,
        gain_permuted_max=events.gain_permuted_max if events else None,
        verdict=Verdict.NOT_ENOUGH_OBSERVATIONS if refused_by else Verdict.GROUPS_FOUND,
        refused_by=refused_by,
        duplicates_merged=shown.duplicates_merged if shown else 0,
        sources=_share_of_sources(observed),
        leave_one_source_out=found.leave_one_source_out,
    )


def _per_month(change: float, unit_days: float) -> float:
    """Turn a share per unit of time into a share per month of 30 days."""
    return float(1 - (1 - change) ** (DAYS_IN_MONTH / unit_days))


def _share_of_sources(observed: pl.DataFrame) -> dict[str, float]:
    counted = observed.group_by("source").len().sort("source")
    return {source: count / observed.height for source, count in counted.rows()}


def _say_nothing(words: str, share: float) -> None:
    """Keep quiet."""
