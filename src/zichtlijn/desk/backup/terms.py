"""The words of a backup: its heading, what made it, and what is wrong with a file."""

from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from zichtlijn.kernel.runs.failures import BrokenInput

LONGEST_KEY_LIFE = timedelta(days=35)
"""A backup of keys older than this would bring back what was destroyed long ago (T15)."""

KEYS_ENDING = ".keys"


class What(StrEnum):
    """What a file holds."""

    DATABASE = "database"
    KEYS = "keys"


class Heading(NamedTuple):
    """What anyone may read of a backup without opening it."""

    what: What
    pair: str  # random; the same in both files of one backup
    made_on: date
    expires_on: date | None
    version: str  # of the program


class Made(NamedTuple):
    """What a backup left behind."""

    database: Path
    keys: Path
    bytes_written: int
    lines: int  # in the log
    expired: int  # old key files that were destroyed on the way


class Restored(NamedTuple):
    """What a restore did."""

    made_on: date
    replayed: int  # records and keys destroyed once more
    past_term: int  # records destroyed because their day came since
    lines_kept: int  # lines of the log written after the backup, and still there
    keys_taken: int
    taken_again: int  # rights, ways in and the like, taken away once more
    lost: int  # what could not be done again


class WrongBackup(BrokenInput):
    """The file cannot be used; the message is a sentence for the administrator."""
