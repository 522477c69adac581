"""The page of a night, from what was asked to what is drawn."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zichtlijn.audit.access import Access
from zichtlijn.fireworks.queries import (
    fetch_heard_hours,
    fetch_version,
    is_invented,
)
from zichtlijn.fireworks.reports.looking import Look, Looking, find_night
from zichtlijn.fireworks.reports.map.camera import Button, aim_camera, find_whole, offer_buttons
from zichtlijn.fireworks.reports.map.picture import (
    MOST_POINTS,
    MapPicture,
    choose_look,
    draw_map,
    keep_in_sight,
)
from zichtlijn.fireworks.reports.night.controls import Controls, offer_controls
from zichtlijn.fireworks.reports.night.receivers import ReceiverPanel, describe_receivers
from zichtlijn.fireworks.reports.night.rows import Sheet, list_bangs
from zichtlijn.fireworks.reports.night.strip import Strip, draw_strip, list_hours
from zichtlijn.fireworks.reports.nuisance.linking import count_near
from zichtlijn.fireworks.reports.scene import Scene, load_scene
from zichtlijn.fireworks.reports.words import say_bangs, say_long_day, say_moment, say_number
from zichtlijn.fireworks.terms import Stage


@dataclass(frozen=True)
class NightPage:
    """The page of a night, ready to draw."""

    title: str
    lead: tuple[str, ...]
    stand: str
    map: MapPicture
    left_out: tuple[str, ...]
    buttons: tuple[Button, ...]
    controls: Controls
    sheet: Sheet
    strip: Strip
    receivers: ReceiverPanel
    invented: bool
    version: int
    empty: str
    loudest_url: str
    export_url: str
    replay_url: str
    compare_url: str
    strings_url: str
    whole_url: str
    follows: bool  # the window is not over: new bangs may come
    since_ms: int
    until_ms: int
    looking: Looking


def night_page(asked: Mapping[str, str], *, access: Access) -> NightPage:
    """Return the page for the window, filter and view that were asked. Raises LogUnavailable."""
    version = fetch_version()
    scene = load_scene(asked, access=access)
    looking = scene.looking
    camera = aim_camera(looking, whole=find_whole(scene.outlines, _list_points(scene)))
    seen = keep_in_sight(scene.bangs, camera)
    look = choose_look(looking, in_sight=seen.height)
    hours = list_hours(looking.since, looking.until)
    heard = fetch_heard_hours(since=hours[0], until=looking.until)
    return NightPage(
        title=say_title(looking),
        lead=_say_lead(scene),
        stand=say_moment(access.moment),
        map=draw_map(
            scene.bangs, look=look, camera=camera, outlines=scene.outlines,
            receivers=scene.receivers,
        ),
        left_out=_say_left_out(scene, seen.height, look),
        buttons=offer_buttons(looking, camera=camera, page="index"),
        controls=offer_controls(looking, look=look, newest=scene.newest,
            moment=access.moment, page="index"),
        sheet=list_bangs(
            seen, looking=looking, page="index",
            reports=count_near(
                scene.bangs, since=looking.since, until=looking.until, access=access
            ),
        ),
        strip=draw_strip(
            scene.counted, heard=heard, outlines=scene.outlines, since=looking.since,
            until=looking.until,
        ),
        receivers=describe_receivers(scene.receivers),
        invented=is_invented(since=looking.since, until=looking.until),
        version=version,
        empty="" if scene.heard.height else _say_empty(heard),
        loudest_url=looking.to(loud_db=135).address("index"),
        export_url=looking.address("export"),
        replay_url=looking.to(view=looking.view).address("replay"),
        compare_url=looking.address("comparison"),
        strings_url=looking.address("strings"),
        whole_url=looking.to(view=None).address("index"),
        follows=looking.until > access.moment,
        since_ms=int(looking.since.timestamp() * 1000),
        until_ms=int(looking.until.timestamp() * 1000),
        looking=looking,
    )  # fmt: skip


def say_title(looking: Looking) -> str:
    """Name the page after the day on which its night began."""
    first, _last = find_night(looking.since)
    return _("Vuurwerk, %(day)s") % {"day": say_long_day(timezone.localtime(first).date())}


def _list_points(scene: Scene) -> list[tuple[float, float]]:
    return list(scene.heard.select("x", "y").iter_rows()) if not scene.outlines else []


def _say_lead(scene: Scene) -> tuple[str, ...]:
    """Say in two or three sentences how many, where most, and what is not yet certain."""
    counted = scene.counted
    if counted.is_empty():
        return ()
    loud = scene.looking.loud_db
    first = (
        _("%(bangs)s in dit venster.") % {"bangs": say_bangs(counted.height)}
        if loud is None
        else _("%(bangs)s van %(n)s dB of harder in dit venster.")
        % {"bangs": say_bangs(counted.height), "n": loud}
    )
    sentences = [first]
    named = Counter(name for name in counted["area_name"].to_list() if name).most_common(1)
    if named and counted.height > 4:
        area, number = named[0]
        hour = _find_fullest_hour(counted.filter(pl.col("area_name") == area))
        sentences.append(
            _("De meeste in %(area)s: %(n)s, vooral tussen %(hour)s.")
            % {"area": area, "n": say_number(number), "hour": hour}
        )
    waiting = counted.filter(pl.col("stage") == Stage.PROVISIONAL).height
    if waiting:
        sentences.append(
            ngettext(
                "Van %(n)s knal is de plek nog voorlopig.",
                "Van %(n)s knallen is de plek nog voorlopig.",
                waiting,
            )
            % {"n": say_number(waiting)}
        )
    return tuple(sentences)


def _find_fullest_hour(bangs: pl.DataFrame) -> str:
    hours = Counter(timezone.localtime(moment).hour for moment in bangs["moment"])
    hour = min(hours, key=lambda one: (-hours[one], one))
    return f"{hour:02d}:00 en {(hour + 1) % 24:02d}:00"


def _say_left_out(scene: Scene, in_sight: int, look: Look) -> tuple[str, ...]:
    """Say what the map does not show, so that nothing is left out in silence."""
    said = []
    out_of_sight = scene.bangs.height - in_sight
    if out_of_sight:
        said.append(_("%(bangs)s buiten dit beeld.") % {"bangs": say_bangs(out_of_sight)})
    if scene.looking.loud_db is not None:
        quiet = scene.heard.height - scene.bangs.height
        said.append(_("%(bangs)s zachter of niet gemeten.") % {"bangs": say_bangs(quiet)})
    if look is Look.CELLS and in_sight > MOST_POINTS and scene.looking.look is not Look.CELLS:
        said.append(
            _("Boven %(n)s knallen ziet u vakken van 50 meter. Kom dichterbij voor losse knallen.")
            % {"n": say_number(MOST_POINTS)}
        )
    ghosts = int(scene.bangs["ghost"].sum())
    if ghosts:
        words = ngettext("%(bangs)s kan een echo zijn.", "%(bangs)s kunnen een echo zijn.", ghosts)
        said.append(words % {"bangs": say_bangs(ghosts)})
    return tuple(said)


def _say_empty(heard: pl.DataFrame) -> str:
    """Say why there is nothing: quiet and unheard are two things."""
    if heard.is_empty():
        return _("In dit venster luisterde geen ontvanger. Of het knalde, is niet te zeggen.")
    return _("Er is geluisterd, en er is geen knal gehoord.")
