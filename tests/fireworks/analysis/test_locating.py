"""A night's picks become events that lie where the bangs were."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from benchmarks.fireworks.nights import run_nights
from benchmarks.fireworks.scoring import Score, score, to_places

from zichtlijn.fireworks.analysis.association.travel import derive_sound_speed
from zichtlijn.fireworks.analysis.locating import locate, locate_one
from zichtlijn.fireworks.analysis.simulation.night import NightPlan, simulate
from zichtlijn.fireworks.terms import (
    ASSIGNMENTS,
    CALIBRATIONS,
    EVENTS,
    RECEIVER_HEALTH,
    Listening,
    Noise,
    WrongData,
)

Hear = Callable[..., pl.DataFrame]
STILL = replace(Listening(), calibrate=False)


def test_three_bangs_by_hand(receivers: pl.DataFrame, hear: Hear) -> None:
    bangs = [(1.0, 300.0, 400.0), (3.0, 700.0, 650.0), (6.0, 512.0, 301.0)]
    located = locate(receivers, hear(bangs, level_db=90.0), listening=STILL)
    found = to_places(located.events)
    assert np.abs(found[:, 0] - [1.0, 3.0, 6.0]).max() < 0.001
    assert np.abs(found[:, 1:] - np.array(bangs)[:, 1:]).max() < 0.3
    assert located.events["event"].to_list() == [1, 2, 3]
    # 90 dB at some hundreds of metres is 20 log10(d / 10) more at ten
    assert located.events["level_db_10m"].is_between(115, 130).all()
    assert located.assignments["residual_ms"].abs().max() < 0.5
    assert located.assignments.height == located.events["receivers"].sum()


def test_every_frame_keeps_its_contract(receivers: pl.DataFrame, hear: Hear) -> None:
    located = locate(receivers, hear([(1.0, 300.0, 400.0)]), listening=STILL)
    for contract, frame in [
        (EVENTS, located.events),
        (ASSIGNMENTS, located.assignments),
        (CALIBRATIONS, located.calibrations),
        (RECEIVER_HEALTH, located.receivers),
    ]:
        assert frame.columns == list(contract.columns)
        assert contract.keep(frame).equals(frame)
    assert located.events["level_db_10m"].to_list() == [None]


@pytest.mark.parametrize(
    ("plan", "least"),
    [
        (NightPlan(16, 1000, Noise.MID, 6.0), Score(0.95, 0.95, 1.2, 8.0, 0.8)),
        (NightPlan(16, 1000, Noise.HARD, 6.0), Score(0.90, 0.90, 2.2, 14.0, 0.8)),
        (NightPlan(16, 10_000, Noise.MID, 0.5), Score(0.80, 0.93, 1.3, 12.0, 0.8)),
    ],
)
def test_an_invented_night_is_located(plan: NightPlan, least: Score) -> None:
    """A small night beside the table of five; the benchmark holds the table itself."""
    found = run_nights(plan, seeds=(21,)).score
    assert found.recall >= least.recall
    assert found.precision >= least.precision
    assert found.median_m <= least.median_m
    assert found.p95_m <= least.p95_m
    assert found.ratio > least.ratio, "better than the physics allows: truth leaks in"


def test_after_sixty_bangs_a_strong_wind_is_taken_off() -> None:
    plan = NightPlan(16, 1500, Noise.MID, minutes=6, wind=(8.0, 0.0))
    night = simulate(plan, rng=np.random.default_rng(4))
    truth = [to_places(night.truth)]
    still = locate(night.receivers, night.picks, listening=STILL)
    learnt = locate(night.receivers, night.picks, listening=Listening())
    assert score([to_places(still.events)], truth).median_m > 5.0
    assert score([to_places(learnt.events)], truth).median_m < 1.5
    assert learnt.calibrations["wind_x"][-1] == pytest.approx(8.0, abs=0.8)
    assert learnt.calibrations["events"].min() >= 60
    assert still.calibrations["events"].to_list() == [0]


def test_a_few_bangs_on_a_freezing_night_tell_how_cold_it_is() -> None:
    plan = NightPlan(16, 300, Noise.MID, minutes=3, temperature_c=-8.0)
    night = simulate(plan, rng=np.random.default_rng(6))
    truth = [to_places(night.truth)]
    assert night.truth.height < 30
    wrong = locate(night.receivers, night.picks, listening=STILL)
    learnt = locate(night.receivers, night.picks, listening=Listening())
    cold = derive_sound_speed(-8.0)
    assert learnt.calibrations["sound_speed"][-1] == pytest.approx(cold, abs=1.0)
    assert wrong.calibrations["sound_speed"][-1] == pytest.approx(cold + 11, abs=1.0)
    better = score([to_places(learnt.events)], truth).median_m
    assert better < 0.5 * score([to_places(wrong.events)], truth).median_m


def test_a_wind_that_is_given_is_used(receivers: pl.DataFrame, hear: Hear) -> None:
    picks = hear([(1.0, 300.0, 400.0)], wind=(10.0, -4.0))
    told = locate(receivers, picks, listening=replace(STILL, wind_x=10.0, wind_y=-4.0)).events
    assert np.hypot(told["x"][0] - 300.0, told["y"][0] - 400.0) < 0.3


def test_a_string_of_bangers_is_one_event_with_a_count(receivers: pl.DataFrame, hear: Hear) -> None:
    string = [(1.0 + 0.15 * number, 480.0, 510.0) for number in range(4)]
    located = locate(receivers, hear(string), listening=STILL)
    assert located.events["bangs"].to_list() == [4]
    assert located.events["at_us"][0] == pytest.approx(1_000_000, abs=2_000)
    assert (located.figures.events, located.figures.bangs) == (1, 4)


def test_the_echo_of_a_facade_is_marked_and_never_comes_first(
    receivers: pl.DataFrame, hear: Hear
) -> None:
    wall_x = 760.0
    bang = (1.0, 600.0, 500.0)
    image = (1.0, 2 * wall_x - 600.0, 500.0)
    echo = hear([image]).filter(~pl.col("receiver").is_in(["r03", "r07", "r11", "r15"]))
    picks = pl.concat([hear([bang]), echo.with_columns(at_us=pl.col("at_us") + 100)])
    events = locate(receivers, picks, listening=STILL).events
    assert events["ghost"][0] is False
    assert np.hypot(events["x"][0] - 600.0, events["y"][0] - 500.0) < 1.0
    assert events["ghost"][1:].all()


def test_two_hundred_receivers_need_no_tiles() -> None:
    plan = NightPlan(200, 1500, Noise.MID, minutes=1, side_m=3500.0)
    found = run_nights(plan, seeds=(1,)).score
    assert found.recall > 0.95
    assert found.precision > 0.95
    assert found.median_m < 1.2


def test_the_same_picks_give_the_same_bits() -> None:
    night = simulate(NightPlan(16, 3000, Noise.HARD, minutes=1), rng=np.random.default_rng(2))
    one = locate(night.receivers, night.picks, listening=Listening())
    two = locate(night.receivers, night.picks.reverse(), listening=Listening())
    assert one.events.equals(two.events)
    assert one.assignments.equals(two.assignments)


def test_picks_put_together_by_hand_are_one_bang(receivers: pl.DataFrame, hear: Hear) -> None:
    picks = hear([(1.0, 480.0, 510.0)]).head(5)
    event = locate_one(receivers, picks, listening=Listening())
    assert event.height == 1
    assert np.hypot(event["x"][0] - 480.0, event["y"][0] - 510.0) < 1.0
    assert locate_one(receivers, picks.head(3), listening=Listening()).is_empty()


def test_what_cannot_be_located_is_said_in_a_sentence(receivers: pl.DataFrame, hear: Hear) -> None:
    picks = hear([(1.0, 480.0, 510.0)])
    with pytest.raises(WrongData, match="geen tijden"):
        locate(receivers, picks.clear(), listening=STILL)
    with pytest.raises(WrongData, match="minstens 4 ontvangers"):
        locate(receivers.head(3), picks, listening=STILL)
    with pytest.raises(WrongData, match="twee keer"):
        locate(pl.concat([receivers, receivers.head(1)]), picks, listening=STILL)
    with pytest.raises(WrongData, match="niet in de lijst"):
        locate(receivers.head(8), picks, listening=STILL)
    in_a_row = receivers.head(5).with_columns(y=pl.lit(0.0))
    with pytest.raises(WrongData, match="op een rij"):
        locate(in_a_row, picks.filter(pl.col("receiver") <= "r04"), listening=STILL)


def test_a_few_stray_picks_are_no_bang(receivers: pl.DataFrame, hear: Hear) -> None:
    located = locate(receivers, hear([(1.0, 480.0, 510.0)]).head(3), listening=STILL)
    assert located.events.is_empty()
    assert located.figures.hit_rate is None
    assert located.figures.median_sd_major_m is None
