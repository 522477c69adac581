"""The period is cut as the calendar has it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zichtlijn.networks.analysis.windows import cut_windows
from zichtlijn.networks.terms import Step, Window, WrongStep

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2024, 12, 31))


def test_months_begin_on_the_first_and_the_last_ends_on_the_day_asked() -> None:
    windows = cut_windows(first_on=date(2024, 1, 20), last_on=date(2024, 3, 5), step=Step.MONTH)
    assert windows == [
        Window(date(2024, 1, 1), date(2024, 1, 31)),
        Window(date(2024, 2, 1), date(2024, 2, 29)),
        Window(date(2024, 3, 1), date(2024, 3, 5)),
    ]


def test_weeks_begin_on_monday() -> None:
    windows = cut_windows(first_on=date(2024, 1, 4), last_on=date(2024, 1, 9), step=Step.WEEK)
    assert windows == [
        Window(date(2024, 1, 1), date(2024, 1, 7)),
        Window(date(2024, 1, 8), date(2024, 1, 9)),
    ]


@given(first=DAYS, length=st.integers(0, 900), step=st.sampled_from(list(Step)))
def test_every_day_lies_in_exactly_one_window(first: date, length: int, step: Step) -> None:
    last = first + timedelta(days=length)
    windows = cut_windows(first_on=first, last_on=last, step=step)
    assert windows[0].start <= first
    assert windows[-1].end == last
    for earlier, later in pairwise(windows):
        assert later.start == earlier.end + timedelta(days=1)


def test_a_step_too_small_to_read_is_refused() -> None:
    with pytest.raises(WrongStep, match="kies een grotere stap"):
        cut_windows(first_on=date(2000, 1, 1), last_on=date(2024, 1, 1), step=Step.DAY)
