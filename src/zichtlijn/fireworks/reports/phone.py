"""The page for an officer in the street: the newest bangs, large, with distances in words."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zichtlijn.areas.queries import fetch_outlines
from zichtlijn.areas.terms import AreaKind, Outline
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.queries import (
    fetch_bangs,
    fetch_newest_moment,
    fetch_version,
    is_invented,
)
from zichtlijn.fireworks.reports.map.picture import find_middle
from zichtlijn.fireworks.reports.night.rows import say_state, say_where, say_within
from zichtlijn.fireworks.reports.scene import place_bangs
from zichtlijn.fireworks.reports.words import (
    say_bearing,
    say_level,
    say_metres,
    say_moment,
    say_second,
)

SHOWN = 20
LOOKED_BACK = timedelta(hours=2)
REFRESH_S = 30


class Alert(NamedTuple):
    """One bang as an officer reads it, at arm's length."""

    id: int
    ago: str
    at: str
    where: str
    away: str
    within: str
    level: str
    state: str
    is_final: bool
    why_url: str
    found_url: str


class Place(NamedTuple):
    """A neighbourhood from which distances can be said."""

    code: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class PhonePage:
    """The newest bangs, ready to draw."""

    alerts: tuple[Alert, ...]
    stand: str
    say: str
    places: tuple[Place, ...]
    refresh_s: int
    reload_url: str
    version: int
    invented: bool


def phone_page(asked: Mapping[str, str], *, access: Access) -> PhonePage:
    """Return the bangs of the last two hours, or the last two in which there were any."""
    version = fetch_version()
    until = _find_end(access.moment)
    since = until - LOOKED_BACK
    outlines = fetch_outlines(AreaKind.NEIGHBOURHOOD)
    here = next((one for one in outlines if one.code == asked.get("buurt")), None)
    bangs = place_bangs(fetch_bangs(since=since, until=until, access=access), outlines)
    rows = list(bangs.reverse().head(SHOWN).iter_rows(named=True))
    return PhonePage(
        alerts=tuple(_make_alert(row, here, moment=access.moment) for row in rows),
        stand=say_moment(access.moment),
        say=_say_newest(rows, moment=access.moment),
        places=tuple(Place(one.code, one.name, one is here) for one in outlines),
        refresh_s=REFRESH_S,
        reload_url=reverse("fireworks:phone") + (f"?buurt={here.code}" if here else ""),
        version=version,
        invented=is_invented(since=since, until=until),
    )


def say_ago(moment: datetime, *, now: datetime) -> str:
    """Say how long ago in words; what is older than a day gets its date."""
    seconds = (now - moment).total_seconds()
    if seconds < 60:
        return _("net")
    if seconds < 5400:
        minutes = int(seconds // 60)
        words = ngettext("%(n)s minuut geleden", "%(n)s minuten geleden", minutes)
        return words % {"n": minutes}
    if seconds < 86_400:
        return _("%(n)s uur geleden") % {"n": round(seconds / 3600)}
    return say_moment(moment)


def _find_end(moment: datetime) -> datetime:
    newest = fetch_newest_moment()
    if newest is None or moment - newest < LOOKED_BACK:
        return moment + timedelta(seconds=5)
    return newest + timedelta(seconds=1)


def _make_alert(row: dict[str, object], here: Outline | None, *, moment: datetime) -> Alert:
    number = int(row["bang"])  # type: ignore[call-overload]  # as BANGS says
    heard: datetime = row["moment"]  # type: ignore[assignment]  # idem
    state = say_state(row)
    return Alert(
        id=number,
        ago=say_ago(heard, now=moment),
        at=say_second(heard),
        where=say_where(row),
        away=_say_away(row, here),
        within=say_within(row),
        level=say_level(row["level_at_10m"]),  # type: ignore[arg-type]  # idem
        state=state,
        is_final=state == _("zeker"),
        why_url=reverse("fireworks:bang", args=[number]),
        found_url=reverse("fireworks:yields") + f"?knal={number}",
    )


def _say_away(row: dict[str, object], here: Outline | None) -> str:
    """Say how far and in which direction from the middle of the chosen neighbourhood."""
    if here is None or row["outside"]:
        return ""
    x, y = find_middle(here)
    east, north = float(row["x"]) - x, float(row["y"]) - y  # type: ignore[arg-type]  # as BANGS says
    return _("ongeveer %(m)s naar %(side)s") % {
        "m": say_metres(max(20.0, math.hypot(east, north))),
        "side": say_bearing(math.degrees(math.atan2(east, north)) % 360),
    }


def _say_newest(rows: list[dict[str, object]], *, moment: datetime) -> str:
    if not rows:
        return _("Nog geen knallen gehoord.")
    return _("Laatste knal: %(ago)s, %(where)s.") % {
        "ago": say_ago(rows[0]["moment"], now=moment),  # type: ignore[arg-type]  # as BANGS says
        "where": say_where(rows[0]),
    }
