"""Read a Parquet file as a table of texts, as if it had been written as CSV."""

import hashlib
from collections.abc import Collection
from pathlib import Path

import polars as pl

from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.tables import CheckHeader, drop_spaces
from zichtlijn.kernel.files.terms import REJECTED, InputFile, TextTable

MOST_ROWS = 50_000_000
"""A few bytes of Parquet can stand for any number of rows; these fit in memory."""


def read_parquet(
    path: Path, *, name: str, wanted: Collection[str], check_header: CheckHeader
) -> TextTable:
    """Read the wanted columns of a Parquet file as text; the line is the number of the row.

    Moments are written as ISO 8601, with their offset where they have one. Raises
    UnreadableFile where it is no Parquet, too large, or a wanted column is no plain value.
    """
    try:
        schema = pl.read_parquet_schema(path)
        number = int(pl.scan_parquet(path).select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        raise _no_parquet() from None
    columns = tuple(column.strip().lower() for column in schema)
    check_header(columns)
    if number > MOST_ROWS:
        raise UnreadableFile("Dit bestand heeft meer dan 50 miljoen rijen. Deel het op.")
    kept = {raw: raw.strip().lower() for raw in schema if raw.strip().lower() in wanted}
    texts = [_write_as_text(raw, kind=schema[raw]).alias(kept[raw]) for raw in kept]
    try:
        rows = pl.scan_parquet(path).select(texts).collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        raise _no_parquet() from None
    lines = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("line")
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return TextTable(
        columns,
        rows.select(lines, drop_spaces(pl.all())),
        REJECTED.empty(),
        InputFile(name, sha256, number),
    )


def read_parquet_columns(path: Path) -> tuple[str, ...]:
    """Read what the columns are called, lower case."""
    try:
        schema = pl.read_parquet_schema(path)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        raise _no_parquet() from None
    return tuple(column.strip().lower() for column in schema)


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


def _no_parquet() -> UnreadableFile:
    return UnreadableFile("Dit is geen Parquet-bestand, of het is beschadigd.")
