"""From a whole file of picks to events, assignments, calibrations and receiver health."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import polars as pl

from zichtlijn.fireworks.analysis.health import derive_receiver_health
from zichtlijn.fireworks.analysis.listening.calibration import (
    Calibration,
    derive_speed,
    is_good,
)
from zichtlijn.fireworks.analysis.listening.learning import derive_sigma
from zichtlijn.fireworks.analysis.listening.settled import Bang
from zichtlijn.fireworks.analysis.listening.stream import (
    GOOD_BANGS,
    Stream,
    add,
    change_air,
    locate_provisionally,
    open_stream,
    settle,
    take_air,
)
from zichtlijn.fireworks.analysis.listening.stretch import Setting
from zichtlijn.fireworks.analysis.tables import lay_out_assignments, lay_out_events
from zichtlijn.fireworks.terms import (
    CALIBRATIONS,
    PICKS,
    RECEIVERS,
    Figures,
    Listening,
    Located,
    WrongData,
)

Progress = Callable[[str, float], None]
"""Called with what is being done (Dutch, for the screen) and the share done, 0-1."""

BEFORE_US = 4_000_000  # no pick tells of a bang that left longer before it
PORTION_US = 120_000_000
END_US = 12_000_000  # longer than a stretch and its waiting time
LOWEST_SCORE = -1e3  # picks of one bang need not prove that they are
MOST_RESTARTS = 3
MOST_GUESSES = 3
SAME_AIR = 0.3  # m/s
SAME_SPEED = 0.6  # m/s: one degree
SAME_CLOCK_S = 0.001


class _Dated(NamedTuple):
    """A calibration and the moment from which it holds, microseconds from the start."""

    at: int
    calibration: Calibration


class _Portion(NamedTuple):
    """Some minutes of picks, and the moment until which they may be settled."""

    picks: pl.DataFrame
    until_us: int


class _Run(NamedTuple):
    """One way through the picks; `changed` where a calibration asks to start anew with it."""

    stream: Stream
    bangs: list[Bang]
    calibrations: list[_Dated]
    changed: bool


def locate(
    receivers: pl.DataFrame,
    picks: pl.DataFrame,
    *,
    listening: Listening,
    progress: Progress | None = None,
) -> Located:
    """Find where and when bangs were, from nothing but arrival times.

    Takes RECEIVERS and PICKS in any order. When sixty good bangs have told the wind, the file
    is gone through again from its start with that wind; with fewer, and no temperature given,
    they still tell the speed of sound. Same input, same bits. Raises
    WrongData where the receivers cannot fix a place or a pick's receiver is unknown.
    """
    receivers, picks = RECEIVERS.keep(receivers), PICKS.keep(picks).sort("at_us", "receiver")
    if picks.is_empty():
        raise WrongData("Er zijn geen tijden van ontvangers om iets uit af te leiden.")
    say = progress or _say_nothing
    start_us = _first(picks) - BEFORE_US
    stream = open_stream(receivers, listening=listening, start_us=start_us)
    run = _go_through(stream, picks, say)
    for _ in range(MOST_RESTARTS):
        if not run.changed:
            break
        say("opnieuw, met de wind die uit de knallen volgt", 0.0)
        calibration = run.calibrations[-1].calibration
        fresh = change_air(stream, air=calibration.air, offsets=calibration.offsets)
        run = _go_through(replace(fresh, calibrated=None), picks, say, given=calibration)
    for _ in range(MOST_GUESSES):
        guessed = _guess_speed(run)
        if guessed is None:
            break
        say("opnieuw, met de temperatuur die uit de knallen volgt", 0.0)
        fresh = change_air(stream, air=guessed.air, offsets=guessed.offsets)
        run = _go_through(replace(fresh, calibrated=None), picks, say, given=guessed)
    say("klaar", 1.0)
    return _lay_out(run, receivers, picks)


def locate_one(
    receivers: pl.DataFrame, picks: pl.DataFrame, *, listening: Listening
) -> pl.DataFrame:
    """Return EVENTS of one row: where the one bang was that all these picks are of.

    For picks that somebody has put together by hand. A pick that does not fit with the others
    still does not pull. No row where fewer than four of them agree.
    """
    agreed = replace(listening, min_receivers=4, min_score=LOWEST_SCORE, calibrate=False)
    start_us = _first(picks) - BEFORE_US
    stream = add(open_stream(receivers, listening=agreed, start_us=start_us), picks)
    found = locate_provisionally(stream, until_us=int(picks["at_us"].max()) + BEFORE_US)  # type: ignore[arg-type]  # an integer column
    best = sorted(found, key=lambda bang: (-len(bang.receivers), -bang.score))[:1]
    return lay_out_events(best, hull=stream.hull, start_us=start_us)


def _go_through(
    stream: Stream, picks: pl.DataFrame, say: Progress, given: Calibration | None = None
) -> _Run:
    """Settle all picks, or stop where the first calibration differs from the air so far."""
    portions = _cut(picks, start_us=stream.start_us)
    bangs: list[Bang] = []
    calibrations = [_Dated(0, given)] if given else []
    for number, portion in enumerate(portions):
        was = stream.setting
        stream = add(stream, portion.picks)
        stream, found, calibrated = settle(stream, until_us=portion.until_us)
        bangs.extend(found)
        calibrations.extend(_Dated(stream.calibrated or 0, one) for one in calibrated)
        is_first = bool(calibrated) and len(calibrations) == len(calibrated) + bool(given)
        if is_first and _is_other(was, calibrated[0]):
            return _Run(stream, bangs, calibrations, changed=True)
        say("knallen zoeken", (number + 1) / len(portions))
    return _Run(stream, bangs, calibrations, changed=False)


def _guess_speed(run: _Run) -> Calibration | None:
    """Return a better speed of sound where nobody told the temperature and bangs are few."""
    setting = run.stream.setting
    listening = setting.listening
    good = [bang for bang in run.bangs if is_good(bang)]
    full = any(one.calibration.bangs >= GOOD_BANGS for one in run.calibrations)
    if not listening.calibrate or listening.temperature_c is not None or full or not good:
        return None
    speed = derive_speed(
        setting.ears,
        good,
        offsets=np.zeros(len(run.stream.names)),
        sigma=derive_sigma(setting.learned, prior_s=listening.sigma_ms / 1e3),
        air=take_air(listening),
    )
    moved = abs(speed.air.speed - setting.air.speed)
    return speed if moved > max(SAME_SPEED, 2.0 * speed.speed_sd) else None


def _cut(picks: pl.DataFrame, *, start_us: int) -> list[_Portion]:
    """Cut the picks in parts of some minutes, leaving out the minutes in which there are none."""
    numbered = picks.with_columns(portion=(pl.col("at_us") - start_us) // PORTION_US)
    parts = numbered.partition_by("portion", as_dict=True, include_key=False)
    portions = [
        _Portion(part, start_us + (key + 1) * PORTION_US) for (key, *_), part in parts.items()
    ]
    last = portions[-1].picks
    end_us = int(last["at_us"][-1]) + BEFORE_US + END_US
    return [*portions, _Portion(last.clear(), max(end_us, portions[-1].until_us))]


def _first(picks: pl.DataFrame) -> int:
    return int(picks["at_us"].min())  # type: ignore[arg-type]  # an integer column


def _is_other(was: Setting, now: Calibration) -> bool:
    """Return whether a calibration moves places by more than their own noise."""
    moved = np.abs(np.array(was.air) - np.array(now.air)).max() > SAME_AIR
    return bool(moved or np.abs(was.offsets - now.offsets).max() > SAME_CLOCK_S)


def _lay_out(run: _Run, receivers: pl.DataFrame, picks: pl.DataFrame) -> Located:
    stream = run.stream
    events = lay_out_events(run.bangs, hull=stream.hull, start_us=stream.start_us)
    assignments = lay_out_assignments(run.bangs, names=stream.names, start_us=stream.start_us)
    sigma = derive_sigma(stream.setting.learned, prior_s=stream.setting.listening.sigma_ms / 1e3)
    expected = sum(len(bang.expected) for bang in run.bangs)
    matched = sum(len(bang.receivers) for bang in run.bangs)
    figures = Figures(
        receivers=receivers.height,
        picks=picks.height,
        picks_matched=matched,
        picks_doubled=stream.doubled,
        events=events.height,
        bangs=len(run.bangs),
        ghosts=int(events["ghost"].sum()),
        outside=int(events["outside"].sum()),
        sigma_ms=sigma * 1e3,
        hit_rate=matched / expected if expected else None,
        calibrated=bool(run.calibrations),
        median_sd_major_m=events["sd_major_m"].median(),  # type: ignore[arg-type]  # a float column
    )
    return Located(
        figures,
        events,
        assignments,
        lay_out_calibrations(run, picks),
        derive_receiver_health(
            run.bangs,
            picks,
            names=stream.names,
            start_us=stream.start_us,
            offsets=stream.setting.offsets,
            as_of_us=int(picks["at_us"][-1]),
        ),
    )


def lay_out_calibrations(run: _Run, picks: pl.DataFrame) -> pl.DataFrame:
    """Return CALIBRATIONS: from when to when which air was used."""
    first, last = int(picks["at_us"][0]), int(picks["at_us"][-1])
    start_us = run.stream.start_us
    rows = [(max(start_us + one.at, first), one.calibration) for one in run.calibrations]
    if not rows or rows[0][0] > first:
        taken = take_air(run.stream.setting.listening)
        rows.insert(0, (first, Calibration(taken, np.empty(0), 0, float("nan"), float("nan"))))
    ends = [start for start, _ in rows[1:]] + [last]
    return CALIBRATIONS.keep(
        pl.DataFrame(
            [
                (start, end, *(round(value, 3) for value in one.air), one.bangs)
                for (start, one), end in zip(rows, ends, strict=True)
            ],
            schema=dict(CALIBRATIONS.columns),
            orient="row",
        )
    )


def _say_nothing(words: str, share: float) -> None:
    """Keep quiet."""
