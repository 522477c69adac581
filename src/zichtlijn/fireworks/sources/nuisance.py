"""The file of residents' reports: a time, a place and a kind, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zichtlijn.fireworks.sources.moments import Clock, read_moment
from zichtlijn.fireworks.sources.refusing import Refusal, check_columns, part_rows, read_number
from zichtlijn.fireworks.terms.nuisance import (
    MOST_WITHIN_MIN,
    NUISANCE_REPORTS,
    USUAL_WITHIN_MIN,
    NuisanceKind,
)
from zichtlijn.kernel.files.reading import read_table
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.terms import InputFile

NEEDED = ("t", "x", "y", "kind")
OPTIONAL = ("within_min",)
KIND_OF_WORD = {
    "knal": NuisanceKind.BANG,
    "reeks": NuisanceKind.STRING,
    "sier": NuisanceKind.DISPLAY,
    "anders": NuisanceKind.OTHER,
} | {kind.value: kind for kind in NuisanceKind}
_TIME = "Hier moet een tijd staan zoals 2026-12-31T23:59, of met een zone: 2026-12-31T22:59:00Z."


@dataclass(frozen=True)
class NuisanceList:
    """What a file of reports brought."""

    reports: pl.DataFrame  # NUISANCE_REPORTS, numbered by row
    rejected: pl.DataFrame  # REJECTED, without values: nobody knows what stands there
    file: InputFile


def read_nuisance_reports(path: Path, *, timezone: str, name: str | None = None) -> NuisanceList:
    """Read a CSV, .csv.gz or .parquet of reports.

    A file with any other column is refused by its heading, before a row is read: whoever reported
    and what he wrote stays out. Raises UnreadableFile.
    """
    table = read_table(path, wanted=NEEDED + OPTIONAL, check_header=_check_header, name=name)
    if not table.file.rows:
        raise UnreadableFile("Dit bestand heeft een kop, maar geen rijen.", line=1)
    absent = [column for column in OPTIONAL if column not in table.rows.columns]
    rows = table.rows.with_columns(pl.lit(None, pl.String).alias(column) for column in absent)
    read = rows.with_columns(t=_write_out_seconds()).with_columns(
        read_moment("t", clock=Clock.ISO, timezone=timezone).alias("at_us"),
        read_number("x").alias("x_m"),
        read_number("y").alias("y_m"),
        pl.col("kind").str.to_lowercase().replace_strict(KIND_OF_WORD, default=None).alias("what"),
        pl.when(pl.col("within_min").is_null())
        .then(pl.lit(USUAL_WITHIN_MIN))
        .otherwise(pl.col("within_min").cast(pl.Int64, strict=False))
        .alias("leeway"),
    )
    parted = part_rows(read, refusals=_list_refusals())
    rejected = pl.concat([table.broken, parted.rejected]).sort("line")
    return NuisanceList(_lay_out(parted.kept), _hide_values(rejected), table.file)


def _check_header(columns: Sequence[str]) -> None:
    allowed = NEEDED + OPTIONAL
    for number, column in enumerate(columns, start=1):
        if column not in allowed:
            raise UnreadableFile(
                f"Kolom {number} mag hier niet staan. Alleen {', '.join(allowed)} mogen. Haal "
                "namen, adressen, nummers en omschrijvingen weg. Er is niets gelezen.",
                line=1,
            )
    check_columns(columns, needed=NEEDED, known=allowed)


def _write_out_seconds() -> pl.Expr:
    """Return the time as a text with seconds; people write 23:59."""
    short = r"^(\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2})([Zz]|[+-]\d{2}:?\d{2})?$"
    parts = pl.col("t").str.extract_groups(short).struct
    written = pl.concat_str(parts.field("1"), pl.lit(":00"), parts.field("2").fill_null(""))
    return pl.coalesce(written, pl.col("t"))


def _list_refusals() -> list[Refusal]:
    kinds = ", ".join(KIND_OF_WORD)
    number = "Hier moet een getal in meters RD staan."
    return [
        Refusal("t", pl.col("at_us").is_null(), _TIME),
        Refusal("x", pl.col("x_m").is_null(), number),
        Refusal("y", pl.col("y_m").is_null(), number),
        Refusal("kind", pl.col("what").is_null(), f"Kies een van: {kinds}."),
        Refusal(
            "within_min",
            ~pl.col("leeway").is_between(1, MOST_WITHIN_MIN).fill_null(value=False),
            f"Hier moet een heel getal van 1 tot {MOST_WITHIN_MIN} staan, of niets.",
        ),
    ]


def _lay_out(kept: pl.DataFrame) -> pl.DataFrame:
    return NUISANCE_REPORTS.keep(
        kept.select(
            report=pl.col("line"),
            moment=pl.from_epoch("at_us", time_unit="us").dt.replace_time_zone("UTC"),
            within_min=pl.col("leeway"),
            x=pl.col("x_m"),
            y=pl.col("y_m"),
            kind=pl.col("what").cast(pl.String),
        ).sort("moment", "report")
    )


def _hide_values(rejected: pl.DataFrame) -> pl.DataFrame:
    return rejected.with_columns(value=pl.lit(None, pl.String))
