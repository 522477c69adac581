"""The groups of one study: found in events, or in contacts where those are too dense."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import polars as pl

from zichtlijn.networks.analysis.contacts import follow_contact_groups
from zichtlijn.networks.analysis.contacts.without_source import leave_one_contact_source_out
from zichtlijn.networks.analysis.graphs.modularity import derive_modularity
from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.analysis.study_events import EventOutcome, follow_event_groups
from zichtlijn.networks.analysis.windows import count_unit_days
from zichtlijn.networks.terms import (
    GROUP_WINDOWS,
    GROUPS,
    LIFE_LINES,
    AnalysisSettings,
    Method,
    Window,
)

Progress = Callable[[str, float], None]
"""Called with what is being done (Dutch, for the screen) and the share done, 0-1."""


class FoundGroups(NamedTuple):
    """What either method says about groups."""

    method: Method
    groups: pl.DataFrame
    group_windows: pl.DataFrame
    life_lines: pl.DataFrame
    coverage: float
    modularity: float | None
    leave_one_source_out: dict[str, float] | None


def follow_events(
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


def choose_groups(
    incidence: Incidence,
    windows: Sequence[Window],
    settings: AnalysisSettings,
    events: EventOutcome | None,
    ties: pl.DataFrame,
    say: Progress,
) -> FoundGroups:
    """Take the contacts where they were asked for, or where the events are too dense."""
    if events is None or (settings.method is Method.AUTO and events.beyond_density):
        say("groepen zoeken in contacten", 0.7)
        return _follow_contacts(incidence, windows, settings)
    if events.refused_by is not None:
        empty = GROUPS.empty(), GROUP_WINDOWS.empty(), LIFE_LINES.empty()
        return FoundGroups(Method.EVENTS, *empty, 0.0, None, None)
    last = events.groups.filter(pl.col("window_end") == pl.col("window_end").max())
    return FoundGroups(
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
) -> FoundGroups:
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
    return FoundGroups(
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


def name_observations(
    incidence: Incidence,
    found: FoundGroups,
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
