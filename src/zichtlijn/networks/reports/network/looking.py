"""Which drawing fits what there is to see, and what a reader may choose instead."""

from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zichtlijn.networks.analysis.layout import draw_near
from zichtlijn.networks.reports.address import ALL, DOTS, FIRM, OFTEN, PLACES, Address
from zichtlijn.networks.reports.network.sentences import count_groups
from zichtlijn.networks.reports.scene import Scene
from zichtlijn.networks.reports.words import say_number
from zichtlijn.networks.terms import NullModel, TieStatus

MOST_DOTS = 10_000  # more cannot be told apart on a screen, nor drawn in time
MOST_LINES = 60_000
MOST_DRAWN_HERE = 500  # dots that the server draws, for paper and for a browser without scripts
MOST_LINES_HERE = 3_000
FEW_LINES = 250  # up to here lines seen once are drawn unasked
CARPET = 1_000  # lines that show no pattern any more: only those beyond chance are drawn unasked


class Kind(StrEnum):
    """Which drawing stands on the page."""

    DOTS = "dots"  # drawn by the server
    MANY_DOTS = "many"  # drawn by the browser, with groups as discs where it cannot
    GROUPS = "groups"  # too many for dots
    ONE_GROUP = "one_group"  # the dots of one of those groups
    PLACES = "places"


class Choice(NamedTuple):
    """One of a few ways to look, as a link."""

    words: str
    url: str
    chosen: bool


class Looking(NamedTuple):
    """What is drawn: the kind of drawing, the scene and the ties in it."""

    kind: Kind
    scene: Scene
    ties: pl.DataFrame
    lines: str


def choose_looking(scene: Scene, address: Address) -> Looking:
    """Return the drawing that was asked for, or else the one that fits."""
    lines = address.lines or _choose_lines(scene.ties)
    ties = _choose_ties(scene.ties, lines)
    if address.picture == PLACES and has_places(scene):
        return Looking(Kind.PLACES, scene, ties, lines)
    if scene.dots.height > MOST_DOTS or ties.height > MOST_LINES:
        if address.group in set(scene.members["group"]):
            return Looking(Kind.ONE_GROUP, *_cut_to_group(scene, ties, address.group or ""), lines)
        return Looking(Kind.GROUPS, scene, ties, lines)
    if scene.dots.height > MOST_DRAWN_HERE or ties.height > MOST_LINES_HERE:
        return Looking(Kind.MANY_DOTS, scene, ties, lines)
    return Looking(Kind.DOTS, scene, ties, lines)


def has_places(scene: Scene) -> bool:
    """Tell whether groups were seen at named places."""
    return (
        bool(scene.names) and scene.observations["place"].null_count() < scene.observations.height
    )


def say_why(looking: Looking) -> str:
    """Say why this drawing and no other, where a reader may wonder."""
    people = say_number(looking.scene.dots.height)
    if looking.kind is Kind.GROUPS:
        return _(
            "In dit venster zijn %(people)s mensen en %(ties)s banden. Dat is te veel om als "
            "stippen te lezen. Daarom ziet u groepen. Kies een groep om haar stippen te zien."
        ) % {"people": people, "ties": say_number(looking.ties.height)}
    if looking.kind is Kind.ONE_GROUP:
        return _("U ziet één groep en wie met haar gezien is: %(people)s stippen.") % {
            "people": people
        }
    if looking.kind is Kind.MANY_DOTS:
        return _(
            "Deze tekening van %(people)s stippen maakt uw browser. "
            "Lukt dat niet, dan ziet u de groepen."
        ) % {"people": people}
    return ""


