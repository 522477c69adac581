"""What everyone may see: squares of 50 m and rounded counts, never a receiver, never one bang.

Only whole weeks are shown, of one season at a time, and counts are rounded to fives: nobody can
take one page from the next and find a single bang.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

import polars as pl
from django.utils import timezone
from django.utils.translation import gettext as _

from zichtlijn.areas.queries import fetch_outlines
from zichtlijn.areas.terms import AreaKind
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.analysis.patterns.cells import count_cells
from zichtlijn.fireworks.analysis.patterns.suppression import suppress
from zichtlijn.fireworks.queries import (
    fetch_newest_moment,
    fetch_released,
    is_invented,
)
from zichtlijn.fireworks.reports.looking import Looking
from zichtlijn.fireworks.reports.map.camera import (
    Camera,
    ScaleBar,
    aim_camera,
    draw_scale_bar,
    find_whole,
    write,
)
from zichtlijn.fireworks.reports.map.picture import Land, draw_lands
from zichtlijn.fireworks.reports.scene import place_bangs
from zichtlijn.fireworks.reports.words import say_long_day, say_number
from zichtlijn.fireworks.terms import CELL_M, POINT_KEPT

SMALLEST_PUBLIC = 10  # below this a count could point at somebody (G19); our choice
ROUNDED_TO = 5
SEASON_BEGINS = 7  # July: a New Year's night lies in the middle of its season
SEASONS = 5
BANDS = ((50, 5), (20, 3), (SMALLEST_PUBLIC, 1))  # from so many, this shade


class PublicRow(NamedTuple):
    """One neighbourhood or part of the day, and what may be said of it."""

    name: str
    number: str


class PublicSquare(NamedTuple):
    """One square of 50 m with at least ten bangs."""

    x: str
    y: str
    side: str
    step: int


class Season(NamedTuple):
    """One season that can be chosen."""

    words: str
    year: int
    chosen: bool


@dataclass(frozen=True)
class PublicPage:
    """The page for everyone, ready to draw."""

    season: str
    until: str
    say: str
    areas: tuple[PublicRow, ...]
    area_total: str
    parts: tuple[PublicRow, ...]
    squares: tuple[PublicSquare, ...]
    lands: tuple[Land, ...]
    bar: ScaleBar
    seasons: tuple[Season, ...]
    only_counts: bool
    smallest: int
    invented: bool


def public_page(asked: Mapping[str, str], *, access: Access) -> PublicPage:
    """Return one season for the public. Raises LogUnavailable."""
    latest = _find_latest(access.moment)
    year = _read_season(asked.get("seizoen", ""), latest=latest)
    since, until = _bound_season(year, moment=access.moment)
    outlines = fetch_outlines(AreaKind.NEIGHBOURHOOD)
    released = fetch_released(since=since, until=until, access=access)
    bangs, old = place_bangs(released.bangs, outlines), released.old
    camera = aim_camera(Looking(since, until), whole=find_whole(outlines))
    by_area = Counter(bangs["area"].to_list())
    shown = suppress([by_area[one.code] for one in outlines], smallest=SMALLEST_PUBLIC)
    return PublicPage(
        season=_say_season(year),
        until=say_long_day(timezone.localtime(until - timedelta(seconds=1)).date()),
        say=_say_total(bangs.height + old),
        areas=tuple(
            PublicRow(one.name, _say_count(count))
            for one, count in zip(outlines, shown.counts, strict=True)
        ),
        area_total=_say_count(shown.total),
        parts=_count_parts(bangs),
        squares=_draw_squares(bangs, camera),
        lands=draw_lands(outlines, camera),
        bar=draw_scale_bar(camera),
        seasons=tuple(
            Season(_say_season(one), one, one == year)
            for one in range(latest, latest - SEASONS, -1)
        ),
        only_counts=bool(old),
        smallest=SMALLEST_PUBLIC,
        invented=is_invented(since=since, until=until),
    )


def find_season(asked: Mapping[str, str], *, moment: datetime) -> int:
    """Return in which year the season begins that is asked for; the latest where none is."""
    return _read_season(asked.get("seizoen", ""), latest=_find_latest(moment))


def round_to_fives(count: int) -> int:
    """Return the nearest multiple of five, halves up.

    >>> [round_to_fives(count) for count in (10, 12, 13, 18)]
    [10, 10, 15, 20]
    """
    return (count * 2 + ROUNDED_TO) // (2 * ROUNDED_TO) * ROUNDED_TO


def _find_latest(moment: datetime) -> int:
    return _find_season(timezone.localtime(fetch_newest_moment() or moment).date())


def _find_season(day: date) -> int:
    return day.year if day.month >= SEASON_BEGINS else day.year - 1


def _read_season(text: str, *, latest: int) -> int:
    year = int(text) if text.isdecimal() and len(text) == 4 else latest
    return year if latest - SEASONS < year <= latest else latest


def _bound_season(year: int, *, moment: datetime) -> tuple[datetime, datetime]:
    """Return the season, cut off at the last Monday that lies a day or more back."""
    since, end = (_begin(date(one, SEASON_BEGINS, 1)) for one in (year, year + 1))
    day = timezone.localtime(moment - POINT_KEPT).date()
    cut = _begin(day - timedelta(days=day.weekday()))
    return since, max(min(end, cut), since + timedelta(seconds=1))


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _say_season(year: int) -> str:
    return f"{year}–{year + 1}"


def _say_total(count: int) -> str:
    if count < SMALLEST_PUBLIC:
        return _("Minder dan %(n)s zware knallen gehoord.") % {"n": SMALLEST_PUBLIC}
    return _("Ongeveer %(n)s zware knallen gehoord.") % {"n": say_number(round_to_fives(count))}


def _say_count(count: int | None) -> str:
    if count is None:
        return _("minder dan %(n)s, of verborgen") % {"n": SMALLEST_PUBLIC}
    return say_number(round_to_fives(count))


def _count_parts(bangs: pl.DataFrame) -> tuple[PublicRow, ...]:
    """Count by part of the day.

    There is no total here and all is rounded to fives: what is left of the page's total says
    no more of a hidden part than "less than ten".
    """
    names = (
        _("18 tot 22 uur"),
        _("22 tot 24 uur"),
        _("0 tot 2 uur"),
        _("2 tot 6 uur"),
        _("overdag"),
    )
    hours = [timezone.localtime(moment).hour for moment in bangs["moment"]]
    counts = Counter(_find_part(hour) for hour in hours)
    shown = [counts[at] if counts[at] >= SMALLEST_PUBLIC else None for at in range(len(names))]
    return tuple(
        PublicRow(name, _say_count(count)) for name, count in zip(names, shown, strict=True)
    )


def _find_part(hour: int) -> int:
    for part, (first, last) in enumerate(((18, 22), (22, 24), (0, 2), (2, 6))):
        if first <= hour < last:
            return part
    return 4


def _draw_squares(bangs: pl.DataFrame, camera: Camera) -> tuple[PublicSquare, ...]:
    """Draw the squares of ten bangs or more, in three shades; the rest is not drawn."""
    side = CELL_M * camera.scale
    squares = []
    for x, y, count in count_cells(bangs).iter_rows():
        step = next((shade for least, shade in BANDS if count >= least), 0)
        if step:
            left, top = camera.place(x - CELL_M / 2, y + CELL_M / 2)
            squares.append(PublicSquare(write(left), write(top), write(side), step))
    return tuple(squares)
