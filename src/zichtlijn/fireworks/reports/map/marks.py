"""What a bang looks like on the map: a dot in its ellipse, a wedge, or a square of 50 m."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from zichtlijn.fireworks.analysis.patterns.cells import CELL_M, count_cells
from zichtlijn.fireworks.queries import ReceiverRecord
from zichtlijn.fireworks.reports.map.camera import Camera, write
from zichtlijn.fireworks.reports.words import say_bangs, say_level, say_second
from zichtlijn.fireworks.terms import Stage, State

COVERS_95 = 2.4477  # standard deviations: the radius that holds 95 of 100 in two dimensions
SMALLEST_ELLIPSE = 3.0  # pixels; a smaller one lies under its dot
LEAST_WEDGE_DEG = 2.0
WEDGE_FROM, WEDGE_TO = 0.75, 1.25  # of the distance, which is not known well
STEPS = (1, 2, 4, 8, 16)  # from so many bangs on a square is a shade fuller


@dataclass(frozen=True)
class BangMark:
    """One bang with a point: dot and ellipse."""

    id: int
    css: str  # is-provisional, is-ghost, is-false
    x: str
    y: str
    rx: str  # empty where the ellipse is smaller than the dot
    ry: str
    turn: str
    words: str


@dataclass(frozen=True)
class Wedge:
    """One bang beyond the receivers: only its direction is known."""

    id: int
    css: str
    path: str
    words: str


class Sector(NamedTuple):
    """Where a wedge lies in metres: near left, far left, far right, near right."""

    corners: tuple[tuple[float, float], ...]
    near_m: float
    far_m: float


@dataclass(frozen=True)
class Square:
    """Bangs in one square of 50 m."""

    x: str
    y: str
    side: str
    step: int  # 1-5
    number: str  # empty where it would not fit
    middle_x: str
    middle_y: str
    words: str


@dataclass(frozen=True)
class Triangle:
    """A receiver; never on a page for the public."""

    path: str
    css: str


def draw_bangs(bangs: pl.DataFrame, camera: Camera) -> tuple[BangMark, ...]:
    """Draw every BANGS row that still has its point, ellipses to scale."""
    pointed = bangs.filter(~pl.col("rounded") & ~pl.col("outside"))
    return tuple(_draw_bang(row, camera) for row in pointed.iter_rows(named=True))


def draw_wedges(
    bangs: pl.DataFrame, receivers: Sequence[ReceiverRecord], camera: Camera
) -> tuple[Wedge, ...]:
    """Draw the direction of each bang beyond the receivers, seen from their middle."""
    beyond = bangs.filter(pl.col("outside") & pl.col("bearing_deg").is_not_null())
    if not receivers:
        return ()
    x = sum(one.x for one in receivers) / len(receivers)
    y = sum(one.y for one in receivers) / len(receivers)
    return tuple(_draw_wedge(row, (x, y), camera) for row in beyond.iter_rows(named=True))


def draw_squares(bangs: pl.DataFrame, camera: Camera) -> tuple[Square, ...]:
    """Draw how many bangs each square of 50 m holds."""
    side = CELL_M * camera.scale
    squares = []
    for x, y, count in count_cells(bangs.filter(~pl.col("outside"))).iter_rows():
        left, top = camera.place(x - CELL_M / 2, y + CELL_M / 2)
        middle_x, middle_y = camera.place(x, y)
        number = str(count) if side >= 26 else ""
        squares.append(
            Square(
                write(left), write(top), write(side), find_step(count), number,
                write(middle_x), write(middle_y + 5), say_bangs(count),
            )
        )  # fmt: skip
    return tuple(squares)


def draw_receivers(receivers: Sequence[ReceiverRecord], camera: Camera) -> tuple[Triangle, ...]:
    """Draw where the receivers hang, and which of them say nothing."""
    triangles = []
    for one in receivers:
        x, y = camera.place(one.x, one.y)
        css = "d-linestrong" if one.state in (State.GOOD, State.NEW) else "d-ghost"
        triangles.append(Triangle(f"M{write(x)} {write(y - 6)}l7 12h-14z", css))
    return tuple(triangles)


def reckon_sector(row: dict[str, object], origin: tuple[float, float]) -> Sector:
    """Return in which part of the ring around the receivers' middle a bang beyond them lies."""
    apart = math.dist(origin, (row["x"], row["y"]))  # type: ignore[arg-type]  # as BANGS says
    bearing, half = float(row["bearing_deg"]), 1.96 * float(row["bearing_sd_deg"] or 0.0)  # type: ignore[arg-type]  # as BANGS says
    half = max(half, LEAST_WEDGE_DEG)
    corners = tuple(
        _walk(origin, bearing + side * half, part * apart)
        for side, part in ((-1, WEDGE_FROM), (-1, WEDGE_TO), (1, WEDGE_TO), (1, WEDGE_FROM))
    )
    return Sector(corners, WEDGE_FROM * apart, WEDGE_TO * apart)


