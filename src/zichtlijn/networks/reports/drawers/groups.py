"""Why a group, its being seen at a place, or a signal about it stands on the page."""

from collections.abc import Mapping

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zichtlijn.audit.access import Access
from zichtlijn.networks.reports.address import Address, read_address
from zichtlijn.networks.reports.drawers.drawer import (
    MOST_BESIDE,
    Drawer,
    list_rail,
    say_ground,
    say_more,
)
from zichtlijn.networks.reports.scene import Scene, load_scene
from zichtlijn.networks.reports.spoken import say_again
from zichtlijn.networks.reports.words import say_number, say_share
from zichtlijn.networks.terms import NotFound


def group_page(edition_id: int, group: str, *, asked: Mapping[str, str], access: Access) -> Drawer:
    """Return the drawer of a group: the observations in the window that show it.

    Raises NotFound, NotAllowed, LogUnavailable.
    """
    scene = load_scene(edition_id, asked=asked, access=access)
    name = _name(scene, group)
    ours = scene.sightings.filter(pl.col("group") == group)
    inside = ours.join(scene.seen, on="observation_id")
    count = inside.height
    return _draw(
        scene,
        inside["observation_id"] if count else ours["observation_id"],
        asked=asked,
        access=access,
        path=("networks:group", {"group": group}),
        say=ngettext(
            "%(name)s is in dit venster één keer gezien.",
            "%(name)s is in dit venster %(count)s keer gezien.",
            count,
        )
        % {"name": name, "count": say_number(count) if count else _("niet")},
        rule=_(
            "Een groep bestaat uit waarnemingen waarin steeds dezelfde mensen samen voorkomen. "
            "De naam is de plek waar zij het vaakst is gezien. "
            "Een groep is geen oordeel over iemand."
        ),
        changes=_say_sources(inside),
        title=_("Waarom staat %(name)s hier?") % {"name": name},
    )


def band_page(
    edition_id: int, group: str, place: str, *, asked: Mapping[str, str], access: Access
) -> Drawer:
    """Return the drawer of a group seen at a place. Raises NotFound, NotAllowed, LogUnavailable."""
    scene = load_scene(edition_id, asked=asked, access=access)
    name = _name(scene, group)
    ours = scene.sightings.filter(pl.col("group") == group)
    there = ours.join(scene.seen.filter(pl.col("place") == place), on="observation_id")
    if there.is_empty():
        raise NotFound("Deze groep is in dit venster niet op deze plek gezien.")
    return _draw(
        scene,
        there["observation_id"],
        asked=asked,
        access=access,
        path=("networks:band", {"group": group, "place": place}),
        say=ngettext(
            "%(name)s is één keer gezien: %(place)s.",
            "%(name)s is %(count)s keer gezien: %(place)s.",
            there.height,
        )
        % {"name": name, "count": say_number(there.height), "place": place},
        rule=_say_band_rule(there),
        changes=_say_sources(there),
        title=_("Waarom staat %(name)s bij %(place)s?") % {"name": name, "place": place},
    )


def signal_page(
    edition_id: int, signal: int, *, asked: Mapping[str, str], access: Access
) -> Drawer:
    """Return the drawer of a signal. Raises NotFound, NotAllowed, LogUnavailable."""
    scene = load_scene(edition_id, asked=asked, access=access)
    if not 0 <= signal < scene.signals.height:
        raise NotFound("Dit signaal is er niet, of niet meer.")
    row = scene.signals.row(signal, named=True)
    codes = pl.Series(row["observation_ids"].split(";"))
    shown = scene.observations.filter(pl.col("observation_id").is_in(codes.implode()))
    return _draw(
        scene,
        codes,
        asked=asked,
        access=access,
        path=("networks:signal", {"signal": signal}),
        say=_name(scene, row["group"]),
        rule=say_again(row["explanation"])
        + " "
        + _("Een signaal gaat over een groep en komt van twee bronnen of meer. U weegt het zelf."),
        changes=_say_sources(shown),
        title=_("Waarom staat dit signaal hier?"),
    )


def _draw(
    scene: Scene,
    codes: pl.Series,
    *,
    asked: Mapping[str, str],
    access: Access,
    path: tuple[str, dict[str, object]],
    say: str,
    rule: str,
    changes: tuple[str, ...],
    title: str,
) -> Drawer:
    address = read_address(scene.edition.id, asked, window=scene.window, period=scene.period)
    every = asked.get("alles") == "1"
    items, left = list_rail(scene, codes, most=None if every else MOST_BESIDE)
    return Drawer(
        say=say,
        rule=rule,
        sample_words="",
        items=items,
        more=say_more(left),
        more_url=_with_all(address, path) if left else None,
        changes=changes,
        ground=say_ground(access),
        back_url=address.url,
        title=title,
    )


def _with_all(address: Address, path: tuple[str, dict[str, object]]) -> str:
    here = address.of(path[0], **path[1])
    return f"{here}{'&' if address.query else '?'}alles=1"


def _name(scene: Scene, group: str) -> str:
    if group not in scene.names:
        raise NotFound("Deze groep is er niet, of niet meer.")
    return scene.names[group]


def _say_band_rule(there: pl.DataFrame) -> str:
    if there.height == 1:
        return _("Eén keer gezien. Daarom een stippellijn. Een tweede keer maakt er streepjes van.")
    if there["source"].n_unique() == 1:
        return _(
            "Vaker gezien, maar door één bron. Daarom een streepjeslijn. "
            "Een tweede bron maakt de lijn doorgetrokken."
        )
    return _("Vaker gezien, door twee bronnen of meer. Daarom een doorgetrokken lijn.")


def _say_sources(shown: pl.DataFrame) -> tuple[str, ...]:
    """On whom this rests most."""
    if shown.is_empty():
        return ()
    counted = shown.group_by("source").len().sort(["len", "source"], descending=[True, False])
    source, count = counted.row(0)
    if counted.height == 1:
        return (_("Alles hier komt van één bron: %(source)s.") % {"source": source},)
    return (
        _("Zonder %(source)s blijven er %(left)s van de %(count)s waarnemingen over (%(share)s).")
        % {
            "source": source,
            "left": say_number(shown.height - count),
            "count": say_number(shown.height),
            "share": say_share(1 - count / shown.height),
        },
    )
