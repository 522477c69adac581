"""The observations file of the commands: one row for each person in each observation."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from zichtlijn.kernel.files.judging import Judged, judge
from zichtlijn.kernel.files.reading import read_table
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.terms import InputFile, Progress
from zichtlijn.networks.sources.moments import read_moments, write_moments
from zichtlijn.networks.sources.names import check_no_names
from zichtlijn.networks.sources.observation_checks import (
    OPTIONAL,
    REQUIRED,
    list_row_rules,
    list_rules_across_rows,
    look_across_rows,
)
from zichtlijn.networks.terms import PRESENCES, Part

UNKNOWN_SOURCE = "onbekend"
"""The source of an observation that names none: all of those are one source."""

ROWS_AT_A_TIME = 250_000


@dataclass(frozen=True)
class Delivery:
    """What a file of observations brought: what can be used, and what was refused and why."""

    presences: pl.DataFrame  # PRESENCES, in order of the file
    rejected: pl.DataFrame  # REJECTED, in order of the file
    file: InputFile
    ignored_columns: tuple[str, ...]


def read_observations(
    path: Path,
    *,
    today: date,
    timezone: str | None = None,
    name: str | None = None,
    progress: Progress | None = None,
) -> Delivery:
    """Read a CSV, .csv.gz or .parquet of observations and hold each row against the contract.

    `name` stands for the file where the path is a temporary one; its ending tells the form.
    Raises UnreadableFile where no row can be judged (empty, not UTF-8, a column of names ...).
    """
    table = read_table(
        path,
        wanted=REQUIRED + OPTIONAL,
        check_header=_check_header,
        name=name,
        progress=progress,
    )
    if not table.file.rows:
        raise UnreadableFile("Dit bestand heeft een kop, maar geen rijen.", line=1)
    alone = _judge_rows(table.rows, today=today, timezone=timezone)
    together = judge(look_across_rows(alone.kept), rules=list_rules_across_rows())
    rejected = pl.concat([table.broken, alone.rejected, together.rejected]).sort("line")
    ignored = tuple(column for column in table.columns if column not in REQUIRED + OPTIONAL)
    return Delivery(_as_presences(together.kept), rejected, table.file, ignored)


def form_observations(presences: pl.DataFrame) -> pl.DataFrame:
    """Return PRESENCES as the columns of an observations file; optional ones only where used.

    `read_observations` reads the same presences from it.
    """
    moments = write_moments(presences, at="observed_at", on="observed_on")
    written = presences.select(
        "observation_id", moments.alias("observed_at"), "person", "source", *OPTIONAL[1:]
    )
    plain = {"part": str(Part.PRESENT), "place": None, "kind": None, "reliability": 1.0}
    unused = written.select(
        pl.col(column).eq_missing(pl.lit(value)).all() for column, value in plain.items()
    )
    return written.drop(column for column in plain if unused[column].item())


def _check_header(columns: tuple[str, ...]) -> None:
    check_no_names(columns)
    for column in REQUIRED:
        if column not in columns:
            raise UnreadableFile(
                f"De kolom {column} ontbreekt. Nodig zijn: {', '.join(REQUIRED)}.",
                line=1,
                column=column,
            )
    for column in REQUIRED + OPTIONAL:
        if columns.count(column) > 1:
            raise UnreadableFile(
                f"De kolom {column} staat twee keer in de kop.", line=1, column=column
            )


def _judge_rows(rows: pl.DataFrame, *, today: date, timezone: str | None) -> Judged:
    """Judge each row alone, some at a time: what is read beside the texts takes room."""
    rules = list_row_rules(today=today)
    parts = [
        judge(_interpret(some, timezone=timezone), rules=rules)
        for some in (rows.iter_slices(ROWS_AT_A_TIME) if rows.height else [rows])
    ]
    return Judged(
        pl.concat([part.kept for part in parts]), pl.concat([part.rejected for part in parts])
    )


def _interpret(rows: pl.DataFrame, *, timezone: str | None) -> pl.DataFrame:
    """Add what the texts mean beside them, null where they mean nothing."""
    absent = [column for column in OPTIONAL if column not in rows.columns]
    moments = read_moments("observed_at", timezone=timezone)
    return rows.with_columns(
        pl.lit(None, pl.String).alias(column) for column in absent
    ).with_columns(
        at=moments.at,
        on=moments.on,
        lacks_zone=moments.lacks_zone,
        is_skipped=moments.is_skipped,
        reliability_read=pl.col("reliability").cast(pl.Float64, strict=False),
        not_shown=pl.lit("(niet getoond)"),
    )


def _as_presences(rows: pl.DataFrame) -> pl.DataFrame:
    return PRESENCES.keep(
        rows.select(
            "observation_id",
            "person",
            "place",
            "kind",
            observed_at="at",
            observed_on="on",
            source=pl.col("source").fill_null(UNKNOWN_SOURCE),
            part=pl.col("part").str.to_lowercase().fill_null(str(Part.PRESENT)),
            reliability=pl.col("reliability_read").abs().fill_null(1.0),  # no minus zero
        )
    )
