"""The same test within places and months, so that a common spot is no link."""

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from zichtlijn.networks.analysis.ties.hypergeometric import add_up_strata


class Strata(NamedTuple):
    """How often each person was seen in each stratum, as compressed rows.

    Person i has strata stratum[starts[i]:starts[i + 1]], ascending, with as many counts;
    observations[s] counts all observations of stratum s.
    """

    starts: NDArray[np.int64]
    stratum: NDArray[np.int64]
    counts: NDArray[np.int64]
    observations: NDArray[np.int64]


def locate_strata(observations: pl.DataFrame) -> NDArray[np.int64]:
    """Give every observation the number of its place and month.

    Observations without a place share one stratum whatever their month: without any place
    the stratified test is the plain one.

    >>> from datetime import date
    >>> locate_strata(pl.DataFrame({"place": ["park", "park", None, "park"],
    ...     "observed_on": [date(2025, 1, 3), date(2025, 1, 9), date(2025, 2, 1),
    ...     date(2025, 2, 2)]})).tolist()
    [1, 1, 0, 2]
    """
    month = pl.when(pl.col("place").is_not_null()).then(pl.col("observed_on").dt.truncate("1mo"))
    strata = observations.select(stratum=pl.struct("place", month=month).rank("dense") - 1)
    return strata["stratum"].cast(pl.Int64).to_numpy()


def count_in_strata(
    starts: NDArray[np.int64], members: NDArray[np.int32], strata: NDArray[np.int64], *, people: int
) -> Strata:
    """Count the observations of every person in every stratum."""
    kinds = int(strata.max(initial=-1)) + 1
    where = members.astype(np.int64) * max(kinds, 1) + np.repeat(strata, np.diff(starts))
    found, counts = np.unique(where, return_counts=True)
    person, stratum = np.divmod(found, max(kinds, 1))
    rows = np.searchsorted(person, np.arange(people + 1))
    return Strata(rows, stratum, counts, np.bincount(strata, minlength=kinds))


def derive_stratified_tails(
    first: NDArray[np.int32], second: NDArray[np.int32], together: NDArray[np.int32], strata: Strata
) -> NDArray[np.float64]:
    """Return P(X >= together), X the sum over strata of independent hypergeometrics.

    Each person keeps the number of observations he has in every stratum; within a stratum
    they lie anywhere among its observations. The sum is added up exactly, term by term.
    A stratum with one observation says nothing: who was seen in it was seen together.

    Two people at two places with two observations each, met once at either: a half of a half.

    >>> seen = count_in_strata(np.array([0, 2, 3, 5, 6]),
    ...     np.array([0, 1, 2, 0, 1, 2], dtype=np.int32), np.array([0, 0, 1, 1]), people=3)
    >>> pair = [np.array([i], dtype=np.int32) for i in (0, 1, 2)]
    >>> derive_stratified_tails(*pair, seen).tolist()
    [0.25]
    """
    return np.asarray(add_up_strata(first, second, together, *strata))
