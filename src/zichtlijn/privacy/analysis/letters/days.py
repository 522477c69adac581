"""Days in Dutch words."""

from datetime import date

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def say_day(day: date) -> str:
    """Return a day as a letter says it.

    >>> say_day(date(2026, 12, 8))
    '8 december 2026'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_weekday(day: date) -> str:
    """Return a day with its name.

    >>> say_weekday(date(2026, 12, 8))
    'dinsdag 8 december 2026'
    """
    return f"{_WEEKDAYS[day.weekday()]} {say_day(day)}"
