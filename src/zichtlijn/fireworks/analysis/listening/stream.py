"""Picks come in as they come; bangs are settled at fixed moments, so order does not matter."""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import polars as pl

from zichtlijn.fireworks.analysis.association.peeling import LOST
from zichtlijn.fireworks.analysis.association.shapes import Air, Floats
from zichtlijn.fireworks.analysis.association.travel import derive_sound_speed
from zichtlijn.fireworks.analysis.listening.buffer import (
    ROOM,
    Buffer,
    add_picks,
    drop_before,
    open_buffer,
)
from zichtlijn.fireworks.analysis.listening.calibration import (
    Calibration,
    derive_calibration,
    derive_speed,
    is_good,
)
from zichtlijn.fireworks.analysis.listening.ellipses import Hull, derive_hull
from zichtlijn.fireworks.analysis.listening.layout import lay_out
from zichtlijn.fireworks.analysis.listening.learning import (
    RATE_S,
    derive_sigma,
    learn_echoes,
    learn_hits,
    open_learned,
)
from zichtlijn.fireworks.analysis.listening.settled import (
    ECHO_MEMORY_US,
    Bang,
    describe_bangs,
    lay_traces,
)
from zichtlijn.fireworks.analysis.listening.stretch import Search, Setting, search
from zichtlijn.fireworks.terms import Listening

USUAL_TEMPERATURE_C = 10.0
LAST_PART_US = 500_000  # a bang so short before the horizon cannot have reached enough receivers
DOT_PROMISE = 4.0  # doubtful dots may wait until they are final: half the work
GOOD_BANGS = 60
MOST_GOOD = 400
TWICE = 2
CALIBRATION_US = 3_600_000_000
KEPT_US = int((RATE_S + 10.0) * 1e6)


@dataclass(frozen=True)
class Stream:
    """All that is kept between one batch of picks and the next; values, no connection."""

    names: tuple[str, ...]
    start_us: int
    setting: Setting
    hull: Hull
    buffer: Buffer
    settled: int  # microseconds from the start: every bang before it is known
    number: int  # of the next bang
    recent: tuple[Bang, ...]
    good: tuple[Bang, ...]  # may teach the next calibration
    taught: int  # good bangs of the past hour when it was last calibrated
    calibrated: int | None  # microseconds from the start
    doubled: int
    late: int


class Advance(NamedTuple):
    """A stream some picks further, and what was settled and calibrated on the way."""

    stream: Stream
    bangs: tuple[Bang, ...]
    calibrations: tuple[Calibration, ...]


def open_stream(receivers: pl.DataFrame, *, listening: Listening, start_us: int) -> Stream:
    """Return a stream that has heard nothing yet; no bang before `start_us` will be found.

    Takes RECEIVERS. Raises WrongData where the receivers cannot fix a place.
    """
    ears = lay_out(receivers, listening=listening)
    count = receivers.height
    setting = Setting(ears, take_air(listening), np.zeros(count), open_learned(count), listening)
    names = tuple(receivers["receiver"])
    return Stream(
        names=names,
        start_us=start_us,
        setting=setting,
        hull=derive_hull(ears),
        buffer=open_buffer(),
        settled=0,
        number=1,
        recent=(),
        good=(),
        taught=0,
        calibrated=None,
        doubled=0,
        late=0,
    )


def take_air(listening: Listening) -> Air:
    """Return the air as it was given, or as it usually is: 10 degrees and still."""
    temperature = listening.temperature_c
    return Air(
        derive_sound_speed(USUAL_TEMPERATURE_C if temperature is None else temperature),
        listening.wind_x or 0.0,
        listening.wind_y or 0.0,
    )


def change_air(stream: Stream, *, air: Air, offsets: Floats) -> Stream:
    """Return the stream with another air and other clock offsets from now on.

    The residuals so far were made by the old air and teach nothing about the new one.
    """
    learned = stream.setting.learned._replace(residuals=np.empty(0))
    setting = stream.setting._replace(air=air, offsets=offsets, learned=learned)
    return replace(stream, setting=setting, taught=len(stream.good), calibrated=stream.settled)


def calibrate(stream: Stream) -> Calibration:
    """Return the air and the clocks that fit the good bangs of the past hour.

    Fewer than sixty tell the speed of sound and nothing else.
    """
    setting = stream.setting
    sigma = derive_sigma(setting.learned, prior_s=setting.listening.sigma_ms / 1e3)
    if len(stream.good) < GOOD_BANGS:
        return derive_speed(
            setting.ears, stream.good, offsets=setting.offsets, sigma=sigma, air=setting.air
        )
    return derive_calibration(
        setting.ears,
        stream.good,
        receivers=len(stream.names),
        sigma=sigma,
        listening=setting.listening,
        prior=take_air(setting.listening),
    )


def add(stream: Stream, picks: pl.DataFrame) -> Stream:
    """Return the stream with PICKS taken in; what is doubled or too late is counted only.

    Raises WrongData for a receiver that the stream does not know.
    """
    added = add_picks(
        stream.buffer,
        picks,
        names=stream.names,
        start_us=stream.start_us,
        closed=stream.settled,
    )
    return replace(
        stream,
        buffer=added.buffer,
        doubled=stream.doubled + added.doubled,
        late=stream.late + added.late,
    )


def mark_explained(stream: Stream, arrivals: pl.DataFrame) -> Stream:
    """Return the stream in which these arrivals (receiver, at_us) belong to bangs known before."""
    known = {name: code for code, name in enumerate(stream.names)}
    keys = [known[name] * ROOM + at - stream.start_us for name, at in arrivals.rows()]
    used = stream.buffer.used | np.isin(stream.buffer.keys, np.array(keys, dtype=np.int64))
    return replace(stream, buffer=stream.buffer._replace(used=used))


