"""Groups as discs with pips: a head count as a band, and nobody drawn.

Used where a drawing of dots would hold too much, and for the picture of groups and places.
"""

import math
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import polars as pl
from django.urls import reverse

from zichtlijn.networks.analysis.evidence import derive_bands
from zichtlijn.networks.analysis.layout import derive_disc_layout, separate_discs
from zichtlijn.networks.reports.marks import name_dash, order_kinds
from zichtlijn.networks.reports.pictures.geometry import (
    WIDTH,
    Point,
    aim_camera,
    draw_bow,
    number,
    number_finely,
)
from zichtlijn.networks.reports.scene import Scene
from zichtlijn.networks.terms import TieStatus

PIP_GAP = 13.0
MOST_PIPS = 40  # above this the number stands in the disc
FEW_DISCS = 40  # up to here their names fit
MOST_WITH_PIPS = 1_500  # above this a disc is a disc; its head count stands in the table
PLACE_MARGIN = 80.0
NAME_ROOM = 14.0
TALLEST = 760.0
GROUP_RADIUS, PLACE_RADIUS = 76.0, 44.0  # with the room for their names


class Pips(NamedTuple):
    """Pips of one look in one disc: a path of points with round ends, and their width."""

    path: str
    width: str
    inside: str  # the width of the hole; empty where they are filled


class Disc(NamedTuple):
    """One group."""

    group: str
    css: str
    x: str
    y: str
    radius: str
    pips: tuple[Pips, ...]  # filled up to the lowest head count, open up to the highest
    name: str
    band: str
    label_x: str
    label_y: str
    band_y: str


class Place(NamedTuple):
    """One place: a square with its name."""

    x: str
    y: str
    name: str
    label_x: str
    label_y: str
    css: str


class Band(NamedTuple):
    """A group seen at a place: its strands, and the path that can be clicked."""

    url: str
    strands: tuple[tuple[str, str], ...]
    path: str


class Labels(NamedTuple):
    """What is written at a disc, and which group the reader has in hand."""

    names: dict[str, str]
    bands: dict[str, str]
    chosen: str | None


@dataclass(frozen=True)
class DiscsPicture:
    """A drawing of groups, ready to write down."""

    width: str
    height: str
    discs: tuple[Disc, ...]
    places: tuple[Place, ...]
    bands: tuple[Band, ...]
    is_small_print: bool = False  # too many discs for their names to fit


def draw_groups(
    scene: Scene, *, counts: dict[str, tuple[int, int]], labels: Labels
) -> DiscsPicture:
    """Draw each group in the window as a disc where its dots would lie."""
    middles = (
        scene.dots.drop_nulls("group").group_by("group").agg(pl.col("x", "y").mean()).sort("group")
    )
    many = middles.height > FEW_DISCS
    has_pips = middles.height <= MOST_WITH_PIPS
    width = min(max(1.0, math.sqrt(middles.height / 150)), 2.0) * WIDTH
    camera = aim_camera(scene.layout, width=width, highest=0.72 * width)
    heads = {group: counts.get(group, (0, 0)) if has_pips else (0, 0) for group in middles["group"]}
    shrink = min(1.0, 0.36 * math.sqrt(width * camera.height / max(middles.height, 1)) / 46)
    apart = separate_discs(
        middles.with_columns(
            x=pl.col("x") * camera.scale + camera.dx,
            y=pl.col("y") * camera.scale + camera.dy,
            radius=pl.Series([_measure(heads[g][1]) * shrink + 2 for g in middles["group"]]),
        )
    )
    discs = tuple(
        _draw_disc(group, (x, y), heads[group], labels=labels, shrink=shrink)
        for group, x, y in apart.select("group", "x", "y").iter_rows()
    )
    return DiscsPicture(
        number(width),
        number(camera.height),
        discs,
        (),
        (),
        is_small_print=many,
    )


