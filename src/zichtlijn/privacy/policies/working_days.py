"""Days on which a town hall works, for terms that we set ourselves. Pure.

A legal term goes by the Algemene termijnenwet instead (policies/rights/calendar.py), which also
closes Good Friday and every 5 May. Our choice here follows what municipalities do: Good Friday
is worked, and 5 May is a day off in lustrum years only. A term of ours then ends earlier.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from zichtlijn.privacy.policies.rights.calendar import ONE_DAY, find_easter, find_kings_day

_AROUND_EASTER = (1, 39, 50)  # Easter Monday, Ascension Day, Whit Monday
_LUSTRUM_YEARS = 5
_SATURDAY = 5


def list_days_off(year: int) -> frozenset[date]:
    """Return the holidays on which no town hall works, whatever day of the week they are.

    >>> sorted(day.isoformat() for day in list_days_off(2025))[2:4]  # King's Day, 5 May
    ['2025-04-26', '2025-05-05']
    """
    return frozenset(_tell_days_off(year))


def is_worked(day: date) -> bool:
    """Return whether a town hall works on this day."""
    return day.weekday() < _SATURDAY and day not in list_days_off(day.year)


def add_working_days(day: date, days: int) -> date:
    """Return the working day that comes so many working days after a day.

    >>> add_working_days(date(2026, 12, 24), 5)  # Christmas, a weekend, New Year's Day, a weekend
    datetime.date(2027, 1, 4)
    """
    while days:
        day += ONE_DAY
        days -= is_worked(day)
    return day


def _tell_days_off(year: int) -> Iterator[date]:
    easter = find_easter(year)
    yield date(year, 1, 1)
    yield from (easter + timedelta(days=days) for days in _AROUND_EASTER)
    yield find_kings_day(year)
    if year % _LUSTRUM_YEARS == 0:
        yield date(year, 5, 5)
    yield from (date(year, 12, 25), date(year, 12, 26))
