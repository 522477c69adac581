"""What a reader is handed: cards, masked unless he asked and may read the name."""

from datetime import date, datetime
from typing import NamedTuple

from zichtlijn.persons.terms.joining import JoiningState, Step
from zichtlijn.persons.terms.names import Band
from zichtlijn.persons.terms.records import (
    AgeBand,
    Identity,
    Kind,
    Notification,
    Part,
    RecordState,
)


class RecordCard(NamedTuple):
    """One record; `identity` is None where this reader sees it masked."""

    record: str
    scope: str
    initials: str
    birth_year: str
    identity: Identity | None
    organisation: str
    written_by_role: str
    written_at: datetime
    is_own: bool
    age_band: AgeBand
    notification: Notification
    state: RecordState
    version: int
    destroy_on: date


class SightingCard(NamedTuple):
    """One observation; place and text are None where this reader sees it masked."""

    sighting: str
    record: str
    observed_at: datetime
    part: Part
    kind: Kind
    place: str | None
    text: str | None
    organisation: str
    written_by_role: str
    written_at: datetime
    is_own: bool
    state: RecordState
    destroy_on: date


class StepCard(NamedTuple):
    """One step of a joining; the reason is None where names are masked."""

    step: Step
    taken_at: datetime
    role: str
    organisation: str
    is_own: bool
    reason: str | None


class JoiningCard(NamedTuple):
    """One joining with its steps, oldest first."""

    joining: str
    scope: str
    records: tuple[str, ...]
    state: JoiningState
    steps: tuple[StepCard, ...]


class PersonCard(NamedTuple):
    """Records that people said are of one person, or one record alone, and what was seen."""

    record: str  # the one that was asked for
    records: tuple[RecordCard, ...]
    sightings: tuple[SightingCard, ...]
    joinings: tuple[JoiningCard, ...]

    @property
    def is_masked(self) -> bool:
        """Return whether a name is still to be asked for."""
        return any(record.identity is None for record in self.records)


class Resemblance(NamedTuple):
    """Two records that may be of one person, for people to judge; in words, never a number."""

    one: RecordCard
    other: RecordCard
    band: Band
    reasons: tuple[str, ...]
