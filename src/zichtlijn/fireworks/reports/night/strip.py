"""The heat strip: bangs for each neighbourhood and hour, blank where nobody listened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import polars as pl
from django.utils import timezone
from django.utils.translation import gettext as _

from zichtlijn.areas.terms import Outline
from zichtlijn.fireworks.analysis.patterns.neighbourhoods import ELSEWHERE, count_hours
from zichtlijn.fireworks.reports.words import say_day
from zichtlijn.fireworks.terms import from_us

MOST_HOURS = 24
HOUR = timedelta(hours=1)
FULLEST = 5


class Cell(NamedTuple):
    """One hour of one neighbourhood; a text of "" was not listened to."""

    text: str
    css: str


class StripRow(NamedTuple):
    """One neighbourhood."""

    name: str
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True)
class Strip:
    """The whole strip; `why_not` instead of rows where the window is too long."""

    hours: tuple[str, ...]
    rows: tuple[StripRow, ...]
    total: StripRow | None
    receivers: tuple[str, ...]
    day: str
    why_not: str


def draw_strip(
    bangs: pl.DataFrame,
    *,
    heard: pl.DataFrame,
    outlines: Sequence[Outline],
    since: datetime,
    until: datetime,
) -> Strip:
    """Count bangs (with `area` and `at_us`) for each hour of the window; takes HEARD_HOURS too."""
    hours = list_hours(since, until)
    if len(hours) > MOST_HOURS:
        words = _("Kies een venster van hoogstens een etmaal om de uren te zien.")
        return Strip((), (), None, (), "", words)
    listened = dict(heard.iter_rows())
    counted = {(area, from_us(at)): n for area, at, n in count_hours(bangs).iter_rows()}
    top = max(counted.values(), default=0)
    names = [(one.code, one.name) for one in outlines]
    if any(area == ELSEWHERE for area, _hour in counted):
        names.append((ELSEWHERE, _("Buiten de buurten")))
    rows = tuple(
        _draw_row(name, {hour: counted.get((code, hour), 0) for hour in hours}, listened, top=top)
        for code, name in names
    )
    together = {hour: sum(counted.get((code, hour), 0) for code, _n in names) for hour in hours}
    return Strip(
        hours=tuple(f"{timezone.localtime(hour):%H}" for hour in hours),
        rows=rows,
        total=StripRow(
            _("Samen"),
            tuple(_draw_cell(together[hour], hour, listened, 0) for hour in hours),
            sum(together.values()),
        ),
        receivers=tuple(str(listened.get(hour, 0)) for hour in hours),
        day=say_day(timezone.localtime(since).date()),
        why_not="",
    )


def list_hours(since: datetime, until: datetime) -> list[datetime]:
    """Return the beginnings of the hours that a window touches."""
    first = from_us(int(since.timestamp()) // 3600 * 3_600_000_000)
    count = -(-int((until - first).total_seconds()) // 3600)
    return [first + HOUR * number for number in range(max(count, 1))]


def _draw_row(
    name: str, numbers: dict[datetime, int], listened: dict[datetime, int], *, top: int
) -> StripRow:
    cells = tuple(_draw_cell(number, hour, listened, top) for hour, number in numbers.items())
    return StripRow(name, cells, sum(numbers.values()))


def _draw_cell(number: int, hour: datetime, listened: dict[datetime, int], top: int) -> Cell:
    """Draw a number; an hour without bangs that nobody listened to is blank, not zero."""
    if not number and not listened.get(hour):
        return Cell("", "hx")
    step = 0 if not number or not top else min(FULLEST, 1 + number * FULLEST // (top + 1))
    return Cell(str(number), f"h{step}" if top else "")
