"""Which observation stands behind which tie."""

import numpy as np
import polars as pl
from numba import njit
from numpy.typing import NDArray

from zichtlijn.kernel.frames import ColumnContract
from zichtlijn.networks.analysis.incidence import Incidence

MEETINGS = ColumnContract("MEETINGS", {"tie": pl.Int64, "observation_id": pl.String})
"""One row for each pair in each observation; `tie` is the row of the pair in TIES, from 0."""


def derive_meetings(incidence: Incidence, ties: pl.DataFrame) -> pl.DataFrame:
    """Name the observations behind each tie.

    Takes the incidence the TIES were derived from. Returns MEETINGS in order of tie, and
    within a tie in order of time; as many rows as all `observations` of TIES together.
    """
    rows, codes = _all_pairs(incidence.starts, incidence.members, len(incidence.people))
    order = np.argsort(codes, kind="stable")
    numbers = _rank_ties(incidence, ties)
    places = np.searchsorted(numbers, codes[order])
    return pl.DataFrame(
        {
            "tie": places.astype(np.int64),
            "observation_id": incidence.observations["observation_id"].gather(rows[order]),
        },
        schema=dict(MEETINGS.columns),
    )


@njit(cache=True, nogil=True)
def _all_pairs(
    starts: NDArray[np.int64], members: NDArray[np.int32], people: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each pair in each observation the observation's row and the pair's number."""
    total = 0
    for row in range(starts.size - 1):
        size = starts[row + 1] - starts[row]
        total += size * (size - 1) // 2
    rows = np.empty(total, dtype=np.int64)
    codes = np.empty(total, dtype=np.int64)
    at = 0
    for row in range(starts.size - 1):
        for first in range(starts[row], starts[row + 1]):
            for second in range(first + 1, starts[row + 1]):
                rows[at] = row
                codes[at] = np.int64(members[first]) * people + members[second]
                at += 1
    return rows, codes


def _rank_ties(incidence: Incidence, ties: pl.DataFrame) -> NDArray[np.int64]:
    """Return the number of each pair of TIES; ascending, because both stand in text order."""
    a = incidence.people.search_sorted(ties["person_a"]).to_numpy().astype(np.int64)
    b = incidence.people.search_sorted(ties["person_b"]).to_numpy().astype(np.int64)
    numbers: NDArray[np.int64] = a * len(incidence.people) + b
    return numbers
