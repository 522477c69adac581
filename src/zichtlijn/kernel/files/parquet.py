"""Read a Parquet file as a table of texts, as if it had been written as CSV."""

import hashlib
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import polars as pl

from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.tables import CheckHeader, drop_spaces
from zichtlijn.kernel.files.terms import REJECTED, InputFile, TextTable

MOST_ROWS = 50_000_000
"""A few bytes of Parquet can stand for any number of rows; these fit in memory."""


def read_parquet(
    path: Path,
    *,
    name: str,
    wanted: Collection[str],
    check_header: CheckHeader,
    verbatim: Collection[str] = (),
) -> TextTable:
    """Read the wanted columns of a Parquet file as text; the line is the number of the row.

    Moments are written as ISO 8601, with their offset where they have one. Raises
    UnreadableFile where it is no Parquet, too large, or a wanted column is no plain value.
    Spaces around a cell are dropped, but for the columns of `verbatim`.
    """
    with _refuse_what_breaks():
        lazy = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        schema = lazy.collect_schema()
        number = int(lazy.select(pl.len()).collect().item())
    columns = tuple(column.strip().lower() for column in schema)
    check_header(columns)
    if number > MOST_ROWS:
        raise UnreadableFile("Dit bestand heeft meer dan 50 miljoen rijen. Deel het op.")
    kept = {raw: raw.strip().lower() for raw in schema if raw.strip().lower() in wanted}
    texts = [_write_as_text(raw, kind=schema[raw]).alias(kept[raw]) for raw in kept]
    with _refuse_what_breaks():
        rows = lazy.select(texts).collect()
    lines = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("line")
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return TextTable(
        columns,
        rows.with_columns(lines, drop_spaces(pl.exclude([*verbatim]))).select(
            "line", *rows.columns
        ),
        REJECTED.empty(),
        InputFile(name, sha256, number),
    )


def read_parquet_columns(path: Path) -> tuple[str, ...]:
    """Read what the columns are called, lower case."""
    with _refuse_what_breaks():
        schema = pl.scan_parquet(path, glob=False, hive_partitioning=False).collect_schema()
    return tuple(column.strip().lower() for column in schema)


@contextmanager
def _refuse_what_breaks() -> Iterator[None]:
    """Turn whatever a broken file does to the reader into UnreadableFile.

    Bytes out of place can make the reader panic; it then writes a trace of its own insides
    to standard error, past Python, so that is closed for as long as it reads.
    """
    with _ONE_AT_A_TIME:
        outside = os.dup(2)
        try:
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), 2)
            yield
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
            raise UnreadableFile("Dit is geen Parquet-bestand, of het is beschadigd.") from None
        finally:
            os.dup2(outside, 2)
            os.close(outside)


_ONE_AT_A_TIME = Lock()


def _write_as_text(column: str, *, kind: pl.DataType) -> pl.Expr:
    cell = pl.col(column)
    if isinstance(kind, pl.Datetime):
        pattern = "%Y-%m-%dT%H:%M:%S%.f"
        return cell.dt.to_string(pattern + "%:z" if kind.time_zone else pattern)
    if isinstance(kind, pl.Date):
        return cell.dt.to_string("%Y-%m-%d")
    if kind.is_numeric() or isinstance(kind, pl.String | pl.Categorical | pl.Enum | pl.Null):
        return cell.cast(pl.String)
    raise UnreadableFile(f"De kolom {column} bevat geen tekst, getal of datum.", column=column)
