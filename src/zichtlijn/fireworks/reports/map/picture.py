"""The whole map: neighbourhoods, bangs in one of three looks, receivers, legend and scale."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.utils.translation import gettext as _

from zichtlijn.areas.terms import Outline
from zichtlijn.fireworks.queries import ReceiverRecord
from zichtlijn.fireworks.reports.looking import Look, Looking
from zichtlijn.fireworks.reports.map.camera import (
    HEIGHT,
    WIDTH,
    Camera,
    ScaleBar,
    draw_scale_bar,
    write,
)
from zichtlijn.fireworks.reports.map.marks import (
    BangMark,
    Square,
    Triangle,
    Wedge,
    draw_bangs,
    draw_receivers,
    draw_squares,
    draw_wedges,
    find_shade,
)
from zichtlijn.fireworks.reports.words import say_bangs

MOST_POINTS = 800  # in sight; with more, ellipses lie over one another


@dataclass(frozen=True)
class Land:
    """One neighbourhood: its outline, its name and, in the look of neighbourhoods, its count."""

    path: str
    name: str
    number: str
    step: int | None
    x: str
    y: str
    number_y: str


@dataclass(frozen=True)
class MapPicture:
    """A map, ready to write down. The browser adds live bangs by `left`, `top` and `scale`."""

    width: str
    height: str
    left: str
    top: str
    scale: str
    title: str
    look: Look
    lands: tuple[Land, ...]
    bangs: tuple[BangMark, ...]
    wedges: tuple[Wedge, ...]
    squares: tuple[Square, ...]
    receivers: tuple[Triangle, ...]
    bar: ScaleBar


def choose_look(looking: Looking, *, in_sight: int) -> Look:
    """Return what can be drawn: points only while they can be told apart."""
    if looking.look is None or looking.look is Look.POINTS:
        return Look.POINTS if in_sight <= MOST_POINTS else Look.CELLS
    return looking.look


def draw_map(
    bangs: pl.DataFrame,
    *,
    look: Look,
    camera: Camera,
    outlines: Sequence[Outline],
    receivers: Sequence[ReceiverRecord],
) -> MapPicture:
    """Draw BANGS with their `area` on the outlines; receivers only where they are given."""
    seen = keep_in_sight(bangs, camera)
    rounded = bangs.filter(pl.col("rounded"))
    points = look is Look.POINTS
    return MapPicture(
        width=write(WIDTH),
        height=write(HEIGHT),
        left=f"{camera.left:.2f}",
        top=f"{camera.top:.2f}",
        scale=f"{camera.scale:.6f}",
        title=_("Kaart met %(bangs)s. Dezelfde knallen staan in de tabel.")
        % {"bangs": say_bangs(seen.height)},
        look=look,
        lands=_draw_lands(bangs, outlines, camera, look=look),
        bangs=draw_bangs(seen, camera) if points else (),
        wedges=draw_wedges(bangs, receivers, camera) if points else (),
        squares=() if look is Look.AREAS else draw_squares(rounded if points else seen, camera),
        receivers=() if look is Look.AREAS else draw_receivers(receivers, camera),
        bar=draw_scale_bar(camera),
    )


def keep_in_sight(bangs: pl.DataFrame, camera: Camera) -> pl.DataFrame:
    """Return the bangs that lie on the page, and those of which only a direction is known."""
    left, right = camera.left, camera.left + WIDTH / camera.scale
    top, bottom = camera.top, camera.top - HEIGHT / camera.scale
    here = pl.col("x").is_between(left, right) & pl.col("y").is_between(bottom, top)
    return bangs.filter(here | pl.col("outside"))


def draw_lands(outlines: Sequence[Outline], camera: Camera) -> tuple[Land, ...]:
    """Draw the neighbourhoods with their names alone."""
    return tuple(_draw_land(one, camera, None) for one in outlines)


def _draw_lands(
    bangs: pl.DataFrame, outlines: Sequence[Outline], camera: Camera, *, look: Look
) -> tuple[Land, ...]:
    counted = bangs.filter(~pl.col("marked_false"))["area"].to_list()
    counts = Counter(counted) if look is Look.AREAS else None
    return tuple(_draw_land(one, camera, counts) for one in outlines)


def _draw_land(outline: Outline, camera: Camera, counts: Counter[str] | None) -> Land:
    path = "".join(
        "M" + "L".join(f"{write(x)} {write(y)}" for x, y in (camera.place(*p) for p in ring)) + "Z"
        for ring in outline.rings
    )
    x, y = camera.place(*find_middle(outline))
    y = y - 34 if counts is None else y
    number = counts[outline.code] if counts is not None else 0
    top = max((counts or {"": 0}).values(), default=0)
    return Land(
        path=path,
        name=outline.name,
        number=say_bangs(number) if counts is not None else "",
        step=None if counts is None else find_shade(number, top=top),
        x=write(min(max(x, 60.0), WIDTH - 60.0)),
        y=write(min(max(y, 24.0), HEIGHT - 40.0)),
        number_y=write(min(max(y, 24.0), HEIGHT - 40.0) + 18),
    )


def find_middle(outline: Outline) -> tuple[float, float]:
    """Return the centre of gravity of the outer ring."""
    ring = outline.rings[0]
    twice = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = (ax - ring[0][0]) * (by - ring[0][1]) - (bx - ring[0][0]) * (ay - ring[0][1])
        twice += cross
        x += (ax + bx - 2 * ring[0][0]) * cross
        y += (ay + by - 2 * ring[0][1]) * cross
    if twice == 0.0:
        return ring[0]
    return ring[0][0] + x / (3 * twice), ring[0][1] + y / (3 * twice)
