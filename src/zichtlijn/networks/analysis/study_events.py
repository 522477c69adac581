"""The event model's part of the analysis, from incidence to what may be shown of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.chain import fit_groups
from zichtlijn.networks.analysis.events.gates import (
    choose_shown_groups,
    is_dense,
    judge_dense_stream,
    judge_gates,
)
from zichtlijn.networks.analysis.events.group_rates import derive_fluidity
from zichtlijn.networks.analysis.events.group_windows import derive_group_windows
from zichtlijn.networks.analysis.events.life import derive_life_lines
from zichtlijn.networks.analysis.events.memberships import derive_groups, locate_window_times
from zichtlijn.networks.analysis.events.stability import bootstrap_groups, leave_one_source_out
from zichtlijn.networks.analysis.events.stream import build_stream
from zichtlijn.networks.analysis.events.terms import (
    EventStream,
    FittedGroups,
    GateVerdict,
    RateShown,
    ShownGroups,
)
from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.terms import GROUP_WINDOWS, GROUPS, LIFE_LINES, Interval, Window

MOST_BOOTSTRAPS = 20  # each continues the fit for five sweeps; more did not move the bands
NO_EVENTS = "Geen enkele waarneming is van twee of meer mensen. Er is te weinig gezien."


@dataclass(frozen=True)
class Change:
    """The estimated share of people who change group per unit of time."""

    value: float
    interval: Interval
    is_at_least: bool
    unit_days: float


@dataclass(frozen=True)
class EventOutcome:
    """What the event model says, and what it refuses to say."""

    refused_by: str | None
    beyond_density: bool
    groups: pl.DataFrame  # GROUPS
    group_windows: pl.DataFrame  # GROUP_WINDOWS
    life_lines: pl.DataFrame  # LIFE_LINES
    observation_groups: pl.DataFrame | None  # observation_id, group
    change: Change | None
    gain: float | None
    gain_permuted_max: float | None
    duplicates_merged: int
    leave_one_source_out: dict[str, float] | None


def follow_event_groups(
    incidence: Incidence,
    *,
    windows: Sequence[Window],
    unit_days: float,
    bootstraps: int,
    seed: int,
    dense_is_final: bool,
    progress: Callable[[str, float], None],
) -> EventOutcome:
    """Fit the event model and show only what its gates allow.

    Where `dense_is_final`, too dense observations end the walk early: the caller
    goes on with another method.
    """
    stream = build_stream(incidence, unit_days=unit_days)
    if stream.events == 0:
        return _refuse(NO_EVENTS, stream, None)
    if dense_is_final and is_dense(stream):
        dense = judge_dense_stream(
            stream, seed=seed, progress=lambda share: progress("vergelijken met toeval", share)
        )
        return _refuse(dense.refused_by, stream, dense)
    times = locate_window_times(incidence, stream, windows=windows)
    fitted = fit_groups(
        stream,
        window_times=times,
        seed=seed,
        progress=lambda share: progress("groepen volgen", 0.5 * share),
    )
    verdict = judge_gates(
        stream,
        fitted,
        seed=seed,
        progress=lambda share: progress("vergelijken met toeval", 0.5 + 0.2 * share),
    )
    if verdict.refused_by is not None or (dense_is_final and verdict.beyond_density):
        return _refuse(verdict.refused_by, stream, verdict)
    walk = _Walk(incidence, stream, fitted, verdict, windows, times, seed)
    return _show(walk, unit_days=unit_days, bootstraps=bootstraps, progress=progress)


class _Walk(NamedTuple):
    """Everything that one walk through the gates has brought along."""

    incidence: Incidence
    stream: EventStream
    fitted: FittedGroups
    verdict: GateVerdict
    windows: Sequence[Window]
    times: NDArray[np.float64]
    seed: int


def _show(
    walk: _Walk, *, unit_days: float, bootstraps: int, progress: Callable[[str, float], None]
) -> EventOutcome:
    """Measure how firm the groups are, and say what may be said."""
    incidence, stream, fitted, verdict, windows, times, seed = walk
    shown = choose_shown_groups(fitted)
    stability = bootstrap_groups(
        stream,
        fitted,
        window_times=times,
        seed=seed,
        bootstraps=min(bootstraps, MOST_BOOTSTRAPS),
        progress=lambda share: progress("stevigheid meten", 0.7 + 0.2 * share),
    )
    progress("elke bron een keer weglaten", 0.9)
    without = leave_one_source_out(incidence, stream, fitted, window_times=times, seed=seed)
    return EventOutcome(
        refused_by=None,
        beyond_density=verdict.beyond_density,
        groups=derive_groups(incidence, fitted, shown=shown, windows=windows),
        group_windows=derive_group_windows(
            incidence,
            stream,
            fitted,
            shown=shown,
            stability=stability,
            fluidity=derive_fluidity(stream, fitted, shown=shown),
            windows=windows,
        ),
        life_lines=derive_life_lines(incidence, stream, fitted, shown=shown, windows=windows),
        observation_groups=_name_observations(incidence, stream, fitted, shown),
        change=_show_change(fitted, verdict, unit_days),
        gain=verdict.gain,
        gain_permuted_max=verdict.gain_permuted_max,
        duplicates_merged=stream.duplicates_merged,
        leave_one_source_out=dict(without) if without is not None else None,
    )


def _refuse(
    refused_by: str | None, stream: EventStream, verdict: GateVerdict | None
) -> EventOutcome:
    return EventOutcome(
        refused_by=refused_by,
        beyond_density=verdict.beyond_density if verdict else False,
        groups=GROUPS.empty(),
        group_windows=GROUP_WINDOWS.empty(),
        life_lines=LIFE_LINES.empty(),
        observation_groups=None,
        change=None,
        gain=verdict.gain if verdict else None,
        gain_permuted_max=verdict.gain_permuted_max if verdict else None,
        duplicates_merged=stream.duplicates_merged,
        leave_one_source_out=None,
    )


def _show_change(fitted: FittedGroups, verdict: GateVerdict, unit_days: float) -> Change | None:
    if verdict.rate_shown is RateShown.NONE:
        return None
    at_least = verdict.rate_shown is RateShown.AT_LEAST
    return Change(fitted.change, fitted.change_interval, at_least, unit_days)


def _name_observations(
    incidence: Incidence, stream: EventStream, fitted: FittedGroups, shown: ShownGroups
) -> pl.DataFrame:
    """Return observation_id and group for each observation that rests in a shown group."""
    rows = np.flatnonzero(stream.event_of_row >= 0)
    labels = fitted.labels[stream.event_of_row[rows]]
    names = [shown.names.get(int(label)) for label in labels]
    return pl.DataFrame(
        {
            "observation_id": incidence.observations["observation_id"].gather(rows),
            "group": pl.Series(names, dtype=pl.String),
        }
    ).drop_nulls()
