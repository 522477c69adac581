"""From ties and groups to a place for each dot."""

import numpy as np
import polars as pl

from zichtlijn.kernel.frames import ColumnContract
from zichtlijn.networks.analysis.layout.discs import place_discs, place_inside, place_round
from zichtlijn.networks.analysis.layout.links import derive_links, gather_discs

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


def derive_homes(groups: pl.DataFrame) -> pl.DataFrame:
    """Say for each person of GROUPS in which group he was for most windows.

    Returns person, group in order of person; a draw goes to the group first in the text order.

    >>> windows = pl.DataFrame({"group": ["2", "1", "1"], "person": ["a", "a", "a"]})
    >>> derive_homes(windows)["group"].item()
    '1'
    """
    return (
        groups.group_by("person", "group")
        .len("windows")
        .sort(["person", "windows", "group"], descending=[False, True, False])
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
