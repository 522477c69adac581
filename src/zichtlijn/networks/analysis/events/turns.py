"""Beginnings and ends of groups: silence against a group's own pace."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.terms import (
    NOT_PLACED,
    EventStream,
    FittedGroups,
)
from zichtlijn.networks.terms import LifeEvent

TOO_LONG = -np.log(0.05)
"""Silence this many times the usual pause has a chance under 5 %."""

ENOUGH_EVENTS = 3.0
"""Events per group and month from which births, merges, splits and ends may be told; at 0.75
hardly any of the planted ones was found."""

HALF = 0.5
FEWEST_PEOPLE = 3


class Lives(NamedTuple):
    """Per group: its first and last event, in time and in busyness, and its usual pause.

    Busyness is time counted in events of all groups, so that a quiet season is no silence.
    """

    first: NDArray[np.float64]
    last: NDArray[np.float64]
    first_busy: NDArray[np.float64]
    last_busy: NDArray[np.float64]
    pause_busy: NDArray[np.float64]


class Turn(NamedTuple):
    """A group began or ended at a moment; `other` is where its people came from or went."""

    event: LifeEvent
    group: int
    moment: float
    other: int | None


def derive_lives(stream: EventStream, fitted: FittedGroups) -> Lives:
    """Measure the life of every group."""
    order = np.arange(stream.events, dtype=np.float64)
    first = np.full(fitted.groups, stream.events, dtype=np.int64)
    last = np.full(fitted.groups, -1, dtype=np.int64)
    np.minimum.at(first, fitted.labels, np.arange(stream.events))
    np.maximum.at(last, fitted.labels, np.arange(stream.events))
    size = np.bincount(fitted.labels, minlength=fitted.groups)
    pause = (order[last] - order[first]) / np.maximum(size - 1, 1)
    return Lives(stream.times[first], stream.times[last], order[first], order[last], pause)


def may_tell_turns(stream: EventStream, *, groups: int) -> bool:
    """Tell whether groups are seen often enough to speak of births, merges, splits and ends."""
    months = stream.span * stream.unit_days / 30.0
    return groups > 0 and stream.events / (groups * months) >= ENOUGH_EVENTS


def find_turns(
    stream: EventStream,
    fitted: FittedGroups,
    *,
    window_times: NDArray[np.float64],
    labels: list[int],
) -> list[Turn]:
    """Return what befell the groups, in order of time.

    A group has ended when its silence until the end of the period is too long for its own pace;
    if then half of its people, three or more, are in one other group, it has merged with that
    one. It began likewise: by birth, or by a split from the group its people came from.
    """
    lives = derive_lives(stream, fitted)
    turns = []
    for g in labels:
        if lives.first_busy[g] > TOO_LONG * lives.pause_busy[g]:
            moment = float(lives.first[g])
            origin = _find_common_group(fitted, window_times, g, moment=moment, step=-1)
            event = LifeEvent.BIRTH if origin is None else LifeEvent.SPLIT
            turns.append(Turn(event, g, moment, origin))
        if stream.events - 1 - lives.last_busy[g] > TOO_LONG * lives.pause_busy[g]:
            moment = float(lives.last[g])
            heir = _find_common_group(fitted, window_times, g, moment=moment, step=1)
            event = LifeEvent.END if heir is None else LifeEvent.MERGE
            turns.append(Turn(event, g, moment, heir))
    return sorted(turns, key=lambda turn: (turn.moment, turn.group))


def _find_common_group(
    fitted: FittedGroups,
    window_times: NDArray[np.float64],
    g: int,
    *,
    moment: float,
    step: int,
) -> int | None:
    """Return the other group in which most people of g are one window before or after its life."""
    if len(window_times) == 0:
        return None
    nearest = int(np.argmin(np.abs(window_times - moment)))
    beyond = nearest + step
    if not 0 <= beyond < len(window_times):
        return None
    people = fitted.memberships[:, nearest] == g
    there = fitted.memberships[people, beyond]
    there = there[(there != NOT_PLACED) & (there != g)]
    if len(there) == 0:
        return None
    groups, counts = np.unique(there, return_counts=True)
    best = int(counts.argmax())
    if counts[best] < FEWEST_PEOPLE or counts[best] < HALF * people.sum():
        return None
    return int(groups[best])
