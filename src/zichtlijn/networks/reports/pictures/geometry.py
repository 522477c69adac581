"""From places in dots to places on the page, and outlines round them."""

import math
from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

WIDTH = 860.0
LOWEST, HIGHEST = 320.0, 620.0  # heights of a drawing
MARGIN = 62.0  # for outlines and their labels
LARGEST_SCALE = 30.0  # pixels for one dot with its room
Point = tuple[float, float]


class Camera(NamedTuple):
    """How the layout is set on the page."""

    scale: float
    dx: float
    dy: float
    height: float

    def place(self, x: float, y: float) -> Point:
        """Return where a place of the layout lies on the page."""
        return x * self.scale + self.dx, y * self.scale + self.dy


def aim_camera(
    places: pl.DataFrame,
    *,
    width: float = WIDTH,
    margin: float = MARGIN,
    largest: float = LARGEST_SCALE,
    highest: float = HIGHEST,
) -> Camera:
    """Fit all of these places (x, y) on the page, no larger than is comfortable."""
    if places.is_empty():
        return Camera(1.0, width / 2, LOWEST / 2, LOWEST)
    left, right = _span(places["x"])
    top, bottom = _span(places["y"])
    wide, high = max(right - left, 1e-6), max(bottom - top, 1e-6)
    scale = min((width - 2 * margin) / wide, (highest - 2 * margin) / high, largest)
    height = min(max(high * scale + 2 * margin, LOWEST), highest)
    return Camera(
        scale,
        width / 2 - scale * (left + right) / 2,
        height / 2 - scale * (top + bottom) / 2,
        height,
    )


def number(value: float) -> str:
    """Write a coordinate with at most one decimal.

    >>> number(3.04), number(12.25)
    ('3', '12.2')
    """
    return f"{value:.1f}".rstrip("0").rstrip(".")


def number_finely(value: float) -> str:
    """Write a coordinate of a small drawing with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def draw_line(a: Point, b: Point, *, shift: float = 0.0) -> str:
    """Return the path from a to b, `shift` pixels to its left."""
    length = math.dist(a, b) or 1.0
    ox, oy = -(b[1] - a[1]) / length * shift, (b[0] - a[0]) / length * shift
    return f"M{number(a[0] + ox)} {number(a[1] + oy)}L{number(b[0] + ox)} {number(b[1] + oy)}"


def draw_bow(a: Point, b: Point, *, shift: float = 0.0, bow: float = 0.0) -> str:
    """Return a curved path from a to b that stands out `bow` pixels in the middle."""
    length = math.dist(a, b) or 1.0
    ox, oy = -(b[1] - a[1]) / length, (b[0] - a[0]) / length
    mx = (a[0] + b[0]) / 2 + ox * (shift + bow)
    my = (a[1] + b[1]) / 2 + oy * (shift + bow)
    return (
        f"M{number(a[0] + ox * shift)} {number(a[1] + oy * shift)}Q{number(mx)} {number(my)} "
        f"{number(b[0] + ox * shift)} {number(b[1] + oy * shift)}"
    )


def draw_hull(points: Iterable[Point], *, room: float) -> str:
    """Return a closed soft outline round points: the convex hull of discs of radius `room`."""
    ring = sorted(
        {
            (
                round(x + room * math.cos(turn * math.pi / 12), 1),
                round(y + room * math.sin(turn * math.pi / 12), 1),
            )
            for x, y in points
            for turn in range(24)
        }
    )
    outline = _half(ring) + _half(ring[::-1])
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in outline) + "Z"


def _half(points: list[Point]) -> list[Point]:
    """One half of the hull (Andrew 1979), without its last point."""
    hull: list[Point] = []
    for p in points:
        while len(hull) > 1 and _turns_right(hull[-2], hull[-1], p):
            hull.pop()
        hull.append(p)
    return hull[:-1]


def _turns_right(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]) <= 0


def _span(values: pl.Series) -> tuple[float, float]:
    column = values.to_numpy()
    return float(column.min()), float(column.max())
