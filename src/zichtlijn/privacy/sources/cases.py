"""A file of cases: one question to the rule table on each row."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zichtlijn.kernel.files.judging import Rule, judge
from zichtlijn.kernel.files.reading import read_table
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.terms import InputFile, Progress
from zichtlijn.privacy.sources.headers import require_columns
from zichtlijn.privacy.terms.access import CLOSED

COLUMNS = ("case_id", *CLOSED)


@dataclass(frozen=True)
class CaseDelivery:
    """The rows that can be decided, as texts of the closed lists, and those that cannot."""

    cases: pl.DataFrame  # COLUMNS, in order of the file
    rejected: pl.DataFrame  # REJECTED
    file: InputFile
    ignored_columns: tuple[str, ...]


def read_cases(path: Path, *, progress: Progress | None = None) -> CaseDelivery:
    """Read CSV, .csv.gz or .parquet with the 21 columns of a case, in any order.

    Raises UnreadableFile where a column is missing. A value outside its closed list, and a
    case_id that stood there before, are rejected: they are errors, never a refusal.
    """
    table = read_table(
        path, wanted=COLUMNS, check_header=require_columns(COLUMNS), progress=progress
    )
    if not table.file.rows:
        raise UnreadableFile("Dit bestand heeft een kop, maar geen rijen.", line=1)
    judged = judge(table.rows, rules=[*_list_identity_rules(), *_list_value_rules()])
    ignored = tuple(column for column in table.columns if column not in COLUMNS)
    rejected = pl.concat([table.broken, judged.rejected]).sort("line")
    return CaseDelivery(judged.kept.select(COLUMNS), rejected, table.file, ignored)


def _list_identity_rules() -> list[Rule]:
    doubled = pl.col("case_id").is_not_null() & ~pl.col("case_id").is_first_distinct()
    return [
        Rule("case_id", pl.col("case_id").is_null(), "Een case_id mag niet leeg zijn."),
        Rule("case_id", doubled, "Deze case_id staat al op een eerdere rij."),
    ]


def _list_value_rules() -> list[Rule]:
    return [
        Rule(
            column,
            pl.col(column).is_null() | ~pl.col(column).is_in(list(values)),
            f"De kolom {column} kent alleen: {', '.join(values)}.",
        )
        for column, values in CLOSED.items()
    ]
