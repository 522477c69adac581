"""Legal days: against the published holidays of ten years, by hand, and by law (Hypothesis)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zichtlijn.privacy.policies.rights.calendar import (
    add_months,
    find_easter,
    is_working_day,
    list_holidays,
    move_to_working_day,
)
from zichtlijn.privacy.policies.rights.deadlines import (
    count_days_left,
    set_answer_day,
    set_extended_day,
    set_telling_day,
)
from zichtlijn.privacy.policies.rights.notification import (
    LONGEST_POSTPONEMENT,
    check_can_postpone,
    check_can_tell,
    find_last_day,
    find_notification,
)
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rights import NotificationClock, NotificationState

EASTERS = {
    2018: "04-01", 2019: "04-21", 2020: "04-12", 2021: "04-04", 2022: "04-17", 2023: "04-09",
    2024: "03-31", 2025: "04-20", 2026: "04-05", 2027: "03-28", 2028: "04-16", 2038: "04-25",
    2285: "03-22", 1943: "04-25",
}  # fmt: skip
"""Published Easter Sundays, the earliest and latest that can be among them."""

DAYS = st.dates(date(2018, 1, 1), date(2100, 12, 31))
REASON = "De wijkagent vraagt om uitstel."


def test_easter_falls_on_the_published_days() -> None:
    found = {year: f"{find_easter(year):%m-%d}" for year in EASTERS}
    assert found == EASTERS


def test_easter_is_that_of_another_program() -> None:
    """Oudin's rule in Gauss' form, another way to the same day."""

    def by_gauss(year: int) -> date:
        century = year // 100
        golden = year % 19
        moon = (
            century - century // 4 - (century - (century - 17) // 25) // 3 + 19 * golden + 15
        ) % 30
        moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
        day = moon - (year + year // 4 + moon + 2 - century + century // 4) % 7
        month = 3 + (day + 40) // 44
        return date(year, month, day + 28 - 31 * (month // 4))

    years = range(1900, 2200)
    assert [year for year in years if find_easter(year) != by_gauss(year)] == []


def test_the_holidays_of_2026_are_those_of_the_law() -> None:
    assert sorted(list_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),  # Good Friday
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 5),
        date(2026, 5, 14),  # Ascension
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_the_kings_birthday_moves_from_sunday_to_saturday() -> None:
    assert date(2025, 4, 26) in list_holidays(2025)
    assert date(2025, 4, 27) not in list_holidays(2025)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2026-01-31", "2026-03-02"),  # 28 February is a Saturday
        ("2026-03-05", "2026-04-07"),  # 5 April is Easter Sunday
        ("2026-11-26", "2026-12-28"),  # Boxing Day is a Saturday
        ("2026-12-01", "2027-01-04"),  # New Year's Day is a Friday
        ("2024-01-30", "2024-02-29"),
        ("2025-03-27", "2025-04-28"),  # King's Day itself moved to Saturday the 26th
        ("2026-06-15", "2026-07-15"),
    ],
)
def test_a_legal_month_ends_on_a_day_on_which_one_can_answer(received: str, last: str) -> None:
    assert set_answer_day(date.fromisoformat(received)) == date.fromisoformat(last)
    assert set_telling_day(date.fromisoformat(received)) == date.fromisoformat(last)


@given(DAYS)
def test_a_term_is_never_shorter_than_its_month_and_hardly_longer(received: date) -> None:
    last = set_answer_day(received)
    assert is_working_day(last)
    assert add_months(received, 1) <= last <= add_months(received, 1) + timedelta(days=5)
    assert all(
        not is_working_day(add_months(received, 1) + timedelta(days=later))
        for later in range((last - add_months(received, 1)).days)
    )


@given(DAYS)
def test_later_requests_never_end_earlier(received: date) -> None:
    assert set_answer_day(received) <= set_answer_day(received + timedelta(days=1))
    assert set_answer_day(received) < set_extended_day(received)


@given(DAYS, st.integers(0, 60))
def test_months_add_up(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert move_to_working_day(later) >= later


def test_what_is_late_is_counted_below_zero() -> None:
    assert count_days_left(date(2026, 12, 15), today=date(2026, 12, 15)) == 0
    assert count_days_left(date(2026, 12, 9), today=date(2026, 12, 15)) == -6


STATES = [
    # informed, postponed until, waived, today -> state
    (None, None, False, "2026-12-01", "running"),
    (None, None, False, "2026-12-10", "running"),
    (None, None, False, "2026-12-11", "late"),
    (None, "2027-01-05", False, "2026-12-11", "postponed"),
    (None, "2027-01-05", False, "2027-01-05", "postponed"),
    (None, "2027-01-05", False, "2027-01-06", "late"),
    (None, "2026-12-03", False, "2026-12-05", "running"),  # never earlier than the legal day
    ("2026-12-05", None, False, "2026-12-06", "informed"),
    ("2027-02-01", None, False, "2027-02-02", "informed"),
    ("2026-12-05", "2027-01-05", True, "2026-12-06", "informed"),
    (None, None, True, "2027-06-01", "not_needed"),
    (None, "2027-01-05", True, "2026-12-12", "not_needed"),
]


@pytest.mark.parametrize(("informed", "postponed", "waived", "today", "state"), STATES)
def test_whether_a_person_was_told_is_a_fact_of_days(
    informed: str | None, postponed: str | None, waived: bool, today: str, state: str
) -> None:
    clock = NotificationClock(
        first_named_on=date(2026, 11, 10),
        due_on=date(2026, 12, 10),
        postponed_until=date.fromisoformat(postponed) if postponed else None,
        informed_on=date.fromisoformat(informed) if informed else None,
        not_needed=waived,
    )
    assert find_notification(clock, today=date.fromisoformat(today)) == state


@given(DAYS, st.integers(0, 400), st.one_of(st.none(), st.integers(1, 92)))
def test_a_clock_only_goes_on_until_somebody_is_told(
    named: date, later: int, postponed: int | None
) -> None:
    due = set_telling_day(named)
    clock = NotificationClock(
        named, due, due + timedelta(days=postponed) if postponed is not None else None
    )
    today = named + timedelta(days=later)
    state = find_notification(clock, today=today)
    assert (state is NotificationState.LATE) == (today > find_last_day(clock))
    tomorrow = find_notification(clock, today=today + timedelta(days=1))
    order = [NotificationState.RUNNING, NotificationState.POSTPONED, NotificationState.LATE]
    if postponed is None:
        assert order.index(tomorrow) >= order.index(state)


@pytest.mark.parametrize(
    ("today", "until", "sentence"),
    [
        ("2026-12-11", "2027-01-10", "Uitstel achteraf"),
        ("2026-12-01", "2026-12-10", "later eindigen"),
        ("2026-12-01", "2027-03-04", "hoogstens drie maanden"),
    ],
)
def test_telling_is_not_put_off_afterwards_backwards_or_for_long(
    today: str, until: str, sentence: str
) -> None:
    clock = NotificationClock(date(2026, 11, 10), date(2026, 12, 10))
    with pytest.raises(NotAllowed, match=sentence):
        check_can_postpone(
            clock,
            until=date.fromisoformat(until),
            reason=REASON,
            today=date.fromisoformat(today),
        )


def test_telling_is_put_off_until_an_end_with_a_reason() -> None:
    clock = NotificationClock(date(2026, 11, 10), date(2026, 12, 10))
    today = date(2026, 12, 1)
    check_can_postpone(clock, until=today + LONGEST_POSTPONEMENT, reason=REASON, today=today)
    with pytest.raises(NotAllowed, match="Schrijf de reden op"):
        check_can_postpone(clock, until=today + LONGEST_POSTPONEMENT, reason=" ", today=today)


def test_a_letter_cannot_have_left_before_there_was_something_to_tell() -> None:
    clock = NotificationClock(date(2026, 11, 10), date(2026, 12, 10))
    for day in (date(2026, 11, 9), date(2026, 12, 2)):
        with pytest.raises(NotAllowed, match="Kies een dag"):
            check_can_tell(clock, sent_on=day, today=date(2026, 12, 1))
    check_can_tell(clock, sent_on=date(2026, 11, 10), today=date(2026, 12, 1))
