"""Picks come late, twice and out of order; the bangs stay the same."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zichtlijn.fireworks.analysis.listening.following import find_same
from zichtlijn.fireworks.analysis.listening.settled import Bang
from zichtlijn.fireworks.analysis.listening.stream import (
    Stream,
    add,
    locate_provisionally,
    open_stream,
    settle,
)
from zichtlijn.fireworks.analysis.simulation.night import Night, NightPlan, simulate
from zichtlijn.fireworks.terms import LIVE, Listening, Noise, WrongData

Hear = Callable[..., pl.DataFrame]
Told = list[tuple[object, ...]]
MINUTE_US = 60_000_000
LONG_AFTER_US = 10 * MINUTE_US


@pytest.fixture(scope="module")
def night() -> Night:
    """A quarter of a minute in which there are two bangs a second."""
    plan = NightPlan(16, 7200, Noise.MID, minutes=0.25)
    return simulate(plan, rng=np.random.default_rng(11))


@pytest.fixture(scope="module")
def stream(night: Night) -> Stream:
    return open_stream(night.receivers, listening=Listening(), start_us=-3_000_000)


@pytest.fixture(scope="module")
def once(stream: Stream, night: Night) -> Told:
    """What is found when all picks come in at once."""
    told = _settle_all(stream, night.picks)
    assert len(told) > 15
    return told


def _tell(bangs: tuple[Bang, ...] | list[Bang]) -> Told:
    return [
        (bang.number, bang.burst, bang.at, bang.x, bang.y, bang.score, *bang.ellipse)
        for bang in bangs
    ]


def _settle_all(stream: Stream, picks: pl.DataFrame) -> Told:
    return _tell(settle(add(stream, picks), until_us=LONG_AFTER_US).bangs)


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 2**31), st.integers(2, 5))
def test_the_order_in_which_picks_come_in_changes_nothing(
    stream: Stream, night: Night, once: Told, seed: int, parts: int
) -> None:
    shuffled = night.picks.sample(fraction=1.0, shuffle=True, seed=seed)
    size = -(-shuffled.height // parts)
    pieces = stream
    for part in range(parts):
        pieces = add(pieces, shuffled[part * size : (part + 1) * size])
    assert _tell(settle(pieces, until_us=LONG_AFTER_US).bangs) == once


def test_settling_as_the_night_goes_on_gives_the_same_bangs(
    stream: Stream, night: Night, once: Told
) -> None:
    going = stream
    found: list[Bang] = []
    for until in range(0, 30_000_000, 400_000):
        heard = night.picks.filter(
            pl.col("at_us").is_between(until - 400_000, until, closed="left")
        )
        going, bangs, _ = settle(add(going, heard), until_us=until)
        found.extend(bangs)
    found.extend(settle(going, until_us=LONG_AFTER_US).bangs)
    assert _tell(found) == once
    assert going.late == 0


def test_a_pick_that_comes_twice_counts_once(stream: Stream, night: Night, once: Told) -> None:
    twice = pl.concat([night.picks, night.picks.head(20)])
    assert add(stream, twice).doubled == 20
    assert _settle_all(stream, twice) == once


def test_a_pick_that_comes_after_its_time_is_counted_and_harms_nothing(
    stream: Stream, night: Night, once: Told
) -> None:
    early = night.picks.filter(pl.col("at_us") < 12_000_000)
    going, first, _ = settle(add(stream, early), until_us=12_000_000)
    going = add(going, night.picks)  # the connection came back and all was sent again
    assert going.late > 0
    assert going.doubled + going.late == early.height
    _, rest, _ = settle(going, until_us=LONG_AFTER_US)
    assert _tell([*first, *rest]) == once


def test_a_dot_shows_at_the_fifth_arrival_and_is_settled_within_three_seconds(
    receivers: pl.DataFrame, hear: Hear
) -> None:
    picks = hear([(1.0, 480.0, 510.0)])
    going = open_stream(receivers, listening=LIVE, start_us=-60_000_000)
    fifth = int(picks["at_us"][4])
    going = add(going, picks.head(5))
    (dot,) = locate_provisionally(going, until_us=fifth + 100_000)
    assert np.hypot(dot.x - 480.0, dot.y - 510.0) < 5.0
    assert len(dot.receivers) == 5
    going = add(going, picks.tail(-5))
    assert settle(going, until_us=3_400_000).bangs == ()
    (bang,) = settle(going, until_us=4_000_000 + 250_000).bangs
    assert np.hypot(bang.x - 480.0, bang.y - 510.0) < 1.0
    assert len(bang.receivers) == picks.height


def test_a_receiver_that_sound_has_not_reached_is_not_silent(
    receivers: pl.DataFrame, hear: Hear
) -> None:
    picks = hear([(1.0, 480.0, 510.0)])
    going = add(open_stream(receivers, listening=LIVE, start_us=0), picks.head(5))
    (dot,) = locate_provisionally(going, until_us=int(picks["at_us"][4]) + 50_000)
    assert len(dot.expected) == 5


def test_a_string_of_bangers_is_one_event(receivers: pl.DataFrame, hear: Hear) -> None:
    string = [(1.0 + 0.12 * number, 480.0, 510.0) for number in range(5)]
    going = open_stream(receivers, listening=Listening(), start_us=-60_000_000)
    _, bangs, _ = settle(add(going, hear(string)), until_us=LONG_AFTER_US)
    assert len(bangs) == 5
    assert {bang.burst for bang in bangs} == {bangs[0].number}
    assert not any(bang.ghost for bang in bangs)


def test_an_hour_of_silence_costs_nothing(receivers: pl.DataFrame, hear: Hear) -> None:
    going = open_stream(receivers, listening=LIVE, start_us=0)
    later = hear([(86_400.0, 480.0, 510.0)])
    _, bangs, _ = settle(add(going, later), until_us=86_410_000_000)
    assert len(bangs) == 1


def test_a_receiver_nobody_knows_is_refused(stream: Stream, night: Night) -> None:
    with pytest.raises(WrongData, match="niet in de lijst"):
        add(stream, night.picks.head(1).with_columns(receiver=pl.lit("elsewhere")))


def test_a_clock_that_does_not_trust_itself_places_nothing(
    receivers: pl.DataFrame, hear: Hear
) -> None:
    picks = hear([(1.0, 480.0, 510.0)]).with_columns(clock_ms=pl.lit(40.0))
    going = add(open_stream(receivers, listening=LIVE, start_us=0), picks)
    assert settle(going, until_us=LONG_AFTER_US).bangs == ()


def test_more_receivers_may_be_asked_for(receivers: pl.DataFrame, hear: Hear) -> None:
    picks = hear([(1.0, 480.0, 510.0)]).head(8)
    for least, found in ((8, 1), (9, 0)):
        asked = replace(Listening(), min_receivers=least)
        going = add(open_stream(receivers, listening=asked, start_us=0), picks)
        assert len(settle(going, until_us=LONG_AFTER_US).bangs) == found


def test_a_dot_stays_the_same_dot_as_more_is_heard(receivers: pl.DataFrame, hear: Hear) -> None:
    picks = hear([(1.0, 480.0, 510.0), (1.4, 700.0, 250.0)])
    going = add(open_stream(receivers, listening=LIVE, start_us=-60_000_000), picks)
    early = locate_provisionally(going, until_us=2_250_000)
    late = locate_provisionally(going, until_us=4_000_000)
    assert len(early) == len(late) == 2
    for one, other in zip(early, late, strict=True):
        assert len(one.receivers) < len(other.receivers)
        assert find_same(other, early) is one
        assert find_same(one, late) is other
    assert find_same(early[0], [early[1]]) is None
