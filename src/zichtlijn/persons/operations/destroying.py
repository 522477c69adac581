"""Destroy what is held: rows away, keys shredded, and what rested on them with it (G3, G8)."""

from collections.abc import Collection

from zichtlijn.audit import keys
from zichtlijn.persons.models import (
    IdentityRecord,
    IdentityVersion,
    JoinedRecord,
    Joining,
    JoiningStep,
    NamedObservation,
    Person,
)
from zichtlijn.persons.queries.unsealing import bind_reason
from zichtlijn.privacy.operations.destruction import shred_after_commit
from zichtlijn.privacy.operations.oversight.marking import forget_marks


def destroy_records(ids: Collection[str]) -> tuple[str, ...]:
    """Destroy records with all that was seen under them; return which were still there, by id.

    The reasons of their joinings go too, since they may tell of them. Call it in a transaction
    that holds the line of the log.
    """
    rows = list(IdentityRecord.objects.filter(pk__in=ids).order_by("pk"))
    gone = tuple(str(row.pk) for row in rows)
    observed = NamedObservation.objects.filter(record__in=gone)
    sealed_under = list(observed.values_list("key_id", flat=True))
    sealed_under += IdentityVersion.objects.filter(record__in=gone).values_list("key_id", flat=True)
    _forget_joinings(gone)
    forget_marks(code for row in rows for code in (row.pk, row.pseudonym))
    IdentityRecord.objects.filter(pk__in=gone).delete()
    shred_after_commit(sealed_under)
    return gone


def destroy_observations(ids: Collection[str]) -> tuple[str, ...]:
    """Destroy observations; return which were still there, by id."""
    rows = list(NamedObservation.objects.filter(pk__in=ids).order_by("pk"))
    NamedObservation.objects.filter(pk__in=[row.pk for row in rows]).delete()
    shred_after_commit([row.key_id for row in rows])
    return tuple(str(row.pk) for row in rows)


def _forget_joinings(records: Collection[str]) -> None:
    """Empty the reasons that speak of these records; persons of whom nothing is left go."""
    touched = set(JoinedRecord.objects.filter(record__in=records).values_list("joining", flat=True))
    persons = list(Person.objects.filter(pk__in=_persons_of(touched)))
    JoiningStep.objects.filter(joining__in=touched).update(sealed_reason=b"")
    JoinedRecord.objects.filter(record__in=records).delete()
    for person in persons:
        shred_after_commit([person.key_id])
        if JoinedRecord.objects.filter(joining__person=person).exists():
            _renew_card_key(person)
        else:
            person.delete()


def _persons_of(joinings: Collection[str]) -> list[str]:
    return list(Joining.objects.filter(pk__in=joinings).values_list("person", flat=True))


def _renew_card_key(person: Person) -> None:
    """Seal the reasons that stay under a fresh key, so that the old key can be shredded."""
    fresh = keys.make_key(keys.KeyKind.PERSON_CARD, moment=person.made_at)
    for step in JoiningStep.objects.filter(joining__person=person).exclude(sealed_reason=b""):
        place = bind_reason(step.joining_id)
        reason = keys.unseal(person.key_id, bytes(step.sealed_reason), bound_to=place)
        step.sealed_reason = keys.seal(fresh, reason, bound_to=place)
        step.save(update_fields=["sealed_reason"])
    person.key_id = fresh
    person.save(update_fields=["key_id"])
