"""Why a tie stands on the drawing, and what would change it."""

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zichtlijn.audit.access import Access
from zichtlijn.networks.analysis.evidence import TieWithout, derive_tie_without
from zichtlijn.networks.queries import fetch_frames, fetch_presences
from zichtlijn.networks.reports.address import read_address
from zichtlijn.networks.reports.drawers.drawer import (
    MOST_BESIDE,
    Drawer,
    list_rail,
    say_ground,
    say_more,
)
from zichtlijn.networks.reports.marks import say_status
from zichtlijn.networks.reports.names import number_dots, say_dot
from zichtlijn.networks.reports.scene import Scene, load_scene
from zichtlijn.networks.reports.words import capitalise, say_number, say_short_day
from zichtlijn.networks.terms import NotFound, TieStatus

MOST_DERIVED = 200_000  # ties derived again for one drawer, all its observations together
MOST_TRIED = 8


class Tie(NamedTuple):
    """A tie with the codes of all its observations, oldest first."""

    pair: tuple[str, str]
    status: TieStatus
    observations: int
    days: int
    sources: int
    p_value: float
    codes: pl.Series


def tie_page(
    edition_id: int, first: int, second: int, *, asked: Mapping[str, str], access: Access
) -> Drawer:
    """Return the drawer of the tie between two dots of this edition.

    Raises NotFound, NotAllowed, LogUnavailable.
    """
    scene = load_scene(edition_id, asked=asked, access=access)
    address = read_address(edition_id, asked, window=scene.window, period=scene.period)
    tie = _find_tie(scene, first, second, access=access)
    every = asked.get("alles") == "1"
    items, left = list_rail(scene, tie.codes, most=None if every else MOST_BESIDE)
    more = address.of("networks:tie", first=first, second=second)
    return Drawer(
        say=_say_tie(first, second, tie.observations),
        rule=_say_rule(tie, scene.edition.settings.fdr),
        sample_words=capitalise(say_status(tie.status)),
        items=items,
        more=say_more(left),
        more_url=f"{more}{'&' if address.query else '?'}alles=1" if left else None,
        changes=_say_changes(scene, tie, access=access),
        ground=say_ground(access),
        back_url=address.url,
        title=_("Waarom staat de band tussen %(one)s en %(other)s hier?")
        % {"one": say_dot(first), "other": say_dot(second)},
    )


def _find_tie(scene: Scene, first: int, second: int, *, access: Access) -> Tie:
    """The tie with all the observations behind it, also those outside the window."""
    frames = fetch_frames(scene.edition.id, ["ties", "meetings", "groups"], access=access)
    ties = frames["ties"].with_row_index("tie").with_columns(pl.col("tie").cast(pl.Int64))
    people = pl.concat([ties["person_a"], ties["person_b"], frames["groups"]["person"]])
    dots = number_dots(people, dot_seed=scene.edition.dot_seed)
    pair = sorted(dots.filter(pl.col("dot").is_in([first, second]))["person"])
    found = ties.filter(
        (pl.col("person_a") == pair[0]) & (pl.col("person_b") == pair[-1])
    ) if len(pair) == 2 else ties.clear()  # fmt: skip
    if found.is_empty():
        raise NotFound("Deze band is er niet, of niet meer.")
    row = found.row(0, named=True)
    return Tie(
        (pair[0], pair[1]),
        TieStatus(row["status"]),
        row["observations"],
        row["days"],
        row["sources"],
        row["p_value"],
        frames["meetings"].filter(pl.col("tie") == row["tie"])["observation_id"],
    )


def _say_tie(first: int, second: int, count: int) -> str:
    return ngettext(
        "%(one)s en %(other)s zijn één keer samen gezien.",
        "%(one)s en %(other)s zijn %(count)s keer samen gezien.",
        count,
    ) % {
        "one": capitalise(say_dot(first)),
        "other": say_dot(second),
        "count": say_number(count),
    }


def _say_rule(tie: Tie, fdr: float) -> str:
    if tie.status is TieStatus.SEEN_ONCE:
        return _(
            "Op één dag gezien, door één bron. Daarom een stippellijn. "
            "Een tweede dag of een tweede bron maakt er een streepjeslijn van."
        )
    often = _("Gezien op %(days)s dagen, door %(sources)s bronnen.") % {
        "days": say_number(tie.days),
        "sources": say_number(tie.sources),
    }
    if tie.status is TieStatus.REPEATED:
        return (
            often
            + " "
            + _(
                "Daarom een streepjeslijn. Het past nog bij toeval: wie vaak gezien wordt, "
                "wordt vanzelf vaker samen gezien."
            )
        )
    return (
        often
        + " "
        + _(
            "Daarom een doorgetrokken lijn: vaker dan past bij toeval. %(chance)s "
            "Van alle doorgetrokken lijnen is naar schatting hoogstens %(fdr)s%% toch toeval."
        )
        % {"chance": _say_chance(tie.p_value), "fdr": say_number(100 * fdr)}
    )


def _say_chance(p_value: float) -> str:
    times = 1 / max(p_value, 1e-9)
    return _("Door toeval zou dat eens in %(times)s paren zo zijn.") % {"times": say_number(times)}


def _say_changes(scene: Scene, tie: Tie, *, access: Access) -> tuple[str, ...]:
    """What the tie would be without each of its newest observations."""
    counts = scene.figures.ties
    total = counts.seen_once + counts.repeated + counts.validated
    tried = (
        tie.codes.reverse().head(max(1, min(MOST_TRIED, MOST_DERIVED // max(total, 1)))).to_list()
    )
    found = derive_tie_without(
        fetch_presences(scene.delivery.id, access=access),
        pair=tie.pair,
        observations=tried,
        settings=scene.edition.settings,
    )
    now = tie.status
    if len(found) > 1 and all(left.status is now for left in found):
        return (
            _("Welke van de %(n)s nieuwste waarnemingen u ook weglaat: de band blijft “%(words)s”.")
            % {"n": say_number(len(found)), "words": say_status(now)},
        )
    days = dict(scene.observations.select("observation_id", "observed_on").iter_rows())
    return tuple(
        _say_without(left, now, say_short_day(days[left.observation_id])) for left in found
    )


def _say_without(left: TieWithout, now: TieStatus, day: str) -> str:
    if left.status is None:
        return _("Zonder de waarneming van %(day)s is deze band er niet.") % {"day": day}
    if left.status is now:
        return _("Zonder de waarneming van %(day)s blijft de band “%(words)s”.") % {
            "day": day,
            "words": say_status(now),
        }
    return _("Zonder de waarneming van %(day)s wordt de band “%(words)s”.") % {
        "day": day,
        "words": say_status(left.status),
    }
