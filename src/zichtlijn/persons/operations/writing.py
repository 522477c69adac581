"""Write somebody down by name, approve it as the second person, and better it."""

from typing import NamedTuple

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.persons.analysis.ages import count_years, derive_age_band
from zichtlijn.persons.models import IdentityRecord
from zichtlijn.persons.operations.asking import (
    Deed,
    admit_records,
    admit_writing,
    check_names,
)
from zichtlijn.persons.operations.sealing import keep_version, make_id, renew_version, set_end
from zichtlijn.persons.policies import check_can_correct, check_can_write, check_waits
from zichtlijn.persons.queries.facts import IDENTITY, REGIME, describe_record
from zichtlijn.persons.queries.records import find_record
from zichtlijn.persons.terms import AgeBand, Author, Identity, NotAllowed, RecordState
from zichtlijn.privacy.operations.rights import start_notification
from zichtlijn.privacy.terms.asking import RecordFacts
from zichtlijn.privacy.terms.rights import NewNotification


class Written(NamedTuple):
    """What was kept, and whether it waits for a second person."""

    code: str
    state: RecordState


def write_record(identity: Identity, *, scope: str, access: Access, pseudonym: str = "") -> Written:
    """Write somebody down at a table, sealed, with the clock that destroys it.

    `pseudonym` is the code under which deliveries know him, where there is one. A child of 12 to
    15, or somebody of unknown age, waits for a second person of another organisation (R29).
    Raises WrongWriting, AskedToRephrase, NotAllowed (also of privacy), NoClock, LogUnavailable;
    then nothing was kept.
    """
    band = _judge(identity, access=access)
    code = make_id()
    with transaction.atomic():
        facts = _facts_of_new(band)
        deed = Deed("persons.record.write", scope, code)
        state = admit_writing(facts, deed=deed, access=access)
        clock = set_end(IDENTITY, born_on=access.moment.date(), scope=scope, access=access)
        record = IdentityRecord.objects.create(
            id=code,
            scope=scope,
            organisation=access.organisation,
            written_by_role=access.role,
            written_by=access.reader,
            written_at=access.moment,
            regime=REGIME,
            purpose=access.purpose,
            legal_ground=access.legal_ground,
            age_band=band,
            pseudonym=pseudonym,
            state=state,
            remove_on=clock.remove_on,
            destroy_on=clock.destroy_on,
            retention_rule=clock.named,
        )
        keep_version(record, identity, number=1, access=access)
        _start_clock(record, access=access)
    return Written(code, state)


def approve_record(record_id: str, *, access: Access) -> None:
    """Let a record stand, as the second person of another organisation (R29, R37).

    Raises NotAllowed, LogUnavailable.
    """
    with transaction.atomic():
        record = find_record(record_id, verb="confirm", access=access)
        check_waits(RecordState(record.state))
        facts = describe_record(record, access=access)
        admit_records(
            "confirm",
            [record],
            action="persons.record.approve",
            access=access,
            own_entry=facts.own_entry,
            record_organisation=facts.record_organisation,
        )
        record.state = RecordState.STANDING
        record.approved_by = access.reader
        record.approved_by_role = access.role
        record.approved_by_organisation = access.organisation
        record.save()


def correct_record(record_id: str, identity: Identity, *, access: Access) -> int:
    """Write a better version under a fresh key and shred the key of the old one (AVG 16).

    Returns the number of the version. Raises as `write_record`; where the rules ask for a second
    person the process director corrects, on the ground of the person's own right (R14).
    """
    band = _judge(identity, access=access)
    with transaction.atomic():
        record = find_record(record_id, verb="write", access=access)
        check_can_correct(written_by=_author(record), corrected_by=_asker(access))
        facts = describe_record(record, access=access)._replace(age=band)
        deed = Deed("persons.record.correct", record.scope, record.pk)
        if admit_writing(facts, deed=deed, access=access) is RecordState.WAITING:
            raise NotAllowed(
                "Bij een kind onder de 16 verbetert de procesregisseur dit, op verzoek."
            )
        renew_version(record, identity, access=access)
    return record.version


def _judge(identity: Identity, *, access: Access) -> AgeBand:
    today = access.moment.date()
    band = derive_age_band(identity.birth_date, on=today)
    years = count_years(identity.birth_date, on=today) if identity.birth_date else None
    check_can_write(identity, age_band=band, age_years=years)
    check_names({"full_name": identity.full_name, "address": identity.address})
    return band


def _facts_of_new(band: AgeBand) -> RecordFacts:
    return RecordFacts(
        IDENTITY,
        REGIME,
        notification="running",
        age=band,
        part="none",
        contested="no",
        retention="running",
        own_entry="yes",
        record_organisation="own",
    )


def _start_clock(record: IdentityRecord, *, access: Access) -> None:
    start_notification(
        NewNotification(
            person=record.pk,
            scope=record.scope,
            purpose=record.purpose,
            legal_ground=record.legal_ground,
            source=record.written_by_role,
            age=record.age_band,
            first_named_on=access.moment.date(),
        ),
        access=access,
    )


def _author(record: IdentityRecord) -> Author:
    return Author(record.written_by, record.written_by_role, record.organisation)


def _asker(access: Access) -> Author:
    return Author(access.reader, access.role, access.organisation)
