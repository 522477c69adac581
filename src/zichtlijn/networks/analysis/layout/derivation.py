"""From ties and groups to a place for each dot."""

import numpy as np
import polars as pl

from zichtlijn.kernel.frames import ColumnContract
from zichtlijn.networks.analysis.layout.discs import (
    GROUP_ROOM,
    lay_ring,
    place_discs,
    place_inside,
    place_round,
    spread_discs,
)
from zichtlijn.networks.analysis.layout.forces import push_apart
from zichtlijn.networks.analysis.layout.links import Links, derive_links, gather_discs

LAYOUT = ColumnContract("LAYOUT", {"person": pl.String, "x": pl.Float64, "y": pl.Float64})
"""One row for each person on the drawing; the unit is the width of one dot with its room."""

MOST_LOOSE = 20_000  # beyond this the screen opens as groups and loose people are not drawn


def derive_layout(ties: pl.DataFrame, homes: pl.DataFrame, *, seed: int) -> pl.DataFrame:
    """Give everyone in a tie or a group a place on the drawing.

    Takes TIES and `homes` (person, group): one row for each person who was in a group, with
    the group he was in most of the time. Returns LAYOUT in order of person, centred on 0,
    the same bits for the same input and seed; empty for empty input.

    >>> from zichtlijn.networks.terms import TIES
    >>> trio = pl.DataFrame({"person": ["a", "b", "c"], "group": ["g", "g", "g"]})
    >>> derive_layout(TIES.empty(), trio, seed=1).height
    3
    """
    people = _people_drawn(ties, homes)
    if people.is_empty():
        return LAYOUT.empty()
    rng = np.random.default_rng(seed)
    group = people["group"].to_numpy().astype(np.int64)
    links = derive_links(ties, people)
    disc = gather_discs(group, links)
    inner, core = place_inside(disc, group >= 0, links, rng=rng)
    centre = place_discs(disc, group >= 0, core, links, rng=rng)
    places = centre[disc] + inner
    place_round(places, disc, group >= 0, core, centre, links)
    places -= (places.max(axis=0) + places.min(axis=0)) / 2
    return LAYOUT.keep(
        people.select("person", x=pl.Series(places[:, 0]), y=pl.Series(places[:, 1]))
    )


def derive_disc_layout(discs: pl.DataFrame, links: pl.DataFrame, *, seed: int) -> pl.DataFrame:
    """Give discs of known radius a place: linked ones near each other, none overlapping.

    Takes discs (name, radius) and links (first, second, observations) between names. Returns
    name, x, y in order of name, in the unit of the radius; the same bits for the same input.

    >>> two = pl.DataFrame({"name": ["a", "b"], "radius": [1.0, 2.0]})
    >>> one = pl.DataFrame({"first": ["a"], "second": ["b"], "observations": [3]})
    >>> derive_disc_layout(two, one, seed=1)["name"].to_list()
    ['a', 'b']
    """
    ordered = discs.sort("name")
    codes = ordered.select("name").with_row_index("code")
    rows = links.join(codes, left_on="first", right_on="name").join(
        codes, left_on="second", right_on="name", suffix="_b"
    )
    rows = rows.sort("code", "code_b")
    tied = Links(
        rows["code"].to_numpy().astype(np.int64),
        rows["code_b"].to_numpy().astype(np.int64),
        np.log1p(rows["observations"].to_numpy().astype(np.float64)),
    )
    radius = ordered["radius"].to_numpy().astype(np.float64)
    places = spread_discs(radius, tied, rng=np.random.default_rng(seed))
    return ordered.select("name", x=pl.Series(places[:, 0]), y=pl.Series(places[:, 1]))


def separate_discs(places: pl.DataFrame) -> pl.DataFrame:
    """Move discs that overlap apart, no further than needed.

    Takes and returns x, y, radius, with any other columns untouched.

    >>> two = pl.DataFrame({"x": [0.0, 1.0], "y": [0.0, 0.0], "radius": [2.0, 2.0]})
    >>> apart = separate_discs(two)["x"]
    >>> round(apart[1] - apart[0], 1)
    4.0
    """
    middles = places.select("x", "y").to_numpy().astype(np.float64)
    middles = np.ascontiguousarray(middles)
    push_apart(middles, places["radius"].to_numpy().astype(np.float64), 200)
    return places.with_columns(x=pl.Series(middles[:, 0]), y=pl.Series(middles[:, 1]))


def draw_near(places: pl.DataFrame, *, core: pl.Series) -> pl.DataFrame:
    """Bring everyone outside the core to rings round it, each in the direction where he lay.

    Takes and returns x, y, with any other columns untouched; `core` is a mask. For a close look
    at one group, whose company may lie anywhere in a large drawing.
    """
    spots = places.select("x", "y").to_numpy().astype(np.float64).copy()
    inside = core.to_numpy()
    if inside.all() or not inside.any():
        return places
    middle = (spots[inside].max(axis=0) + spots[inside].min(axis=0)) / 2
    reach = np.sqrt(((spots[inside] - middle) ** 2).sum(axis=1)).max()
    outside = np.flatnonzero(~inside)
    angle = np.arctan2(spots[outside, 1] - middle[1], spots[outside, 0] - middle[0])
    order = np.argsort(angle, kind="stable")
    spots[outside[order]] = middle + lay_ring(angle[order], float(reach) + 3 * GROUP_ROOM)
    return places.with_columns(x=pl.Series(spots[:, 0]), y=pl.Series(spots[:, 1]))


def derive_homes(groups: pl.DataFrame) -> pl.DataFrame:
    """Say for each person of GROUPS in which group he was for most windows.

    Returns person, group in order of person; a draw goes to the latest of the groups.

    >>> from datetime import date
    >>> days = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    >>> windows = pl.DataFrame({"window_end": days, "group": ["2", "1", "1"], "person": ["a"] * 3})
    >>> derive_homes(windows)["group"].item()
    '1'
    """
    return (
        groups.group_by("person", "group")
        .agg(windows=pl.len(), last=pl.col("window_end").max())
        .sort(["person", "windows", "last", "group"], descending=[False, True, True, False])
        .group_by("person", maintain_order=True)
        .agg(pl.col("group").first())
    )


def _people_drawn(ties: pl.DataFrame, homes: pl.DataFrame) -> pl.DataFrame:
    """Person and number of his group, -1 for the loose, who are left out when they are too many."""
    names = homes["group"].unique().sort()
    numbers = pl.DataFrame({"group": names, "number": np.arange(names.len())})
    placed = homes.join(numbers, on="group").select("person", group=pl.col("number"))
    seen = pl.concat([ties["person_a"], ties["person_b"]]).unique()
    loose = pl.DataFrame({"person": seen}).join(placed, on="person", how="anti")
    if loose.height > MOST_LOOSE:
        return placed.sort("person")
    return pl.concat([placed, loose.select("person", group=pl.lit(-1, pl.Int64))]).sort("person")
