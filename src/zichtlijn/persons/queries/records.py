"""Read records and persons: masked, or by name where the rules and a reason allow it."""

from collections.abc import Sequence

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.persons.analysis.joining import list_companions
from zichtlijn.persons.analysis.masking import mask_identity
from zichtlijn.persons.models import IdentityRecord, NamedObservation
from zichtlijn.persons.queries.choosing import choose_observations, fetch_versions
from zichtlijn.persons.queries.facts import (
    IDENTITY,
    describe_observation,
    describe_record,
    fetch_notifications,
)
from zichtlijn.persons.queries.joinings import describe_joinings, read_joinings, read_persons
from zichtlijn.persons.queries.unsealing import open_identities, open_sightings
from zichtlijn.persons.terms import (
    AgeBand,
    Kind,
    Notification,
    Part,
    PersonCard,
    RecordCard,
    RecordState,
    SightingCard,
)
from zichtlijn.privacy.queries.admitting import admit, refuse_missing
from zichtlijn.privacy.queries.openings import find_open_purpose
from zichtlijn.privacy.terms.access import Outcome
from zichtlijn.privacy.terms.asking import RecordFacts


def fetch_person(record_id: str, *, access: Access) -> PersonCard:
    """Return the person of a record, masked: initials, year, sources and terms.

    Raises NotAllowed, in the same words where there is no such record; LogUnavailable.
    """
    with transaction.atomic():
        records = find_person(record_id, verb="find", action="persons.person.read", access=access)
        masked = [Outcome.MASKED] * len(records)
        return _make_card(record_id, records, masked, verb="find", access=access)


def show_person(record_id: str, *, access: Access) -> PersonCard:
    """Return the person of a record by name; every record is asked for, the strictest answer holds.

    Where one of the joined records may only be seen masked, all are. Raises as `fetch_person`.
    """
    with transaction.atomic():
        records = find_records_of_person(record_id, verb="show", access=access)
        outcomes = [
            admit_record(one, verb="show", action="persons.person.show", access=access)
            for one in records
        ]
        strictest = Outcome.MASKED if Outcome.MASKED in outcomes else Outcome.ALLOWED
        card = [strictest] * len(records)
        return _make_card(record_id, records, card, verb="show", access=access)


def fetch_record(record_id: str, *, access: Access) -> RecordCard:
    """Return one record by name, as whoever corrects it must see it. Raises as `fetch_person`."""
    with transaction.atomic():
        record = find_record(record_id, verb="show", access=access)
        outcome = admit_record(record, verb="show", action="persons.record.show", access=access)
        return describe_records([record], [outcome], access=access)[0]


def find_record(record_id: str, *, verb: str, access: Access) -> IdentityRecord:
    """Return the row of a record. Raises NotAllowed where there is none, as for a refusal.

    A record of another table than the one that is open is not there either.
    """
    row = IdentityRecord.objects.filter(pk=record_id).first()
    opened = find_open_purpose(access)
    table = opened.scope if opened else ""
    if row is None or (table and row.scope != table):
        raise refuse_missing(
            verb,
            RecordFacts(IDENTITY),
            access=access,
            action="persons.record.read",
            scope=table or access.scope,
        )
    return row


def find_records_of_person(
    record_id: str, *, verb: str, access: Access
) -> tuple[IdentityRecord, ...]:
    """Return the rows of all records of the person of a record, itself included, by id."""
    asked = find_record(record_id, verb=verb, access=access)
    ids = list_companions(record_id, persons=read_persons(asked.scope))
    return tuple(IdentityRecord.objects.filter(pk__in=ids).order_by("pk"))


def find_person(
    record_id: str, *, verb: str, action: str, access: Access
) -> tuple[IdentityRecord, ...]:
    """Return the rows of a person after the rules admitted each of them, with its line."""
    records = find_records_of_person(record_id, verb=verb, access=access)
    for record in records:
        admit_record(record, verb=verb, action=action, access=access)
    return records


def describe_records(
    records: Sequence[IdentityRecord], outcomes: Sequence[Outcome], *, access: Access
) -> tuple[RecordCard, ...]:
    """Return cards of records, by name only where the outcome allows it."""
    identities = open_identities(fetch_versions(records))
    told = fetch_notifications(records, today=access.moment.date())
    return tuple(
        RecordCard(
            record.pk,
            record.scope,
            *mask_identity(identity),
            identity if outcome is Outcome.ALLOWED else None,
            record.organisation,
            record.written_by_role,
            record.written_at,
            record.written_by == access.reader,
            AgeBand(record.age_band),
            Notification(told[record.pk]),
            RecordState(record.state),
            record.version,
            record.destroy_on,
        )
        for record, identity, outcome in zip(records, identities, outcomes, strict=True)
    )


def describe_sightings(
    rows: Sequence[NamedObservation], *, is_open: bool, access: Access
) -> tuple[SightingCard, ...]:
    """Return cards of observations; place and text stand open only where the rules allow it."""
    opened = open_sightings(rows) if is_open else [(None, None)] * len(rows)
    return tuple(
        SightingCard(
            row.pk,
            row.record_id,
            row.observed_at,
            Part(row.part),
            Kind(row.kind),
            place,
            text,
            row.organisation,
            row.written_by_role,
            row.written_at,
            row.written_by == access.reader,
            RecordState(row.state),
            row.destroy_on,
        )
        for row, (place, text) in zip(rows, opened, strict=True)
    )


def admit_record(record: IdentityRecord, *, verb: str, action: str, access: Access) -> Outcome:
    """Ask the rules for one record and write its line. Raises NotAllowed, LogUnavailable."""
    return admit(
        verb,
        describe_record(record, access=access),
        access=access,
        subjects=(record.pk,),
        count=1,
        action=action,
        scope=record.scope,
    )


def _make_card(
    record_id: str,
    records: Sequence[IdentityRecord],
    outcomes: Sequence[Outcome],
    *,
    verb: str,
    access: Access,
) -> PersonCard:
    scope = records[0].scope
    mine = {record.pk for record in records}
    joinings = [joining for joining in read_joinings(scope) if mine & set(joining.records)]
    is_open = Outcome.MASKED not in outcomes
    return PersonCard(
        record_id,
        describe_records(records, outcomes, access=access),
        _list_sightings(records, verb=verb, scope=scope, access=access),
        describe_joinings(joinings, scope=scope, may_read_reasons=is_open, access=access),
    )


def _list_sightings(
    records: Sequence[IdentityRecord], *, verb: str, scope: str, access: Access
) -> tuple[SightingCard, ...]:
    """Return what was seen: each observation decided alone, what is refused left out."""
    cards: list[SightingCard] = []
    for outcome in (Outcome.ALLOWED, Outcome.MASKED):
        rows = choose_observations(records, verb=verb, outcome=outcome, scope=scope, access=access)
        if not rows:
            continue
        admit(
            verb,
            describe_observation(rows[0], access=access),
            access=access,
            subjects=[row.record_id for row in rows],
            count=len(rows),
            action="persons.observations.read",
            scope=scope,
        )
        cards += describe_sightings(rows, is_open=outcome is Outcome.ALLOWED, access=access)
    return tuple(sorted(cards, key=lambda card: (card.observed_at, card.sighting)))
