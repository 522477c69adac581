"""How figures and days are said on screen."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_SMALL = [
    "geen",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
]


def say_day(day: date) -> str:
    """Say a day with its weekday and year: zo 22 nov 2026."""
    return f"{date_format(day, 'D').lower()} {date_format(day, 'j')} {_month(day)} {day.year}"


def say_short_day(day: date) -> str:
    """Say a day without weekday: 22 nov 2026."""
    return f"{date_format(day, 'j')} {_month(day)} {day.year}"


def say_moment(moment: datetime) -> str:
    """Say a moment in the reader's time: di 17 nov 2026, 20:15."""
    local = timezone.localtime(moment)
    return f"{say_day(local.date())}, {local:%H:%M}"


def say_number(number: float, *, decimals: int = 0) -> str:
    """Say a number with the comma and points of the language: 1.200 or 0,7; a half goes up."""
    return number_format(_round_half_up(number, decimals), decimals)  # Django itself cuts off


def say_small(number: int) -> str:
    """Say a small number as a word, a larger one in figures."""
    if get_language() == "nl" and 0 <= number < len(_SMALL):
        return _SMALL[number]
    return say_number(number)


def say_share(share: float) -> str:
    """Say a share of one in whole percents; never 0 or 100 for what is neither."""
    percent = round(100 * share)
    if percent == 0 and share > 0:
        return _("minder dan 1%%") % ()
    if percent == 100 and share < 1:
        return _("meer dan 99%%") % ()
    return f"{percent}%"


def say_list(words: list[str]) -> str:
    """Join words as in a sentence: a, b en c."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s en %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def capitalise(words: str) -> str:
    """Begin a sentence."""
    return words[:1].upper() + words[1:]


def order_by_name(name: str) -> list[tuple[int, int, str]]:
    """Return a key that puts Groep 2 before Groep 10."""
    parts = re.split(r"(\d+)", name)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part.lower()) for part in parts]


def _round_half_up(number: float, decimals: int) -> Decimal:
    """Round as people do by hand: from the digits that are written, and never to minus nought."""
    smallest = Decimal(1).scaleb(-decimals)
    return Decimal(str(number)).quantize(smallest, ROUND_HALF_UP) + 0


def _month(day: date) -> str:
    return date_format(day, "M").lower().rstrip(".")
