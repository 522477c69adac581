"""Go on with a night while picks come in late, twice and out of order.

A stretch is settled once. When a pick comes in that it should have known, the night is gone
through again from the last moment before that pick, beside the live one and a little at a time,
and takes its place when it has caught up. So the same picks give the same bangs in the end,
whatever the order in which they came.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import polars as pl

from zichtlijn.fireworks.analysis.listening.calibration import Calibration
from zichtlijn.fireworks.analysis.listening.settled import Bang
from zichtlijn.fireworks.analysis.listening.stream import (
    Stream,
    add,
    locate_provisionally,
    settle,
)
from zichtlijn.fireworks.analysis.showing.strings import Event, Strings, fold_bangs

SECOND_US = 1_000_000
MINUTE_US = 60 * SECOND_US
TEN_US = 10 * MINUTE_US
REVISED_AT_ONCE_US = 5 * SECOND_US

Recall = Callable[[int], pl.DataFrame]
"""Return all PICKS that came in so far from a moment on (microseconds since 1970)."""


class Kept(NamedTuple):
    """All that is needed to go on from a moment."""

    stream: Stream
    strings: Strings

    @property
    def settled_us(self) -> int:
        """Return until when every bang is known, microseconds since 1970."""
        return self.stream.start_us + self.stream.settled

    @property
    def heard_us(self) -> int:
        """Return until when picks have been weighed: one before it comes after its time."""
        return self.settled_us + round(self.stream.setting.listening.wait_s * 1e6)


class Air(NamedTuple):
    """A calibration and the moment from which it holds."""

    since_us: int
    calibration: Calibration


class Revision(NamedTuple):
    """The way through the night again, from `since_us`."""

    since_us: int
    because_us: int  # the late pick that asked for it
    at: Kept
    kept: tuple[Kept, ...]
    events: dict[int, Event]
    airs: tuple[Air, ...]
    bangs: tuple[Bang, ...]


@dataclass(frozen=True)
class Watch:
    """The live moment, earlier ones to go back to, and what is being gone through again."""

    at: Kept
    kept: tuple[Kept, ...]  # oldest first
    late_us: int | None = None  # the earliest pick that waits to be weighed after all
    too_late: int = 0  # picks from before anything we can go back to
    revision: Revision | None = None


def find_waiting(watch: Watch) -> int | None:
    """Return the earliest late pick that was not weighed yet, also where that is under way."""
    under_way = watch.revision.because_us if watch.revision else None
    return min((one for one in (watch.late_us, under_way) if one is not None), default=None)


class Told(NamedTuple):
    """What became final. With `since_us` it replaces all that was told from there on."""

    watch: Watch
    events: tuple[Event, ...]
    bangs: tuple[Bang, ...]
    airs: tuple[Air, ...]
    since_us: int | None = None


def open_watch(*kept: Kept, late_us: int | None = None) -> Watch:
    """Return a watch that goes on from the last of these moments and may go back to the others."""
    return Watch(at=kept[-1], kept=kept, late_us=late_us)


def take_in(watch: Watch, picks: pl.DataFrame) -> Watch:
    """Take in PICKS; what came after its time is remembered for a revision."""
    if picks.is_empty():
        return watch
    oldest = watch.kept[0].heard_us
    late = picks.filter((pl.col("at_us") < watch.at.heard_us) & (pl.col("at_us") >= oldest))
    moments = [watch.late_us, late["at_us"].min()] if late.height else [watch.late_us]
    known = [int(moment) for moment in moments if moment is not None]  # type: ignore[arg-type]  # an integer column
    watch = replace(
        watch,
        at=watch.at._replace(stream=add(watch.at.stream, picks)),
        late_us=min(known, default=None),
        too_late=watch.too_late + int((picks["at_us"] < oldest).sum()),
    )
    if watch.revision is None:
        return watch
    at = watch.revision.at
    return replace(
        watch, revision=watch.revision._replace(at=at._replace(stream=add(at.stream, picks)))
    )


def advance(watch: Watch, *, until_us: int) -> Told:
    """Settle what is ripe at `until_us`."""
    gone = _go(watch.at, until_us=until_us)
    watch = replace(
        watch, at=gone.at, kept=_thin((*watch.kept, *gone.kept), now=gone.at.settled_us)
    )
    return Told(watch, tuple(gone.events.values()), gone.bangs, gone.airs)


def list_dots(watch: Watch, *, until_us: int) -> tuple[Bang, ...]:
    """Return the bangs that are not final yet; of a string only its first."""
    found = locate_provisionally(watch.at.stream, until_us=until_us)
    return tuple(bang for bang in found if bang.burst == bang.number)


def begin_revision(watch: Watch, *, recall: Recall) -> Watch:
    """Go back to the last moment at which the late pick was not yet missed."""
    if watch.late_us is None:
        return watch
    earlier = [one for one in watch.kept if one.heard_us <= watch.late_us]
    if not earlier:
        return replace(watch, late_us=None, too_late=watch.too_late + 1)
    base = earlier[-1]
    stream = add(base.stream, recall(base.settled_us))
    revision = Revision(
        base.settled_us, watch.late_us, base._replace(stream=stream), (), {}, (), ()
    )
    return replace(watch, late_us=None, revision=revision)


def revise(watch: Watch) -> Told:
    """Go on with the revision for five seconds of the night; told when it has caught up."""
    revision = watch.revision
    if revision is None:
        return Told(watch, (), (), ())
    until = min(revision.at.heard_us + REVISED_AT_ONCE_US, watch.at.heard_us)
    gone = _go(revision.at, until_us=until)
    revision = Revision(
        revision.since_us,
        revision.because_us,
        gone.at,
        (*revision.kept, *gone.kept),
        {**revision.events, **gone.events},
        (*revision.airs, *gone.airs),
        (*revision.bangs, *gone.bangs),
    )
    if gone.at.settled_us < watch.at.settled_us:
        return Told(replace(watch, revision=revision), (), (), ())
    before = tuple(one for one in watch.kept if one.settled_us <= revision.since_us)
    kept = _thin((*before, *revision.kept), now=gone.at.settled_us)
    return Told(
        replace(watch, at=gone.at, kept=kept, revision=None),
        tuple(revision.events.values()),
        revision.bangs,
        revision.airs,
        since_us=revision.since_us,
    )


class _Gone(NamedTuple):
    at: Kept
    kept: tuple[Kept, ...]
    events: dict[int, Event]
    bangs: tuple[Bang, ...]
    airs: tuple[Air, ...]


def _go(at: Kept, *, until_us: int) -> _Gone:
    """Settle second by second, so that what is kept lies at the same moments every time."""
    kept: list[Kept] = []
    events: dict[int, Event] = {}
    bangs: list[Bang] = []
    airs: list[Air] = []
    wait = at.heard_us - at.settled_us
    while True:
        edge = (at.settled_us // SECOND_US + 1) * SECOND_US
        stream, found, calibrations = settle(at.stream, until_us=min(edge + wait, until_us))
        airs.extend(Air(stream.start_us + (stream.calibrated or 0), one) for one in calibrations)
        settled_us = stream.start_us + stream.settled
        folded = fold_bangs(at.strings, found, start_us=stream.start_us, settled_us=settled_us)
        events.update((event.burst, event) for event in folded.changed)
        bangs.extend(found)
        at = Kept(stream, folded.strings)
        if settled_us < edge:
            return _Gone(at, tuple(kept), events, tuple(bangs), tuple(airs))
        kept.append(at)


def _thin(kept: tuple[Kept, ...], *, now: int) -> tuple[Kept, ...]:
    """Keep every second for 15 s, every minute for 10 minutes, then one in ten minutes, an hour."""
    return tuple(one for one in kept if _is_worth(one, now))


def _is_worth(one: Kept, now: int) -> bool:
    age = now - one.settled_us
    if age <= 15 * SECOND_US:
        return True
    if age > 71 * MINUTE_US:
        return False
    is_start = one.stream.settled == 0
    return is_start or one.settled_us % (MINUTE_US if age <= 11 * MINUTE_US else TEN_US) == 0
