"""An emergency is looked at within five days on which a town hall works: counted by hand."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.privacy.policies.working_days import add_working_days, is_worked, list_days_off

DAYS_OFF = {
    2026: ("01-01", "04-06", "04-27", "05-14", "05-25", "12-25", "12-26"),
    2027: ("01-01", "03-29", "04-27", "05-06", "05-17", "12-25", "12-26"),
    2028: ("01-01", "04-17", "04-27", "05-25", "06-05", "12-25", "12-26"),
    2029: ("01-01", "04-02", "04-27", "05-10", "05-21", "12-25", "12-26"),
    2030: ("01-01", "04-22", "04-27", "05-05", "05-30", "06-10", "12-25", "12-26"),
}
"""From a printed calendar: New Year, Easter Monday, King's Day, 5 May 2030, Ascension, Whit, Christmas."""


@pytest.mark.parametrize("year", DAYS_OFF)
def test_the_days_off_of_a_year_are_those_of_the_calendar(year: int) -> None:
    assert {f"{day:%m-%d}" for day in list_days_off(year)} == set(DAYS_OFF[year])


def test_the_king_and_the_liberation_move_as_they_do() -> None:
    assert date(2025, 4, 26) in list_days_off(2025)  # 27 April 2025 is a Sunday
    assert date(2031, 4, 26) in list_days_off(2031)
    assert not is_worked(date(2025, 5, 5))  # eighty years: a Monday off
    assert is_worked(date(2026, 5, 5))
    assert is_worked(date(2026, 4, 3))  # Good Friday


@pytest.mark.parametrize(
    ("opened_on", "review_by"),
    [
        ("2026-11-23", "2026-11-30"),  # an ordinary Monday
        ("2026-11-28", "2026-12-04"),  # a Saturday
        ("2026-04-02", "2026-04-10"),  # over Easter
        ("2026-12-23", "2026-12-31"),
        ("2026-12-24", "2027-01-04"),
        ("2027-05-05", "2027-05-13"),  # over Ascension Day
        ("2028-04-24", "2028-05-02"),  # over King's Day
        ("2029-03-29", "2029-04-06"),
        ("2030-06-07", "2030-06-17"),  # over Whit Monday
        ("2025-05-02", "2025-05-12"),  # over 5 May of a lustrum
    ],
)
def test_five_working_days_counted_by_hand(opened_on: str, review_by: str) -> None:
    assert add_working_days(date.fromisoformat(opened_on), 5) == date.fromisoformat(review_by)


@settings(max_examples=50)
@given(st.dates(date(2024, 1, 1), date(2060, 12, 31)), st.integers(1, 30))
def test_numpy_counts_the_same_days(day: date, days: int) -> None:
    off = sorted(one for year in (day.year, day.year + 1) for one in list_days_off(year))
    # a day off is rolled back to the working day before it: the same days are counted from there
    expected = np.busday_offset(day, days, roll="backward", holidays=off)
    assert add_working_days(day, days) == expected.astype(date)
