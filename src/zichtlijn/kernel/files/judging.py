"""Part the rows that keep their rules from those that break one, and say why."""

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from zichtlijn.kernel.files.terms import REJECTED, SHOWN_CHARACTERS


class Rule(NamedTuple):
    """A row for which `is_broken` is refused, with the value of `column` and the reason."""

    column: str | None  # null where it is the whole row
    is_broken: pl.Expr
    reason: str | pl.Expr
    shown: str = ""  # the column of the frame to show a value of, where it has another name


class Judged(NamedTuple):
    """Rows that keep the rules, and REJECTED for the others."""

    kept: pl.DataFrame
    rejected: pl.DataFrame


def judge(rows: pl.DataFrame, *, rules: Sequence[Rule]) -> Judged:
    """Part the rows; a row that breaks several rules is refused for the first."""
    marks = pl.coalesce(
        pl.when(rule.is_broken).then(pl.lit(number, pl.Int16)) for number, rule in enumerate(rules)
    )
    marked = rows.with_columns(marks.alias("broken"))
    broken = marked.filter(pl.col("broken").is_not_null())
    if broken.is_empty():
        return Judged(rows, REJECTED.empty())
    return Judged(
        marked.filter(pl.col("broken").is_null()).drop("broken"),
        broken.select(
            "line",
            _choose([pl.lit(rule.column, pl.String) for rule in rules]).alias("column"),
            _choose([pl.col(rule.shown or rule.column or "line") for rule in rules])
            .str.slice(0, SHOWN_CHARACTERS)
            .alias("value"),
            _choose([_as_expression(rule.reason) for rule in rules]).alias("reason"),
        ),
    )


def _choose(values: Sequence[pl.Expr]) -> pl.Expr:
    return pl.coalesce(
        pl.when(pl.col("broken") == number).then(value) for number, value in enumerate(values)
    )


def _as_expression(reason: str | pl.Expr) -> pl.Expr:
    return pl.lit(reason) if isinstance(reason, str) else reason
