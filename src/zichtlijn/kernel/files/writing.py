"""Write tables and summaries so that the same content always gives the same bytes."""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path

import polars as pl

Json = None | bool | int | float | str | list["Json"] | Mapping[str, "Json"]


def write_table(frame: pl.DataFrame, path: Path) -> None:
    """Write CSV, .csv.gz or .parquet, by the ending of `path`.

    CSV has a header row, commas, UTF-8 and lines that end in LF; what is null or an empty
    text is an empty cell. The .gz holds no time and no name.
    """
    name = path.name.lower()
    if name.endswith(".parquet"):
        frame.write_parquet(path)
    elif name.endswith(".gz"):
        with path.open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
            packed.write(_as_csv(frame))
    else:
        path.write_bytes(_as_csv(frame))


def write_json(content: Mapping[str, Json], path: Path) -> None:
    """Write a summary, keys in the order given."""
    path.write_text(format_json(content) + "\n", encoding="utf-8")


def format_json(content: Mapping[str, Json]) -> str:
    """Return a summary as JSON; a number that is none raises ValueError."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2)


def _as_csv(frame: pl.DataFrame) -> bytes:
    """Return CSV; an empty text would be written as two quotation marks, so it becomes null."""
    emptied = frame.with_columns(pl.when(pl.col(pl.String) != "").then(pl.col(pl.String)))
    return emptied.write_csv().encode("utf-8")
