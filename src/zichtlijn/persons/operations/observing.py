"""Write down what was seen of somebody, and approve it as the second person."""

from django.db import transaction
from django.utils import timezone

from zichtlijn.audit.access import Access
from zichtlijn.persons.models import IdentityRecord, NamedObservation
from zichtlijn.persons.operations.asking import (
    Deed,
    admit_records,
    admit_writing,
    check_free_texts,
)
from zichtlijn.persons.operations.sealing import make_id, seal_sighting, set_end
from zichtlijn.persons.operations.writing import Written
from zichtlijn.persons.policies import check_part_is_named, check_sighting, check_waits
from zichtlijn.persons.queries.facts import OBSERVATION, REGIME, describe_record
from zichtlijn.persons.queries.records import find_record
from zichtlijn.persons.terms import NotAllowed, NotFound, RecordState, Sighting


def write_observation(sighting: Sighting, *, record_id: str, access: Access) -> Written:
    """Write down what somebody saw himself; who it is about stays known as long as it stays.

    Victims and witnesses are refused by name (G7, R03). Raises WrongWriting, AskedToRephrase,
    NotAllowed (also of privacy), LogUnavailable; then nothing was kept.
    """
    check_part_is_named(sighting.part)
    check_sighting(sighting, moment=access.moment)
    check_free_texts({"place": sighting.place, "text": sighting.text})
    code = make_id()
    with transaction.atomic():
        record = find_record(record_id, verb="write", access=access)
        check_stands(record)
        facts = describe_record(record, access=access)._replace(
            data_class=OBSERVATION, part=sighting.part, own_entry="yes", record_organisation="own"
        )
        deed = Deed("persons.observation.write", record.scope, record.pk)
        state = admit_writing(facts, deed=deed, access=access)
        observation = _make(code, sighting, record=record, state=state, access=access)
        observation.save(force_insert=True)
        _lengthen(record, observation)
    return Written(code, state)


def approve_observation(code: str, *, access: Access) -> None:
    """Let an observation stand, as the second person of another organisation (R29, R37).

    What is confirmed is that this child is named, so the rules are asked as for an identity.
    Raises NotFound, NotAllowed, LogUnavailable.
    """
    with transaction.atomic():
        observation = NamedObservation.objects.filter(pk=code).select_related("record").first()
        if observation is None:
            raise NotFound("Deze waarneming is er niet, of niet meer.")
        check_waits(RecordState(observation.state))
        admit_records(
            "confirm",
            [observation.record],
            action="persons.observation.approve",
            access=access,
            own_entry="yes" if observation.written_by == access.reader else "no",
            record_organisation=(
                "own" if observation.organisation == access.organisation else "other"
            ),
        )
        observation.state = RecordState.STANDING
        observation.approved_by = access.reader
        observation.approved_by_role = access.role
        observation.approved_by_organisation = access.organisation
        observation.save()


def check_stands(record: IdentityRecord) -> None:
    """Raise NotAllowed while a record waits for its second person."""
    if record.state != RecordState.STANDING:
        raise NotAllowed("Deze registratie wacht nog op een tweede persoon.")


def _make(
    code: str, sighting: Sighting, *, record: IdentityRecord, state: RecordState, access: Access
) -> NamedObservation:
    seen_on = timezone.localdate(sighting.observed_at)
    clock = set_end(OBSERVATION, born_on=seen_on, scope=record.scope, access=access)
    observation = NamedObservation(
        id=code,
        record=record,
        scope=record.scope,
        observed_at=sighting.observed_at,
        part=sighting.part,
        kind=sighting.kind,
        organisation=access.organisation,
        written_by_role=access.role,
        written_by=access.reader,
        written_at=access.moment,
        regime=REGIME,
        purpose=access.purpose,
        legal_ground=access.legal_ground,
        state=state,
        remove_on=clock.remove_on,
        destroy_on=clock.destroy_on,
        retention_rule=clock.named,
    )
    seal_sighting(observation, sighting, access=access)
    return observation


def _lengthen(record: IdentityRecord, observation: NamedObservation) -> None:
    """Who somebody is stays known no shorter than the last observation of him (rule B11)."""
    if observation.destroy_on > record.destroy_on:
        record.destroy_on = observation.destroy_on
        record.save(update_fields=["destroy_on"])
