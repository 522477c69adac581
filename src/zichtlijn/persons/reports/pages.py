"""The pages of this room, ready to draw."""

from collections.abc import Sequence
from dataclasses import dataclass

from zichtlijn.audit.access import Access
from zichtlijn.persons import queries
from zichtlijn.persons.reports.rows import (
    JoiningRow,
    PairRow,
    RecordRow,
    SightingRow,
    draw_joining,
    draw_pair,
    draw_record,
    draw_sighting,
)
from zichtlijn.persons.sources.given_names import read_given_names
from zichtlijn.persons.terms import Identity, PersonCard
from zichtlijn.privacy.queries.admitting import may_open
from zichtlijn.privacy.queries.openings import find_open_purpose
from zichtlijn.privacy.queries.scopes import fetch_grants
from zichtlijn.privacy.reports.purposes import name_request_address
from zichtlijn.privacy.terms.asking import NotAllowed


@dataclass(frozen=True)
class Seat:
    """At which table a reader sits now; `scope` as the log names it."""

    scope: str
    title: str
    purpose: str


@dataclass(frozen=True)
class TablePage:
    """How many are known at a table, and what waits for people there."""

    seat: Seat
    pairs: tuple[PairRow, ...]
    joinings: tuple[JoiningRow, ...]
    waiting_records: tuple[RecordRow, ...]
    waiting_sightings: tuple[SightingRow, ...]
    known: int

    @property
    def waiting(self) -> int:
        """Return how many things wait for a decision."""
        parts = (self.pairs, self.joinings, self.waiting_records, self.waiting_sightings)
        return sum(len(part) for part in parts)


@dataclass(frozen=True)
class PersonPage:
    """One person: his records side by side, what was seen, and the joinings."""

    record: str
    scope: str
    title: str
    is_named: bool
    records: tuple[RecordRow, ...]
    sightings: tuple[SightingRow, ...]
    joinings: tuple[JoiningRow, ...]
    request_url: str  # where a request of this person is written down; empty for who may not

    @property
    def first(self) -> RecordRow:
        """Return the record that was asked for."""
        return next(row for row in self.records if row.record == self.record)


@dataclass(frozen=True)
class JoiningPage:
    """One joining, with the records it is about side by side."""

    joining: JoiningRow
    records: tuple[RecordRow, ...]

    @property
    def is_named(self) -> bool:
        """Return whether a name can be read here."""
        return any(row.is_named for row in self.records)


def holds_a_role(*, access: Access) -> bool:
    """Return whether this reader is an account with a role; the example has none."""
    return bool(fetch_grants(access.reader, moment=access.moment))


def find_seat(*, access: Access) -> Seat | None:
    """Return the table that this reader opened; None where none is open."""
    opened = find_open_purpose(access)
    if opened is None or not opened.scope:
        return None
    return Seat(opened.scope, opened.title, opened.purpose)


def may_find(*, access: Access) -> bool:
    """Return whether this reader may find anybody; an enforcement officer may write only (R28)."""
    return may_open("identity", "find", access=access)


def table_page(seat: Seat, *, access: Access) -> TablePage:
    """Return what waits at a table, by id."""
    held = queries.fetch_table(seat.scope, given_names=read_given_names(), access=access)
    return TablePage(
        seat,
        tuple(draw_pair(pair) for pair in held.resemblances),
        tuple(draw_joining(joining) for joining in held.waiting_joinings),
        tuple(draw_record(record) for record in held.waiting_records),
        tuple(draw_sighting(sighting) for sighting in held.waiting_sightings),
        held.known,
    )


def known_page(seat: Seat, *, access: Access) -> tuple[RecordRow, ...]:
    """Return who is known at a table, by initials."""
    known = queries.fetch_known(seat.scope, access=access)
    return _by_title([draw_record(record) for record in known])


def search_page(asked: Identity, *, seat: Seat, access: Access) -> tuple[RecordRow, ...]:
    """Return who was found, masked."""
    found = queries.search_records(asked, scope=seat.scope, access=access)
    return _by_title([draw_record(record) for record in found])


def person_page(record_id: str, *, access: Access) -> PersonPage:
    """Return a person, masked."""
    return _draw_person(queries.fetch_person(record_id, access=access), access=access)


def find_title(record_id: str, *, access: Access) -> str:
    """Return initials and year of a record; nothing for who may write and not read."""
    try:
        return person_page(record_id, access=access).title
    except NotAllowed:
        return ""


def named_person_page(record_id: str, *, access: Access) -> PersonPage:
    """Return a person by name, where the rules allow it."""
    return _draw_person(queries.show_person(record_id, access=access), access=access)


def pair_page(one: str, other: str, *, access: Access) -> tuple[PersonPage, PersonPage]:
    """Return two persons side by side, masked."""
    return person_page(one, access=access), person_page(other, access=access)


def named_pair_page(one: str, other: str, *, access: Access) -> tuple[PersonPage, PersonPage]:
    """Return two persons side by side, by name where the rules allow it."""
    return named_person_page(one, access=access), named_person_page(other, access=access)


def joining_page(joining_id: str, *, access: Access) -> JoiningPage:
    """Return a joining with its records, masked."""
    card, records = queries.fetch_joining(joining_id, access=access)
    return JoiningPage(draw_joining(card), tuple(draw_record(record) for record in records))


def named_joining_page(joining_id: str, *, access: Access) -> JoiningPage:
    """Return a joining with its records and reasons, by name where the rules allow it."""
    card, records = queries.show_joining(joining_id, access=access)
    return JoiningPage(draw_joining(card), tuple(draw_record(record) for record in records))


def _draw_person(card: PersonCard, *, access: Access) -> PersonPage:
    records = tuple(draw_record(record) for record in card.records)
    asked = next(row for row in records if row.record == card.record)
    return PersonPage(
        record=card.record,
        scope=card.records[0].scope,
        title=asked.title,
        is_named=not card.is_masked,
        records=records,
        sightings=tuple(draw_sighting(sighting) for sighting in card.sightings),
        joinings=tuple(draw_joining(joining) for joining in card.joinings),
        request_url=name_request_address(card.record, access=access),
    )


def _by_title(rows: Sequence[RecordRow]) -> tuple[RecordRow, ...]:
    return tuple(sorted(rows, key=lambda row: (row.title, row.record)))
