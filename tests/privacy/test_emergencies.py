"""Break-glass: one case, an hour, said at once, looked at by somebody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.privacy.town import KNOWN, NOW, enter, hold, later, set_table, work

from zichtlijn.audit.models import LogLine
from zichtlijn.privacy.models import BreakGlass, Opening
from zichtlijn.privacy.operations.emergencies import open_emergency, review_emergency
from zichtlijn.privacy.queries.admitting import admit, log_refusals
from zichtlijn.privacy.queries.emergencies import fetch_emergencies
from zichtlijn.privacy.queries.openings import find_open_purpose
from zichtlijn.privacy.terms.access import Outcome
from zichtlijn.privacy.terms.asking import NotAllowed, PurposeNeeded, Verdict

pytestmark = pytest.mark.django_db
WHY = "een melding van gevaar, nu meteen"
YOUTH = "youth_group_approach"


@pytest.fixture(autouse=True)
def _nothing_refused_before() -> None:
    log_refusals()


def _break(asker, table, *, moment=NOW, purpose=YOUTH, reason=WHY):
    access = enter(asker, moment=moment)
    return open_emergency(table.code, purpose=purpose, reason=reason, access=access)


def _show(access, table, verb="show", facts=KNOWN):
    return admit(verb, facts, access=access, action="persons.card.read", scope=str(table))


def test_an_officer_who_does_not_sit_there_sees_one_case_for_an_hour() -> None:
    officer, table, other = hold("neighbourhood_officer"), set_table(), set_table()
    access = enter(officer, opening=_break(officer, table))
    assert access.emergency
    assert _show(access, table) is Outcome.ALLOWED
    line = LogLine.objects.last()
    assert (line.rule, bool(line.emergency)) == ("R08", True)
    with pytest.raises(PurposeNeeded):
        _show(access, other)
    for verb in ("find", "write", "export"):
        with pytest.raises(NotAllowed) as refused:
            _show(access, table, verb)
        assert refused.value.rule == "R09"
    assert _show(later(access, minutes=59), table) is Outcome.ALLOWED
    with pytest.raises(PurposeNeeded):
        _show(later(access, minutes=60), table)


def test_the_officer_for_data_protection_has_it_on_his_desk_at_once_with_the_reason() -> None:
    officer, table = hold("neighbourhood_officer"), set_table()
    guard = hold("data_protection_officer")
    _break(officer, table)
    (found,) = fetch_emergencies(access=enter(guard))
    assert (found.account, found.reason, found.verdict) == (officer.account, WHY, "")
    assert found.opened_at == NOW
    assert LogLine.objects.filter(action="privacy.emergency.open").count() == 1
    row = BreakGlass.objects.get()
    assert WHY.encode() not in bytes(row.reason_sealed)


def test_five_working_days_skip_the_weekend() -> None:
    officer, table = hold("neighbourhood_officer"), set_table()
    _break(officer, table)  # on a Monday
    assert BreakGlass.objects.get().review_by == date(2026, 11, 30)


def test_nobody_else_reads_the_desk_of_the_data_protection_officer() -> None:
    for role in ("process_director", "mayor", "neighbourhood_officer"):
        with pytest.raises(NotAllowed):
            fetch_emergencies(access=enter(hold(role)))
    guard = hold("data_protection_officer")
    forged = replace(enter(guard), reader="somebody")
    with pytest.raises(NotAllowed):
        fetch_emergencies(access=forged)


def test_a_review_is_by_somebody_else_once() -> None:
    both = hold("process_director")
    guard = hold("data_protection_officer")
    own_guard = hold("data_protection_officer", account=both.account)
    code = _break(both, set_table())
    with pytest.raises(NotAllowed, match="niets om te controleren"):
        review_emergency(code, Verdict.JUSTIFIED, access=enter(own_guard))
    review_emergency(code, Verdict.NOT_JUSTIFIED, access=enter(guard))
    with pytest.raises(NotAllowed):
        review_emergency(code, Verdict.JUSTIFIED, access=enter(guard))
    (found,) = fetch_emergencies(access=enter(guard))
    assert (found.verdict, found.reviewed_by) == ("not_justified", guard.account)


def test_an_overdue_review_blocks_new_ones_until_it_is_done() -> None:
    officer, table, guard = (
        hold("neighbourhood_officer"),
        set_table(),
        hold("data_protection_officer"),
    )
    code = _break(officer, table)
    _break(officer, table, moment=NOW + timedelta(days=7))  # on the last day of the review
    too_late = NOW + timedelta(days=8)
    with pytest.raises(NotAllowed, match="wacht nog op controle"):
        _break(officer, table, moment=too_late)
    blocked = sum(_is_blocked(officer, table, too_late + timedelta(days=n)) for n in range(60))
    assert blocked == 60
    for waiting in (code, Opening.objects.filter(is_emergency=True).last().code):
        review_emergency(waiting, Verdict.JUSTIFIED, access=enter(guard, moment=too_late))
    assert _break(officer, table, moment=too_late)


def _is_blocked(officer, table, moment) -> bool:
    try:
        _break(officer, table, moment=moment)
    except NotAllowed:
        return True
    return False


def test_an_emergency_that_runs_into_an_overdue_review_shows_nothing_more() -> None:
    officer, table = hold("neighbourhood_officer"), set_table()
    access = enter(officer, opening=_break(officer, table))
    BreakGlass.objects.update(review_by=NOW.date() - timedelta(days=1))
    with pytest.raises(NotAllowed) as refused:
        _show(access, table)
    assert refused.value.rule == "R09"


@pytest.mark.parametrize("reason", ["", "nood", " " * 30, "negentien tekens!!!"])
def test_a_reason_has_twenty_characters(reason: str) -> None:
    officer, table = hold("neighbourhood_officer"), set_table()
    with pytest.raises(NotAllowed, match="minstens 20 tekens"):
        _break(officer, table, reason=reason)


def test_no_emergency_in_police_data_bibob_care_or_the_wgs_and_none_for_other_roles() -> None:
    officer = hold("neighbourhood_officer")
    said = set()
    for regime in ("wpg_boa", "wpg_received", "bibob", "care", "wgs_zvh", "wgs_riec"):
        with pytest.raises(NotAllowed) as refused:
            _break(officer, set_table(regime=regime))
        said.add(str(refused.value))
    for role in (
        "analyst",
        "youth_worker",
        "mayor",
        "data_protection_officer",
        "enforcement_officer",
    ):
        with pytest.raises(NotAllowed) as refused:
            _break(hold(role), set_table())
        said.add(str(refused.value))
    with pytest.raises(NotAllowed) as refused:  # before there are names, and at a table that ended
        _break(officer, set_table(gate="step_2A"))
    said.add(str(refused.value))
    with pytest.raises(NotAllowed) as refused:
        _break(officer, set_table(ends_on=NOW.date() - timedelta(days=1)))
    said.add(str(refused.value))
    assert said == {"Hier is geen noodtoegang mogelijk."}


def test_a_case_that_is_not_there_is_refused_in_the_same_words() -> None:
    officer, table = hold("neighbourhood_officer"), set_table()
    with pytest.raises(NotAllowed, match="Hier is geen noodtoegang mogelijk"):
        open_emergency("ffffffff", purpose=YOUTH, reason=WHY, access=enter(officer))
    with pytest.raises(NotAllowed, match="Hier is geen noodtoegang mogelijk"):
        _break(officer, table, purpose="residential_nuisance")
    assert not BreakGlass.objects.exists()


def test_an_emergency_needs_a_role_that_is_held_now() -> None:
    officer, table = hold("neighbourhood_officer"), set_table()
    with pytest.raises(NotAllowed, match="deze rol niet"):
        open_emergency(
            table.code, purpose=YOUTH, reason=WHY, access=replace(enter(officer), reader="x")
        )


def test_the_banner_says_that_it_is_an_emergency_and_until_when() -> None:
    officer, table = hold("neighbourhood_officer"), set_table(hold("process_director"))
    access = enter(officer, opening=_break(officer, table))
    opened = find_open_purpose(access)
    assert opened is not None
    assert (opened.is_emergency, opened.title) == (True, "Plein")
    assert opened.ends_at == NOW + timedelta(minutes=60)
    assert find_open_purpose(later(access, hours=1)) is None
    assert find_open_purpose(work(hold("data_protection_officer"))).scope == ""
