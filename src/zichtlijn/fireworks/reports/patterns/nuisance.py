"""The reports of a window beside its bangs, and the form for one more."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import polars as pl
from django.utils.translation import gettext as _

from zichtlijn.areas.queries import fetch_outlines
from zichtlijn.areas.terms import AreaKind
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.analysis.patterns.neighbourhoods import name_areas
from zichtlijn.fireworks.analysis.patterns.nuisance import (
    Counted,
    count_by_chance,
    count_linked,
    link_reports,
)
from zichtlijn.fireworks.queries import (
    fetch_bangs,
    fetch_heard_hours,
    fetch_newest_moment,
    is_invented,
)
from zichtlijn.fireworks.reports.looking import Look, Looking, read_looking
from zichtlijn.fireworks.reports.night.controls import Controls, offer_controls, say_window
from zichtlijn.fireworks.reports.nuisance.linking import fetch_timed, keep_placed
from zichtlijn.fireworks.reports.nuisance.words import (
    KIND_WORDS,
    say_kind,
    say_reports,
    say_within,
)
from zichtlijn.fireworks.reports.words import say_bangs, say_moment, say_number
from zichtlijn.fireworks.terms import to_us
from zichtlijn.fireworks.terms.nuisance import (
    MOST_WITHIN_MIN,
    NEAR_M,
    SHIFTS_MIN,
    USUAL_WITHIN_MIN,
)

AROUND = timedelta(minutes=max(SHIFTS_MIN) + MOST_WITHIN_MIN)
MOST_ROWS = 200


class Told(NamedTuple):
    """What the form holds: what was filled in, or what is usual."""

    at: str
    within: str
    x: str
    y: str
    kind: str


class NuisanceRow(NamedTuple):
    """One report in the list."""

    at: str
    within: str
    where: str
    kind: str
    near: str
    url: str  # of the nearest bang; empty where there is none


@dataclass(frozen=True)
class NuisancePage:
    """The reports of a window, ready to draw."""

    window: str
    say: tuple[str, ...]
    near_m: str
    rows: tuple[NuisanceRow, ...]
    left_out: str
    told: Told
    kinds: tuple[tuple[str, str], ...]
    most_within: int
    problem: str
    controls: Controls
    invented: bool


def nuisance_page(asked: Mapping[str, str], *, access: Access, problem: str = "") -> NuisancePage:
    """Return the reports of the window that was asked for. Raises LogUnavailable.

    `problem` says why what was filled in could not be kept; it then stands in the form again.
    """
    newest = fetch_newest_moment() or access.moment
    looking = read_looking(asked, newest=newest)
    since, until = looking.since, looking.until
    reports = fetch_timed(since=since, until=until, access=access)
    wide = keep_placed(fetch_bangs(since=since - AROUND, until=until + AROUND, access=access))
    links = link_reports(wide, reports)
    in_window = wide.filter(pl.col("at_us").is_between(to_us(since), to_us(until) - 1)).height
    by_chance = count_by_chance(wide, reports) if links.height else Counted(0.0, 0.0)
    return NuisancePage(
        window=say_window(looking),
        say=_say_linked(reports.height, in_window, count_linked(links), by_chance),
        near_m=say_number(NEAR_M),
        rows=_list_reports(reports, links, heard=_list_heard(looking), looking=looking),
        left_out=_say_left_out(reports.height),
        told=_fill_in(asked),
        kinds=tuple((kind.value, str(words)) for kind, words in KIND_WORDS.items()),
        most_within=MOST_WITHIN_MIN,
        problem=problem,
        controls=offer_controls(
            looking, look=Look.POINTS, newest=newest, moment=access.moment, page="nuisance"
        ),
        invented=is_invented(since=since, until=until),
    )


def _say_linked(reports: int, bangs: int, linked: Counted, by_chance: Counted) -> tuple[str, ...]:
    """Say how many reports have a bang near and the other way round, with chance beside it."""
    if not reports:
        return (_("In dit venster zijn geen meldingen vastgelegd."),)
    return (
        _(
            "%(reports)s: bij %(linked)s is er een knal in de buurt; "
            "door toeval alleen zouden dat er %(chance)s zijn."
        )
        % {
            "reports": say_reports(reports),
            "linked": say_number(linked.reports),
            "chance": say_number(by_chance.reports, decimals=1),
        },
        _(
            "%(bangs)s met een plek: bij %(linked)s is er een melding in de buurt; "
            "door toeval alleen %(chance)s."
        )
        % {
            "bangs": say_bangs(bangs),
            "linked": say_number(linked.bangs),
            "chance": say_number(by_chance.bangs, decimals=1),
        },
    )


def _list_reports(
    reports: pl.DataFrame, links: pl.DataFrame, *, heard: set[datetime], looking: Looking
) -> tuple[NuisanceRow, ...]:
    outlines = fetch_outlines(AreaKind.NEIGHBOURHOOD)
    names = {one.code: one.name for one in outlines}
    rings = {one.code: one.rings for one in outlines}
    shown = reports.reverse().head(MOST_ROWS)
    areas = name_areas(shown["x"].to_numpy(), shown["y"].to_numpy(), outlines=rings)
    near = Counter(links["report"].to_list())
    nearest = dict(reversed(links.select("report", "bang").rows()))
    return tuple(
        NuisanceRow(
            at=say_moment(row["moment"]),
            within=say_within(row["within_min"]),
            where=names.get(area) or _("buiten de buurten"),
            kind=say_kind(row["kind"]),
            near=_say_near(near[row["report"]], was_heard=_find_hour(row["moment"]) in heard),
            url=looking.address("bang", nearest[row["report"]]) if row["report"] in nearest else "",
        )
        for row, area in zip(shown.iter_rows(named=True), areas, strict=True)
    )


def _list_heard(looking: Looking) -> set[datetime]:
    """Return the hours in which a receiver listened: unheard is not the same as quiet (G13)."""
    hours = fetch_heard_hours(since=_find_hour(looking.since), until=looking.until)
    return set(hours["hour"].to_list())


def _find_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _say_near(number: int, *, was_heard: bool) -> str:
    if number:
        return say_bangs(number)
    return _("geen knal gehoord") if was_heard else _("er luisterde geen ontvanger")


def _say_left_out(reports: int) -> str:
    if reports <= MOST_ROWS:
        return ""
    return _("De nieuwste %(n)s staan in de lijst; alle tellen mee. Kies een korter venster.") % {
        "n": say_number(MOST_ROWS)
    }


def _fill_in(asked: Mapping[str, str]) -> Told:
    """Return the form as it was filled in; the middle of the map in sight where it was asked."""
    return Told(
        at=asked.get("tijd", ""),
        within=asked.get("speling", str(USUAL_WITHIN_MIN)),
        x=asked.get("x", ""),
        y=asked.get("y", ""),
        kind=asked.get("soort", ""),
    )
