"""A Parquet file is read as if it had been written as CSV."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from zichtlijn.kernel.files.reading import read_columns, read_table


def test_numbers_days_and_moments_become_the_texts_that_mean_them(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pl.DataFrame(
        {
            "Person": [7, 8],
            "day": [date(2026, 1, 31), None],
            "plain": [datetime(2026, 1, 31, 12, 5), None],
            "zoned": [datetime(2026, 1, 31, 12, 5, 0, 250, tzinfo=UTC), None],
            "share": [0.1, 1e-7],
            "kind": pl.Series(["x", " "], dtype=pl.Categorical),
            "other": [[1], [2]],
        }
    ).write_parquet(path)
    table = read_table(
        path,
        wanted=["person", "day", "plain", "zoned", "share", "kind"],
        check_header=lambda _: None,
    )
    assert table.rows.rows() == [
        (
            1,
            "7",
            "2026-01-31",
            "2026-01-31T12:05:00",
            "2026-01-31T12:05:00.000250+00:00",
            "0.1",
            "x",
        ),
        (2, "8", None, None, None, "1e-7", None),
    ]
    assert read_columns(path) == ("person", "day", "plain", "zoned", "share", "kind", "other")
    assert table.file.rows == 2
