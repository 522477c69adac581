"""Strings of bangs as lines on a map, with what chance alone gives beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zichtlijn.audit.access import Access
from zichtlijn.fireworks.analysis.patterns.strings import (
    FEWEST,
    LEVEL,
    MOST_BANGS,
    SHUFFLES,
    Strings,
    find_strings,
)
from zichtlijn.fireworks.queries import is_invented
from zichtlijn.fireworks.reports.looking import Look
from zichtlijn.fireworks.reports.map.camera import Camera, aim_camera, find_whole, write
from zichtlijn.fireworks.reports.map.picture import MapPicture, draw_map
from zichtlijn.fireworks.reports.night.controls import Controls, offer_controls, say_window
from zichtlijn.fireworks.reports.scene import load_scene
from zichtlijn.fireworks.reports.words import say_bangs, say_list, say_number, say_second

SEED = 2026  # the same night gives the same comparison with chance


class StringRow(NamedTuple):
    """One string: a line on the map, and its bangs."""

    number: int
    path: str
    dots: tuple[tuple[str, str], ...]
    label_x: str
    label_y: str
    begin: str
    end: str
    bangs: str
    through: str
    chance: str
    css: str  # how its line is drawn: a pattern stands out
    first_url: str


@dataclass(frozen=True)
class StringsPage:
    """The strings of a window, ready to draw."""

    window: str
    say: str
    chance: str
    fewest: int
    map: MapPicture
    rows: tuple[StringRow, ...]
    controls: Controls
    invented: bool


def strings_page(asked: Mapping[str, str], *, access: Access) -> StringsPage:
    """Return the strings of the window that was asked for. Raises LogUnavailable."""
    scene = load_scene(asked, access=access)
    looking = scene.looking
    usable = scene.counted.filter(~pl.col("outside") & ~pl.col("rounded") & ~pl.col("ghost"))
    found = find_strings(usable, rng=np.random.default_rng(SEED))
    camera = aim_camera(looking, whole=find_whole(scene.outlines))
    members = found.members if found else ()
    return StringsPage(
        window=say_window(looking),
        say=_say_found(len(members), usable.height, rounded=scene.counted["rounded"].any()),
        chance=_say_chance(found),
        fewest=FEWEST,
        map=draw_map(
            scene.bangs.clear(), look=Look.POINTS, camera=camera, outlines=scene.outlines,
            receivers=(),
        ),
        rows=tuple(
            _draw_string(found, at, usable, camera, looking.query) for at in range(len(members))
        )
        if found
        else (),
        controls=offer_controls(looking, look=Look.POINTS, newest=scene.newest,
            moment=access.moment, page="strings"),
        invented=is_invented(since=looking.since, until=looking.until),
    )  # fmt: skip


def _say_found(strings: int, bangs: int, *, rounded: bool) -> str:
    if bangs > MOST_BANGS:
        return _(
            "In dit venster zijn %(bangs)s. Dan ontstaan overal vanzelf reeksen. "
            "Kies een korter venster."
        ) % {"bangs": say_bangs(bangs)}
    if rounded and not bangs:
        return _("Van deze knallen is alleen een vak van 50 meter bewaard. Reeksen zijn weg.")
    if not strings:
        return _("Er zijn geen reeksen gezien.")
    return ngettext(
        "%(n)s reeks van knallen volgt elkaar op in looptempo.",
        "%(n)s reeksen van knallen volgen elkaar op in looptempo.",
        strings,
    ) % {"n": say_number(strings)}


def _say_chance(found: Strings | None) -> str:
    """Say how many strings are more than chance, and what chance gives."""
    if found is None or not found.members:
        return ""
    patterns = sum(found.patterns)
    if patterns:
        first = ngettext(
            "%(n)s daarvan is langer dan toeval geeft.",
            "%(n)s daarvan zijn langer dan toeval geeft.",
            patterns,
        ) % {"n": say_number(patterns)}
    else:
        first = _("Geen daarvan is langer dan toeval geeft.")
    second = _(
        "Wisselen tijden binnen elk kwartier van plek, dan ontstaan er gemiddeld %(n)s. In een "
        "nacht zonder patroon wijst deze toets in hoogstens %(level)s van 100 nachten toch iets "
        "aan."
    ) % {"n": say_number(found.by_chance, decimals=1), "level": say_number(100 * LEVEL)}
    return f"{first} {second}"


def _draw_string(
    found: Strings, at: int, usable: pl.DataFrame, camera: Camera, query: str
) -> StringRow:
    bangs = usable.filter(pl.col("bang").is_in(found.members[at]))
    points = [camera.place(x, y) for x, y in bangs.select("x", "y").iter_rows()]
    written = tuple((write(x), write(y)) for x, y in points)
    areas = list(dict.fromkeys(name for name in bangs["area_name"].to_list() if name))
    pattern = found.patterns[at]
    return StringRow(
        number=at + 1,
        path="M" + "L".join(f"{x} {y}" for x, y in written),
        dots=written,
        label_x=write(points[0][0] + 9),
        label_y=write(points[0][1] - 7),
        begin=say_second(bangs["moment"][0]),
        end=say_second(bangs["moment"][-1]),
        bangs=say_bangs(bangs.height),
        through=say_list(areas) or _("buiten de buurten"),
        chance=_say_share(found.as_long[at], pattern=pattern),
        css="fw-string" if pattern else "fw-string is-chance",
        first_url=f"{reverse('fireworks:bang', args=[bangs['bang'][0]])}?{query}",
    )


def _say_share(as_long: int, *, pattern: bool) -> str:
    words = (
        _("meer dan toeval: in %(n)s van %(all)s keer was er een zo lang")
        if pattern
        else _("past bij toeval: in %(n)s van %(all)s keer was er een zo lang")
    )
    return words % {"n": say_number(as_long), "all": say_number(SHUFFLES)}
