"""Access while somebody works: decided from the database, logged first, refused in one voice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from tests.privacy.town import KNOWN, NOW, TODAY, enter, hold, later, set_table, work

from zichtlijn.audit import log
from zichtlijn.audit.models import LogLine
from zichtlijn.privacy.models import Membership, RoleGrant, ShownSubjects
from zichtlijn.privacy.operations.opening import choose_purpose, end_purpose
from zichtlijn.privacy.operations.tables import end_roles, end_seat
from zichtlijn.privacy.operations.transfers import Crossing, log_transfer
from zichtlijn.privacy.policies.asking import NOTHING_THERE
from zichtlijn.privacy.queries.admitting import (
    admit,
    fetch_asker,
    forget_refusals,
    keep_admitted,
    log_refusals,
    refuse_missing,
)
from zichtlijn.privacy.reports.purposes import banner
from zichtlijn.privacy.terms.access import Outcome
from zichtlijn.privacy.terms.asking import (
    BUDGETS,
    BudgetSpent,
    NotAllowed,
    PurposeNeeded,
    ReasonNeeded,
    RecordFacts,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_refused_before() -> None:
    forget_refusals()


def _show(access, table, facts=KNOWN, **words):
    return admit(
        "show", facts, access=access, action="persons.card.read", scope=str(table), **words
    )


def test_a_neighbourhood_officer_at_the_table_sees_a_name_and_the_line_says_so() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    access = work(officer, table)
    assert _show(access, table, subjects=["p1", "p2"], count=2) is Outcome.ALLOWED
    line = LogLine.objects.filter(action="persons.card.read").first()
    assert (line.decision, line.rule, line.scope) == ("allowed", "R26", str(table))
    assert (line.reader, line.purpose) == (officer.account, "youth_group_approach")


def test_an_analyst_sees_it_without_names() -> None:
    analyst = hold("analyst")
    table = set_table(analyst)
    picture = KNOWN._replace(data_class="group_picture")
    assert _show(work(analyst, table), table, picture) is Outcome.MASKED


def test_who_gave_no_reason_is_asked_for_one() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    with pytest.raises(ReasonNeeded, match="Geef eerst een reden"):
        _show(work(officer, table, reason=""), table)


def test_who_chose_no_purpose_is_asked_for_one_and_the_log_keeps_that() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    with pytest.raises(PurposeNeeded, match="Kies eerst waarvoor"):
        _show(enter(officer), table)
    assert not LogLine.objects.filter(action="persons.card.read").exists()
    log_refusals()
    line = LogLine.objects.last()
    assert (line.action, line.decision, line.rule) == (
        "privacy.purpose.missing",
        "refused",
        "purpose",
    )


def test_a_purpose_at_one_table_opens_no_other() -> None:
    officer = hold("neighbourhood_officer")
    one, other = set_table(officer), set_table(officer)
    access = work(officer, one)
    assert _show(access, one) is Outcome.ALLOWED
    with pytest.raises(PurposeNeeded):
        _show(access, other)
    with pytest.raises(PurposeNeeded):  # a code that only begins the same is another table
        admit("show", KNOWN, access=access, action="persons.card.read", scope=f"{one}0")
    assert (
        admit("show", KNOWN, access=access, action="persons.card.read", scope=f"{one}:1")
        is Outcome.ALLOWED
    )


def test_an_access_that_says_more_than_the_database_opens_nothing() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    access = work(officer, table)
    for forged in (
        replace(access, purpose="oversight"),
        replace(access, role="process_director", organisation="municipality"),
        replace(access, reader="somebody else"),
        replace(access, opening="0" * 32),
        replace(access, opening=""),
    ):
        with pytest.raises(PurposeNeeded):
            _show(forged, table)


def test_a_purpose_ends_by_itself_and_by_hand() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    access = work(officer, table)
    assert _show(later(access, minutes=119), table) is Outcome.ALLOWED
    with pytest.raises(PurposeNeeded):
        _show(later(access, minutes=120), table)
    end_purpose(access=access)
    with pytest.raises(PurposeNeeded):
        _show(access, table)


def test_choosing_another_purpose_ends_the_first() -> None:
    officer = hold("neighbourhood_officer")
    one, other = set_table(officer), set_table(officer)
    first = work(officer, one)
    code = choose_purpose("youth_group_approach", scope=other.code, reason="seen", access=first)
    assert _show(enter(officer, opening=code), other) is Outcome.ALLOWED
    with pytest.raises(PurposeNeeded):
        _show(first, one)


def test_a_seat_that_was_taken_back_is_gone_within_the_same_purpose() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    access = work(officer, table)
    end_seat(table.code, officer.account, access=access)
    with pytest.raises(NotAllowed, match="niet of niet meer aan deze tafel") as refused:
        _show(later(access, seconds=1), table)
    assert refused.value.rule == "R10"


def test_a_role_that_was_taken_back_opens_nothing_even_inside_a_request() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    access = work(officer, table)
    end_roles(officer.account, access=access)
    with pytest.raises(PurposeNeeded):
        _show(replace(access, moment=NOW + timedelta(seconds=1)), table)
    with pytest.raises(NotAllowed, match="deze rol niet"):
        enter(officer, opening=access.opening, moment=NOW + timedelta(seconds=1))


def test_a_role_is_over_after_its_day_and_never_lasts_longer_than_a_year() -> None:
    officer = hold("neighbourhood_officer", until=TODAY)
    assert enter(officer).role == "neighbourhood_officer"
    with pytest.raises(NotAllowed):
        enter(officer, moment=NOW + timedelta(days=1))
    RoleGrant.objects.update(until=TODAY + timedelta(days=367))
    with pytest.raises(NotAllowed):
        enter(officer)


def test_a_table_that_has_ended_is_shut() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    access = work(officer, table)
    table.ends_on = TODAY - timedelta(days=1)
    table.save()
    with pytest.raises(PurposeNeeded):
        _show(access, table)


def test_without_a_line_in_the_log_nothing_is_shown_and_nothing_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    access = work(officer, table)

    def refuse(*_: object, **__: object) -> None:
        raise log.LogUnavailable

    monkeypatch.setattr(log, "record", refuse)
    with pytest.raises(log.LogUnavailable), transaction.atomic():
        _show(access, table, subjects=["p1"])
    assert not ShownSubjects.objects.exists()


def test_deciding_outside_the_transaction_of_the_read_is_a_mistake_of_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    access = work(officer, table)
    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
    with pytest.raises(transaction.TransactionManagementError):
        _show(access, table)


def test_a_refusal_that_undoes_its_transaction_still_has_its_line() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    access = work(officer, table)
    with pytest.raises(NotAllowed), transaction.atomic():
        _show(access, table, KNOWN._replace(contested="yes"))
    assert not LogLine.objects.filter(action="persons.card.read").exists()
    log_refusals()
    line = LogLine.objects.get(action="persons.card.read")
    assert (line.decision, line.rule) == ("refused", "R04")
    log_refusals()
    assert LogLine.objects.filter(action="persons.card.read").count() == 1


def test_what_is_refused_is_said_as_if_it_were_not_there() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    access = work(officer, table)
    said = set()
    for fact in ({"contested": "yes"}, {"part": "victim"}, {"age": "under_12"}, {"retention": "passed"},
                 {"notification": "late"}):  # fmt: skip
        with pytest.raises(NotAllowed) as refused:
            _show(access, table, KNOWN._replace(**fact))
        said.add(str(refused.value))
    words = {"action": "persons.card.read", "scope": str(table)}
    missing = refuse_missing("show", KNOWN, access=access, **words)
    assert said == {str(missing)} == {NOTHING_THERE}


def test_what_nobody_in_this_role_may_see_is_told_by_its_rule() -> None:
    youth_worker = hold("youth_worker")
    table = set_table(youth_worker)
    access = work(youth_worker, table)
    source = KNOWN._replace(data_class="source_identity")
    with pytest.raises(NotAllowed, match="Wie de bron was") as refused:
        _show(access, table, source)
    missing = refuse_missing("show", source, access=access, action="a.b.c", scope=str(table))
    assert str(missing) == str(refused.value)


def test_who_writes_hears_the_rule_because_the_facts_are_his_own() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    child = KNOWN._replace(data_class="named_observation", age="under_12")
    with pytest.raises(NotAllowed, match="Een kind onder de 12 jaar"):
        admit(
            "write",
            child,
            access=work(officer, table),
            action="persons.record.write",
            scope=str(table),
        )


def test_who_has_seen_so_many_people_in_an_hour_is_stopped_politely() -> None:
    keeper = hold("youth_worker")
    table = set_table(keeper)
    access = work(keeper, table)
    picture = KNOWN._replace(data_class="group_picture")
    most = BUDGETS["youth_worker"]
    for page in range(3):  # the page on which the budget ends is shown whole
        _show(access, table, picture, subjects=[f"p{page}-{n}" for n in range(25)])
    assert most == 60
    with pytest.raises(BudgetSpent, match="Over een uur kunt u verder"):
        _show(access, table, picture, subjects=["one more"])
    assert _show(later(access, minutes=61), table, picture, subjects=["p"]) is Outcome.MASKED
    log_refusals()
    assert LogLine.objects.filter(rule="budget").count() == 1


def test_no_query_reaches_through_a_wall_and_a_logged_transfer_opens_it() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    access = work(officer, table)
    police = KNOWN._replace(data_class="police_record", regime="wpg_received")
    with pytest.raises(NotAllowed, match="Leg eerst de verstrekking vast") as refused:
        _show(access, table, police)
    assert refused.value.rule == "wall"
    crossing = Crossing(
        "wpg_received",
        "gdpr_public_task",
        "Wpg 20",
        "besluit 7",
        "gemeente",
        "ontvangst 3",
        table.code,
    )
    log_transfer(crossing, access=access)
    assert _show(access, table, police) is Outcome.ALLOWED


def test_one_question_stays_within_one_regime() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    for column in ("regime", "data_class"):
        with pytest.raises(ValueError, match="een soort gegevens in een regime"):
            keep_admitted(
                "find",
                access=work(officer, table),
                scope=str(table),
                known=KNOWN,
                columns={column: column},
            )


def test_a_fact_outside_the_lists_refuses() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    with pytest.raises(NotAllowed) as refused:
        _show(work(officer, table), table, KNOWN._replace(age="teenager"))
    assert refused.value.rule == "outside"


def test_a_record_of_which_nothing_is_stated_stays_shut() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    with pytest.raises(NotAllowed):
        _show(work(officer, table), table, RecordFacts("identity"))


def test_who_left_the_table_and_who_never_sat_there_are_told_apart_for_the_rules_only() -> None:
    officer, stranger = hold("neighbourhood_officer"), hold("neighbourhood_officer")
    table = set_table(officer)
    access = work(officer, table)
    Membership.objects.update(until=TODAY - timedelta(days=1))
    assert fetch_asker(access, scope=str(table)).member == "ended"
    with pytest.raises(NotAllowed, match="niet bij een groep of casus van u"):
        work(stranger, table)


def test_what_is_written_shows_nobody_and_costs_nothing_of_the_hour() -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    seen = KNOWN._replace(data_class="named_observation")
    words = {"action": "persons.record.write", "scope": str(table), "subjects": ["p1"]}
    assert admit("write", seen, access=work(officer, table), **words) is Outcome.ALLOWED
    assert not ShownSubjects.objects.exists()


def test_a_purpose_without_a_table_takes_none_and_one_with_a_table_takes_no_ended_one() -> None:
    guard, officer = hold("data_protection_officer"), hold("neighbourhood_officer")
    table = set_table(officer)
    with pytest.raises(NotAllowed, match="zonder groep of casus"):
        choose_purpose("oversight", scope=table.code, access=enter(guard))
    ended = set_table(officer, ends_on=TODAY - timedelta(days=1))
    with pytest.raises(NotAllowed, match="is afgesloten"):
        work(officer, ended)
    with pytest.raises(NotAllowed, match="deze rol niet"):
        choose_purpose("oversight", access=replace(enter(guard), reader="nobody"))


def test_no_banner_stands_above_a_page_without_a_purpose() -> None:
    assert banner(access=enter(hold("analyst"))) is None
