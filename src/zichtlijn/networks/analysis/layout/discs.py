"""Places inside a disc, of the discs among each other, and round a disc."""

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.layout.forces import (
    WIDE,
    Codes,
    Floats,
    push_apart,
    settle,
    space_out,
    spread,
)
from zichtlijn.networks.analysis.layout.links import Links

GROUP_ROOM = 1.6  # empty rim round a group, in dots: the outline and its label need air
LARGEST_FORCED = 800  # larger groups are laid as a sunflower: their inner ties say nothing


def place_inside(
    disc: Codes, placed: NDArray[np.bool_], links: Links, *, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Places of the core of each disc round its middle, and the radius of each core.

    The core of a group is its members; a disc of loose people only is core altogether.
    """
    count = int(disc.max()) + 1
    has_members = np.zeros(count, dtype=np.bool_)
    has_members[disc[placed]] = True
    in_core = placed | ~has_members[disc]
    places, radius = np.zeros((disc.size, 2)), np.zeros(count)
    order = np.argsort(disc, kind="stable")
    order = order[in_core[order]]
    starts = np.searchsorted(disc[order], np.arange(count + 1))
    inner = links.only(
        (disc[links.source] == disc[links.target]) & in_core[links.source] & in_core[links.target]
    )
    inner = inner.only(np.argsort(disc[inner.source], kind="stable"))
    tie_starts = np.searchsorted(disc[inner.source], np.arange(count + 1))
    rank = np.zeros(disc.size, dtype=np.int64)
    for number in range(count):
        members = rng.permutation(order[starts[number] : starts[number + 1]])
        rank[members] = np.arange(members.size)
        here = slice(tie_starts[number], tie_starts[number + 1])
        spots = _sunflower(members.size)
        if 3 < members.size <= LARGEST_FORCED:
            settle(spots, rank[inner.source[here]], rank[inner.target[here]], inner.pull[here])
        places[members] = spots
        radius[number] = np.sqrt((spots**2).sum(axis=1)).max() + 0.5
    return places, radius


def _sunflower(count: int) -> Floats:
    """Evenly spread places on a disc, about one dot apart (Vogel 1979)."""
    index = np.arange(count) + 0.5
    angle = index * np.pi * (3 - np.sqrt(5))
    reach = 0.66 * np.sqrt(index) if count > 1 else np.zeros(1)
    spots: Floats = np.column_stack([reach * np.cos(angle), reach * np.sin(angle)])
    return spots


def place_discs(
    disc: Codes,
    placed: NDArray[np.bool_],
    core: Floats,
    links: Links,
    *,
    rng: np.random.Generator,
) -> Floats:
    """Middles of the discs: those with many ties between them near each other, none overlapping."""
    members = np.bincount(disc, minlength=core.size)
    cored = np.bincount(disc[placed], minlength=core.size)
    round_it = np.where(cored > 0, members - cored, 0)
    radius = np.sqrt((core + np.where(round_it > 0, GROUP_ROOM, 0)) ** 2 + 0.5 * round_it)
    radius += GROUP_ROOM
    between = links.only(disc[links.source] != disc[links.target])
    ends = np.minimum(disc[between.source], disc[between.target])
    far_ends = np.maximum(disc[between.source], disc[between.target])
    pairs, where = np.unique(ends * core.size + far_ends, return_inverse=True)
    pull = np.log1p(np.bincount(where, weights=between.pull, minlength=pairs.size))
    return spread_discs(radius, Links(pairs // core.size, pairs % core.size, pull), rng=rng)


def spread_discs(radius: Floats, links: Links, *, rng: np.random.Generator) -> Floats:
    """Return middles of discs of these radii: linked ones near each other, none overlapping."""
    places: Floats = rng.normal(size=(radius.size, 2)) * np.sqrt((radius**2).sum()) * 0.5
    spread(places, radius, links.source, links.target, links.pull, 250)
    _lay_down(places)
    _fill_the_page(places, radius)
    push_apart(places, radius, 200)
    return places


def _lay_down(places: Floats) -> None:
    """Turn the long side of the drawing to the long side of the page."""
    places -= places.mean(axis=0)
    _, axes = np.linalg.eigh(places.T @ places)
    long_side = axes[:, 1] * (1 if axes[0, 1] >= 0 else -1)
    turned = places @ np.array([[long_side[0], -long_side[1]], [long_side[1], long_side[0]]])
    places[:] = turned


def _fill_the_page(places: Floats, radius: Floats) -> None:
    """Draw in what lies far out: even density from the middle, directions kept."""
    reach = np.hypot(places[:, 0], places[:, 1] * WIDE) + 1e-12
    order = np.argsort(reach, kind="stable")
    area = np.cumsum(radius[order] ** 2) - radius[order] ** 2 / 2
    wanted = np.empty_like(reach)
    wanted[order] = np.sqrt(area * WIDE * 1.5)
    places *= (wanted / reach)[:, None]


def place_round(
    places: Floats,
    disc: Codes,
    placed: NDArray[np.bool_],
    core: Floats,
    centre: Floats,
    links: Links,
) -> None:
    """Lay the loose people of a group round its members, on the side of their other ties."""
    has_members = np.zeros(core.size, dtype=np.bool_)
    has_members[disc[placed]] = True
    loose = np.flatnonzero(~placed & has_members[disc])
    if not loose.size:
        return
    lean = np.zeros_like(places)
    np.add.at(lean, links.source, places[links.target] - centre[disc[links.source]])
    np.add.at(lean, links.target, places[links.source] - centre[disc[links.target]])
    loose = loose[np.argsort(disc[loose], kind="stable")]
    starts = np.searchsorted(disc[loose], np.arange(core.size + 1))
    for number in np.unique(disc[loose]):
        people = loose[starts[number] : starts[number + 1]]
        angle = np.arctan2(lean[people, 1], lean[people, 0])
        around = np.argsort(angle, kind="stable")
        spots = np.zeros((people.size + 1, 2))
        spots[1:] = lay_ring(angle[around], core[number] + GROUP_ROOM)
        places[people[around]] = centre[number] + spots[1:]


def lay_ring(angle: Floats, radius: float) -> Floats:
    """Places at these angles (ascending) on rings of `radius` and more, one dot apart."""
    spots = np.empty((angle.size, 2))
    seats = max(1, int(2 * np.pi * radius / 1.15))
    rings = -(-angle.size // seats)
    for ring in range(rings):
        here = angle[ring::rings].copy()
        reach = radius + 1.1 * ring
        space_out(here, 1.05 / reach)
        spots[ring::rings] = reach * np.column_stack([np.cos(here), np.sin(here)])
    return spots