def settle(stream: Stream, *, until_us: int) -> Advance:
    """Settle every stretch whose waiting time is over at `until_us`.

    The stretches lie fixed from the stream's start, so the same picks give the same bangs in
    whatever order and in however many parts they came, as long as none came after its time.
    """
    listening = stream.setting.listening
    hop, wait = round(listening.hop_s * 1e6), round(listening.wait_s * 1e6)
    until = until_us - stream.start_us
    found: list[Bang] = []
    calibrations: list[Calibration] = []
    while True:
        stream = _skip_silence(stream, hop=hop, wait=wait, until=until)
        if stream.settled + hop + wait > until:
            break
        stream, bangs = _settle_stretch(stream, hop=hop, wait=wait)
        found.extend(bangs)
        if _is_calibration_due(stream):
            calibration = calibrate(stream)
            calibrations.append(calibration)
            stream = change_air(stream, air=calibration.air, offsets=calibration.offsets)
    kept = drop_before(stream.buffer, _oldest_needed(stream))
    return Advance(replace(stream, buffer=kept), tuple(found), tuple(calibrations))


def locate_provisionally(stream: Stream, *, until_us: int) -> tuple[Bang, ...]:
    """Return the bangs that are not settled yet, as far as they were heard at `until_us`.

    A receiver that the sound cannot have reached yet does not count as silent. Nothing is
    kept: ask again when more picks are in. Numbers go on from the settled ones.
    """
    until = until_us - stream.start_us
    found = _search(stream, stop=until, horizon=until, promise=DOT_PROMISE)
    return tuple(_describe(stream, found, until=until))


def _skip_silence(stream: Stream, *, hop: int, wait: int, until: int) -> Stream:
    """Step over the stretches in which no receiver reported anything until their end."""
    ahead = stream.buffer.at[stream.buffer.at >= stream.settled]
    silent_until = min(until, int(ahead.min())) if len(ahead) else until
    hops = max((silent_until - stream.settled - wait) // hop, 0)
    return replace(stream, settled=stream.settled + hops * hop)


def _oldest_needed(stream: Stream) -> int:
    """Return from when picks still matter: in a long silence echoes wait to be counted."""
    waiting = stream.setting.learned.waiting[:, 1]
    return min(stream.settled - KEPT_US, int(waiting.min()) if len(waiting) else stream.settled)


def _is_calibration_due(stream: Stream) -> bool:
    """Return whether there are enough good bangs, and twice as many as last time or an hour on.

    Enough are sixty, or fewer where the first ones are to tell how cold it is.
    """
    listening, there = stream.setting.listening, len(stream.good)
    early = listening.early_bangs if listening.temperature_c is None else None
    if not listening.calibrate or there < (GOOD_BANGS if early is None else early):
        return False
    if stream.calibrated is None or stream.taught < GOOD_BANGS <= there:
        return True
    old = stream.settled - stream.calibrated >= CALIBRATION_US
    return old or TWICE * stream.taught <= there


def _settle_stretch(stream: Stream, *, hop: int, wait: int) -> tuple[Stream, list[Bang]]:
    end = stream.settled + hop
    found = _search(stream, stop=end + wait - LAST_PART_US, horizon=end + wait, promise=LOST)
    bangs = _describe(stream, found, until=end)
    buffer = _mark_used(stream.buffer, bangs)
    learned = stream.setting.learned
    for bang in bangs:
        learned = learn_hits(
            learned, expected=bang.expected, matched=bang.receivers, residuals=bang.residuals
        )
    directs = [np.column_stack([bang.receivers, bang.arrivals]) for bang in bangs]
    learned = learn_echoes(
        learned._replace(waiting=np.concatenate([learned.waiting, *directs])),
        buffer,
        settled=end,
        unexplained=found.unexplained,
    )
    settled = replace(
        stream,
        setting=stream.setting._replace(learned=learned),
        buffer=buffer,
        settled=end,
        number=stream.number + len(bangs),
        recent=tuple(b for b in (*stream.recent, *bangs) if b.at > end - 2 * ECHO_MEMORY_US),
        good=_keep_good((*stream.good, *bangs), since=end - CALIBRATION_US),
    )
    return settled, bangs


def _keep_good(bangs: tuple[Bang, ...], *, since: int) -> tuple[Bang, ...]:
    """Return the last good bangs of the past hour: the wind turns."""
    return tuple(bang for bang in bangs if bang.at > since and is_good(bang))[-MOST_GOOD:]


def _search(stream: Stream, *, stop: int, horizon: int, promise: float) -> Search:
    return search(
        stream.buffer,
        stream.setting,
        start=stream.settled,
        stop=stop,
        horizon=horizon,
        earlier=lay_traces(stream.recent, receivers=len(stream.names), base=stream.settled),
        promise=promise,
    )


def _describe(stream: Stream, found: Search, *, until: int) -> list[Bang]:
    return describe_bangs(
        found,
        stream.buffer,
        stream.setting,
        hull=stream.hull,
        number=stream.number,
        until=until,
        recent=stream.recent,
    )


def _mark_used(buffer: Buffer, bangs: list[Bang]) -> Buffer:
    used = buffer.used.copy()
    for bang in bangs:
        used[np.searchsorted(buffer.keys, bang.receivers * ROOM + bang.arrivals)] = True
    return buffer._replace(used=used)