def draw_groups_and_places(
    scene: Scene, *, counts: dict[str, tuple[int, int]], labels: Labels
) -> DiscsPicture:
    """Draw the groups, the places where they were seen, and how well that is supported."""
    everything = derive_bands(scene.sightings, scene.observations)
    layout = _lay_out(everything, seed=scene.edition.settings.seed)
    camera = aim_camera(layout, margin=PLACE_MARGIN, largest=1.0, highest=TALLEST)
    at = {name: camera.place(x, y) for name, x, y in layout.iter_rows()}
    shrink = min(1.0, camera.scale * 1.25)
    shown = derive_bands(scene.sightings, scene.seen)
    kinds = _kinds_of_bands(scene)
    discs = [
        _draw_disc(group, at[f"g:{group}"], counts.get(group, (0, 0)), labels=labels, shrink=shrink)
        for group in sorted(set(shown["group"]))
    ]
    bands = [
        _draw_band(
            at,
            group,
            place,
            status=TieStatus(status),
            sources=kinds[group, place],
            edition_id=scene.edition.id,
        )
        for group, place, status in shown.select("group", "place", "status").iter_rows()
    ]
    seen_often = set(scene.seen.drop_nulls("place")["place"])
    places = [
        _draw_place(at[f"p:{place}"], place, seen=True) for place in sorted(set(shown["place"]))
    ]
    places += [
        _draw_place(at[f"p:{place}"], place, seen=place in seen_often)
        for place in sorted(set(everything["place"]) - set(shown["place"]))
    ]
    return DiscsPicture(
        number(WIDTH), number(camera.height), tuple(discs), tuple(places), tuple(bands)
    )


@cache
def place_pips(count: int) -> list[Point]:
    """Return places for pips round the middle, on a triangular grid, nearest first."""
    reach = range(-6, 7)
    spots = [(PIP_GAP * (c + (r % 2) / 2), PIP_GAP * 0.87 * r) for r in reach for c in reach]
    return sorted(spots, key=lambda spot: (round(math.hypot(*spot), 1), spot))[:count]


def _draw_disc(
    group: str, at: Point, heads: tuple[int, int], *, labels: Labels, shrink: float = 1.0
) -> Disc:
    low, high = heads
    write = number if shrink > 0.5 else number_finely
    spots = place_pips(high) if 0 < high <= MOST_PIPS else []
    radius = _measure(high) * shrink
    middle = at[1] - (NAME_ROOM if labels.bands else 0) * shrink  # the name hangs below
    points = [f"M{write(at[0] + x * shrink)} {write(middle + y * shrink)}h0" for x, y in spots]
    pips = (
        Pips("".join(points[:low]), number(8.4 * shrink), ""),
        Pips("".join(points[low:]), number(8.6 * shrink), number(6.2 * shrink)),
    )
    return Disc(
        group,
        "d-hull d-hull--sel" if group == labels.chosen else "d-hull",
        number(at[0]),
        number(middle),
        number(radius),
        tuple(drawn for drawn in pips if drawn.path),
        labels.names[group],
        labels.bands.get(group, ""),
        number(at[0]),
        number(middle + radius + 16),
        number(middle + radius + 31),
    )


def _measure(high: int) -> float:
    """The radius of a disc that holds the pips of this band."""
    spots = place_pips(high) if 0 < high <= MOST_PIPS else []
    return max((math.hypot(*spot) for spot in spots), default=20.0) + 14.0


def _draw_place(at: Point, name: str, *, seen: bool) -> Place:
    return Place(
        number(at[0] - 6), number(at[1] - 6), name, number(at[0]), number(at[1] - 14),
        "d-ink" if seen else "d-ghost",
    )  # fmt: skip


def _draw_band(
    at: dict[str, Point],
    group: str,
    place: str,
    *,
    status: TieStatus,
    sources: list[str],
    edition_id: int,
) -> Band:
    a, b = at[f"g:{group}"], at[f"p:{place}"]
    a = (a[0], a[1] - NAME_ROOM)
    kinds, dash = order_kinds(sources), name_dash(status)
    first = -2.1 * (len(kinds) - 1)
    bow = math.dist(a, b) * 0.06
    strands = tuple(
        (f"s-{kind.css} {dash}".strip(), draw_bow(a, b, shift=first + 4.2 * i, bow=bow))
        for i, kind in enumerate(kinds)
    )
    url = reverse(
        "networks:band", kwargs={"edition_id": edition_id, "group": group, "place": place}
    )
    return Band(url, strands, draw_bow(a, b, bow=bow))


def _kinds_of_bands(scene: Scene) -> dict[tuple[str, str], list[str]]:
    rows = (
        scene.sightings.join(scene.seen, on="observation_id")
        .drop_nulls("place")
        .group_by("group", "place")
        .agg(pl.col("source").unique().sort())
    )
    return {(group, place): sources for group, place, sources in rows.iter_rows()}


def _lay_out(bands: pl.DataFrame, *, seed: int) -> pl.DataFrame:
    """Give groups and places a place by who was seen where, over the whole period."""
    links = bands.select(
        "observations", first=pl.format("g:{}", "group"), second=pl.format("p:{}", "place")
    )
    discs = pl.concat(
        [
            links.select(name="first", radius=pl.lit(GROUP_RADIUS)).unique(),
            links.select(name="second", radius=pl.lit(PLACE_RADIUS)).unique(),
        ]
    )
    return derive_disc_layout(discs, links, seed=seed)
