"""The marks of who saw it: a tick for each observation, a strand for each kind of source.

Hue tells the layer, and the place of the tick tells it again to who does not see the hue.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zichtlijn.networks.reports.words import say_list, say_number
from zichtlijn.networks.terms import TieStatus

MOST_TICKS = 30  # beyond this one tick for each kind of source, and the number
STRAND_GAP = 4.0


class Mark(NamedTuple):
    """How one kind of source is drawn: its class, and its tick as text for the SVG."""

    css: str
    top: str
    height: str
    rail_top: str


YOUTH = Mark("youth", "0", "14", "2")
POLICE = Mark("police", "0", "7", "2")
ENFORCEMENT = Mark("boa", "7", "7", "9")
LIVING = Mark("living", "4.5", "5", "6.5")
COUNT = Mark("count", "0", "14", "2")
MARKS = (YOUTH, POLICE, ENFORCEMENT, LIVING, COUNT)

_WORDS = {  # beginnings of words in the names that professionals and organisations have
    ENFORCEMENT: r"boa\b|boa's|handhav|toezichthou|enforcement",
    POLICE: r"wijkagent|politie|agent|police",
    LIVING: r"corporatie|woningcorporatie|woon|woning|verhuur|huurder|housing",
    YOUTH: r"jongeren|jeugd|straathoek|youth|buurtwerk|welzijn",
}


class Tick(NamedTuple):
    """One tick: its class and its rectangle."""

    css: str
    x: str
    top: str
    height: str


@dataclass(frozen=True)
class Ticks:
    """The ticks of a set of observations, with the number and the words for who cannot see them."""

    ticks: tuple[Tick, ...]
    width: str
    count: str
    spoken: str


class Strand(NamedTuple):
    """One line of a tie sample."""

    css: str
    path: str


@dataclass(frozen=True)
class TieSample:
    """A short piece of line with its word."""

    strands: tuple[Strand, ...]
    words: str


@cache
def choose_mark(source: str) -> Mark:
    """Return how a source is drawn, by what kind of professional its name speaks of.

    >>> choose_mark("Jongerenwerk De Kolk").css, choose_mark("sensor").css
    ('youth', 'count')
    """
    name = source.lower()
    known = (mark for mark, words in _WORDS.items() if re.search(rf"\b(?:{words})", name))
    return next(known, COUNT)


def order_kinds(sources: Iterable[str]) -> tuple[Mark, ...]:
    """Return the kinds of these sources, each once, in the fixed order."""
    kinds = {choose_mark(source) for source in sources}
    return tuple(mark for mark in MARKS if mark in kinds)


def draw_ticks(sources: Sequence[str]) -> Ticks:
    """Draw one tick for each observation, by its source."""
    counted = Counter(sources)
    ordered = sorted(sources, key=lambda source: (MARKS.index(choose_mark(source)), source))
    if len(ordered) > MOST_TICKS:
        marks = list(order_kinds(ordered))
    else:
        marks = [choose_mark(source) for source in ordered]
    by = say_list([f"{say_number(n)} {source}" for source, n in sorted(counted.items())])
    return Ticks(
        tuple(Tick(m.css, f"{4.5 * i:g}", m.top, m.height) for i, m in enumerate(marks)),
        f"{4.5 * max(len(marks), 1):g}",
        say_number(len(ordered)),
        ngettext(
            "waarneming (%(by)s): waarom staat dit hier?",
            "waarnemingen (%(by)s): waarom staat dit hier?",
            len(ordered),
        )
        % {"by": by},
    )


def name_dash(status: TieStatus) -> str:
    """Return the class of a line: dotted seen once, dashed repeated, solid validated."""
    return {TieStatus.SEEN_ONCE: "d-once", TieStatus.REPEATED: "d-repeat"}.get(status, "")


def say_status(status: TieStatus) -> str:
    """Say how well a tie is supported, in the words of the legend."""
    return {
        TieStatus.SEEN_ONCE: _("één keer gezien"),
        TieStatus.REPEATED: _("vaker gezien"),
        TieStatus.VALIDATED: _("vaker dan toeval"),
    }[status]


def draw_sample(status: TieStatus, sources: Iterable[str], *, words: str = "") -> TieSample:
    """Draw a piece of the line that a tie has in the picture: one strand for each kind."""
    kinds = order_kinds(sources) or (COUNT,)
    gap = min(STRAND_GAP, 9 / len(kinds))
    first = 5.5 - gap * (len(kinds) - 1) / 2
    strands = tuple(
        Strand(f"s-{mark.css} {name_dash(status)}".strip(), f"M2 {first + gap * i:g}H36")
        for i, mark in enumerate(kinds)
    )
    return TieSample(strands, words or say_status(status))