def find_step(count: int) -> int:
    """Return the shade of a count, 1 to 5; 0 for none.

    >>> [find_step(count) for count in (0, 1, 3, 7, 8, 400)]
    [0, 1, 2, 3, 4, 5]
    """
    return sum(count >= least for least in STEPS)


def find_shade(count: int, *, top: int) -> int:
    """Return the shade of a count beside the largest, 1 to 5; 0 for none.

    >>> [find_shade(count, top=100) for count in (0, 1, 40, 100)]
    [0, 1, 2, 5]
    """
    return 0 if not count else min(5, 1 + count * 5 // (top + 1))


def name_state(row: dict[str, object]) -> str:
    """Return the class that says how certain a bang is."""
    if row["marked_false"]:
        return "is-false"
    if row["stage"] == Stage.PROVISIONAL:
        return "is-provisional"
    return "is-ghost" if row["ghost"] else ""


def _draw_bang(row: dict[str, object], camera: Camera) -> BangMark:
    x, y = camera.place(float(row["x"]), float(row["y"]))  # type: ignore[arg-type]  # as BANGS says
    major, minor = (
        COVERS_95 * float(row[name]) * camera.scale  # type: ignore[arg-type]  # as BANGS says
        for name in ("sd_major_m", "sd_minor_m")
    )
    turn = f"rotate({write(-float(row['angle_deg']))} {write(x)} {write(y)})"  # type: ignore[arg-type]  # as BANGS says
    return BangMark(
        int(row["bang"]),  # type: ignore[call-overload]  # as BANGS says
        name_state(row),
        write(x),
        write(y),
        write(major) if major >= SMALLEST_ELLIPSE else "",
        write(minor),
        turn,
        _say(row),
    )


def _draw_wedge(row: dict[str, object], origin: tuple[float, float], camera: Camera) -> Wedge:
    sector = reckon_sector(row, origin)
    a, b, c, d = (
        f"{write(x)} {write(y)}" for x, y in (camera.place(*corner) for corner in sector.corners)
    )
    near, far = (write(part * camera.scale) for part in (sector.near_m, sector.far_m))
    path = f"M{a}L{b}A{far} {far} 0 0 1 {c}L{d}A{near} {near} 0 0 0 {a}Z"
    return Wedge(int(row["bang"]), name_state(row), path, _say(row))  # type: ignore[call-overload]  # as BANGS says


def _walk(origin: tuple[float, float], bearing_deg: float, metres: float) -> tuple[float, float]:
    """Return the point so far off in a direction, clockwise from north."""
    turned = math.radians(bearing_deg)
    return origin[0] + metres * math.sin(turned), origin[1] + metres * math.cos(turned)


def _say(row: dict[str, object]) -> str:
    level = say_level(row["level_at_10m"])  # type: ignore[arg-type]  # as BANGS says
    return f"{say_second(row['moment'])}, {level}"  # type: ignore[arg-type]  # as BANGS says
