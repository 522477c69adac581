"""A table that ends before its day takes along what stayed for its approach."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.persons.table import Table, seen, written
from tests.privacy.town import TODAY, enter, hold

from zichtlijn.audit.models import LogLine
from zichtlijn.persons import holdings, operations
from zichtlijn.persons.models import IdentityRecord, NamedObservation
from zichtlijn.privacy.models import Membership, Scope
from zichtlijn.privacy.operations.four_eyes import tables
from zichtlijn.privacy.operations.four_eyes.following import FollowsTables
from zichtlijn.privacy.policies.retention import add_months, set_clock
from zichtlijn.privacy.queries.retention import read_shipped_table
from zichtlijn.privacy.terms.asking import Asker

WHY = "De groep komt hier niet meer."


def _clocks() -> set[date]:
    rows = (*NamedObservation.objects.all(), *IdentityRecord.objects.all())
    return {row.destroy_on for row in rows}


def _person(table: Table) -> str:
    code = written(table)
    operations.write_observation(seen(), record_id=code, access=table.youth)
    return code


def test_the_room_of_persons_follows_its_tables() -> None:
    assert isinstance(holdings, FollowsTables)


def test_closing_a_table_counts_a_year_from_the_closing_by_hand(table: Table) -> None:
    _person(table)
    ends_on = Scope.objects.get(code=table.scope.partition(":")[2]).ends_on
    assert _clocks() == {add_months(ends_on, 12)}
    code = table.scope.partition(":")[2]
    adviser = hold("safety_adviser")
    Membership.objects.create(
        scope=Scope.objects.get(code=code), until=TODAY + timedelta(days=9), **adviser._asdict()
    )
    director = Asker(table.director.reader, table.director.role, table.director.organisation)
    proposal = tables.propose_closing(code, reason=WHY, access=enter(director))
    tables.confirm(code, proposal, access=enter(adviser))
    assert _clocks() == {add_months(TODAY, 12)}  # seen today: never under its own term
    line = LogLine.objects.get(action="persons.clocks.bring_forward")
    assert (line.scope, line.count) == (table.scope, 2)


def test_what_was_seen_long_ago_goes_a_year_after_the_closing_and_no_other_table_is_touched(
    table: Table,
) -> None:
    code = _person(table)
    elsewhere = holdings.bring_forward("group:anders", closed_on=TODAY, access=table.director)
    assert elsewhere == 0
    NamedObservation.objects.update(observed_at=table.youth.moment - timedelta(days=500))
    IdentityRecord.objects.update(written_at=table.youth.moment - timedelta(days=500))
    closed_on = TODAY - timedelta(days=100)
    assert holdings.bring_forward(table.scope, closed_on=closed_on, access=table.director) == 2
    assert _clocks() == {add_months(closed_on, 12)}
    assert IdentityRecord.objects.get(pk=code).retention_rule == "B11/1"


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(seen_ago=st.integers(0, 900), days=st.lists(st.integers(-400, 400), min_size=1, max_size=4))
def test_no_clock_ever_moves_to_a_later_day_or_under_its_own_term(
    table: Table, seen_ago: int, days: list[int]
) -> None:
    NamedObservation.objects.all().delete()
    IdentityRecord.objects.all().delete()
    _person(table)
    moment = table.youth.moment - timedelta(days=seen_ago)
    NamedObservation.objects.update(observed_at=moment)
    IdentityRecord.objects.update(written_at=moment)
    shortest = set_clock(
        "named_observation", "gdpr_public_task", born_on=moment.date(), table=read_shipped_table()
    ).destroy_on
    for ahead in days:
        before = _clocks()
        closed_on = TODAY + timedelta(days=ahead)
        holdings.bring_forward(table.scope, closed_on=closed_on, access=table.director)
        assert max(_clocks()) <= max(before)
        assert min(_clocks()) >= min(shortest, *before)
        assert max(_clocks()) <= max(shortest, add_months(closed_on, 12))


def test_no_clock_moves_without_its_line(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    _person(table)
    before = _clocks()

    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("zichtlijn.persons.operations.closing.log.record", refuse)
    with pytest.raises(RuntimeError), transaction.atomic():
        holdings.bring_forward(table.scope, closed_on=TODAY, access=table.director)
    assert _clocks() == before
