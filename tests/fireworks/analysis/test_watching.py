"""However the picks of a night come in, and however often all is stopped, the bangs are the same."""

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zichtlijn.fireworks.analysis.listening.stream import open_stream
from zichtlijn.fireworks.analysis.showing.matching import match
from zichtlijn.fireworks.analysis.showing.packing import pack, unpack
from zichtlijn.fireworks.analysis.showing.strings import Event
from zichtlijn.fireworks.analysis.showing.watching import (
    Kept,
    Told,
    Watch,
    advance,
    begin_revision,
    open_watch,
    revise,
    take_in,
)
from zichtlijn.fireworks.analysis.simulation.night import Night, NightPlan, simulate
from zichtlijn.fireworks.terms import LIVE, Noise

SECOND_US = 1_000_000
END_US = 40 * SECOND_US
START_US = -60 * SECOND_US


@pytest.fixture(scope="module")
def night() -> Night:
    """Twelve seconds in which there are two bangs a second."""
    plan = NightPlan(12, 7200, Noise.MID, minutes=0.2)
    return simulate(plan, rng=np.random.default_rng(11))


@pytest.fixture(scope="module")
def at(night: Night) -> Kept:
    return Kept(open_stream(night.receivers, listening=LIVE, start_us=START_US), {})


@pytest.fixture(scope="module")
def in_order(night: Night, at: Kept) -> list[object]:
    """What is found when every pick comes in at its moment."""
    told = _live(at, night.picks, arrivals=night.picks["at_us"].to_numpy())
    assert len(told) > 15
    return told


def _live(at: Kept, picks: pl.DataFrame, *, arrivals: np.ndarray) -> list[object]:
    """Return what was told in the end when picks come in at `arrivals`, in ticks of a second."""
    watch = open_watch(at)
    events: dict[int, Event] = {}
    for until in range(0, END_US + 1, SECOND_US):
        here = (arrivals > until - SECOND_US) & (arrivals <= until)
        watch = take_in(watch, picks.filter(here))
        told = advance(watch, until_us=until)
        _hear(events, told)
        watch = told.watch
    known = picks.filter(arrivals <= END_US)
    watch = begin_revision(watch, recall=lambda since: known.filter(pl.col("at_us") >= since))
    return _finish(watch, events)


def _finish(watch: Watch, events: dict[int, Event]) -> list[object]:
    while watch.revision:
        told = revise(watch)
        _hear(events, told)
        watch = told.watch
    return sorted(
        (one.at_us, one.bangs, one.best.x, one.best.y, one.best.score, *one.best.ellipse)
        for one in events.values()
    )


def _hear(events: dict[int, Event], told: Told) -> None:
    if told.since_us is not None:
        for burst in [burst for burst, one in events.items() if one.at_us >= told.since_us]:
            del events[burst]
    events.update((one.burst, one) for one in told.events)


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 2**31), st.tuples(st.floats(0.0, 0.5), st.floats(0.0, 20.0)))
def test_a_night_in_any_order_and_with_doubles_ends_in_the_same_bangs(
    night: Night, at: Kept, in_order: list[object], seed: int, lateness: tuple[float, float]
) -> None:
    share, late_s = lateness
    rng = np.random.default_rng(seed)
    count = night.picks.height
    delay = rng.exponential(0.1, count) + np.where(rng.random(count) < share, late_s, 0.0)
    doubled = rng.choice(count, count // 5)
    picks = pl.concat([night.picks, night.picks[doubled]])
    rows = np.concatenate([np.arange(count), doubled])
    arrivals = night.picks["at_us"].to_numpy()[rows] + (
        np.concatenate([delay, rng.uniform(0, 25, len(doubled))]) * SECOND_US
    )
    order = rng.permutation(len(rows))
    assert _live(at, picks[order], arrivals=arrivals[order]) == in_order


def test_a_stopped_night_goes_on_from_its_last_kept_moment(
    night: Night, at: Kept, in_order: list[object]
) -> None:
    watch = take_in(open_watch(at), night.picks)
    events: dict[int, Event] = {}
    half = advance(watch, until_us=9 * SECOND_US)
    _hear(events, half)
    again = unpack(pack(half.watch.at), receivers=night.receivers, listening=LIVE)
    assert again.strings.keys() == half.watch.at.strings.keys()
    rest = night.picks.filter(pl.col("at_us") >= again.settled_us)
    told = advance(take_in(open_watch(again), rest), until_us=END_US)
    _hear(events, told)
    assert _finish(told.watch, events) == in_order


def test_packing_changes_no_bit(night: Night, at: Kept) -> None:
    told = advance(take_in(open_watch(at), night.picks), until_us=12 * SECOND_US)
    packed = pack(told.watch.at)
    assert len(told.watch.at.stream.recent) > 3
    again = unpack(packed, receivers=night.receivers, listening=LIVE)
    assert pack(again) == packed


def test_what_is_older_than_can_be_gone_back_to_is_counted(night: Night, at: Kept) -> None:
    watch = advance(open_watch(at), until_us=END_US).watch
    older = night.picks.head(3).with_columns(at_us=pl.lit(START_US - 5 * SECOND_US))
    assert take_in(watch, older).too_late == 3


def test_two_rows_are_never_given_the_same_dot() -> None:
    one, other = frozenset({(0, 1), (1, 2), (2, 3)}), frozenset({(0, 1), (1, 2), (3, 9)})
    assert match([one, other], {4: one}) == [4, None]
    assert match([other, one], {4: one}) == [None, 4]


@given(st.lists(st.frozensets(st.tuples(st.integers(0, 3), st.integers(0, 4)), min_size=1)))
def test_a_row_that_did_not_change_is_itself(found: list[frozenset[tuple[int, int]]]) -> None:
    apart = list(dict.fromkeys(found))
    known = dict(enumerate(apart))
    answer = match(apart, known)
    assert all(answer[row] == row for row in range(len(apart)) if answer[row] is not None)
    assert None not in answer
