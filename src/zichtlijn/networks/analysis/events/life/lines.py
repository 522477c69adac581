"""What befell each group in each window."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.life.turns import (
    TOO_LONG,
    Lives,
    Turn,
    derive_lives,
    find_turns,
    may_tell_turns,
)
from zichtlijn.networks.analysis.events.memberships import locate_window_times
from zichtlijn.networks.analysis.events.terms import EventStream, FittedGroups, ShownGroups
from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.terms import LIFE_LINES, LifeEvent, Window

TOLD = (LifeEvent.BIRTH, LifeEvent.END)


def derive_life_lines(
    incidence: Incidence,
    stream: EventStream,
    fitted: FittedGroups,
    *,
    shown: ShownGroups,
    windows: Sequence[Window],
) -> pl.DataFrame:
    """Return LIFE_LINES: seen or not seen, and only where the density allows it more.

    A group is not seen when its silence at the end of a window is too long for its own pace
    (chance under 5 %); that is no end. Births and ends are told only from about three events per
    group and month on; merges and splits never yet: on planted towns three in four of those
    found were wrong. A line runs from the group's first event to the last window, or to its end.
    size: people placed in the group in that window.
    """
    times = locate_window_times(incidence, stream, windows=windows)
    lives = derive_lives(stream, fitted)
    ends = _window_ends(times, windows, stream.unit_days)
    turns: list[Turn] = []
    if may_tell_turns(stream, fitted, labels=list(shown.names)):
        found = find_turns(stream, fitted, window_times=times, labels=list(shown.names))
        turns = [turn for turn in found if turn.event in TOLD]
    rows = []
    for g, name in shown.names.items():
        states = _tell_states(stream, fitted, lives, g, ends)
        for window, event in _tell_turns(states, turns, g, ends).items():
            size = int((fitted.memberships[:, window] == g).sum())
            rows.append((windows[window].end, name, str(event), "", size))
    frame = pl.DataFrame(rows, schema=dict(LIFE_LINES.columns), orient="row")
    return LIFE_LINES.keep(frame.sort("window_end", "group"))


def _window_ends(
    times: NDArray[np.float64], windows: Sequence[Window], unit_days: float
) -> NDArray[np.float64]:
    days = np.array([(w.end - w.start).days + 1 for w in windows], dtype=np.float64)
    ends: NDArray[np.float64] = times + days / 2 / unit_days
    return ends


def _tell_states(
    stream: EventStream,
    fitted: FittedGroups,
    lives: Lives,
    g: int,
    ends: NDArray[np.float64],
) -> dict[int, LifeEvent]:
    """Return for each window from the group's first event on whether it was seen of late."""
    events = np.flatnonzero(fitted.labels == g)
    passed = np.searchsorted(stream.times, ends, side="left")  # events of all groups until then
    own = np.searchsorted(stream.times[events], ends, side="left")
    states = {}
    for window in range(len(ends)):
        if own[window] == 0:
            continue
        silence = passed[window] - 1 - events[own[window] - 1]
        seen_now = window == 0 or own[window] > own[window - 1]
        of_late = seen_now or silence <= TOO_LONG * lives.pause_busy[g]
        states[window] = LifeEvent.SEEN if of_late else LifeEvent.NOT_SEEN
    return states


def _tell_turns(
    states: dict[int, LifeEvent], turns: list[Turn], g: int, ends: NDArray[np.float64]
) -> dict[int, LifeEvent]:
    """Put the turns of group g in the place of its states, and stop the line at its end."""
    told = dict(states)
    for turn in turns:
        if turn.group != g:
            continue
        window = min(int(np.searchsorted(ends, turn.moment, side="right")), len(ends) - 1)
        if turn.event is LifeEvent.END:
            told = {w: state for w, state in told.items() if w <= window}
        told[window] = turn.event
    return told
