"""How a report is said, and how what somebody filled in is read."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zichtlijn.fireworks.reports.looking import read_local
from zichtlijn.fireworks.reports.words import say_number
from zichtlijn.fireworks.terms import NotAllowed
from zichtlijn.fireworks.terms.nuisance import NuisanceKind

KIND_WORDS = {
    NuisanceKind.BANG: gettext_lazy("Een harde knal"),
    NuisanceKind.STRING: gettext_lazy("Veel knallen achter elkaar"),
    NuisanceKind.DISPLAY: gettext_lazy("Siervuurwerk"),
    NuisanceKind.OTHER: gettext_lazy("Iets anders"),
}


class Filled(NamedTuple):
    """What somebody filled in about a report, read."""

    moment: datetime
    within_min: int
    x: float
    y: float
    kind: NuisanceKind


def read_told(posted: Mapping[str, str]) -> Filled:
    """Return what was filled in. Raises NotAllowed with a sentence for the reader."""
    moment = read_local(posted.get("tijd", ""))
    if moment is None:
        raise NotAllowed(_("Vul in wanneer het knalde."))
    if posted.get("soort", "") not in list(NuisanceKind):
        raise NotAllowed(_("Kies wat er is gemeld."))
    within = posted.get("speling", "")
    if not within.isdecimal() or len(within) > 2:
        raise NotAllowed(_("Vul in hoeveel minuten de tijd ernaast kan zitten."))
    return Filled(
        moment,
        int(within),
        _read_metres(posted.get("x", "")),
        _read_metres(posted.get("y", "")),
        NuisanceKind(posted["soort"]),
    )


def say_kind(kind: str) -> str:
    """Say what was reported."""
    return str(KIND_WORDS[NuisanceKind(kind)])


def say_within(minutes: int) -> str:
    """Say how far off the time of a report may be."""
    return ngettext("%(n)s minuut", "%(n)s minuten", minutes) % {"n": minutes}


def say_reports(number: int) -> str:
    """Say how many reports."""
    return ngettext("%(n)s melding", "%(n)s meldingen", number) % {"n": say_number(number)}


def _read_metres(text: str) -> float:
    if not (text.isdecimal() and len(text) <= 6):
        raise NotAllowed(_("Vul x en y in als hele meters RD, zoals 155012 en 463487."))
    return float(text)
