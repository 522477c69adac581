"""How well a group's being seen at a place is supported."""

import polars as pl

from zichtlijn.kernel.frames import ColumnContract
from zichtlijn.networks.terms import TieStatus

BANDS = ColumnContract(
    "BANDS",
    {
        "group": pl.String,
        "place": pl.String,
        "observations": pl.Int64,
        "sources": pl.Int64,
        "last_seen": pl.Date,
        "status": pl.String,
    },
)
"""One row for each place where a group was seen."""


def derive_bands(sightings: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """Count how often each group was seen at each place, and by how many sources.

    Takes SIGHTINGS and observations (observation_id, observed_on, source, place). Returns BANDS
    in order of group and place. Status: `validated` = seen more than once and by two sources;
    `repeated` = seen more than once; else `seen_once`. No test against chance: professionals go
    where they expect people, so a place has no chance of its own to be compared with.

    >>> from datetime import date
    >>> seen = pl.DataFrame({"observation_id": ["1", "2"], "observed_on": [date(2026, 1, 2)] * 2,
    ...                      "source": ["a", "b"], "place": ["plein", "plein"]})
    >>> shown = pl.DataFrame({"observation_id": ["1", "2"], "group": ["g", "g"]})
    >>> derive_bands(shown, seen).row(0)
    ('g', 'plein', 2, 2, datetime.date(2026, 1, 2), 'validated')
    """
    counted = (
        sightings.join(observations, on="observation_id")
        .drop_nulls("place")
        .group_by("group", "place")
        .agg(
            observations=pl.len().cast(pl.Int64),
            sources=pl.col("source").n_unique().cast(pl.Int64),
            last_seen=pl.col("observed_on").max(),
        )
    )
    once = pl.col("observations") == 1
    status = (
        pl.when(once)
        .then(pl.lit(str(TieStatus.SEEN_ONCE)))
        .when(pl.col("sources") > 1)
        .then(pl.lit(str(TieStatus.VALIDATED)))
        .otherwise(pl.lit(str(TieStatus.REPEATED)))
    )
    return BANDS.keep(counted.with_columns(status=status)).sort("group", "place")
