"""What is said of one record and what the database says of many come to the same answer."""

from datetime import timedelta
from itertools import product

import pytest
from tests.persons.table import ADULT, FOURTEEN, Table, seen, written
from tests.privacy.town import TODAY

from zichtlijn.persons import operations
from zichtlijn.persons.models import IdentityRecord, NamedObservation
from zichtlijn.persons.queries.choosing import choose_observations, choose_records
from zichtlijn.persons.queries.facts import describe_observation, describe_record
from zichtlijn.persons.terms import Part
from zichtlijn.privacy.models import Notification
from zichtlijn.privacy.queries.admitting import admit, forget_refusals
from zichtlijn.privacy.terms.access import Outcome
from zichtlijn.privacy.terms.asking import BudgetSpent, NotAllowed

pytestmark = pytest.mark.django_db
LONG = timedelta(days=400)


def _vary(row: IdentityRecord | NamedObservation, contested: bool, term: str) -> None:
    row.contested = contested
    row.remove_on = TODAY if term == "removed" else TODAY + LONG
    row.destroy_on = TODAY if term == "passed" else TODAY + LONG
    row.save()


def _told(record: str, how: str) -> None:
    clock = Notification.objects.filter(person=record)
    if how == "late":
        clock.update(due_on=TODAY - timedelta(days=1))
    elif how == "informed":
        clock.update(informed_on=TODAY)
    elif how == "none":
        clock.delete()


def _answer(facts, verb, scope, access) -> Outcome:
    try:
        return admit(verb, facts, access=access, action="persons.test", scope=scope)
    except BudgetSpent:
        raise
    except NotAllowed:
        return Outcome.REFUSED


def test_the_filter_keeps_exactly_the_records_that_the_rules_admit(table: Table):
    cases = wrong = 0
    for contested, term, told, born in product((False, True), ("running", "removed", "passed"),
                                               ("running", "late", "informed", "none"), (ADULT, FOURTEEN)):  # fmt: skip
        code = written(table, born=born)
        IdentityRecord.objects.filter(pk=code).update(state="standing")
        _told(code, told)
        _vary(IdentityRecord.objects.get(pk=code), contested, term)
    for verb, access in product(
        ("find", "show"), (table.youth, table.police, table.director, table.officer)
    ):
        rows = IdentityRecord.objects.all()
        kept = {row.pk for row in choose_records(rows, verb=verb, scope=table.scope, access=access)}
        for row in rows:
            one = _answer(describe_record(row, access=access), verb, table.scope, access)
            cases, wrong = cases + 1, wrong + ((one is not Outcome.REFUSED) is not (row.pk in kept))
        forget_refusals()
    print(f"{wrong} of {cases} answers differ")
    assert (wrong, cases) == (0, 48 * 8)


def test_the_filter_keeps_exactly_the_observations_that_the_rules_admit(table: Table):
    cases = wrong = 0
    for contested, term, part, writer in product((False, True), ("running", "removed", "passed"),
                                                 (Part.PRESENT, Part.CALMING, Part.UNKNOWN), (table.youth, table.police)):  # fmt: skip
        code = written(table)
        kept = operations.write_observation(seen(part), record_id=code, access=writer)
        _vary(NamedObservation.objects.get(pk=kept.code), contested, term)
    records = list(IdentityRecord.objects.all())
    for verb, access in product(("find", "show"), (table.youth, table.police, table.director)):
        chosen = {
            outcome: {
                row.pk
                for row in choose_observations(
                    records, verb=verb, outcome=outcome, scope=table.scope, access=access
                )
            }
            for outcome in (Outcome.ALLOWED, Outcome.MASKED)
        }
        for row in NamedObservation.objects.select_related("record"):
            one = _answer(describe_observation(row, access=access), verb, table.scope, access)
            many = next(
                (outcome for outcome, ids in chosen.items() if row.pk in ids), Outcome.REFUSED
            )
            cases, wrong = cases + 1, wrong + (one is not many)
        forget_refusals()
    print(f"{wrong} of {cases} answers differ")
    assert (wrong, cases) == (0, 36 * 6)


def test_a_newest_postponement_holds_for_its_own_person_alone(table: Table):
    from zichtlijn.privacy.models.rights import Postponement
    from zichtlijn.privacy.queries.rights import find_notification_states

    waits, late = written(table), written(table)
    Notification.objects.update(due_on=TODAY - timedelta(days=1))
    clock = Notification.objects.get(person=waits)
    for days in (-5, 20):
        Postponement.objects.create(
            notification=clock, ground="public_safety", until=TODAY + timedelta(days=days),
            decided_on=TODAY - timedelta(days=9), decided_by="account",
        )  # fmt: skip
    found = find_notification_states([waits, late, "0" * 32], scope=table.scope, today=TODAY)
    assert found == {waits: "postponed", late: "late", "0" * 32: "late"}
