"""Edge lists: `source,target[,weight][,time]` as CSV, .csv.gz or .parquet."""

from datetime import date
from pathlib import Path

import polars as pl

from zichtlijn.kernel.files.reading import read_table
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.networks.sources.graph_files.edges import (
    RAW_EDGES,
    Graph,
    GraphDelivery,
    judge_edges,
)
from zichtlijn.networks.sources.moments import write_days_or_moments
from zichtlijn.networks.sources.names import check_no_names

_COLUMNS = ("source", "target", "weight", "time")


def read_edge_list(
    path: Path, *, today: date, timezone: str | None, first_day: date
) -> GraphDelivery:
    """Read an edge list; a pair that is named twice, in either order, stays two edges.

    Raises UnreadableFile where no row can be judged.
    """
    table = read_table(path, wanted=_COLUMNS, check_header=_check_header)
    absent = [column for column in _COLUMNS if column not in table.rows.columns]
    raw = table.rows.with_columns(pl.lit(None, pl.String).alias(column) for column in absent)
    return judge_edges(
        RAW_EDGES.keep(raw),
        lone_people=[],
        broken=table.broken,
        file=table.file,
        today=today,
        timezone=timezone,
        first_day=first_day,
    )


def form_edge_list(graph: Graph) -> pl.DataFrame:
    """Return the edges as the columns of an edge list, the time in ISO 8601 or null."""
    return graph.edges.select(
        "source",
        "target",
        "weight",
        write_days_or_moments(graph.edges, at="at", on="on").alias("time"),
    )


def _check_header(columns: tuple[str, ...]) -> None:
    check_no_names(columns)
    for column in ("source", "target"):
        if columns.count(column) != 1:
            raise UnreadableFile(
                f"De kolom {column} moet er een keer in staan. Nodig zijn: source, target.",
                line=1,
                column=column,
            )
