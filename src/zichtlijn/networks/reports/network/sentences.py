"""The sentences above the drawings: what was seen, how sure, and what we cannot see."""

from typing import NamedTuple

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zichtlijn.networks.reports.scene import Scene
from zichtlijn.networks.reports.spoken import say_again
from zichtlijn.networks.reports.windows import Stop
from zichtlijn.networks.reports.words import capitalise, say_number, say_share, say_small
from zichtlijn.networks.terms import Figures, Method, Verdict


class Lead(NamedTuple):
    """The first sentences of the page; `refusal` where groups may not be shown."""

    groups: str
    after_groups: str
    unknown: str
    source: str
    source_share: str
    refusal: str


class Fluidity(NamedTuple):
    """How fluid the whole is, or why that cannot be said."""

    sentence: str
    reason: str


def say_lead(scene: Scene) -> Lead:
    """Say how many groups are shown, of how many people we know too little, who saw it."""
    shown = count_groups(scene)
    people = scene.dots.height
    placed = scene.members.height
    source, share = _largest_source(scene)
    return Lead(
        groups=capitalise(
            ngettext("%(n)s groep", "%(n)s groepen", shown) % {"n": say_small(shown)}
        ),
        after_groups=ngettext(
            "is vaak genoeg gezien om te tonen.", "zijn vaak genoeg gezien om te tonen.", shown
        ),
        unknown=_("%(unknown)s van de %(people)s mensen")
        % {"unknown": say_number(max(people - placed, 0)), "people": say_number(people)},
        source=source,
        source_share=say_share(share),
        refusal=_say_refusal(scene.figures),
    )


def count_groups(scene: Scene) -> int:
    """Count the groups of the table: also those in which nobody can be placed now."""
    if scene.groups_in is None:
        return 0
    return scene.group_windows.filter(pl.col("window_end") == scene.groups_in.end).height


def say_fluidity(figures: Figures) -> Fluidity:
    """Say which share of people changes group in a month, as an interval, or why not."""
    interval = figures.monthly_change_interval
    if figures.verdict is Verdict.NOT_ENOUGH_OBSERVATIONS:
        reason = say_again(figures.refused_by or "") or _("Er zijn te weinig waarnemingen.")
        return Fluidity(_("Hoe vaak mensen van groep wisselen is niet te zeggen."), reason)
    if figures.monthly_change is None or interval is None:
        reason = (
            _(
                "De waarnemingen zijn zo dicht dat zij niet los van elkaar staan, "
                "zoals bij een sensor."
            )
            if figures.method is Method.CONTACTS
            else _("De schatting valt buiten wat deze methode kan meten.")
        )
        return Fluidity(_("Hoe vaak mensen van groep wisselen is niet te zeggen."), reason)
    if figures.monthly_change_is_at_least:
        return Fluidity(
            _("Per maand wisselt naar schatting minstens %(low)s van de 100 mensen van groep.")
            % {"low": _per_hundred(interval.low)},
            _("Er zijn weinig waarnemingen per mens. Dan komt de schatting te laag uit."),
        )
    low, high = _per_hundred(interval.low), _per_hundred(interval.high)
    band = low if low == high else _("%(low)s tot %(high)s") % {"low": low, "high": high}
    return Fluidity(
        _("Per maand wisselt naar schatting %(band)s van de 100 mensen van groep.")
        % {"band": band},
        _("Het echte getal ligt in 90 van de 100 keer in deze band, als de aannames kloppen."),
    )


def say_bias(scene: Scene, *, stops: tuple[Stop, ...]) -> str:
    """Say when most and least was looked, as far as the number of observations tells."""
    if len(stops) < 2:
        return ""
    counts = [
        scene.observations.filter(
            pl.col("observed_on").cast(pl.String).is_between(pl.lit(stop.start), pl.lit(stop.end))
        ).height
        for stop in stops
    ]
    most, least = counts.index(max(counts)), counts.index(min(counts))
    if counts[most] == counts[least]:
        return ""
    return _(
        "%(busy)s zijn %(most)s waarnemingen gedaan, %(quiet)s %(least)s. Hoeveel uur er is "
        "gekeken staat niet in deze levering. Meer gezien is dus niet altijd meer gebeurd."
    ) % {
        "busy": capitalise(stops[most].within),
        "most": say_number(counts[most]),
        "quiet": stops[least].within,
        "least": say_number(counts[least]),
    }


def _largest_source(scene: Scene) -> tuple[str, float]:
    shares = scene.figures.sources
    if not shares:
        return "", 0.0
    name = max(sorted(shares), key=lambda source: shares[source])
    return name, shares[name]


def _say_refusal(figures: Figures) -> str:
    if figures.verdict is Verdict.GROUPS_FOUND:
        return ""
    return say_again(figures.refused_by or "") or _("Er is te weinig gezien om groepen te tonen.")


def _per_hundred(share: float) -> str:
    """A share as so many of a hundred: whole from one on, else a word."""
    of_hundred = 100 * share
    if of_hundred < 0.05:
        return "0"
    if of_hundred < 1:
        return _("minder dan 1")
    return say_number(round(of_hundred))
