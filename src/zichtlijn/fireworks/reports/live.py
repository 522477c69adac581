"""What the browser needs to put a new bang on the map and in the list, and nothing more."""

from typing import NamedTuple

import polars as pl
from django.urls import reverse

from zichtlijn.areas.queries import fetch_outlines
from zichtlijn.areas.terms import AreaKind, Outline
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.queries import (
    BangRecord,
    Changes,
    fetch_changes,
    fetch_followed_changes,
    fetch_middle,
    fetch_states,
)
from zichtlijn.fireworks.reports.map.marks import COVERS_95, name_state, reckon_sector
from zichtlijn.fireworks.reports.night.receivers import say_mute, say_working
from zichtlijn.fireworks.reports.night.rows import say_state, say_where, say_within
from zichtlijn.fireworks.reports.scene import place_bangs
from zichtlijn.fireworks.reports.words import say_level, say_number, say_second
from zichtlijn.fireworks.terms import BANGS, Stage


class LiveBang(NamedTuple):
    """One bang as the browser draws it: metres, words and a class."""

    id: int
    gone: bool  # withdrawn: take it off the map
    outside: bool
    at_ms: int
    x: float
    y: float
    rx: float  # metres, 95%
    ry: float
    turn: float
    css: str
    at: str
    where: str
    within: str
    level: str
    level_db: float | None
    receivers: str
    state: str
    url: str
    wedge: tuple[float, ...]  # beyond the receivers: four corners, then near and far; metres


class LiveAnswer(NamedTuple):
    """What changed, and from where to ask again; and which receivers say nothing."""

    version: int
    more: bool
    bangs: tuple[dict[str, object], ...]
    mute: str = ""
    working: str = ""


def live_changes(*, after: int, access: Access) -> LiveAnswer:
    """Return what changed on the map after a version. Raises LogUnavailable."""
    return _answer(fetch_changes(after=after, access=access))


def followed_changes(*, after: int) -> LiveAnswer:
    """Return the same for all who follow the map; each left a line when he began."""
    return _answer(fetch_followed_changes(after=after))


def mute_now(*, version: int) -> LiveAnswer:
    """Return which receivers say nothing, for who follows while no bang is heard."""
    states = fetch_states()
    told = {"mute": say_mute(states), "working": say_working(states)}
    return LiveAnswer(version, more=False, bangs=(), **told)


def _answer(changes: Changes) -> LiveAnswer:
    if not changes.bangs:
        return mute_now(version=changes.version)
    outlines = fetch_outlines(AreaKind.NEIGHBOURHOOD)
    placed, states = _lay_out(changes.bangs, outlines), fetch_states()
    middle = fetch_middle() if placed["outside"].any() else None
    return LiveAnswer(
        changes.version,
        changes.more,
        tuple(_describe(row, middle)._asdict() for row in placed.iter_rows(named=True)),
        say_mute(states),
        say_working(states),
    )


def _lay_out(bangs: tuple[BangRecord, ...], outlines: tuple[Outline, ...]) -> pl.DataFrame:
    rows = [
        {**bang._asdict(), "bang": bang.id, "rounded": bang.rounded_at is not None}
        for bang in bangs
    ]
    frame = pl.DataFrame(
        {name: [row[name] for row in rows] for name in BANGS.columns},
        schema=dict(BANGS.columns),
    )
    return place_bangs(frame, outlines)


def _describe(row: dict[str, object], middle: tuple[float, float] | None) -> LiveBang:
    number = int(row["bang"])  # type: ignore[call-overload]  # as BANGS says
    return LiveBang(
        id=number,
        gone=row["stage"] == Stage.WITHDRAWN,
        outside=bool(row["outside"]),
        at_ms=int(row["at_us"]) // 1000,  # type: ignore[call-overload]  # idem
        x=round(float(row["x"]), 2),  # type: ignore[arg-type]  # idem
        y=round(float(row["y"]), 2),  # type: ignore[arg-type]  # idem
        rx=round(COVERS_95 * float(row["sd_major_m"]), 2),  # type: ignore[arg-type]  # idem
        ry=round(COVERS_95 * float(row["sd_minor_m"]), 2),  # type: ignore[arg-type]  # idem
        turn=round(-float(row["angle_deg"]), 1),  # type: ignore[arg-type]  # idem
        css=name_state(row),
        at=say_second(row["moment"]),  # type: ignore[arg-type]  # idem
        where=say_where(row),
        within=say_within(row),
        level=say_level(row["level_at_10m"]),  # type: ignore[arg-type]  # idem
        level_db=row["level_at_10m"],  # type: ignore[arg-type]  # idem
        receivers=say_number(row["receivers"]),  # type: ignore[arg-type]  # idem
        state=say_state(row),
        url=reverse("fireworks:bang", args=[number]),
        wedge=_draw_wedge(row, middle),
    )


def _draw_wedge(row: dict[str, object], middle: tuple[float, float] | None) -> tuple[float, ...]:
    if not row["outside"] or row["bearing_deg"] is None or middle is None:
        return ()
    sector = reckon_sector(row, middle)
    metres = (*(one for corner in sector.corners for one in corner), sector.near_m, sector.far_m)
    return tuple(round(one, 1) for one in metres)
