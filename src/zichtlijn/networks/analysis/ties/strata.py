"""The same test within places and months, so that a common spot is no link."""

from typing import NamedTuple

import numpy as np
import polars as pl
from numba import njit
from numpy.typing import NDArray

from zichtlijn.networks.analysis.ties.hypergeometric import hypergeometric_point


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
    return np.asarray(_tails(first, second, together, *strata))


@njit(cache=True, nogil=True)
def _tails(first, second, together, starts, stratum, counts, observations):  # type: ignore[no-untyped-def]
    chances = np.empty(first.size)
    for pair in range(first.size):
        one, one_end = starts[first[pair]], starts[first[pair] + 1]
        two, two_end = starts[second[pair]], starts[second[pair] + 1]
        spread = np.ones(1)
        while one < one_end and two < two_end:
            if stratum[one] == stratum[two]:
                few, many = min(counts[one], counts[two]), max(counts[one], counts[two])
                spread = np.convolve(spread, _list_points(observations[stratum[one]], many, few))
                one, two = one + 1, two + 1
            elif stratum[one] < stratum[two]:
                one += 1
            else:
                two += 1
        chances[pair] = min(1.0, _sum_smallest_first(spread[together[pair] :]))
    return chances


@njit(cache=True, nogil=True)
def _list_points(total, marked, drawn):  # type: ignore[no-untyped-def]
    """Return P(X = 0), ..., P(X = drawn), stepping away from the likeliest value."""
    points = np.zeros(drawn + 1)
    mode = min((drawn + 1) * (marked + 1) // (total + 2), drawn)
    points[mode] = hypergeometric_point(mode, total, marked, drawn)
    for k in range(mode, drawn):
        points[k + 1] = (
            points[k]
            * ((drawn - k) * (marked - k))
            / ((k + 1.0) * (total - marked - drawn + k + 1))
        )
    for k in range(mode, max(0, drawn + marked - total), -1):
        points[k - 1] = (
            points[k]
            * (k * (total - marked - drawn + float(k)))
            / ((drawn - k + 1.0) * (marked - k + 1.0))
        )
    return points


@njit(cache=True, nogil=True)
def _sum_smallest_first(points):  # type: ignore[no-untyped-def]
    added = 0.0
    for at in range(points.size - 1, -1, -1):
        added += points[at]
    return added
