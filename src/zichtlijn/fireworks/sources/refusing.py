"""Part the rows that can be used from those that cannot, and say why."""

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.terms import REJECTED, SHOWN_CHARACTERS


class Refusal(NamedTuple):
    """Rows for which `applies` are refused; `column` is shown and named, `reason` is Dutch."""

    column: str
    applies: pl.Expr
    reason: str


class Parted(NamedTuple):
    """Rows that can be used, and REJECTED for the others."""

    kept: pl.DataFrame
    rejected: pl.DataFrame


def part_rows(rows: pl.DataFrame, *, refusals: Sequence[Refusal]) -> Parted:
    """Part the rows; one that gives several reasons is refused for the first."""
    found = []
    for refusal in refusals:
        applies = refusal.applies.fill_null(value=False)
        found.append(
            rows.filter(applies).select(
                "line",
                column=pl.lit(refusal.column),
                value=pl.col(refusal.column).cast(pl.String).str.slice(0, SHOWN_CHARACTERS),
                reason=pl.lit(refusal.reason),
            )
        )
        rows = rows.filter(~applies)
    return Parted(rows, REJECTED.keep(pl.concat(found).sort("line")))


def check_columns(columns: Sequence[str], *, needed: Sequence[str], known: Sequence[str]) -> None:
    """Raise UnreadableFile where a needed column is absent or a known one is there twice."""
    for column in needed:
        if column not in columns:
            raise UnreadableFile(
                f"De kolom {column} ontbreekt. Nodig zijn: {', '.join(needed)}.",
                line=1,
                column=column,
            )
    for column in known:
        if list(columns).count(column) > 1:
            raise UnreadableFile(
                f"De kolom {column} staat twee keer in de kop.", line=1, column=column
            )


def read_number(column: str) -> pl.Expr:
    """Return the number in a text, null where it is none (an infinite one is none either)."""
    number = pl.col(column).cast(pl.Float64, strict=False)
    return pl.when(number.is_finite()).then(number)
