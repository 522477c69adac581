"""A file of records: a name as somebody wrote it, a birth date, perhaps a municipality."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zichtlijn.kernel.files.judging import Rule, judge
from zichtlijn.kernel.files.reading import read_table
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.terms import InputFile, Progress
from zichtlijn.persons.terms import Record

REQUIRED = ("record_id", "full_name", "birth_date")
OPTIONAL = ("municipality",)


@dataclass(frozen=True)
class RecordDelivery:
    """The records that can be compared, and the rows that are none."""

    records: list[Record]  # in order of the file
    rejected: pl.DataFrame  # REJECTED
    file: InputFile
    ignored_columns: tuple[str, ...]


def read_records(path: Path, *, progress: Progress | None = None) -> RecordDelivery:
    """Read CSV, .csv.gz or .parquet with record_id, full_name and birth_date.

    Raises UnreadableFile where a column is missing. Rejected are rows without an id or a
    name, an id that stood there before, and a date that is no ISO 8601 day.
    """
    wanted = REQUIRED + OPTIONAL
    table = read_table(path, wanted=wanted, check_header=_check_header, progress=progress)
    if not table.file.rows:
        raise UnreadableFile("Dit bestand heeft een kop, maar geen rijen.", line=1)
    absent = [column for column in OPTIONAL if column not in table.rows.columns]
    rows = table.rows.with_columns(pl.lit(None, pl.String).alias(column) for column in absent)
    read = rows.with_columns(born=pl.col("birth_date").str.to_date("%Y-%m-%d", strict=False))
    judged = judge(read, rules=_list_rules())
    kept = judged.kept.select("record_id", "full_name", "born", "municipality")
    ignored = tuple(column for column in table.columns if column not in wanted)
    rejected = pl.concat([table.broken, judged.rejected]).sort("line")
    return RecordDelivery([Record(*row) for row in kept.iter_rows()], rejected, table.file, ignored)


def _check_header(columns: tuple[str, ...]) -> None:
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


def _list_rules() -> list[Rule]:
    doubled = pl.col("record_id").is_not_null() & ~pl.col("record_id").is_first_distinct()
    no_day = pl.col("birth_date").is_not_null() & (
        pl.col("born").is_null() | (pl.col("birth_date").str.len_chars() != len("1990-12-31"))
    )
    return [
        Rule("record_id", pl.col("record_id").is_null(), "Een record_id mag niet leeg zijn."),
        Rule("record_id", doubled, "Deze record_id staat al op een eerdere rij."),
        Rule("full_name", pl.col("full_name").is_null(), "Er staat geen naam."),
        Rule("birth_date", no_day, "Schrijf een datum als 1990-12-31, of laat hem leeg."),
    ]
