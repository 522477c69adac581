"""Edges gathered by pair, as forms that know each pair once want them."""

import polars as pl

from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.networks.sources.graph_files.edges import Graph
from zichtlijn.networks.sources.moments import write_days_or_moments

_NOT_IN_XML = "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def sum_pairs(edges: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each pair, person_a < person_b as text, in that order.

    weight (sum over both directions), observations (rows), first_seen, last_seen (ISO 8601
    or null) and times (list of ISO 8601 texts, in order; without the rows that have none).
    """
    written = edges.with_columns(
        person_a=pl.min_horizontal("source", "target"),
        person_b=pl.max_horizontal("source", "target"),
        time=write_days_or_moments(edges, at="at", on="on"),
    )
    ordered = written.sort("person_a", "person_b", "at", "weight")
    return (
        ordered.group_by("person_a", "person_b", maintain_order=True)
        .agg(
            weight=pl.col("weight").sum(),
            observations=pl.len(),
            first_seen=pl.col("time").drop_nulls().first(),
            last_seen=pl.col("time").drop_nulls().last(),
            times=pl.col("time").drop_nulls(),
        )
        .sort("person_a", "person_b")
    )


def check_fits_xml(graph: Graph) -> None:
    """Raise UnreadableFile where a pseudonym holds a control character."""
    if graph.people.str.contains(_NOT_IN_XML).any():
        raise UnreadableFile(
            "Een pseudoniem bevat een stuurteken. Dat kan niet in GraphML of GEXF staan."
        )
