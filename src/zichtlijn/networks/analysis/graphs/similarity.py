"""How alike two partitions of the same people are."""

import numpy as np
from numpy.typing import NDArray


def derive_rand_index(one: NDArray[np.integer], two: NDArray[np.integer]) -> float:
    """Return the adjusted Rand index: 1 for equal partitions, about 0 for unrelated ones.

    Share of pairs on which the two agree, corrected for chance (Hubert, Arabie 1985, doi
    10.1007/BF01908075). Takes one label for each person, in the same order.

    >>> derive_rand_index(np.array([0, 0, 1, 1]), np.array([5, 5, 7, 8])).__round__(4)
    0.5714
    """
    table = _count_shared(one, two)
    together = _count_pairs(table)
    rows, columns = _count_pairs(table.sum(axis=1)), _count_pairs(table.sum(axis=0))
    pairs = len(one) * (len(one) - 1) / 2
    expected = rows * columns / pairs if pairs else 0.0
    best = (rows + columns) / 2
    return float((together - expected) / (best - expected)) if best != expected else 1.0


def derive_shared_information(one: NDArray[np.integer], two: NDArray[np.integer]) -> float:
    """Return the normalised mutual information, 2 I / (H1 + H2), 1 for equal partitions.

    Not corrected for chance: many small groups score high against anything (Danon et al.
    2005, doi 10.1088/1742-5468/2005/09/P09008).

    >>> derive_shared_information(np.array([0, 0, 1, 1]), np.array([5, 5, 7, 8])).__round__(4)
    0.8
    """
    table = _count_shared(one, two) / max(len(one), 1)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    entropy = _derive_entropy(rows) + _derive_entropy(columns)
    information = entropy - _derive_entropy(table.ravel())
    return float(2 * information / entropy) if entropy > 0.0 else 1.0


def _count_shared(one: NDArray[np.integer], two: NDArray[np.integer]) -> NDArray[np.int64]:
    rows = np.unique(one, return_inverse=True)[1]
    columns = np.unique(two, return_inverse=True)[1]
    table = np.zeros((rows.max(initial=0) + 1, columns.max(initial=0) + 1), dtype=np.int64)
    np.add.at(table, (rows, columns), 1)
    return table


def _count_pairs(counts: NDArray[np.int64]) -> float:
    return float((counts * (counts - 1) / 2).sum())


def _derive_entropy(shares: NDArray[np.float64]) -> float:
    held = shares[shares > 0.0]
    return float(-(held * np.log(held)).sum())
