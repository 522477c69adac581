"""The list beside the map: the same bangs, newest first, a sheet at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl
from django.utils.translation import gettext as _

from zichtlijn.fireworks.reports.looking import Looking
from zichtlijn.fireworks.reports.map.marks import COVERS_95, name_state
from zichtlijn.fireworks.reports.nuisance.words import say_reports
from zichtlijn.fireworks.reports.words import (
    say_bearing,
    say_level,
    say_metres,
    say_number,
    say_second,
)
from zichtlijn.fireworks.terms import CELL_M, Stage

ROWS = 25  # on a sheet


class Row(NamedTuple):
    """One bang as the list says it."""

    id: int
    at: str
    where: str
    within: str
    level: str
    receivers: str
    state: str
    css: str
    reports: str  # of residents, near it; empty where there are none
    why: str


@dataclass(frozen=True)
class Sheet:
    """One sheet of the list, and the ways to the others."""

    rows: tuple[Row, ...]
    first: int
    last: int
    total: int
    newer_url: str
    older_url: str


def list_bangs(
    bangs: pl.DataFrame, *, looking: Looking, page: str, reports: Mapping[int, int]
) -> Sheet:
    """Return the sheet that was asked for; one that is not there becomes the last.

    `reports` says how many reports of residents lie near a bang.
    """
    sheets = max(1, -(-bangs.height // ROWS))
    sheet = min(looking.sheet, sheets)
    shown = bangs.reverse().slice((sheet - 1) * ROWS, ROWS)
    first = (sheet - 1) * ROWS + 1 if bangs.height else 0
    return Sheet(
        rows=tuple(_list_bang(row, looking, reports) for row in shown.iter_rows(named=True)),
        first=first,
        last=first + max(shown.height - 1, 0),
        total=bangs.height,
        newer_url=looking.to(sheet=sheet - 1).address(page) if sheet > 1 else "",
        older_url=looking.to(sheet=sheet + 1).address(page) if sheet < sheets else "",
    )


def say_where(row: dict[str, object]) -> str:
    """Say where a bang was: a neighbourhood, or a direction where more is not known."""
    if row["outside"] and row["bearing_deg"] is not None:
        return _("buiten de ontvangers, naar %(side)s") % {
            "side": say_bearing(float(row["bearing_deg"]))  # type: ignore[arg-type]  # as BANGS says
        }
    return str(row["area_name"] or _("buiten de buurten"))


def say_within(row: dict[str, object]) -> str:
    """Say within what distance a bang was with 95% certainty."""
    if row["rounded"]:
        return _("vak van %(n)s m") % {"n": int(CELL_M)}
    if row["outside"]:
        return _("alleen richting")
    return say_metres(COVERS_95 * float(row["sd_major_m"]))  # type: ignore[arg-type]  # as BANGS says


def say_state(row: dict[str, object]) -> str:
    """Say how certain a bang is, in at most two words."""
    if row["marked_false"]:
        return _("geen knal")
    if row["stage"] == Stage.PROVISIONAL:
        return _("voorlopig")
    return _("misschien echo") if row["ghost"] else _("zeker")


def _list_bang(row: dict[str, object], looking: Looking, reports: Mapping[int, int]) -> Row:
    number = int(row["bang"])  # type: ignore[call-overload]  # as BANGS says
    return Row(
        id=number,
        at=say_second(row["moment"]),  # type: ignore[arg-type]  # as BANGS says
        where=say_where(row),
        within=say_within(row),
        level=say_level(row["level_at_10m"]),  # type: ignore[arg-type]  # as BANGS says
        receivers=say_number(row["receivers"]),  # type: ignore[arg-type]  # as BANGS says
        state=say_state(row),
        css=name_state(row),
        reports=say_reports(reports[number]) if number in reports else "",
        why=looking.to(sheet=looking.sheet).address("bang", number),
    )
