"""The days on which a legal term may end (Algemene termijnenwet, articles 1 and 3).

Days that a royal decree puts on a level with them (article 3 lid 3, such as the Friday after
Ascension Day) are not known beforehand. They are left out: our term then ends earlier, which
is never to the harm of the person.
"""

from calendar import SATURDAY, monthrange
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def find_easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year (Meeus, Jones and Butcher).

    >>> find_easter(2026)
    datetime.date(2026, 4, 5)
    """
    golden = year % 19
    century, years = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, left = divmod(years, 4)
    weekday = (32 + 2 * rest + 2 * leap_years - epact - left) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def list_holidays(year: int) -> frozenset[date]:
    """Return the days of article 3, lid 1 and 2, that do not always fall in a weekend."""
    easter = find_easter(year)
    around_easter = (-2, 1, 39, 50)  # Good Friday, Easter Monday, Ascension, Whit Monday
    return frozenset(
        {
            date(year, 1, 1),
            *(easter + timedelta(days=days) for days in around_easter),
            find_kings_day(year),
            date(year, 5, 5),
            date(year, 12, 25),
            date(year, 12, 26),
        }
    )


def find_kings_day(year: int) -> date:
    """Return the day on which the King's birthday is kept: 27 April, or the 26th if a Sunday.

    >>> find_kings_day(2025)
    datetime.date(2025, 4, 26)
    """
    birthday = date(year, 4, 27)
    return birthday if birthday.isoweekday() != 7 else birthday - ONE_DAY


def is_working_day(day: date) -> bool:
    """Return whether a term may end on this day."""
    return day.weekday() < SATURDAY and day not in list_holidays(day.year)


def move_to_working_day(day: date) -> date:
    """Return the day itself, or the first after it on which a term may end.

    >>> move_to_working_day(date(2026, 4, 3))  # Good Friday
    datetime.date(2026, 4, 7)
    """
    while not is_working_day(day):
        day += ONE_DAY
    return day


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or its last day where it has no such day.

    >>> add_months(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
