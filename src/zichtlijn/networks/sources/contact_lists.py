"""Contact lists of sensors: rows `t i j`, as SocioPatterns publishes them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from zichtlijn.kernel.files.terms import InputFile
from zichtlijn.kernel.frames import ColumnContract

CONTACTS = ColumnContract(
    "CONTACTS",
    {
        "line": pl.Int64,
        "seconds": pl.Float64,  # as written: Unix time, or counted from a start
        "person_a": pl.String,
        "person_b": pl.String,
    },
)
"""One row for each report of two people in contact, person_a < person_b as text."""


@dataclass(frozen=True)
class ContactList:
    """What a contact list brought."""

    contacts: pl.DataFrame  # CONTACTS, in order of the file
    rejected: pl.DataFrame  # REJECTED
    file: InputFile
    is_unix_time: bool  # else the seconds count from a start that the file does not tell


def read_contacts(path: Path, *, name: str | None = None) -> ContactList:
    """Read `t i j [Ci Cj]`, with spaces, tabs or commas; plain, .gz or .zip.

    Raises UnreadableFile where no row can be judged.
    """
    raise NotImplementedError


def derive_spells(
    contacts: pl.DataFrame, *, gap_seconds: int, start: date | None = None
) -> pl.DataFrame:
    """Return PRESENCES: one observation of two people for each spell of contact.

    A spell ends where a pair is not reported for more than `gap_seconds`; 0 makes each row
    an observation. `start` is the day from which the seconds count; None for Unix time.
    """
    raise NotImplementedError
