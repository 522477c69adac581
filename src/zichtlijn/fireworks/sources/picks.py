"""The picks file of the commands: one row for each arrival at a receiver."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zichtlijn.fireworks.sources.moments import Clock, choose_clock, read_moment
from zichtlijn.fireworks.sources.refusing import Refusal, check_columns, part_rows, read_number
from zichtlijn.fireworks.terms import PICKS
from zichtlijn.kernel.files.reading import read_table
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.terms import InputFile, Progress

NEEDED = ("receiver", "t")
OPTIONAL = ("level_db", "snr_db", "clock_ms")


@dataclass(frozen=True)
class PickList:
    """What a file of picks brought."""

    picks: pl.DataFrame  # PICKS, in order of the file
    rejected: pl.DataFrame  # REJECTED
    file: InputFile
    ignored_columns: tuple[str, ...]
    clock: Clock  # how the file writes its moments


def read_picks(
    path: Path,
    *,
    receivers: Collection[str],
    timezone: str | None = None,
    name: str | None = None,
    progress: Progress | None = None,
) -> PickList:
    """Read a CSV, .csv.gz or .parquet of picks by these receivers.

    Other columns are not read: whatever sound or figures a file holds besides, stay in it
    (guard rail G22). Raises UnreadableFile where no row can be judged.
    """
    table = read_table(
        path,
        wanted=NEEDED + OPTIONAL,
        check_header=_check_header,
        name=name,
        progress=progress,
    )
    if not table.file.rows:
        raise UnreadableFile("Dit bestand heeft een kop, maar geen rijen.", line=1)
    absent = [column for column in OPTIONAL if column not in table.rows.columns]
    rows = table.rows.with_columns(pl.lit(None, pl.String).alias(column) for column in absent)
    clock = choose_clock(rows["t"])
    read = rows.with_columns(
        read_moment("t", clock=clock, timezone=timezone).alias("at_us"),
        *(read_number(column).alias(f"{column}_read") for column in OPTIONAL),
    )
    parted = part_rows(read, refusals=_list_refusals(receivers, clock, timezone))
    picks = PICKS.keep(
        parted.kept.select(
            "receiver", "at_us", *(pl.col(f"{column}_read").alias(column) for column in OPTIONAL)
        )
    )
    rejected = pl.concat([table.broken, parted.rejected]).sort("line")
    ignored = tuple(column for column in table.columns if column not in NEEDED + OPTIONAL)
    return PickList(picks, rejected, table.file, ignored, clock)


def _check_header(columns: Sequence[str]) -> None:
    check_columns(columns, needed=NEEDED, known=NEEDED + OPTIONAL)


def _list_refusals(receivers: Collection[str], clock: Clock, timezone: str | None) -> list[Refusal]:
    numbers = [
        Refusal(
            column,
            pl.col(column).is_not_null() & pl.col(f"{column}_read").is_null(),
            "Hier moet een getal staan.",
        )
        for column in OPTIONAL
    ]
    return [
        Refusal("receiver", pl.col("receiver").is_null(), "De naam van de ontvanger ontbreekt."),
        Refusal(
            "receiver",
            ~pl.col("receiver").is_in(list(receivers)),
            "Deze ontvanger staat niet in de lijst van ontvangers.",
        ),
        Refusal("t", pl.col("at_us").is_null(), explain_moment(clock, timezone)),
        *numbers,
    ]


def explain_moment(clock: Clock, timezone: str | None) -> str:
    """Return why a moment could not be read, as a sentence for the user."""
    if clock is Clock.SECONDS:
        return "De andere tijden zijn seconden; dit is geen getal, of te groot."
    if timezone is None:
        return (
            "Hier moet een tijd staan zoals 2026-12-31T23:59:59.123456Z. "
            "Zonder zone aan het eind is --timezone nodig."
        )
    return "Hier moet een tijd staan zoals 2026-12-31T23:59:59.123456, die de klok die dag toonde."
