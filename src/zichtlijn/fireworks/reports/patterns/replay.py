"""A night step by step: the same drawing for the reader who steps and the one who plays."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import polars as pl
from django.utils import timezone
from django.utils.translation import gettext as _

from zichtlijn.audit.access import Access
from zichtlijn.fireworks.queries import is_invented
from zichtlijn.fireworks.reports.looking import Look, Looking
from zichtlijn.fireworks.reports.map.camera import Camera, aim_camera, find_whole, write
from zichtlijn.fireworks.reports.map.picture import MapPicture, draw_map
from zichtlijn.fireworks.reports.night.controls import Controls, offer_controls, say_window
from zichtlijn.fireworks.reports.scene import load_scene
from zichtlijn.fireworks.reports.words import say_bangs
from zichtlijn.fireworks.terms import to_us

MOST_STEPS = 30
_LENGTHS = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 360, 1440)]


class Dots(NamedTuple):
    """All bangs of one step, as one path of round dots: ten thousand are drawn as thirty."""

    step: int
    bangs: int
    path: str
    css: str  # is-past, is-now, is-later


class Step(NamedTuple):
    """One step of the night."""

    number: int
    words: str
    bangs: str
    url: str
    is_now: bool
    bar: str  # height of its bar, pixels
    top: str
    x: str


@dataclass(frozen=True)
class ReplayPage:
    """A night to be played, ready to draw."""

    window: str
    map: MapPicture
    dots: tuple[Dots, ...]
    steps: tuple[Step, ...]
    now: Step | None
    step_words: str
    first_url: str
    earlier_url: str
    later_url: str
    last_url: str
    whole_url: str
    controls: Controls
    invented: bool
    bar_width: str


def replay_page(asked: Mapping[str, str], *, access: Access) -> ReplayPage:
    """Return the night that was asked for, at the step that was asked. Raises LogUnavailable."""
    scene = load_scene(asked, access=access)
    looking = _narrow(scene.looking, scene.counted) if "van" not in asked else scene.looking
    counted = scene.counted.filter(
        pl.col("at_us").is_between(to_us(looking.since), to_us(looking.until), closed="left")
    )
    length = choose_length(looking.span)
    camera = aim_camera(looking, whole=find_whole(scene.outlines))
    here = min(looking.step or 0, count_steps(looking, length) - 1)
    steps = _list_steps(counted, looking, length, here)
    return ReplayPage(
        window=say_window(looking),
        map=draw_map(
            counted.clear(), look=Look.POINTS, camera=camera, outlines=scene.outlines, receivers=()
        ),
        dots=_draw_dots(_number_steps(counted, looking, length), camera, here),
        steps=steps,
        now=steps[here] if steps else None,
        step_words=_say_length(length),
        first_url=_go(looking, 0),
        earlier_url=_go(looking, here - 1) if here else "",
        later_url=_go(looking, here + 1) if here + 1 < len(steps) else "",
        last_url=_go(looking, len(steps) - 1),
        whole_url=looking.address("index"),
        controls=offer_controls(
            looking, look=Look.POINTS, newest=scene.newest, moment=access.moment, page="replay"
        ),
        invented=is_invented(since=looking.since, until=looking.until),
        bar_width=write(720 / len(steps) - 2),
    )


def choose_length(span: timedelta) -> timedelta:
    """Return the shortest round step that cuts a window in at most thirty.

    >>> choose_length(timedelta(minutes=90))
    datetime.timedelta(seconds=300)
    """
    fitting = (length for length in _LENGTHS if span / length <= MOST_STEPS)
    return next(fitting, span / MOST_STEPS)


def count_steps(looking: Looking, length: timedelta) -> int:
    """Return how many steps a window has."""
    return max(1, -(-looking.span // length))


def _narrow(looking: Looking, bangs: pl.DataFrame) -> Looking:
    """Begin and end with the bangs: nobody asked to watch the quiet hours."""
    if bangs.is_empty():
        return looking
    moments: list[datetime] = bangs["moment"].to_list()
    first, last = moments[0], moments[-1]
    since = first.replace(minute=first.minute // 15 * 15, second=0, microsecond=0)
    until = last + timedelta(minutes=1)
    return looking.to(
        since=max(since, looking.since), until=min(until, looking.until), step=looking.step
    )


def _number_steps(bangs: pl.DataFrame, looking: Looking, length: timedelta) -> pl.DataFrame:
    step = (pl.col("at_us") - to_us(looking.since)) // (length // timedelta(microseconds=1))
    return bangs.filter(~pl.col("outside")).select("x", "y", step.alias("step"))


def _draw_dots(numbered: pl.DataFrame, camera: Camera, here: int) -> tuple[Dots, ...]:
    """Return a path for each step that has bangs; a line of no length with round ends is a dot."""
    layers = []
    for (step,), bangs in sorted(numbered.group_by("step"), key=lambda one: one[0]):
        places = [camera.place(x, y) for x, y in bangs.select("x", "y").iter_rows()]
        path = "".join(f"M{write(x)} {write(y)}h0" for x, y in places)
        css = "is-now" if step == here else "is-past" if step < here else "is-later"
        layers.append(Dots(step, bangs.height, path, css))
    return tuple(layers)


def _list_steps(
    bangs: pl.DataFrame, looking: Looking, length: timedelta, here: int
) -> tuple[Step, ...]:
    counts = Counter(_number_steps(bangs, looking, length)["step"].to_list())
    number = count_steps(looking, length)
    top = max(counts.values(), default=0) or 1
    steps = []
    for step in range(number):
        begin = timezone.localtime(looking.since + step * length)
        end = timezone.localtime(min(looking.since + (step + 1) * length, looking.until))
        height = 56 * counts[step] / top
        steps.append(
            Step(
                step, f"{begin:%H:%M}–{end:%H:%M}", say_bangs(counts[step]), _go(looking, step),
                step == here, write(height), write(60 - height), write(20 + step * 720 / number),
            )
        )  # fmt: skip
    return tuple(steps)


def _go(looking: Looking, step: int) -> str:
    return looking.to(step=step).address("replay")


def _say_length(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    if minutes < 60:
        return _("%(n)s minuten") % {"n": minutes} if minutes > 1 else _("1 minuut")
    return _("%(n)s uur") % {"n": minutes // 60}
