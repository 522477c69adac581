"""Bangs one after another at one place are one event, whenever they come in."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from zichtlijn.fireworks.analysis.listening.settled import ECHO_MEMORY_US, Bang

Picks = frozenset[tuple[int, int]]
"""Receiver (place in the stream's names) and moment (microseconds since 1970) of arrivals."""


class Event(NamedTuple):
    """One bang, or a string of bangers told by its clearest bang."""

    burst: int
    at_us: int  # of its first bang, microseconds since 1970
    last_us: int
    bangs: int
    best: Bang
    ghost: bool  # all of them may be echoes
    arrivals: tuple[tuple[int, int, float], ...]  # receiver, moment, residual in s

    @property
    def picks(self) -> Picks:
        """Return what it rests on."""
        return frozenset((receiver, at) for receiver, at, _ in self.arrivals)


Strings = Mapping[int, Event]
"""Events that may still go on, by the number of their first bang."""


class Folded(NamedTuple):
    """The events that are new or have grown, and those that may go on."""

    changed: tuple[Event, ...]
    strings: Strings


def fold_bangs(
    strings: Strings, bangs: Sequence[Bang], *, start_us: int, settled_us: int
) -> Folded:
    """Add settled bangs to their strings; a string ends when nothing can join it any more."""
    known = dict(strings)
    changed: dict[int, Event] = {}
    for bang in bangs:
        event = _join(known.get(bang.burst), make_event(bang, start_us=start_us))
        known[bang.burst] = changed[bang.burst] = event
    since = settled_us - 2 * ECHO_MEMORY_US
    going = {burst: event for burst, event in known.items() if event.last_us > since}
    return Folded(tuple(changed.values()), going)


def make_event(bang: Bang, *, start_us: int) -> Event:
    """Return one bang as an event of its own."""
    at = start_us + bang.at
    arrivals = zip(
        bang.receivers.tolist(),
        (bang.arrivals + start_us).tolist(),
        bang.residuals.tolist(),
        strict=True,
    )
    return Event(bang.burst, at, at, 1, bang, bang.ghost, tuple(arrivals))


def _join(string: Event | None, one: Event) -> Event:
    if string is None:
        return one
    return Event(
        string.burst,
        min(string.at_us, one.at_us),
        max(string.last_us, one.last_us),
        string.bangs + one.bangs,
        max(string.best, one.best, key=lambda bang: bang.score),
        string.ghost and one.ghost,
        string.arrivals + one.arrivals,
    )
