"""The three judgements while the product runs, and rights that are gone at the next request."""

# seeded choices, no secret
# ruff: noqa: S311

from datetime import timedelta
from random import Random

import pytest
from tests.privacy.run_time import compare_at_run_time
from tests.privacy.town import KNOWN, TODAY, hold, later, set_table, work

from zichtlijn.privacy.models import Membership, Opening, RoleGrant, Scope
from zichtlijn.privacy.queries.admitting import admit
from zichtlijn.privacy.sources.rule_table import read_rule_table
from zichtlijn.privacy.terms.access import Outcome
from zichtlijn.privacy.terms.asking import NotAllowed

pytestmark = pytest.mark.django_db


def test_fifty_thousand_questions_while_it_runs_get_the_answer_of_the_oracle() -> None:
    compared = compare_at_run_time(400, records=125, table=read_rule_table(), seed=20261123)
    print(compared)
    assert compared.cases == 50_000
    assert compared.shown > 3_000
    assert (compared.leaks, compared.wrongful_refusals, compared.disagreements) == (0, 0, 0)


@pytest.mark.night
def test_a_million_questions_while_it_runs_get_the_answer_of_the_oracle() -> None:
    compared = compare_at_run_time(4_000, records=250, table=read_rule_table(), seed=11)
    print(compared)
    assert compared.cases == 1_000_000
    assert (compared.leaks, compared.wrongful_refusals, compared.disagreements) == (0, 0, 0)


def _end_seat(access, table: Scope) -> None:
    Membership.objects.filter(scope=table, account=access.reader).update(ended_at=access.moment)


def _end_role(access, table: Scope) -> None:
    RoleGrant.objects.filter(account=access.reader).update(ended_at=access.moment)


def _let_role_expire(access, table: Scope) -> None:
    RoleGrant.objects.filter(account=access.reader).update(until=TODAY - timedelta(days=1))


def _let_seat_expire(access, table: Scope) -> None:
    Membership.objects.filter(scope=table, account=access.reader).update(
        until=TODAY - timedelta(days=1)
    )


def _end_purpose(access, table: Scope) -> None:
    Opening.objects.filter(code=access.opening).update(ended_at=access.moment)


def _close_table(access, table: Scope) -> None:
    Scope.objects.filter(pk=table.pk).update(ends_on=TODAY - timedelta(days=1))


def _move_table_back(access, table: Scope) -> None:
    Scope.objects.filter(pk=table.pk).update(gate="step_2A")


WAYS = (
    _end_seat,
    _end_role,
    _let_role_expire,
    _let_seat_expire,
    _end_purpose,
    _close_table,
    _move_table_back,
)


def test_what_is_taken_back_is_gone_at_the_very_next_request_a_thousand_times() -> None:
    rng = Random(20261122)
    refused = shown = 0
    for _ in range(1_000):
        officer = hold("neighbourhood_officer")
        table = set_table(officer)
        access = work(officer, table)
        words = {"action": "persons.card.read", "scope": str(table)}
        shown += admit("show", KNOWN, access=access, **words) is Outcome.ALLOWED
        rng.choice(WAYS)(access, table)
        try:
            admit("show", KNOWN, access=later(access, microseconds=1), **words)
        except NotAllowed:
            refused += 1
    print(f"{refused} of {shown} refused at the next request")
    assert (shown, refused) == (1_000, 1_000)
