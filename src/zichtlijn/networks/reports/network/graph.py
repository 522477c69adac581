"""The dots and lines for the browser to draw: places, no persons, no weights."""

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from zichtlijn.audit.access import Access
from zichtlijn.networks.reports.address import read_address
from zichtlijn.networks.reports.marks import order_kinds
from zichtlijn.networks.reports.network.looking import choose_looking
from zichtlijn.networks.reports.scene import load_scene

_STATUS = {"seen_once": 0, "repeated": 1, "validated": 2}


class Graph(NamedTuple):
    """Columns of equal length: dots (number, x, y, group or -1), lines (two dots, status, kind)."""

    dot: list[int]
    x: list[float]
    y: list[float]
    group: list[int]
    home: list[int]  # the group beside which the dot lies
    groups: list[str]  # codes
    names: list[str]
    first: list[int]
    second: list[int]
    status: list[int]  # 0 seen once, 1 repeated, 2 validated
    kind: list[str]  # class of the source; "several" for more than one


def graph_page(edition_id: int, *, asked: Mapping[str, str], access: Access) -> Graph:
    """Return what a browser needs to draw the window that was asked for.

    Raises NotFound, NotAllowed, LogUnavailable.
    """
    scene = load_scene(edition_id, asked=asked, access=access)
    address = read_address(edition_id, asked, window=scene.window, period=scene.period)
    looking = choose_looking(scene, address)
    groups = sorted(set(scene.members["group"]))  # those of the window
    place = {group: number for number, group in enumerate(groups)}
    dots = looking.scene.dots
    drawn = looking.ties.filter(
        pl.col("person_a").is_in(dots["person"].implode())
        & pl.col("person_b").is_in(dots["person"].implode())
    )
    kinds = [order_kinds(by) for by in drawn["by"].to_list()]
    return Graph(
        dot=dots["dot"].to_list(),
        x=dots["x"].round(2).to_list(),
        y=dots["y"].round(2).to_list(),
        group=[place.get(group, -1) for group in dots["group"].to_list()],
        home=[place.get(home, -1) for home in dots["home"].to_list()],
        groups=groups,
        names=[scene.names[group] for group in groups],
        first=drawn["dot_a"].to_list(),
        second=drawn["dot_b"].to_list(),
        status=[_STATUS[status] for status in drawn["status"].to_list()],
        kind=[kind[0].css if len(kind) == 1 else "several" for kind in kinds],
    )
