"""Who lies in whose disc: a group with those who were seen with it, or a company on its own."""

from typing import NamedTuple

import numpy as np
import polars as pl
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from zichtlijn.networks.analysis.layout.forces import Codes, Floats


class Links(NamedTuple):
    """The ties as places in the list of people; `pull` grows with the log of the observations."""

    source: Codes
    target: Codes
    pull: Floats

    def only(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> "Links":
        """Return the chosen ties."""
        return Links(self.source[chosen], self.target[chosen], self.pull[chosen])


def derive_links(ties: pl.DataFrame, people: pl.DataFrame) -> Links:
    """Return the ties among `people` (person, group) as places in that frame."""
    codes = people.select("person").with_row_index("code")
    rows = ties.join(codes, left_on="person_a", right_on="person").join(
        codes, left_on="person_b", right_on="person", suffix="_b"
    )
    rows = rows.sort("code", "code_b")
    return Links(
        rows["code"].to_numpy().astype(np.int64),
        rows["code_b"].to_numpy().astype(np.int64),
        np.log1p(rows["observations"].to_numpy().astype(np.float64)),
    )


def gather_discs(group: Codes, links: Links) -> Codes:
    """Give everyone a disc: his group, else the group he was seen with most, else his company."""
    disc = group.copy()
    count = int(group.max()) + 1
    for _ in range(3):
        loose = np.flatnonzero(disc < 0)
        if not loose.size or not count:
            break
        _join_company(disc, links.source, links.target, links.pull)
    loose = np.flatnonzero(disc < 0)
    among = links.only((disc[links.source] < 0) & (disc[links.target] < 0))
    shape = (disc.size, disc.size)
    graph = csr_array((np.ones(among.source.size), (among.source, among.target)), shape=shape)
    company = connected_components(graph, directed=False)[1][loose]
    disc[loose] = count + np.unique(company, return_inverse=True)[1]
    return disc


@njit(cache=True, nogil=True)
def _join_company(disc: Codes, source: Codes, target: Codes, pull: Floats) -> None:
    """Put each loose person in the disc to which his ties add up highest; a draw: the first."""
    before = disc.copy()
    order = np.argsort(np.concatenate((source, target)), kind="mergesort")
    total = np.zeros(before.max() + 1)
    near = np.concatenate((source, target))[order]
    far = np.concatenate((target, source))[order]
    strength = np.concatenate((pull, pull))[order]
    start = 0
    while start < near.size:
        end = start
        while end < near.size and near[end] == near[start]:
            end += 1
        person = near[start]
        if before[person] < 0:
            best = -1
            for row in range(start, end):
                there = before[far[row]]
                if there >= 0:
                    total[there] += strength[row]
                    if best < 0 or (total[there], -there) > (total[best], -best):
                        best = there
            disc[person] = best
            for row in range(start, end):
                if before[far[row]] >= 0:
                    total[before[far[row]]] = 0.0
        start = end
