"""Observations by source above, the life lines of the groups below, one axis of days."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import polars as pl
from django.utils.translation import gettext as _

from zichtlijn.networks.reports.marks import MARKS, choose_mark
from zichtlijn.networks.reports.pictures.geometry import number
from zichtlijn.networks.reports.scene import Scene
from zichtlijn.networks.reports.windows import Stop
from zichtlijn.networks.reports.words import order_by_name, say_number
from zichtlijn.networks.terms import LifeEvent

LEFT, RIGHT = 170.0, 846.0
BARS_TOP, BARS_FOOT = 26.0, 88.0
ROW = 22.0
MOST_LINES = 14  # the table holds all
BLOCK = 7.5  # height of one observation where there are few


class Bar(NamedTuple):
    """A piece of a bar: the observations of one kind of source in one stop."""

    css: str
    x: str
    y: str
    width: str
    height: str


class Label(NamedTuple):
    """A word on the axis."""

    x: str
    words: str


class LifeLine(NamedTuple):
    """The line of one group: solid where seen, dashed where not, dots for what befell it."""

    group: str
    name: str
    y: str
    label_y: str
    end_y: str
    solid: str
    dashed: str
    births: tuple[str, ...]
    merges: tuple[str, ...]
    ends: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True)
class Timeline:
    """The drawing of time, ready to write down."""

    height: str
    foot: str
    bars: tuple[Bar, ...]
    counts: tuple[Label, ...]
    ticks: tuple[Label, ...]
    lines: tuple[LifeLine, ...]
    not_drawn: int
    window_x: str
    window_width: str
    window_height: str
    words: str


def draw_timeline(scene: Scene, *, stops: tuple[Stop, ...], chosen: str | None) -> Timeline:
    """Draw the whole period, with the window of the reader marked in it."""
    axis = _Axis(scene.period.start, scene.period.end)
    groups = _choose_groups(scene, chosen)
    lines = [
        _draw_life(scene, group, BARS_FOOT + 40 + ROW * row, axis, chosen=chosen)
        for row, group in enumerate(groups)
    ]
    foot = BARS_FOOT + 40 + ROW * max(len(groups), 1)
    begin, end = axis.x(scene.window.start), axis.x(scene.window.end + timedelta(days=1))
    return Timeline(
        height=number(foot + 22),
        foot=number(foot + 14),
        bars=_draw_bars(scene.observations, stops, axis),
        counts=_write_counts(scene.observations, stops, axis),
        ticks=_write_axis(stops, axis),
        lines=tuple(lines),
        not_drawn=len(scene.names) - len(groups),
        window_x=number(begin),
        window_width=number(end - begin),
        window_height=number(foot - 20),
        words=_(
            "Waarnemingen per stap in de tijd naar bron, en de levenslijnen van %(count)s groepen."
        )
        % {"count": say_number(len(groups))},
    )


class _Axis:
    """Days to pixels."""

    def __init__(self, first: date, last: date) -> None:
        self._first = first
        self._days = (last - first).days + 1

    def x(self, day: date) -> float:
        return LEFT + (RIGHT - LEFT) * (day - self._first).days / self._days


def _choose_groups(scene: Scene, chosen: str | None) -> list[str]:
    """The first groups by name, and the one in hand."""
    ordered = sorted(scene.names, key=lambda group: order_by_name(scene.names[group]))
    drawn = ordered[:MOST_LINES]
    if chosen in scene.names and chosen not in drawn:
        drawn[-1] = chosen
    return drawn


def _count(observations: pl.DataFrame, stops: tuple[Stop, ...]) -> list[dict[str, int]]:
    """The observations in each stop by the class of their source."""
    starts = pl.DataFrame(
        {"start": [date.fromisoformat(stop.start) for stop in stops], "stop": range(len(stops))}
    )
    placed = observations.sort("observed_on").join_asof(
        starts, left_on="observed_on", right_on="start", strategy="backward"
    )
    counted: list[dict[str, int]] = [{} for _ in stops]
    for stop, source, count in placed.group_by("stop", "source").len().iter_rows():
        css = choose_mark(source).css
        counted[stop][css] = counted[stop].get(css, 0) + count
    return counted


def _draw_bars(observations: pl.DataFrame, stops: tuple[Stop, ...], axis: _Axis) -> tuple[Bar, ...]:
    counted = _count(observations, stops)
    highest = max((sum(kinds.values()) for kinds in counted), default=0)
    unit = min(BLOCK + 1.5, (BARS_FOOT - BARS_TOP) / max(highest, 1))
    gap = 1.5 if unit > 3 else 0.0
    bars = []
    for stop, kinds in zip(stops, counted, strict=True):
        x, width = _column(stop, axis)
        y = BARS_FOOT
        for mark in MARKS:
            for height in _blocks(kinds.get(mark.css, 0), unit, gap=gap):
                y -= height
                bars.append(
                    Bar(f"f-{mark.css}", number(x), number(y), number(width), number(height - gap))
                )
    return tuple(bars)


def _blocks(count: int, unit: float, *, gap: float) -> list[float]:
    """One block for each observation where they can be told apart, else one for all."""
    if not count:
        return []
    return [unit] * count if gap else [unit * count]


def _column(stop: Stop, axis: _Axis) -> tuple[float, float]:
    begin = axis.x(date.fromisoformat(stop.start))
    end = axis.x(date.fromisoformat(stop.end) + timedelta(days=1))
    room = min(4.0, (end - begin) * 0.15)
    return begin + room, end - begin - 2 * room


def _write_counts(
    observations: pl.DataFrame, stops: tuple[Stop, ...], axis: _Axis
) -> tuple[Label, ...]:
    labels = []
    for stop, kinds in zip(stops, _count(observations, stops), strict=True):
        x, width = _column(stop, axis)
        words = say_number(sum(kinds.values()))
        if width > 6.4 * len(words) + 3:
            labels.append(Label(number(x + width / 2), words))
    return tuple(labels)


def _write_axis(stops: tuple[Stop, ...], axis: _Axis) -> tuple[Label, ...]:
    """Names of stops, as many as fit."""
    every = -(-len(stops) * 62 // int(RIGHT - LEFT)) or 1
    labels = []
    for stop in stops[::every]:
        x, width = _column(stop, axis)
        labels.append(Label(number(x + width / 2), stop.words.split(",")[0]))
    return tuple(labels)


def _draw_life(scene: Scene, group: str, y: float, axis: _Axis, *, chosen: str | None) -> LifeLine:
    rows = scene.life_lines.filter(pl.col("group") == group).sort("window_end")
    solid: list[str] = []
    dashed: list[str] = []
    found: dict[str, list[str]] = {"birth": [], "merge": [], "end": []}
    for window_end, event in rows.select("window_end", "event").iter_rows():
        begin = axis.x(max(_start_of(scene, window_end), scene.period.start))
        end = axis.x(window_end + timedelta(days=1))
        piece = f"M{number(begin)} {number(y)}H{number(end)}"
        (dashed if event == LifeEvent.NOT_SEEN else solid).append(piece)
        if event in found:
            found[event].append(number(end if event == "end" else begin))
    return LifeLine(
        group,
        scene.names[group],
        number(y),
        number(y + 4.5),
        number(y - 6),
        "".join(solid),
        "".join(dashed),
        tuple(found["birth"]),
        tuple(found["merge"]),
        tuple(found["end"]),
        group == chosen,
    )


def _start_of(scene: Scene, window_end: date) -> date:
    """The day after the window of the analysis before this one."""
    before = scene.life_lines.filter(pl.col("window_end") < window_end)["window_end"].max()
    return before + timedelta(days=1) if isinstance(before, date) else scene.period.start
