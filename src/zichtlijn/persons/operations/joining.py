"""Say that two records are of one person: proposed by one, confirmed by another, undone by any.

Each step is a row of its own; no row is ever changed, so taking a joining back leaves all else as
it was (guard rails G14, G15).
"""

from collections.abc import Sequence

from django.db import transaction

from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.persons.analysis.joining import choose_person, derive_persons
from zichtlijn.persons.models import IdentityRecord, JoinedRecord, Joining, JoiningStep, Person
from zichtlijn.persons.operations.asking import admit_records, check_free_texts
from zichtlijn.persons.operations.observing import check_stands
from zichtlijn.persons.operations.sealing import make_id, seal_reason
from zichtlijn.persons.policies import (
    check_can_confirm,
    check_can_decline,
    check_can_propose,
    check_can_undo,
    check_reason,
)
from zichtlijn.persons.queries.joinings import find_joining, read_joinings, read_proposer
from zichtlijn.persons.queries.records import find_record
from zichtlijn.persons.terms import Author, Joined, JoiningState, NotAllowed, Step
from zichtlijn.privacy.operations.taking import note_taken
from zichtlijn.privacy.terms.taking import Again, TakenKind

_DEEDS = {Step.DECLINED: "decline", Step.UNDONE: "undo"}


def propose_joining(one: str, other: str, *, reason: str, access: Access) -> str:
    """Propose that two records are of one person; return the id of the joining.

    Raises NotAllowed (also of privacy), AskedToRephrase, LogUnavailable.
    """
    action = "persons.joining.propose"
    return _begin(one, other, step=Step.PROPOSED, action=action, reason=reason, access=access)


def set_apart(one: str, other: str, *, reason: str, access: Access) -> str:
    """Say that two records are of two people, so that nobody is asked again (G16).

    Can be undone like a joining. Raises as `propose_joining`.
    """
    action = "persons.joining.part"
    return _begin(one, other, step=Step.DECLINED, action=action, reason=reason, access=access)


def confirm_joining(joining_id: str, *, reason: str, access: Access) -> None:
    """Confirm a proposal of somebody else, in another role and of another organisation.

    Raises NotAllowed (also of privacy), NotFound, AskedToRephrase, LogUnavailable.
    """
    with transaction.atomic():
        row, joined = find_joining(joining_id)
        proposer = read_proposer(row)
        records = _find_rows(joined.records)
        admit_records(
            "confirm",
            records,
            action="persons.joining.confirm",
            access=access,
            own_entry="yes" if proposer.account == access.reader else "no",
            record_organisation="own" if proposer.organisation == access.organisation else "other",
        )
        asker = Author(access.reader, access.role, access.organisation)
        check_can_confirm(joined.state, proposed_by=proposer, confirmed_by=asker)
        _check_still_free(row, joined)
        _take(row, Step.CONFIRMED, reason=reason, access=access)


def decline_joining(joining_id: str, *, reason: str, access: Access) -> None:
    """Answer a proposal with no; the pair is not proposed again. Raises as `undo_joining`."""
    _answer(joining_id, Step.DECLINED, "persons.joining.decline", reason, access)


def undo_joining(joining_id: str, *, reason: str, access: Access) -> None:
    """Take a joining back, whoever made it: one is enough, since it only parts (G15).

    Raises NotAllowed (also of privacy), NotFound, AskedToRephrase, LogUnavailable.
    """
    _answer(joining_id, Step.UNDONE, "persons.joining.undo", reason, access)


def part_again(joining_id: str, step: Step, *, access: Access) -> Again:
    """Take a joining back once more, which an older copy of the database brought back."""
    row = Joining.objects.filter(pk=joining_id).first()
    if row is None or JoiningStep.objects.filter(joining=row, step=step).exists():
        return Again.ALREADY
    log.record(f"persons.joining.{_DEEDS[step]}", scope=row.scope, access=access, count=1)
    JoiningStep.objects.create(
        joining=row,
        step=step,
        taken_at=access.moment,
        account=access.reader,
        role=access.role,
        organisation=access.organisation,
        sealed_reason=b"",  # why was lost with the newer database
    )
    return Again.DONE


def _begin(one: str, other: str, *, step: Step, action: str, reason: str, access: Access) -> str:
    with transaction.atomic():
        first = find_record(one, verb="propose", access=access)
        second = find_record(other, verb="propose", access=access)
        admit_records("propose", [first, second], action=action, access=access)
        if first.scope != second.scope:
            raise NotAllowed("Samenvoegen kan alleen binnen een groep of casus.")
        check_stands(first)
        check_stands(second)
        joinings = read_joinings(first.scope)
        persons = derive_persons(joinings)
        check_can_propose(one, other, persons=persons, proposed=_is_proposed(one, other, joinings))
        joining = _make(first, choose_person(one, other, persons=persons), access=access)
        JoinedRecord.objects.bulk_create(
            JoinedRecord(joining=joining, record=record) for record in (first, second)
        )
        _take(joining, step, reason=reason, access=access)
    return str(joining.pk)


def _answer(joining_id: str, step: Step, action: str, reason: str, access: Access) -> None:
    check = check_can_undo if step is Step.UNDONE else check_can_decline
    with transaction.atomic():
        row, joined = find_joining(joining_id)
        admit_records("propose", _find_rows(joined.records), action=action, access=access)
        check(joined.state)
        _take(row, step, reason=reason, access=access)
        note_taken(TakenKind.JOINING, joining_id, moment=access.moment, step=step)


def _is_proposed(one: str, other: str, joinings: Sequence[Joined]) -> bool:
    return any(
        joining.state is JoiningState.PROPOSED and {one, other} <= set(joining.records)
        for joining in joinings
    )


def _make(record: IdentityRecord, person_id: str | None, *, access: Access) -> Joining:
    person = (
        Person.objects.get(pk=person_id)
        if person_id
        else Person.objects.create(
            id=make_id(),
            scope=record.scope,
            key_id=keys.make_key(keys.KeyKind.PERSON_CARD, moment=access.moment),
            made_at=access.moment,
        )
    )
    return Joining.objects.create(
        id=make_id(), person=person, scope=record.scope, made_at=access.moment
    )


def _check_still_free(row: Joining, joined: Joined) -> None:
    """Raise NotAllowed where one of the records was joined to somebody else meanwhile."""
    persons = derive_persons(read_joinings(row.scope))
    for record in joined.records:
        if persons.get(record, row.person_id) != row.person_id:
            raise NotAllowed("Een van beide is intussen bij een ander gevoegd.")


def _find_rows(records: Sequence[str]) -> list[IdentityRecord]:
    return list(IdentityRecord.objects.filter(pk__in=records).order_by("pk"))


def _take(joining: Joining, step: Step, *, reason: str, access: Access) -> None:
    check_reason(reason)
    check_free_texts({"reason": reason})
    JoiningStep.objects.create(
        joining=joining,
        step=step,
        taken_at=access.moment,
        account=access.reader,
        role=access.role,
        organisation=access.organisation,
        sealed_reason=seal_reason(reason, joining=joining.pk, key_id=joining.person.key_id),
    )
