"""The two-mode matrix of people and observations, as compressed rows."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from zichtlijn.networks.terms import NEVER_MEMBERS


@dataclass(frozen=True)
class Incidence:
    """Who was in which observation.

    people: names in text order, also of those seen in gatherings only; a person's code is
    the place in this list.
    observations: one row each in order of (observed_at, observation_id), with
    observation_id, observed_at, observed_on, source, place, reliability, size.
    members[starts[e]:starts[e + 1]]: the codes of observation e, ascending.
    gatherings: how many larger observations were left out.
    """

    people: pl.Series
    observations: pl.DataFrame
    starts: NDArray[np.int64]
    members: NDArray[np.int32]
    gatherings: int


def build_incidence(presences: pl.DataFrame, *, as_of: date, gathering_size: int = 30) -> Incidence:
    """Lay out the members of every observation on or before `as_of`.

    Victims and witnesses are nobody's companions (guard rail G7) and are left out,
    as are observations of more than `gathering_size` members; one person alone stays,
    because he counts in the number of observations of the significance test.

    Takes PRESENCES. Raises nothing: an empty frame gives an empty matrix.
    """
    seen = presences.filter(
        (pl.col("observed_on") <= as_of) & ~pl.col("part").is_in([str(p) for p in NEVER_MEMBERS])
    )
    observations = (
        seen.group_by("observation_id")
        .agg(
            pl.col("observed_at", "observed_on", "source", "place", "reliability").first(),
            size=pl.len().cast(pl.Int64),
        )
        .sort("observed_at", "observation_id")
    )
    gatherings = observations.filter(pl.col("size") > gathering_size).height
    kept = observations.filter(pl.col("size") <= gathering_size)
    rows = seen.join(
        kept.select("observation_id").with_row_index("row"), on="observation_id", how="inner"
    )
    people = seen["person"].unique().sort()
    codes = pl.DataFrame({"person": people}).with_row_index("code")
    rows = rows.join(codes, on="person").select("row", "code").sort("row", "code")
    starts = np.zeros(kept.height + 1, dtype=np.int64)
    np.cumsum(kept["size"].to_numpy(), out=starts[1:])
    members = rows["code"].to_numpy().astype(np.int32)
    return Incidence(people, kept, starts, members, gatherings)
