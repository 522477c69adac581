"""Cards as a page draws them: words instead of codes, and an address for each thing."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from zichtlijn.persons.reports.words import (
    AGES,
    BANDS,
    KINDS,
    NOTIFICATIONS,
    PARTS,
    REASONS,
    STATES,
    STEPS,
)
from zichtlijn.persons.terms import (
    JoiningCard,
    JoiningState,
    Notification,
    Part,
    RecordCard,
    RecordState,
    Resemblance,
    SightingCard,
    StepCard,
)
from zichtlijn.privacy.reports.words import speak


@dataclass(frozen=True)
class RecordRow:
    """One record."""

    record: str
    title: str  # the name, or initials and year
    is_named: bool
    initials: str
    born: str
    birth_date: date | None
    address: str
    age: Promise
    by: str
    written_on: date
    is_own: bool
    told: Promise
    is_late: bool
    is_waiting: bool
    version: int
    destroy_on: date
    url: str


@dataclass(frozen=True)
class SightingRow:
    """One observation."""

    sighting: str
    record: str
    observed_at: datetime
    part: Promise
    is_good: bool
    kind: Promise
    place: str
    text: str
    is_open: bool
    by: str
    is_own: bool
    is_waiting: bool
    destroy_on: date


@dataclass(frozen=True)
class StepRow:
    """One step of a joining."""

    words: Promise
    taken_at: datetime
    by: str
    is_own: bool
    reason: str


@dataclass(frozen=True)
class JoiningRow:
    """One joining."""

    joining: str
    state: Promise
    is_waiting: bool
    is_standing: bool
    is_over: bool  # undone: nothing is left to do
    is_own: bool  # proposed by this reader
    steps: tuple[StepRow, ...]
    url: str


@dataclass(frozen=True)
class PairRow:
    """Two records that may be of one person."""

    one: RecordRow
    other: RecordRow
    band: Promise
    reasons: tuple[str, ...]
    url: str


def draw_record(card: RecordCard) -> RecordRow:
    """Return a record as a page draws it."""
    named = card.identity
    masked = f"{card.initials} {card.birth_year}".strip()
    return RecordRow(
        record=card.record,
        title=named.full_name if named else masked,
        is_named=named is not None,
        initials=card.initials,
        born=card.birth_year,
        birth_date=named.birth_date if named else None,
        address=named.address if named else "",
        age=AGES[card.age_band],
        by=_tell_who(card.written_by_role, card.organisation),
        written_on=timezone.localdate(card.written_at),
        is_own=card.is_own,
        told=NOTIFICATIONS[card.notification],
        is_late=card.notification is Notification.LATE,
        is_waiting=card.state is RecordState.WAITING,
        version=card.version,
        destroy_on=card.destroy_on,
        url=reverse("persons:person", args=[card.record]),
    )


def draw_sighting(card: SightingCard) -> SightingRow:
    """Return an observation as a page draws it."""
    return SightingRow(
        sighting=card.sighting,
        record=card.record,
        observed_at=card.observed_at,
        part=PARTS[card.part],
        is_good=card.part is Part.CALMING,
        kind=KINDS[card.kind],
        place=card.place or "",
        text=card.text or "",
        is_open=card.text is not None,
        by=_tell_who(card.written_by_role, card.organisation),
        is_own=card.is_own,
        is_waiting=card.state is RecordState.WAITING,
        destroy_on=card.destroy_on,
    )


def draw_joining(card: JoiningCard) -> JoiningRow:
    """Return a joining as a page draws it."""
    return JoiningRow(
        joining=card.joining,
        state=STATES[card.state],
        is_waiting=card.state is JoiningState.PROPOSED,
        is_standing=card.state is JoiningState.STANDING,
        is_over=card.state is JoiningState.UNDONE,
        is_own=card.steps[0].is_own,
        steps=tuple(_draw_step(step) for step in card.steps),
        url=reverse("persons:joining", args=[card.joining]),
    )


def draw_pair(card: Resemblance) -> PairRow:
    """Return two records side by side."""
    return PairRow(
        one=draw_record(card.one),
        other=draw_record(card.other),
        band=BANDS[card.band],
        reasons=tuple(str(REASONS.get(reason, reason)) for reason in card.reasons),
        url=reverse("persons:pair", args=[card.one.record, card.other.record]),
    )


def _draw_step(step: StepCard) -> StepRow:
    return StepRow(
        words=STEPS[step.step],
        taken_at=step.taken_at,
        by=_tell_who(step.role, step.organisation),
        is_own=step.is_own,
        reason=step.reason or "",
    )


def _tell_who(role: str, organisation: str) -> str:
    return f"{speak(role, column='role')}, {speak(organisation, column='organisation')}"
