"""How old somebody was on a day, as the rule table asks it."""

from datetime import date

from zichtlijn.persons.terms import AgeBand

NAMED_FROM = 12  # years; guard rail G11
ALONE_FROM = 16  # years; under it a second organisation is asked (R29)


def derive_age_band(birth_date: date | None, *, on: date) -> AgeBand:
    """Return the band on a day; the day somebody turns 12 he is 12.

    >>> derive_age_band(date(2012, 2, 29), on=date(2024, 2, 28)).value
    'under_12'
    """
    if birth_date is None:
        return AgeBand.UNKNOWN
    age = count_years(birth_date, on=on)
    if age < NAMED_FROM:
        return AgeBand.UNDER_12
    return AgeBand.FROM_12_TO_15 if age < ALONE_FROM else AgeBand.FROM_16


def count_years(birth_date: date, *, on: date) -> int:
    """Return the age in whole years; who was born on 29 February is older on 1 March.

    >>> count_years(date(2008, 2, 29), on=date(2024, 2, 28))
    15
    """
    had_birthday = (on.month, on.day) >= (birth_date.month, birth_date.day)
    return on.year - birth_date.year - (0 if had_birthday else 1)
