"""The table of ties, between neutral numbers: by number, never by weight (guard rail G1)."""

from dataclasses import dataclass
from typing import NamedTuple

import polars as pl
from django.utils.translation import gettext as _

from zichtlijn.networks.reports.address import EVERY_GROUP, Address
from zichtlijn.networks.reports.marks import (
    Ticks,
    TieSample,
    draw_sample,
    draw_ticks,
)
from zichtlijn.networks.reports.names import say_dot
from zichtlijn.networks.reports.scene import Scene
from zichtlijn.networks.reports.words import (
    order_by_name,
    say_number,
    say_short_day,
)
from zichtlijn.networks.terms import TieStatus

SHEET = 25  # rows on one sheet


class TieRow(NamedTuple):
    """One tie, between two numbers."""

    first: str
    second: str
    where: str
    sample: TieSample
    ticks: Ticks
    last_seen: str
    key: str
    why: str


@dataclass(frozen=True)
class TieTable:
    """One sheet of the ties of a group, or of all."""

    caption: str
    explanation: str
    rows: tuple[TieRow, ...]
    total: str
    sheet: int
    sheets: int
    earlier: str | None
    later: str | None
    group_choices: tuple[tuple[str, str, bool], ...]  # value, words, chosen


def list_ties(scene: Scene, *, address: Address) -> TieTable:
    """Return one sheet of the ties of the chosen group, or of everyone, by number."""
    mine = _ties_of(scene, address.group)
    sheets = max(1, -(-mine.height // SHEET))
    sheet = min(address.sheet, sheets)
    here = mine.slice((sheet - 1) * SHEET, SHEET)
    group_of = dict(scene.members.iter_rows())
    rows = tuple(
        _tie_row(row, scene=scene, group_of=group_of, address=address)
        for row in here.iter_rows(named=True)
    )
    name = scene.names.get(address.group or "")
    return TieTable(
        caption=_("Banden van %(group)s") % {"group": name} if name else _("Alle banden"),
        explanation=_(
            "Op nummer van de stip. Een nummer geldt alleen in deze editie en zegt niets. "
            "Rijen kunnen niet op gewicht worden gesorteerd."
        ),
        rows=rows,
        total=say_number(mine.height),
        sheet=sheet,
        sheets=sheets,
        earlier=address.to(sheet=sheet - 1).url if sheet > 1 else None,
        later=address.to(sheet=sheet + 1).url if sheet < sheets else None,
        group_choices=_offer_groups(scene, address.group),
    )


def _ties_of(scene: Scene, group: str | None) -> pl.DataFrame:
    if group is None or group == EVERY_GROUP or group not in scene.names:
        return scene.ties
    people = scene.members.filter(pl.col("group") == group)["person"].implode()
    return scene.ties.filter(pl.col("person_a").is_in(people) | pl.col("person_b").is_in(people))


def _tie_row(
    row: dict[str, object], *, scene: Scene, group_of: dict[str, str], address: Address
) -> TieRow:
    by: list[str] = row["by"]  # type: ignore[assignment]  # a list column
    key = f"{row['dot_a']}-{row['dot_b']}"
    groups = [group_of.get(str(row[name])) for name in ("person_a", "person_b")]
    return TieRow(
        say_dot(int(str(row["dot_a"]))),
        say_dot(int(str(row["dot_b"]))),
        _say_where(groups, scene.names),
        draw_sample(TieStatus(str(row["status"])), by),
        draw_ticks(by),
        say_short_day(row["met_last"]),  # type: ignore[arg-type]  # a date column
        key,
        address.of("networks:tie", first=row["dot_a"], second=row["dot_b"]),
    )


def _say_where(groups: list[str | None], names: dict[str, str]) -> str:
    known = sorted({names[group] for group in groups if group})
    if not known:
        return _("geen groep")
    if len(known) == 2:
        return _("tussen %(one)s en %(other)s") % {"one": known[0], "other": known[1]}
    if None in groups:
        return _("%(group)s en iemand daarbuiten") % {"group": known[0]}
    return _("binnen %(group)s") % {"group": known[0]}


def _offer_groups(scene: Scene, chosen: str | None) -> tuple[tuple[str, str, bool], ...]:
    groups = sorted(
        set(scene.members["group"]), key=lambda group: (order_by_name(scene.names[group]), group)
    )
    return (
        ("", _("alle banden"), chosen not in scene.names),
        *((group, scene.names[group], group == chosen) for group in groups),
    )
