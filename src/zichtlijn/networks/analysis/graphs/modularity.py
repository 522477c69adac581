"""Modularity: how much more weight lies inside the groups than chance would put there."""

import polars as pl


def derive_modularity(ties: pl.DataFrame, *, groups: pl.DataFrame) -> float | None:
    """Return the weighted modularity of the GROUPS of one window on TIES.

    A person of the ties without a group counts as a group of one. Null where no tie
    has weight.
    """
    raise NotImplementedError
