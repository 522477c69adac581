"""The observations file of the commands: one row for each person in each observation."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from zichtlijn.kernel.files.terms import InputFile, Progress


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
    raise NotImplementedError