def say_left_out(scene: Scene, looking: Looking) -> tuple[str, ...]:
    """Count what is not drawn, with the reason: no silent filters."""
    left = []
    hidden = scene.ties.height - looking.ties.height
    if looking.kind in (Kind.DOTS, Kind.MANY_DOTS) and hidden:
        left.append(_("%(count)s banden zijn hier niet getekend.") % {"count": say_number(hidden)})
    faceless = count_groups(scene) - scene.members["group"].n_unique()
    if faceless > 0 and looking.kind is not Kind.PLACES:
        left.append(
            ngettext(
                "%(count)s groep is niet getekend: niemand van haar is nu te plaatsen.",
                "%(count)s groepen zijn niet getekend: niemand van hen is nu te plaatsen.",
                faceless,
            )
            % {"count": say_number(faceless)}
        )
    apart = int(scene.seen["others"].sum())
    if apart:
        left.append(
            ngettext(
                "%(count)s slachtoffer of getuige is niet getekend.",
                "%(count)s slachtoffers en getuigen zijn niet getekend.",
                apart,
            )
            % {"count": say_number(apart)}
        )
    size = scene.edition.settings.gathering_size
    crowds = scene.seen.filter(pl.col("people") > size).height
    if crowds:
        left.append(
            ngettext(
                "%(count)s waarneming van meer dan %(size)s mensen geeft geen banden.",
                "%(count)s waarnemingen van meer dan %(size)s mensen geven geen banden.",
                crowds,
            )
            % {"count": say_number(crowds), "size": size}
        )
    left += _say_why_none_is_solid(scene)
    return tuple(left)


def _say_why_none_is_solid(scene: Scene) -> list[str]:
    """Say why no tie is validated: the test looks within one place and month."""
    figures = scene.edition.figures
    if figures is None or figures.ties.validated or figures.null_model is NullModel.PLAIN:
        return []
    return [
        _(
            "Geen band is vaker gezien dan bij toeval past: "
            "per plek en per maand is daarvoor te weinig gezien."
        )
    ]


def offer_pictures(scene: Scene, address: Address, looking: Looking) -> tuple[Choice, ...]:
    """Return the drawings a reader may choose; none where there is no choice."""
    if not has_places(scene):
        return ()
    places = looking.kind is Kind.PLACES
    return (
        Choice(_("Groepen en mensen"), address.to(picture=DOTS).url, not places),
        Choice(_("Groepen en plekken"), address.to(picture=PLACES).url, places),
    )


def offer_lines(scene: Scene, address: Address, looking: Looking) -> tuple[Choice, ...]:
    """Return which lines a reader may have drawn, with how many there are."""
    if looking.kind in (Kind.PLACES, Kind.GROUPS):
        return ()
    words = {
        ALL: _("alle %(count)s"),
        OFTEN: _("vaker dan één keer: %(count)s"),
        FIRM: _("vaker dan toeval: %(count)s"),
    }
    return tuple(
        Choice(
            phrase % {"count": say_number(_choose_ties(scene.ties, lines).height)},
            address.to(lines=lines).url,
            lines == looking.lines,
        )
        for lines, phrase in words.items()
    )


def _choose_lines(ties: pl.DataFrame) -> str:
    """Choose which lines are drawn unasked: as many as can be told apart, none without reason."""
    if ties.height <= FEW_LINES:
        return ALL
    often, firm = _choose_ties(ties, OFTEN).height, _choose_ties(ties, FIRM).height
    return FIRM if often > CARPET and firm > FEW_LINES else OFTEN


def _choose_ties(ties: pl.DataFrame, lines: str) -> pl.DataFrame:
    if lines == FIRM:
        return ties.filter(pl.col("status") == str(TieStatus.VALIDATED))
    if lines == OFTEN:
        return ties.filter(pl.col("status") != str(TieStatus.SEEN_ONCE))
    return ties


def _cut_to_group(scene: Scene, ties: pl.DataFrame, group: str) -> tuple[Scene, pl.DataFrame]:
    """Keep one group, those seen with it, and the ties between them."""
    ours = scene.members.filter(pl.col("group") == group)["person"]
    touching = ties.filter(
        pl.col("person_a").is_in(ours.implode()) | pl.col("person_b").is_in(ours.implode())
    )
    people = pl.concat([touching["person_a"], touching["person_b"], ours]).unique()
    dots = scene.dots.filter(pl.col("person").is_in(people.implode()))
    lying = (dots["home"] == group).fill_null(value=False) & (dots["group"] == group).fill_null(
        value=False
    )
    core = lying if lying.any() else (dots["group"] == group).fill_null(value=False)
    near = draw_near(dots, core=core)
    return replace(scene, dots=near, layout=near.select("x", "y")), touching
