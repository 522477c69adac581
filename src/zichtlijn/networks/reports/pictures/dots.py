"""The group view: a dot for each person, without name; a line for each tie; outlines of groups.

Every dot has one size and one colour (guard rail G1). A dotted ring: not enough observations.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from zichtlijn.networks.reports.marks import Mark, name_dash, order_kinds
from zichtlijn.networks.reports.pictures.discs import Labels
from zichtlijn.networks.reports.pictures.geometry import (
    WIDTH,
    Point,
    aim_camera,
    draw_hull,
    draw_line,
    number,
)
from zichtlijn.networks.reports.scene import Scene
from zichtlijn.networks.terms import TieStatus

SMALLEST_DOT, LARGEST_DOT = 2.2, 6.0
MOST_WITH_STRANDS = 250  # lines; beyond this each is one strand

Strands = tuple[tuple[str, str], ...]  # class and path of each
DrawStrands = Callable[[tuple[Mark, ...], str, Point, Point], Strands]


class Line(NamedTuple):
    """One tie: its strands, the wide path that can be clicked, and its name in addresses."""

    tie: str
    strands: tuple[tuple[str, str], ...]  # class, path
    path: str


class Dot(NamedTuple):
    """One dot."""

    css: str
    x: str
    y: str


class Outline(NamedTuple):
    """One group: its outline, and lines to dots that lie elsewhere because they moved."""

    group: str
    path: str
    leashes: tuple[str, ...]
    css: str
    name: str
    band: str
    x: str
    y: str
    band_y: str


@dataclass(frozen=True)
class DotsPicture:
    """A drawing of dots, ready to write down."""

    width: str
    height: str
    radius: str
    is_dense: bool
    outlines: tuple[Outline, ...]
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]


def draw_dots(scene: Scene, *, ties: pl.DataFrame, labels: Labels) -> DotsPicture:
    """Draw everyone of the scene, with these of its ties, one group being the one in hand."""
    camera = aim_camera(scene.layout)
    radius = min(max(0.3 * camera.scale, SMALLEST_DOT), LARGEST_DOT)
    at = {
        person: camera.place(x, y)
        for person, x, y in scene.dots.select("person", "x", "y").iter_rows()
    }
    dense = ties.height > MOST_WITH_STRANDS
    return DotsPicture(
        width=number(WIDTH),
        height=number(camera.height),
        radius=number(radius),
        is_dense=dense,
        outlines=_draw_outlines(scene, at, radius, labels=labels),
        lines=_draw_lines(ties, at, draw_strands=draw_one_strand if dense else draw_all_strands),
        dots=tuple(
            Dot("d-node" if group else "d-ghost", *_write(at[person]))
            for person, group in scene.dots.select("person", "group").iter_rows()
        ),
    )


def draw_all_strands(kinds: tuple[Mark, ...], dash: str, a: Point, b: Point) -> Strands:
    """Return one strand for each kind of source, side by side."""
    first = -1.6 * (len(kinds) - 1)
    return tuple(
        (f"s-{kind.css} {dash}".strip(), draw_line(a, b, shift=first + 3.2 * i))
        for i, kind in enumerate(kinds)
    )


def draw_one_strand(kinds: tuple[Mark, ...], dash: str, a: Point, b: Point) -> Strands:
    """Return one strand, of no kind where there are several: many double lines are a carpet."""
    css = kinds[0].css if len(kinds) == 1 else "several"
    return ((f"s-{css} {dash}".strip(), draw_line(a, b)),)


def _draw_lines(
    ties: pl.DataFrame, at: dict[str, Point], *, draw_strands: DrawStrands
) -> tuple[Line, ...]:
    lines = []
    columns = ("person_a", "person_b", "dot_a", "dot_b", "status", "by")
    for a, b, dot_a, dot_b, status, sources in ties.select(columns).iter_rows():
        if a not in at or b not in at:
            continue
        kinds, dash = order_kinds(sources), name_dash(TieStatus(status))
        strands = draw_strands(kinds, dash, at[a], at[b])
        lines.append(Line(f"{dot_a}-{dot_b}", strands, draw_line(at[a], at[b])))
    return tuple(lines)


def _draw_outlines(
    scene: Scene,
    at: dict[str, Point],
    radius: float,
    *,
    labels: Labels,
) -> tuple[Outline, ...]:
    seen = set(scene.sightings.join(scene.seen, on="observation_id")["group"])
    outlines = []
    for (group,), people in sorted(
        scene.dots.drop_nulls("group").group_by("group"), key=lambda item: str(item[0])
    ):
        code = str(group)
        core, away = _split_by_home(people, at)
        top = min(core, key=lambda point: point[1])
        room = radius * 2.8
        above = top[1] - room - 23
        middle = sum(x for x, _ in core) / len(core)
        css = "d-hull--sel" if code == labels.chosen else "" if code in seen else "d-hull--unseen"
        label_y = above if above > 14 else max(y for _, y in core) + room + 16
        outlines.append(
            Outline(
                code,
                draw_hull(core, room=room),
                tuple(draw_line(_nearest(core, point), point) for point in away),
                css,
                labels.names[code],
                labels.bands.get(code, ""),
                number(min(max(middle, 60.0), WIDTH - 60.0)),
                number(label_y),
                number(label_y + 15),
            )
        )
    return tuple(outlines)


def _split_by_home(people: pl.DataFrame, at: dict[str, Point]) -> tuple[list[Point], list[Point]]:
    """Part the places of a group's people: where most of them lie, and those who moved."""
    home = people.group_by("home").len().sort(["len", "home"], descending=[True, False])
    most = home["home"][0]
    rows = people.select("person", "home").iter_rows()
    core: list[Point] = []
    away: list[Point] = []
    for person, lies_with in rows:
        (core if lies_with == most else away).append(at[person])
    return core, away


def _nearest(points: list[Point], to: Point) -> Point:
    return min(points, key=lambda point: (point[0] - to[0]) ** 2 + (point[1] - to[1]) ** 2)


def _write(point: Point) -> tuple[str, str]:
    return number(point[0]), number(point[1])
