"""A file of texts that somebody wants to have looked through before they are kept."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zichtlijn.kernel.files.judging import Rule, judge
from zichtlijn.kernel.files.reading import read_table
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.terms import InputFile, Progress
from zichtlijn.privacy.sources.headers import require_columns

COLUMNS = ("text_id", "text")


@dataclass(frozen=True)
class TextDelivery:
    """The texts, to the letter, and the rows that name none."""

    texts: pl.DataFrame  # text_id, text; in order of the file
    rejected: pl.DataFrame  # REJECTED
    file: InputFile
    ignored_columns: tuple[str, ...]


def read_texts(path: Path, *, progress: Progress | None = None) -> TextDelivery:
    """Read CSV, .csv.gz or .parquet with text_id and text.

    A text is read with the spaces around it, so that places in it can be counted. Raises
    UnreadableFile where a column is missing.
    """
    table = read_table(
        path,
        wanted=COLUMNS,
        check_header=require_columns(COLUMNS),
        verbatim=("text",),
        progress=progress,
    )
    if not table.file.rows:
        raise UnreadableFile("Dit bestand heeft een kop, maar geen rijen.", line=1)
    empty = Rule("text_id", pl.col("text_id").is_null(), "Een text_id mag niet leeg zijn.")
    judged = judge(table.rows, rules=[empty])
    ignored = tuple(column for column in table.columns if column not in COLUMNS)
    rejected = pl.concat([table.broken, judged.rejected]).sort("line")
    texts = judged.kept.select("text_id", pl.col("text").fill_null(""))
    return TextDelivery(texts, rejected, table.file, ignored)
