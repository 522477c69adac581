"""How places, times and figures are said on the pages of this room."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zichtlijn.fireworks.terms import FalseReason, Finding, State

FINDING_WORDS = {
    Finding.NOTHING: gettext_lazy("Niets gevonden"),
    Finding.REMAINS: gettext_lazy("Resten van vuurwerk"),
    Finding.STORE: gettext_lazy("Vuurwerk dat nog niet was afgestoken"),
    Finding.DAMAGE: gettext_lazy("Schade"),
    Finding.OTHER_SOUND: gettext_lazy("Geen vuurwerk, een ander geluid"),
}
REASON_WORDS = {
    FalseReason.ECHO: gettext_lazy("een echo"),
    FalseReason.WORK: gettext_lazy("werk, een deur of een container"),
    FalseReason.TRAFFIC: gettext_lazy("verkeer"),
    FalseReason.THUNDER: gettext_lazy("onweer"),
    FalseReason.TEST: gettext_lazy("een proef van onszelf"),
    FalseReason.OTHER: gettext_lazy("iets anders"),
}
STATE_WORDS = {
    State.NEW: gettext_lazy("nog niets gestuurd"),
    State.GOOD: gettext_lazy("werkt"),
    State.DEAD: gettext_lazy("geen teken van leven"),
    State.SILENT: gettext_lazy("leeft, maar hoort niets"),
    State.DEAF: gettext_lazy("hoort te weinig"),
    State.CLOCK: gettext_lazy("klok loopt af"),
}
_WINDS = (
    gettext_lazy("noorden"),
    gettext_lazy("noordoosten"),
    gettext_lazy("oosten"),
    gettext_lazy("zuidoosten"),
    gettext_lazy("zuiden"),
    gettext_lazy("zuidwesten"),
    gettext_lazy("westen"),
    gettext_lazy("noordwesten"),
)


def say_day(day: date) -> str:
    """Say a day with its weekday and year: wo 31 dec 2025."""
    month = date_format(day, "M").lower().rstrip(".")
    return f"{date_format(day, 'D').lower()} {day.day} {month} {day.year}"


def say_long_day(day: date) -> str:
    """Say a day in full: woensdag 31 december 2025."""
    return date_format(day, "l j F Y")


def say_moment(moment: datetime) -> str:
    """Say a moment in the reader's time: wo 31 dec 2025, 23:47."""
    local = timezone.localtime(moment)
    return f"{say_day(local.date())}, {local:%H:%M}"


def say_second(moment: datetime) -> str:
    """Say the time of a bang to the second: 23:47:12."""
    return f"{timezone.localtime(moment):%H:%M:%S}"


def say_thousandth(moment: datetime) -> str:
    """Say the time of an arrival to the millisecond: 23:47:12,345."""
    local = timezone.localtime(moment)
    return f"{local:%H:%M:%S},{local.microsecond // 1000:03d}"


def say_number(number: float, *, decimals: int = 0) -> str:
    """Say a number with the comma and points of the language: 1.200 or 0,7; a half goes up."""
    return number_format(_round_half_up(number, decimals), decimals)  # Django itself cuts off


def say_metres(metres: float) -> str:
    """Say a distance no finer than it is known: 3 m, 40 m, 1,2 km."""
    if metres >= 1000:
        return f"{say_number(metres / 1000, decimals=1)} km"
    if metres >= 20:
        return f"{say_number(round(metres / 10) * 10)} m"
    return f"{say_number(max(1, round(metres)))} m"


def say_level(level: float | None) -> str:
    """Say how loud it was at ten metres."""
    return _("niet gemeten") if level is None else f"{say_number(round(level))} dB"


def say_bearing(degrees: float) -> str:
    """Say a direction in words: het noordoosten."""
    return _("het %(wind)s") % {"wind": _WINDS[round(degrees / 45) % 8]}


def say_bangs(number: int) -> str:
    """Say how many bangs."""
    return ngettext("%(n)s knal", "%(n)s knallen", number) % {"n": say_number(number)}


def say_list(words: list[str]) -> str:
    """Join words as in a sentence: a, b en c."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s en %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _round_half_up(number: float, decimals: int) -> Decimal:
    """Round as people do by hand: from the digits that are written, and never to minus nought."""
    smallest = Decimal(1).scaleb(-decimals)
    return Decimal(str(number)).quantize(smallest, ROUND_HALF_UP) + 0
