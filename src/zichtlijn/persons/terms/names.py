"""The words of names: a record in a file, a name as it reads, and a proposal with its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple

import polars as pl

from zichtlijn.kernel.frames import ColumnContract


class Band(StrEnum):
    """How well a proposal is supported: words, never a number."""

    ALMOST_CERTAIN = "almost_certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Record(NamedTuple):
    """Somebody as one register holds him."""

    record_id: str
    full_name: str
    birth_date: date | None
    municipality: str | None


class Reading(NamedTuple):
    """One way in which a written name can be read; all words plain."""

    given: tuple[str, ...]  # full given names, in the order written
    initials: tuple[str, ...]  # single letters; empty where names are full
    surnames: tuple[str, ...]  # one, or two of a double name
    particles: tuple[str, ...] = ()  # van, den, el: told in the reasons, weighed in nothing


class Agreement(IntEnum):
    """How two words of a name agree, the best first."""

    SAME = 0
    SPELLING = 1  # the same name in another spelling
    SHORT_FORM = 2  # a name and what somebody so named is called
    SHORTENED = 3  # the beginning or the end of a longer name, in no list of short forms
    SLIP = 4  # a letter or two apart, and no two names that exist beside each other
    INITIAL = 5
    NONE = 6


class DateAgreement(StrEnum):
    """How two birth dates agree."""

    SAME = "same"
    SAME_FIRST_OF_JANUARY = "same_first_of_january"
    SWAPPED = "swapped"  # day and month exchanged
    SLIP = "slip"  # one digit apart, in a way that no generation lies between
    OFFICE_DAY = "office_day"  # the same year, one of them 1 January
    UNKNOWN = "unknown"
    DIFFERENT = "different"


class PlaceAgreement(StrEnum):
    """How two municipalities agree."""

    SAME = "same"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


class Proposal(NamedTuple):
    """Two records that may be of one person, and why; nothing is decided by it."""

    record_a: str
    record_b: str
    band: Band
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class GivenNames:
    """Which given names are spellings or short forms of which; knows no origin.

    spellings: a plain name -> the names (numbers) of which it is a spelling.
    short_forms: a plain name -> the names for which it is short.
    """

    spellings: Mapping[str, frozenset[int]]
    short_forms: Mapping[str, frozenset[int]]
    written: Mapping[int, str]  # the first spelling of each name, for the reasons

    def knows(self, name: str) -> bool:
        """Return whether this is a name that exists, rather than perhaps a slip."""
        return name in self.spellings or name in self.short_forms


PROPOSALS = ColumnContract(
    "PROPOSALS",
    {
        "record_a": pl.String,
        "record_b": pl.String,
        "band": pl.String,
        "reasons": pl.String,
    },
)
"""One row for each pair, record_a < record_b as text, ordered by both and never by likeness."""
