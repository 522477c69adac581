"""The same dates and hours in other years, with how many listened: without that it says nothing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import polars as pl
from django.utils import timezone
from django.utils.translation import gettext as _

from zichtlijn.areas.queries import fetch_outlines
from zichtlijn.areas.terms import AreaKind, Outline
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.queries import (
    fetch_bangs,
    fetch_counts,
    fetch_heard_hours,
    fetch_newest_moment,
)
from zichtlijn.fireworks.reports.looking import Look, Looking, read_looking
from zichtlijn.fireworks.reports.night.controls import Controls, offer_controls, say_window
from zichtlijn.fireworks.reports.scene import keep_loud, place_bangs
from zichtlijn.fireworks.reports.words import say_bangs, say_list, say_number

YEARS = 4
HOUR = timedelta(hours=1)
ALIKE = 0.1  # receivers may differ by a tenth before we say that years cannot be compared


class YearColumn(NamedTuple):
    """One year: the same window, moved back."""

    year: int
    bangs: int
    in_shared: int
    by_area: tuple[int, ...] | None  # None: only counts are left
    hours: int
    receivers: float
    url: str


class AreaRow(NamedTuple):
    """One neighbourhood over the years; "" where only totals are left."""

    name: str
    counts: tuple[str, ...]


@dataclass(frozen=True)
class ComparisonPage:
    """Years beside one another, ready to draw."""

    window: str
    say: str
    warnings: tuple[str, ...]
    years: tuple[YearColumn, ...]
    bars: tuple[tuple[str, str, str, str, str], ...]  # x, y, height, words, label x
    areas: tuple[AreaRow, ...]
    shared_hours: int
    all_hours: int
    controls: Controls


@dataclass(frozen=True)
class _Year:
    looking: Looking
    bangs: pl.DataFrame
    old_count: int
    heard: dict[int, int]  # number of the hour in the window: receivers


def comparison_page(asked: Mapping[str, str], *, access: Access) -> ComparisonPage:
    """Return the window that was asked for beside the same in earlier years."""
    newest = fetch_newest_moment() or access.moment
    looking = read_looking(asked, newest=newest)
    outlines = fetch_outlines(AreaKind.NEIGHBOURHOOD)
    years = [_load(looking, back, outlines, access=access) for back in range(YEARS)]
    years = [one for one in years if one.heard or one.bangs.height or one.old_count]
    shared = sorted(set.intersection(*(set(one.heard) for one in years))) if years else []
    columns = tuple(_count(one, shared, outlines) for one in reversed(years))
    return ComparisonPage(
        window=say_window(looking),
        say=_say_years(columns),
        warnings=_warn(columns, shared=len(shared)),
        years=columns,
        bars=_draw_bars(columns),
        areas=_list_areas(columns, outlines),
        shared_hours=len(shared),
        all_hours=_count_hours(looking),
        controls=offer_controls(
            looking, look=Look.POINTS, newest=newest, moment=access.moment, page="comparison"
        ),
    )


def move_years(moment: datetime, years: int) -> datetime:
    """Return the same date and time of day some years earlier; 29 February becomes 28."""
    local = timezone.localtime(moment).replace(tzinfo=None)
    day = min(local.day, 28) if local.month == 2 else local.day
    return timezone.make_aware(local.replace(year=local.year - years, day=day))


def _load(looking: Looking, back: int, outlines: tuple[Outline, ...], *, access: Access) -> _Year:
    moved = looking.to(since=move_years(looking.since, back), until=move_years(looking.until, back))
    bangs = fetch_bangs(since=moved.since, until=moved.until, access=access)
    kept = keep_loud(place_bangs(bangs, outlines), least_db=looking.loud_db)
    counts = fetch_counts(since=moved.since, until=moved.until, access=access)
    first = moved.since.replace(minute=0, second=0, microsecond=0)
    heard = fetch_heard_hours(since=first, until=moved.until)
    return _Year(
        moved,
        kept.filter(~pl.col("marked_false")),
        sum(one.bangs - one.marked_false for one in counts),
        {int((hour - first) / HOUR): number for hour, number in heard.iter_rows()},
    )


def _count(year: _Year, shared: list[int], outlines: tuple[Outline, ...]) -> YearColumn:
    first = year.looking.since.replace(minute=0, second=0, microsecond=0)
    hours = [int((moment - first) / HOUR) for moment in year.bangs["moment"]]
    by_area = Counter(
        area
        for area, hour in zip(year.bangs["area"].to_list(), hours, strict=True)
        if hour in shared
    )
    listened = [year.heard[hour] for hour in shared]
    return YearColumn(
        year=timezone.localtime(year.looking.since).year,
        bangs=year.bangs.height + year.old_count,
        in_shared=sum(hour in shared for hour in hours),
        by_area=None if year.old_count else tuple(by_area[one.code] for one in outlines),
        hours=len(year.heard),
        receivers=sum(listened) / len(listened) if listened else 0.0,
        url=year.looking.address("index"),
    )


def _count_hours(looking: Looking) -> int:
    return -(-int(looking.span.total_seconds()) // 3600)


def _say_years(columns: tuple[YearColumn, ...]) -> str:
    if not columns:
        return _("Er is in deze uren nog in geen enkel jaar geluisterd.")
    if len(columns) == 1:
        return _("Er is nog maar één jaar om te tonen: %(year)s.") % {"year": columns[0].year}
    said = [
        _("%(bangs)s in %(year)s") % {"bangs": say_bangs(one.in_shared), "year": one.year}
        for one in columns
    ]
    return _("In de uren waarin elk jaar is geluisterd: %(said)s.") % {"said": say_list(said)}


def _warn(columns: tuple[YearColumn, ...], *, shared: int) -> tuple[str, ...]:
    """Say why the figures may not be compared as they are."""
    warnings = []
    counts = [one.receivers for one in columns if one.receivers]
    if counts and max(counts) - min(counts) > ALIKE * max(counts):
        said = [
            _("%(n)s in %(year)s") % {"n": say_number(one.receivers), "year": one.year}
            for one in columns
        ]
        warnings.append(
            _(
                "Niet elk jaar luisterden evenveel ontvangers: %(said)s. Minder ontvangers horen "
                "minder knallen. Een verschil kan daaraan liggen."
            )
            % {"said": say_list(said)}
        )
    if columns and any(one.hours != shared for one in columns):
        warnings.append(_("Uren waarin niet elk jaar is geluisterd, tellen hier niet mee."))
    if any(one.by_area is None for one in columns):
        warnings.append(_("Van knallen ouder dan 24 maanden is alleen een aantal bewaard."))
    return tuple(warnings)


def _draw_bars(columns: tuple[YearColumn, ...]) -> tuple[tuple[str, str, str, str, str], ...]:
    top = max((one.in_shared for one in columns), default=0) or 1
    bars = []
    for number, one in enumerate(columns):
        height = 96 * one.in_shared / top
        x = 16 + number * 104
        bars.append(
            (f"{x}", f"{118 - height:.1f}", f"{height:.1f}", str(one.in_shared), f"{x + 32}")
        )
    return tuple(bars)


def _list_areas(
    columns: tuple[YearColumn, ...], outlines: tuple[Outline, ...]
) -> tuple[AreaRow, ...]:
    return tuple(
        AreaRow(
            outline.name,
            tuple("" if one.by_area is None else str(one.by_area[at]) for one in columns),
        )
        for at, outline in enumerate(outlines)
    )
