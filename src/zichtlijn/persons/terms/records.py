"""The words of what professionals write: who somebody is, and what was seen of him."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class AgeBand(StrEnum):
    """How old somebody was when he was written down; words of the rule table."""

    UNDER_12 = "under_12"
    FROM_12_TO_15 = "12_15"
    FROM_16 = "16_plus"
    UNKNOWN = "unknown"


class Part(StrEnum):
    """The part somebody took, always chosen (guard rail G7); words of the rule table."""

    PRESENT = "present"
    ACTIVE = "active"
    CALMING = "calming"
    VICTIM = "victim"
    WITNESS = "witness"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """What was seen; what is good counts as much as what is not (guard rail G7)."""

    CALM = "calm"
    SOCIABLE = "sociable"
    SOOTHED = "soothed"
    HELPED = "helped"
    ASKED_FOR_HELP = "asked_for_help"
    TENSE = "tense"
    NUISANCE = "nuisance"


class Notification(StrEnum):
    """How far the person has been told (AVG 14); words of the rule table."""

    NOT_NEEDED = "not_needed"
    RUNNING = "running"
    INFORMED = "informed"
    POSTPONED = "postponed"
    LATE = "late"


class RecordState(StrEnum):
    """Whether a record stands, or waits for the second person that its rule asks for."""

    WAITING = "waiting"
    STANDING = "standing"


class Identity(NamedTuple):
    """Who somebody is, as a professional wrote it; there is no field for anything else."""

    full_name: str
    birth_date: date | None
    address: str


class Sighting(NamedTuple):
    """What a professional saw of somebody himself (guard rail G6)."""

    observed_at: datetime
    place: str
    part: Part
    kind: Kind
    text: str


class Author(NamedTuple):
    """Who did something: the account, in which role, of which organisation."""

    account: str
    role: str
    organisation: str
