"""From observations to edges and back, and what is lost each way."""

from datetime import date

import polars as pl

from zichtlijn.networks.sources.graph_files.edges import EDGES, Graph
from zichtlijn.networks.sources.observations import UNKNOWN_SOURCE
from zichtlijn.networks.terms import NEVER_MEMBERS, PRESENCES, Part

UNDATED_DAY = date(2000, 1, 1)
"""The day of an edge that has none: a day that nobody takes for a real one."""


def derive_graph(presences: pl.DataFrame, *, gathering_size: int) -> Graph:
    """Return an edge for each pair in each observation, weighing reliability / (members - 1).

    So the weights of a pair add up to its tie without decay. Victims and witnesses are
    nobody's companions, and observations of more than `gathering_size` make no edges (as
    in analysis/incidence.py); their people stay in the graph.

    >>> from datetime import datetime
    >>> day = datetime(2026, 1, 31)
    >>> rows = [("w1", day, day.date(), p, "s", "present", None, None, 1.0) for p in "cab"]
    >>> seen = pl.DataFrame(rows, schema=dict(PRESENCES.columns), orient="row")
    >>> derive_graph(seen, gathering_size=30).edges.select("source", "target", "weight").rows()
    [('a', 'b', 0.5), ('a', 'c', 0.5), ('b', 'c', 0.5)]
    """
    members = presences.filter(~pl.col("part").is_in([str(part) for part in NEVER_MEMBERS]))
    people = members["person"].unique().sort()
    sized = members.with_columns(
        size=pl.len().over("observation_id"),
        reliability=pl.col("reliability").first().over("observation_id"),
    )
    near = sized.filter(pl.col("size").is_between(2, gathering_size))
    pairs = near.join(near.select("observation_id", target="person"), on="observation_id")
    edges = pairs.filter(pl.col("person") < pl.col("target")).select(
        "target",
        source="person",
        weight=pl.col("reliability") / (pl.col("size") - 1),
        at="observed_at",
        on="observed_on",
        observation="observation_id",
    )
    return Graph(people, EDGES.keep(edges.sort("at", "observation", "source", "target")))


def count_gatherings(presences: pl.DataFrame, *, gathering_size: int) -> int:
    """Count the observations that are too large to make edges."""
    members = presences.filter(~pl.col("part").is_in([str(part) for part in NEVER_MEMBERS]))
    sizes = members.group_by("observation_id").len()
    return int((sizes["len"] > gathering_size).sum())


def derive_pair_observations(graph: Graph, *, undated_on: date) -> pl.DataFrame:
    """Return PRESENCES: for each edge one observation of its two people.

    The weight is not expanded into observations; an edge without a time is seen on
    `undated_on`. The observation_id is `edge-` and the place of the edge in the file.
    """
    numbers = pl.int_range(1, pl.len() + 1).cast(pl.String)
    pairs = graph.edges.select(
        observation_id=pl.concat_str(pl.lit("edge-"), numbers),
        observed_at=pl.col("at").fill_null(pl.lit(undated_on).cast(pl.Datetime("us"))),
        observed_on=pl.col("on").fill_null(undated_on),
        person=pl.concat_list("source", "target"),
    )
    return PRESENCES.keep(
        pairs.explode("person").with_columns(
            source=pl.lit(UNKNOWN_SOURCE),
            part=pl.lit(str(Part.PRESENT)),
            place=pl.lit(None, pl.String),
            kind=pl.lit(None, pl.String),
            reliability=pl.lit(1.0),
        )
    )
