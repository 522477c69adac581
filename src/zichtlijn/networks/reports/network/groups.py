"""The tables of groups, and of the places where they were seen: by name, never by weight."""

from dataclasses import dataclass
from typing import NamedTuple

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zichtlijn.networks.analysis.evidence import derive_bands
from zichtlijn.networks.reports.address import Address
from zichtlijn.networks.reports.marks import (
    Ticks,
    TieSample,
    draw_sample,
    draw_ticks,
    say_status,
)
from zichtlijn.networks.reports.scene import Scene
from zichtlijn.networks.reports.words import (
    order_by_name,
    say_number,
    say_short_day,
)
from zichtlijn.networks.terms import Fluidity, TieStatus

GROUP_SHEET = 50


class GroupRow(NamedTuple):
    """One group in the window."""

    code: str
    name: str
    band: str
    ticks: Ticks | None
    places: str
    stability: str
    fluidity: str
    last_seen: str
    chosen: bool
    url: str
    why: str


@dataclass(frozen=True)
class GroupTable:
    """One sheet of the groups."""

    rows: tuple[GroupRow, ...]
    total: str
    sheet: int
    sheets: int
    earlier: str | None
    later: str | None


class BandRow(NamedTuple):
    """A group seen at a place."""

    group: str
    place: str
    sample: TieSample
    ticks: Ticks
    last_seen: str
    why: str


def say_band(low: int, high: int) -> str:
    """Say a head count as a band: 6 tot 9 mensen."""
    if low >= high:
        return ngettext("%(n)s mens", "%(n)s mensen", high) % {"n": say_number(high)}
    return _("%(low)s tot %(high)s mensen") % {"low": say_number(low), "high": say_number(high)}


def count_heads(scene: Scene) -> dict[str, tuple[int, int]]:
    """Return the lowest and highest head count of each group in the window."""
    return {
        group: (low, high)
        for group, low, high in _in_window(scene)
        .select("group", "people_low", "people_high")
        .iter_rows()
    }


def list_groups(scene: Scene, *, address: Address) -> GroupTable:
    """Return one sheet of the groups of the window, by name."""
    seen = scene.sightings.join(scene.seen, on="observation_id").group_by("group")
    shown = {
        group: (sources, places, last)
        for group, sources, places, last in seen.agg(
            pl.col("source").sort(),
            pl.col("place").drop_nulls().n_unique(),
            pl.col("observed_on").max(),
        ).iter_rows()
    }
    rows = []
    ordered = sorted(
        _in_window(scene).iter_rows(named=True),
        key=lambda row: (order_by_name(scene.names[row["group"]]), row["group"]),
    )
    sheets = max(1, -(-len(ordered) // GROUP_SHEET))
    sheet = min(address.group_sheet, sheets)
    for row in ordered[(sheet - 1) * GROUP_SHEET : sheet * GROUP_SHEET]:
        code = row["group"]
        sources, places, last = shown.get(code, ([], 0, None))
        rows.append(
            GroupRow(
                code,
                scene.names[code],
                say_band(row["people_low"], row["people_high"]),
                draw_ticks(sources) if sources else None,
                say_number(places) if places else _("niet genoemd"),
                _say_stability(row["stability"]),
                say_fluidity_of_group(row["fluidity"]),
                say_short_day(last) if last else _("niet in dit venster"),
                code == address.group,
                address.to(group=code).url,
                address.of("networks:group", group=code),
            )
        )
    return GroupTable(
        tuple(rows),
        say_number(len(ordered)),
        sheet,
        sheets,
        address.to(group_sheet=sheet - 1).url if sheet > 1 else None,
        address.to(group_sheet=sheet + 1).url if sheet < sheets else None,
    )


def list_bands(scene: Scene, *, address: Address) -> tuple[BandRow, ...]:
    """Return where each group was seen in the window, by name of group and place."""
    bands = derive_bands(scene.sightings, scene.seen)
    by = {
        (group, place): sources
        for group, place, sources in scene.sightings.join(scene.seen, on="observation_id")
        .drop_nulls("place")
        .group_by("group", "place")
        .agg(pl.col("source").sort())
        .iter_rows()
    }
    rows = []
    for row in bands.iter_rows(named=True):
        group, place = row["group"], row["place"]
        rows.append(
            BandRow(
                scene.names[group],
                place,
                draw_sample(
                    TieStatus(row["status"]), by[group, place], words=say_band_status(row["status"])
                ),
                draw_ticks(by[group, place]),
                say_short_day(row["last_seen"]),
                address.of("networks:band", group=group, place=place),
            )
        )
    return tuple(sorted(rows, key=lambda row: (order_by_name(row.group), row.place)))


def say_band_status(status: str) -> str:
    """Say how well it is supported that a group was seen at a place."""
    if status == TieStatus.VALIDATED:
        return _("vaker, door twee bronnen")
    return say_status(TieStatus(status))


def say_fluidity_of_group(word: str) -> str:
    """Say how a group moves beside the whole: in words only."""
    return {
        Fluidity.MORE: _("wisselt meer dan het geheel"),
        Fluidity.LESS: _("wisselt minder dan het geheel"),
        Fluidity.AS_THE_WHOLE: _("wisselt zoals het geheel"),
    }.get(Fluidity(word), _("niet te zeggen"))


def _in_window(scene: Scene) -> pl.DataFrame:
    if scene.groups_in is None:
        return scene.group_windows.clear()
    return scene.group_windows.filter(pl.col("window_end") == scene.groups_in.end)


def _say_stability(stability: float | None) -> str:
    if stability is None:
        return _("niet te zeggen")
    return _("%(n)s van de 10 keer") % {"n": round(10 * stability)}
