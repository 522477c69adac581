"""Until when an answer may take (AVG 12 lid 3, 14 lid 3), in whole legal days."""

from datetime import date

from zichtlijn.privacy.policies.rights.calendar import add_months, move_to_working_day

ANSWER_MONTHS = 1  # AVG 12 lid 3
EXTENDED_MONTHS = 3  # the same: one month and two more, once
TELL_MONTHS = 1  # AVG 14 lid 3 onder a: at the latest


def set_answer_day(received_on: date) -> date:
    """Return the last day on which a request that came in on a day is answered in time.

    >>> set_answer_day(date(2026, 3, 5))  # 5 April is Easter Sunday
    datetime.date(2026, 4, 7)
    """
    return move_to_working_day(add_months(received_on, ANSWER_MONTHS))


def set_extended_day(received_on: date) -> date:
    """Return the last day after the one extension that the law allows."""
    return move_to_working_day(add_months(received_on, EXTENDED_MONTHS))


def set_telling_day(first_named_on: date) -> date:
    """Return the last day on which a person is told in time that he is in the records."""
    return move_to_working_day(add_months(first_named_on, TELL_MONTHS))


def count_days_left(due_on: date, *, today: date) -> int:
    """Return how many days are left: 0 on the last day, below 0 when it is late."""
    return (due_on - today).days
