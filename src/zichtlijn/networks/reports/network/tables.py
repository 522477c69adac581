"""The tables beside the drawings: groups, ties, what is left without a source, signals.

Rows stand in order of name or number, never of a weight (guard rail G1).
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zichtlijn.networks.analysis.evidence import derive_bands
from zichtlijn.networks.reports.address import EVERY_GROUP, Address
from zichtlijn.networks.reports.marks import (
    Ticks,
    TieSample,
    draw_sample,
    draw_ticks,
    say_status,
)
from zichtlijn.networks.reports.names import say_dot
from zichtlijn.networks.reports.scene import Scene
from zichtlijn.networks.reports.words import (
    order_by_name,
    say_number,
    say_share,
    say_short_day,
)
from zichtlijn.networks.terms import Fluidity, TieStatus

SHEET = 25  # rows of ties on one sheet
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


class BandRow(NamedTuple):
    """A group seen at a place."""

    group: str
    place: str
    sample: TieSample
    ticks: Ticks
    last_seen: str
    why: str


class WithoutRow(NamedTuple):
    """What is left without one source."""

    source: str
    share: str
    ties: str
    repeated: str
    validated: str
    groups: str


class SignalRow(NamedTuple):
    """One signal about a group."""

    what: str
    sentence: str
    ticks: Ticks
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


def list_without_source(scene: Scene) -> tuple[WithoutRow, ...]:
    """Return what is left of ties and groups without each source, by name of the source."""
    counts = scene.figures.ties
    total = counts.seen_once + counts.repeated + counts.validated
    agreement = scene.figures.leave_one_source_out or {}
    return tuple(
        WithoutRow(
            source,
            say_share(scene.figures.sources.get(source, 0.0)),
            _of(ties, total),
            _of(repeated + validated, counts.repeated + counts.validated),
            _of(validated, counts.validated),
            _say_agreement(agreement.get(source)),
        )
        for source, ties, repeated, validated in scene.without_source.iter_rows()
    )


def list_signals(scene: Scene, *, address: Address) -> tuple[SignalRow, ...]:
    """Return the signals of the window, newest first, then by name."""
    sources = dict(scene.observations.select("observation_id", "source").iter_rows())
    rows = []
    inside = scene.signals.with_row_index("number").filter(
        pl.col("window_end").is_between(scene.window.start, _end_of_analysis_window(scene))
    )
    for row in inside.sort(["window_end", "group"], descending=[True, False]).iter_rows(named=True):
        by = [sources[code] for code in row["observation_ids"].split(";") if code in sources]
        rows.append(
            SignalRow(
                _("%(group)s, venster tot en met %(day)s")
                % {
                    "group": scene.names.get(row["group"], row["group"]),
                    "day": say_short_day(row["window_end"]),
                },
                row["explanation"],
                draw_ticks(by),
                address.of("networks:signal", signal=row["number"]),
            )
        )
    return tuple(rows)


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


def _end_of_analysis_window(scene: Scene) -> date:
    return scene.groups_in.end if scene.groups_in else scene.window.end


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


def _of(count: int, total: int) -> str:
    return _("%(count)s van %(total)s") % {"count": say_number(count), "total": say_number(total)}


def _say_stability(stability: float | None) -> str:
    if stability is None:
        return _("niet te zeggen")
    return _("%(n)s van de 10 keer") % {"n": round(10 * stability)}


def _say_agreement(agreement: float | None) -> str:
    if agreement is None:
        return _("niet te zeggen")
    words = (
        _("bijna dezelfde groepen")
        if agreement >= 0.9
        else _("grotendeels dezelfde groepen")
        if agreement >= 0.6
        else _("deels andere groepen")
        if agreement >= 0.3
        else _("heel andere groepen")
    )
    return f"{words} ({say_number(agreement, decimals=2)})"
