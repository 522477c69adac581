"""Column contracts: what a frame must hold before a room will look at it."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
from polars.datatypes import DataType, DataTypeClass


class BrokenContract(ValueError):
    """A frame lacks a column, or a column has another type than promised."""


@dataclass(frozen=True)
class ColumnContract:
    """The columns of one kind of frame, in the order in which they are written."""

    name: str
    columns: Mapping[str, DataType | DataTypeClass]

    def keep(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the frame with exactly these columns, in this order.

        Raises BrokenContract when a column is missing or has another type.

        >>> AGES = ColumnContract("AGES", {"name": pl.String, "years": pl.Int64})
        >>> AGES.keep(pl.DataFrame({"years": [3], "name": ["a"], "more": [0]})).columns
        ['name', 'years']
        """
        for column, dtype in self.columns.items():
            if column not in frame.columns:
                raise BrokenContract(f"{self.name} needs the column {column}")
            if frame.schema[column] != dtype:
                raise BrokenContract(
                    f"{self.name}.{column} must be {dtype}, not {frame.schema[column]}"
                )
        return frame.select(list(self.columns))

    def empty(self) -> pl.DataFrame:
        """Return a frame that keeps this contract and has no rows."""
        return pl.DataFrame(schema=dict(self.columns))
