"""The words of files: what was read, which rows were refused, and why a file could not be read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from zichtlijn.kernel.frames import ColumnContract

LONGEST_LINE = 1_000_000
"""Bytes in one line or one row; a longer one is refused before it is held in memory."""

SHOWN_CHARACTERS = 80
"""Characters of a refused value that are written down."""

Progress = Callable[[str, float], None]
"""Called with what is being done (Dutch, for the screen) and the share done, 0-1."""

REJECTED = ColumnContract(
    "REJECTED",
    {
        "line": pl.Int64,  # where the row starts; null where it is the whole file
        "column": pl.String,  # null where it is the whole row
        "value": pl.String,  # cut at 80 characters
        "reason": pl.String,  # one Dutch sentence, without the value
    },
)
"""The rows of a file that break its contract, one line for each, in order of the file."""


class InputFile(NamedTuple):
    """A file as it was read, so that anyone can check that it is the same one."""

    name: str
    sha256: str  # of the bytes as they lie there, packed or not
    rows: int  # below the header, refused ones included


@dataclass(frozen=True)
class TextTable:
    """A table as text: nothing is interpreted yet.

    rows: `line` (Int64, where the row starts; the row's number in Parquet) and the
    wanted columns that the file has, as String; an empty cell is null.
    broken: REJECTED rows that are no row of this table (too many or too few cells, a
    quotation mark astray).
    """

    columns: tuple[str, ...]  # all of the header, lower case and without spaces around them
    rows: pl.DataFrame
    broken: pl.DataFrame
    file: InputFile
