"""Undo the last deed: who wrote something takes it back within a day, and it is gone."""

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.persons.models import IdentityRecord, NamedObservation
from zichtlijn.persons.operations.asking import Deed, admit_writing
from zichtlijn.persons.operations.destroying import destroy_observations, destroy_records
from zichtlijn.persons.policies import check_can_take_back, check_is_alone
from zichtlijn.persons.queries.facts import IDENTITY, OBSERVATION, describe_record
from zichtlijn.persons.queries.records import find_record
from zichtlijn.persons.terms import Author, NotFound
from zichtlijn.privacy.operations.destruction import record_destruction
from zichtlijn.privacy.terms.holdings import Destroyed


def take_back_record(record_id: str, *, access: Access) -> None:
    """Destroy a record that this account wrote today and on which nothing rests yet.

    Raises NotAllowed (also of privacy), LogUnavailable.
    """
    with transaction.atomic():
        record = find_record(record_id, verb="write", access=access)
        _check_is_own(record, access=access)
        check_is_alone(
            observations_of_others=NamedObservation.objects.filter(record=record)
            .exclude(written_by=access.reader)
            .count()
        )
        _admit(record, "persons.record.take_back", access)
        _record_gone(IDENTITY, destroy_records([record_id]), access=access)


def take_back_observation(code: str, *, access: Access) -> str:
    """Destroy an observation that this account wrote today; return the record it was about.

    Raises NotFound, NotAllowed (also of privacy), LogUnavailable.
    """
    with transaction.atomic():
        observation = NamedObservation.objects.filter(pk=code).select_related("record").first()
        if observation is None:
            raise NotFound("Deze waarneming is er niet, of niet meer.")
        _check_is_own(observation, access=access)
        _admit(observation.record, "persons.observation.take_back", access)
        _record_gone(OBSERVATION, destroy_observations([code]), access=access)
        return str(observation.record_id)


def _check_is_own(kept: IdentityRecord | NamedObservation, *, access: Access) -> None:
    check_can_take_back(
        written_by=Author(kept.written_by, kept.written_by_role, kept.organisation),
        asked_by=Author(access.reader, access.role, access.organisation),
        age=access.moment - kept.written_at,
    )


def _admit(record: IdentityRecord, action: str, access: Access) -> None:
    """Ask the rules as for writing; that a second person is asked for does not keep it here."""
    facts = describe_record(record, access=access)._replace(second_person="other_organisation")
    admit_writing(facts, deed=Deed(action, record.scope, record.pk), access=access)


def _record_gone(data_class: str, gone: tuple[str, ...], *, access: Access) -> None:
    """Put what went on the list that no backup loses."""
    taken = Destroyed("persons", data_class, len(gone), "teruggenomen door wie het schreef", gone)
    record_destruction(taken, today=access.moment.date(), access=access)
