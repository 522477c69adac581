"""Which of many chances still count, when every pair of people was a chance to be wrong."""

import numpy as np
from numpy.typing import NDArray


def derive_largest_passing(chances: NDArray[np.float64], *, tests: int, fdr: float) -> float:
    """Return the largest chance that passes Benjamini and Hochberg's step-up, -1 for none.

    `tests` counts all tests, also those whose chance is not listed because it is 1: here
    all n(n-1)/2 pairs of people. Correcting only over the pairs that happened to be seen
    turns one crowd into a network (Benjamini, Hochberg 1995, doi
    10.1111/j.2517-6161.1995.tb02031.x).

    >>> seen = np.array([0.001, 0.02, 0.04])
    >>> derive_largest_passing(seen, tests=3, fdr=0.05)
    0.04
    >>> derive_largest_passing(seen, tests=10, fdr=0.05)
    0.001
    """
    small = np.sort(chances[chances <= fdr * chances.size / max(tests, 1)])
    passing = np.flatnonzero(small <= fdr * np.arange(1, small.size + 1) / max(tests, 1))
    return float(small[passing[-1]]) if passing.size else -1.0
