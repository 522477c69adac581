"""What is said in words, and through which window the reader looks."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.fireworks.reports import words as firework_words
from zichtlijn.networks.reports import words
from zichtlijn.networks.reports.marks import choose_mark, draw_sample, draw_ticks
from zichtlijn.networks.reports.network.sentences import say_fluidity
from zichtlijn.networks.reports.windows import choose_window, describe_time
from zichtlijn.networks.terms import (
    Figures,
    Interval,
    Method,
    TieCounts,
    TieStatus,
    Verdict,
    Window,
)

YEAR = Window(date(2025, 11, 3), date(2026, 11, 1))
DAYS = st.dates(YEAR.start, YEAR.end)


@pytest.fixture(autouse=True)
def dutch() -> object:
    with translation.override("nl"):
        yield


def _figures(**changes: object) -> Figures:
    plain = {
        "persons": 10, "observations": 20, "gatherings": 0, "ties": TieCounts(1, 2, 3), "groups": 2,
        "coverage": 0.5, "modularity": 0.4, "method": Method.EVENTS, "monthly_change": 0.03,
        "monthly_change_interval": Interval(0.02, 0.04), "monthly_change_is_at_least": False,
        "gain": 0.1, "gain_permuted_max": 0.0, "verdict": Verdict.GROUPS_FOUND, "refused_by": None,
        "duplicates_merged": 0, "sources": {"a": 1.0}, "leave_one_source_out": None,
    }  # fmt: skip
    return Figures(**{**plain, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Per maand wisselt naar schatting 2 tot 4 van de 100 mensen van groep."),
        (
            {"monthly_change_interval": Interval(0.028, 0.031)},
            "Per maand wisselt naar schatting 3 van de 100 mensen van groep.",
        ),
        (
            {"monthly_change_is_at_least": True},
            "Per maand wisselt naar schatting minstens 2 van de 100 mensen van groep.",
        ),
        (
            {"monthly_change_interval": Interval(0.0, 0.004)},
            "Per maand wisselt naar schatting 0 tot minder dan 1 van de 100 mensen van groep.",
        ),
        (
            {"monthly_change": None, "monthly_change_interval": None, "method": Method.CONTACTS},
            "Hoe vaak mensen van groep wisselen is niet te zeggen.",
        ),
        (
            {"verdict": Verdict.NOT_ENOUGH_OBSERVATIONS, "refused_by": "Te weinig."},
            "Hoe vaak mensen van groep wisselen is niet te zeggen.",
        ),
    ],
)
def test_fluidity_is_said_as_a_band_or_not_at_all(
    changes: dict[str, object], sentence: str
) -> None:
    said = say_fluidity(_figures(**changes))
    assert said.sentence == sentence
    assert said.reason.endswith(".")


def test_the_gate_that_refuses_gives_its_own_reason() -> None:
    refused = _figures(verdict=Verdict.NOT_ENOUGH_OBSERVATIONS, refused_by="Minder dan 1,5.")
    assert say_fluidity(refused).reason == "Minder dan 1,5."


def test_days_and_numbers_are_said_as_people_say_them() -> None:
    assert words.say_day(date(2026, 11, 22)) == "zo 22 nov 2026"
    assert words.say_number(1234.5, decimals=1) == "1.234,5"
    assert words.say_small(12) == "twaalf"
    assert words.say_small(40) == "40"
    assert words.say_share(0.999) == "meer dan 99%"
    assert words.say_share(0.001) == "minder dan 1%"
    assert words.say_share(1.0) == "100%"
    assert words.say_list(["a", "b", "c"]) == "a, b en c"
    names = ["Groep 10", "Groep 2", "Groep Kolk"]
    assert sorted(names, key=words.order_by_name) == ["Groep 2", "Groep 10", "Groep Kolk"]


@pytest.mark.parametrize("say", [words.say_number, firework_words.say_number])
@pytest.mark.parametrize(
    ("number", "decimals", "said"),
    [
        (0.999, 0, "1"),
        (1.96, 1, "2,0"),
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (0.125, 2, "0,13"),
        (1.005, 2, "1,01"),  # 1,005 is written so, whatever its bits are
        (2_999.95, 1, "3.000,0"),
        (-0.4, 0, "0"),
        (-2.5, 0, "-3"),
        (12, 0, "12"),
        (1e-9, 1, "0,0"),
        (1e21, 0, "1.000.000.000.000.000.000.000"),
    ],
)
def test_a_number_is_rounded_as_readers_do_and_never_cut_off(
    say: Callable[..., str], number: float, decimals: int, said: str
) -> None:
    assert say(number, decimals=decimals) == said


@given(number=st.floats(-1e6, 1e6), decimals=st.integers(0, 3))
@settings(max_examples=50)
def test_what_is_said_of_a_number_is_never_more_than_half_a_digit_off(
    number: float, decimals: int
) -> None:
    with translation.override("nl"):
        said = words.say_number(number, decimals=decimals)
    read_back = Fraction(said.replace(".", "").replace(",", "."))
    assert abs(read_back - Fraction(str(number))) <= Fraction(1, 2 * 10**decimals)


def test_an_empty_address_is_the_whole_period() -> None:
    assert choose_window({}, period=YEAR) == YEAR
    assert choose_window({"van": "gisteren", "tot": ""}, period=YEAR) == YEAR


def test_days_outside_the_period_are_drawn_in() -> None:
    asked = {"van": "1999-01-01", "tot": "2099-01-01"}
    assert choose_window(asked, period=YEAR) == YEAR


def test_a_slider_that_was_moved_goes_before_the_date_beside_it() -> None:
    asked = {"van": "2026-01-05", "tot": "2026-02-01", "begin": "2", "was_begin": "9"}
    assert choose_window(asked, period=YEAR) == Window(date(2025, 11, 17), date(2026, 2, 1))
    untouched = {"van": "2026-01-05", "tot": "2026-02-01", "begin": "9", "was_begin": "9"}
    assert choose_window(untouched, period=YEAR).start == date(2026, 1, 5)


def test_a_span_reaches_back_from_the_end() -> None:
    asked = {"tot": "2026-02-01", "venster": "4", "was_venster": "alles"}
    assert choose_window(asked, period=YEAR) == Window(date(2026, 1, 5), date(2026, 2, 1))
    whole = {"van": "2026-01-05", "tot": "2026-02-01", "venster": "alles", "was_venster": "4"}
    assert choose_window(whole, period=YEAR) == YEAR


@settings(max_examples=60, deadline=None)
@given(DAYS, DAYS)
def test_an_address_always_gives_back_the_window_it_was_made_of(one: date, other: date) -> None:
    window = Window(min(one, other), max(one, other))
    asked = {"van": window.start.isoformat(), "tot": window.end.isoformat()}
    assert choose_window(asked, period=YEAR) == window


@settings(max_examples=40, deadline=None)
@given(DAYS, DAYS)
def test_a_step_back_and_on_again_stays_inside_the_period(one: date, other: date) -> None:
    window = Window(min(one, other), max(one, other))
    time = describe_time(window, period=YEAR)
    for step in (time.earlier, time.later):
        assert step is None or (YEAR.start <= step.start <= step.end <= YEAR.end)
    if time.earlier is not None and time.later is not None:
        back = describe_time(time.earlier, period=YEAR)
        assert back.later is not None
        assert back.later.start <= window.start
        assert window.end <= back.later.end


def test_sliders_go_by_day_week_or_month_as_the_period_is_long() -> None:
    week = Window(date(2026, 6, 1), date(2026, 6, 7))
    decade = Window(date(2016, 1, 1), date(2025, 12, 31))
    assert describe_time(week, period=week).step_words == "dag"
    assert describe_time(YEAR, period=YEAR).step_words == "week"
    assert describe_time(decade, period=decade).step_words == "maand"
    assert len(describe_time(decade, period=decade).stops) == 120


@pytest.mark.parametrize(
    ("source", "css"),
    [
        ("Jongerenwerk De Kolk", "youth"),
        ("wijkagent", "police"),
        ("jeugd-BOA", "boa"),
        ("Boaventura", "count"),
        ("wijkagent De Lanen", "police"),
        ("handhaving", "boa"),
        ("Woningcorporatie De Sluis", "living"),
        ("sensor", "count"),
        ("onbekend", "count"),
    ],
)
def test_a_source_is_drawn_as_the_profession_its_name_speaks_of(source: str, css: str) -> None:
    assert choose_mark(source).css == css


def test_thirty_observations_have_a_tick_each_and_more_have_one_for_each_kind() -> None:
    assert len(draw_ticks(["wijkagent"] * 30).ticks) == 30
    many = draw_ticks(["wijkagent"] * 30 + ["jongerenwerk"])
    assert [tick.css for tick in many.ticks] == ["youth", "police"]
    assert many.count == "31"
    assert many.spoken.startswith("waarnemingen (1 jongerenwerk en 30 wijkagent)")


def test_a_tie_has_a_strand_for_each_kind_and_a_dash_for_how_often() -> None:
    sample = draw_sample(TieStatus.REPEATED, ["wijkagent", "jongerenwerk", "wijkagent"])
    assert [strand.css for strand in sample.strands] == ["s-youth d-repeat", "s-police d-repeat"]
    assert draw_sample(TieStatus.SEEN_ONCE, ["x"]).strands[0].css == "s-count d-once"
    assert draw_sample(TieStatus.VALIDATED, ["x"]).strands[0].css == "s-count"
