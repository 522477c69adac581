"""The invented nights that are shipped with the program."""

import polars as pl

from zichtlijn.fireworks.examples.oeverdam import FOLDER, Example


def read_example() -> Example:
    """Return the nights of Oeverdam as they were made once and put beside the program."""
    return Example(
        *(
            pl.read_parquet(FOLDER / f"{name}.parquet")  # noqa: TID251 - this is sources/
            for name in Example._fields
        )
    )
