"""The page of an edition: a sentence, a drawing, its tables, and what they rest on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from zichtlijn.audit.access import Access
from zichtlijn.networks.reports.address import Address, read_address
from zichtlijn.networks.reports.marks import (
    MARKS,
    Strand,
    Ticks,
    TieSample,
    choose_mark,
    draw_sample,
    draw_ticks,
    order_kinds,
    say_status,
)
from zichtlijn.networks.reports.network.groups import (
    BandRow,
    GroupTable,
    count_heads,
    list_bands,
    list_groups,
    say_band,
    say_band_status,
)
from zichtlijn.networks.reports.network.looking import (
    Choice,
    Kind,
    Looking,
    choose_looking,
    offer_lines,
    offer_pictures,
    say_left_out,
    say_why,
)
from zichtlijn.networks.reports.network.sentences import (
    Fluidity,
    Lead,
    say_bias,
    say_fluidity,
    say_lead,
)
from zichtlijn.networks.reports.network.tables import (
    SignalRow,
    WithoutRow,
    list_signals,
    list_without_source,
)
from zichtlijn.networks.reports.network.ties import TieTable, list_ties
from zichtlijn.networks.reports.pictures.discs import (
    DiscsPicture,
    Labels,
    draw_groups,
    draw_groups_and_places,
)
from zichtlijn.networks.reports.pictures.dots import DotsPicture, draw_dots
from zichtlijn.networks.reports.pictures.timeline import Timeline, draw_timeline
from zichtlijn.networks.reports.scene import Scene, load_scene
from zichtlijn.networks.reports.stamp import Stamp, describe_stamp
from zichtlijn.networks.reports.windows import TimeControls, describe_time, say_window
from zichtlijn.networks.reports.words import capitalise, say_day
from zichtlijn.networks.terms import TieStatus


class Legend(NamedTuple):
    """The samples of the legend: how often, and who saw it."""

    often: tuple[TieSample, ...]
    by: tuple[TieSample, ...]


@dataclass(frozen=True)
class NetworkPage:
    """The page of an edition, ready to draw."""

    edition_id: int
    delivery_id: int
    title: str
    lead: Lead
    as_of: str
    window: str
    ticks: Ticks
    kind: str
    dots: DotsPicture | None
    discs: DiscsPicture | None
    why_this_drawing: str
    left_out: tuple[str, ...]
    pictures: tuple[Choice, ...]
    line_choices: tuple[Choice, ...]
    legend: Legend
    graph_url: str
    time: TimeControls
    timeline: Timeline
    earlier_url: str | None
    later_url: str | None
    groups: GroupTable
    bands: tuple[BandRow, ...]  # only beside the drawing of places
    ties: TieTable
    without: tuple[WithoutRow, ...]
    signals: tuple[SignalRow, ...]
    fluidity: Fluidity
    bias: str
    stamp: Stamp
    address: Address


def network_page(edition_id: int, *, asked: Mapping[str, str], access: Access) -> NetworkPage:
    """Return the page of an edition for the window, group and picture that were asked for.

    Raises NotFound, NotAllowed, LogUnavailable.
    """
    scene = load_scene(edition_id, asked=asked, access=access)
    address = read_address(edition_id, asked, window=scene.window, period=scene.period)
    looking = choose_looking(scene, address)
    time = describe_time(scene.window, period=scene.period)
    dots, discs = _draw(looking, chosen=address.group)
    return NetworkPage(
        edition_id=edition_id,
        delivery_id=scene.delivery.id,
        title=_say_title(scene),
        lead=say_lead(scene),
        as_of=say_day(scene.edition.settings.as_of),
        window=f"{time.words}, {say_window(scene.window)}",
        ticks=draw_ticks(scene.seen["source"].to_list()),
        kind=looking.kind,
        dots=dots,
        discs=discs,
        why_this_drawing=say_why(looking),
        left_out=say_left_out(scene, looking),
        pictures=offer_pictures(scene, address, looking),
        line_choices=offer_lines(scene, address, looking),
        legend=_draw_legend(
            scene,
            looking.kind,
            is_dense=dots.is_dense if dots else looking.kind is Kind.MANY_DOTS,
        ),
        graph_url=address.of("networks:graph"),
        time=time,
        timeline=draw_timeline(scene, stops=time.stops, chosen=address.group),
        earlier_url=address.to(window=time.earlier).url if time.earlier else None,
        later_url=address.to(window=time.later).url if time.later else None,
        groups=list_groups(scene, address=address),
        bands=list_bands(scene, address=address) if looking.kind is Kind.PLACES else (),
        ties=list_ties(scene, address=address),
        without=list_without_source(scene),
        signals=list_signals(scene, address=address),
        fluidity=say_fluidity(scene.figures),
        bias=say_bias(scene, stops=time.stops),
        stamp=describe_stamp(scene.delivery, scene.edition, access=access),
        address=address,
    )


def _draw(
    looking: Looking, *, chosen: str | None
) -> tuple[DotsPicture | None, DiscsPicture | None]:
    counts = count_heads(looking.scene)
    bands = {group: say_band(low, high) for group, (low, high) in counts.items()}
    labels = Labels(looking.scene.names, bands, chosen)
    if looking.kind is Kind.PLACES:
        return None, draw_groups_and_places(looking.scene, counts=counts, labels=labels)
    if looking.kind in (Kind.GROUPS, Kind.MANY_DOTS):
        return None, draw_groups(looking.scene, counts=counts, labels=labels)
    return draw_dots(looking.scene, ties=looking.ties, labels=labels), None


def _draw_legend(scene: Scene, kind: Kind, *, is_dense: bool) -> Legend:
    sources = sorted(scene.figures.sources, key=lambda name: (MARKS.index(choose_mark(name)), name))
    say = say_band_status if kind is Kind.PLACES else say_status
    several = TieSample((Strand("s-several", "M2 5.5H36"),), _("meer dan één soort"))
    more = (several,) if len(order_kinds(sources)) > 1 and is_dense else ()
    return Legend(
        often=tuple(draw_sample(status, [], words=say(status)) for status in TieStatus),
        by=(*(draw_sample(TieStatus.VALIDATED, [name], words=name) for name in sources[:8]), *more),
    )


def _say_title(scene: Scene) -> str:
    """Name the delivery; a view from one source says so (guard rail G12)."""
    sources = list(scene.figures.sources)
    if len(sources) != 1:
        return capitalise(scene.delivery.title)
    return _("%(title)s, gezien door één bron: %(source)s") % {
        "title": capitalise(scene.delivery.title),
        "source": sources[0],
    }
