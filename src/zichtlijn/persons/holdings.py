"""What this room holds on a person or past its term: find it, hand it over, contest, destroy.

Registered by `desk`, called for inspection, correction and retention, which ask the rule table
themselves. A person is known by the random id of one of his records, or of the person they were
joined to.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.persons.models import IdentityRecord, NamedObservation
from zichtlijn.persons.operations import closing, rectifying
from zichtlijn.persons.operations.destroying import destroy_observations, destroy_records
from zichtlijn.persons.queries.choosing import fetch_versions
from zichtlijn.persons.queries.facts import IDENTITY, OBSERVATION
from zichtlijn.persons.queries.holding import describe_identity, describe_seen, find_companions
from zichtlijn.persons.queries.unsealing import open_identities, open_sightings
from zichtlijn.persons.terms import NotFound
from zichtlijn.privacy.queries.retention import list_kept_records
from zichtlijn.privacy.terms.holdings import Destroyed, Held, Subject

ROOM = "persons"


def find_codes(person: str, *, access: Access) -> tuple[str, ...]:
    """Return the ids of a person's records and the pseudonyms under which deliveries know him."""
    records = find_companions([person])
    log.record("persons.holdings.codes", scope=ROOM, access=access, subjects=_ids(records))
    codes = {code for record in records for code in (record.pk, record.pseudonym) if code}
    return tuple(sorted(codes))


def find_held(subject: Subject, *, access: Access) -> tuple[Held, ...]:
    """Return every record and observation of a person, in words that he can read (AVG 15)."""
    records = find_companions([subject.person, *subject.codes])
    ids = _ids(records)
    log.record("persons.holdings.find", scope=ROOM, access=access, subjects=ids, count=len(ids))
    seen = list(NamedObservation.objects.filter(record__in=ids).select_related("record"))
    identities = zip(records, open_identities(fetch_versions(records)), strict=True)
    sightings = zip(seen, open_sightings(seen), strict=True)
    return (
        *(describe_identity(ROOM, record, identity) for record, identity in identities),
        *(describe_seen(ROOM, row, place, text) for row, (place, text) in sightings),
    )


def find_ages(person: str, *, access: Access) -> tuple[str, ...]:
    """Return the age bands that stand in the records of a person (R07)."""
    records = find_companions([person])
    log.record("persons.holdings.ages", scope=ROOM, access=access, subjects=_ids(records))
    return tuple(sorted({record.age_band for record in records}))


def contest(record: str, *, access: Access) -> None:
    """Take a record or observation out of every list at once (R04). Raises NotFound."""
    _mark(record, is_contested=True, action="persons.record.contest", access=access)


def settle(record: str, *, access: Access) -> None:
    """Let it count again after the contest was decided against. Raises NotFound."""
    _mark(record, is_contested=False, action="persons.record.settle", access=access)


def list_corrections(record: str, *, access: Access) -> tuple[tuple[str, str], ...]:
    """Return what can be bettered of a record, each as a code and in Dutch words."""
    log.record("persons.holdings.corrections", scope=ROOM, access=access, subjects=(record,))
    return rectifying.list_corrections(record)


def rectify(record: str, correction: str, *, access: Access) -> str:
    """Write a new version without the fault, and return its id. Raises NotFound."""
    return rectifying.rectify(record, correction, access=access)


def bring_forward(scope: str, *, closed_on: date, access: Access) -> int:
    """Let what stayed for the approach of a table go sooner, now that it has ended."""
    return closing.bring_forward(scope, closed_on=closed_on, access=access)


def destroy(records: tuple[str, ...], *, access: Access) -> tuple[Destroyed, ...]:
    """Destroy records and observations by id; ids that are gone already are passed over."""
    return _destroy(records, ground="besluit of herhaling na terugzetten", access=access)


def destroy_past_term(*, today: date, access: Access) -> tuple[Destroyed, ...]:
    """Destroy what is past its term."""
    past = [str(row) for rows in _list_past(today) for row in rows.values_list("pk", flat=True)]
    return _destroy(past, ground="einde van de bewaartermijn", access=access)


def count_past_term(*, today: date) -> int:
    """Return how many records are past their term and still there: 0 when all is well."""
    return sum(rows.count() for rows in _list_past(today))


def _destroy(ids: Sequence[str], *, ground: str, access: Access) -> tuple[Destroyed, ...]:
    with transaction.atomic():
        observations = destroy_observations(ids)
        records = destroy_records(ids)
        gone = ((OBSERVATION, observations), (IDENTITY, records))
        for data_class, some in gone:
            if some:
                log.record(
                    f"persons.{data_class}.destroy",
                    scope=ROOM,
                    access=access,
                    count=len(some),
                    subjects=some,
                )
        return tuple(
            Destroyed(ROOM, data_class, len(some), ground, some)
            for data_class, some in gone
            if some
        )


def _list_past(today: date) -> tuple[QuerySet[NamedObservation], QuerySet[IdentityRecord]]:
    kept = list_kept_records(ROOM, today=today)  # extended by two people, or under a legal hold
    seen = NamedObservation.objects.filter(pk__in=kept).values("record")
    return (
        NamedObservation.objects.filter(destroy_on__lte=today).exclude(pk__in=kept),
        # what was seen of somebody goes with his record: a hold on the one holds the other
        IdentityRecord.objects.filter(destroy_on__lte=today)
        .exclude(pk__in=kept)
        .exclude(pk__in=seen),
    )


def _mark(code: str, *, is_contested: bool, action: str, access: Access) -> None:
    with transaction.atomic():
        rows = (
            IdentityRecord.objects.filter(pk=code),
            NamedObservation.objects.filter(pk=code),
        )
        marked = sum(some.update(contested=is_contested) for some in rows)
        if not marked:
            raise NotFound("Dit gegeven is er niet, of niet meer.")
        log.record(action, scope=ROOM, access=access, count=1, subjects=(code,))


def _ids(records: Sequence[IdentityRecord]) -> tuple[str, ...]:
    return tuple(str(record.pk) for record in records)
