"""The receivers file of the commands: one row for each microphone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zichtlijn.fireworks.sources.refusing import Refusal, check_columns, part_rows, read_number
from zichtlijn.fireworks.terms import RECEIVERS
from zichtlijn.kernel.files.reading import read_table
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.terms import InputFile

COLUMNS = ("receiver", "x", "y", "z")


@dataclass(frozen=True)
class ReceiverList:
    """What a file of receivers brought."""

    receivers: pl.DataFrame  # RECEIVERS, in order of the file
    rejected: pl.DataFrame  # REJECTED
    file: InputFile
    ignored_columns: tuple[str, ...]


def read_receivers(path: Path, *, name: str | None = None) -> ReceiverList:
    """Read a CSV, .csv.gz or .parquet of receivers in metres.

    Raises UnreadableFile where no row can be judged, or the places are degrees.
    """
    table = read_table(path, wanted=COLUMNS, check_header=_check_header, name=name)
    rows = table.rows.with_columns(read_number(axis).alias(f"{axis}_m") for axis in "xyz")
    parted = part_rows(rows, refusals=_list_refusals())
    receivers = RECEIVERS.keep(
        parted.kept.select("receiver", *(pl.col(f"{axis}_m").alias(axis) for axis in "xyz"))
    )
    _check_metres(receivers)
    rejected = pl.concat([table.broken, parted.rejected]).sort("line")
    ignored = tuple(column for column in table.columns if column not in COLUMNS)
    return ReceiverList(receivers, rejected, table.file, ignored)


def _check_header(columns: Sequence[str]) -> None:
    check_columns(columns, needed=COLUMNS, known=COLUMNS)


def _list_refusals() -> list[Refusal]:
    numbers = [
        Refusal(axis, pl.col(f"{axis}_m").is_null(), "Hier moet een getal in meters staan.")
        for axis in "xyz"
    ]
    return [
        Refusal("receiver", pl.col("receiver").is_null(), "De naam van de ontvanger ontbreekt."),
        *numbers,
        Refusal(
            "receiver",
            ~pl.col("receiver").is_first_distinct(),
            "Deze ontvanger staat al eerder in het bestand.",
        ),
    ]


def _check_metres(receivers: pl.DataFrame) -> None:
    """Raise UnreadableFile where the places can only be longitude and latitude."""
    if receivers.height < 2:
        return
    spread = max(float(receivers[axis].max() - receivers[axis].min()) for axis in "xy")  # type: ignore[operator,arg-type]  # columns of numbers
    if spread < 1.0:
        raise UnreadableFile(
            "Alle ontvangers staan binnen een meter. Staan er graden in x en y? "
            "Zet ze eerst om naar meters, bijvoorbeeld RD (EPSG:28992).",
            column="x",
        )
