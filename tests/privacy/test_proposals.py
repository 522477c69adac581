"""Deeds of two people, tables and roles, and crossings of a wall."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.privacy.town import NOW, TODAY, enter, hold, later, set_table

from zichtlijn.audit.models import LogLine
from zichtlijn.privacy.models import Proposal, Scope
from zichtlijn.privacy.operations.proposals import (
    confirm_proposal,
    propose,
    refuse_proposal,
    withdraw_proposal,
)
from zichtlijn.privacy.operations.tables import (
    confirm_gate,
    end_roles,
    end_seat,
    grant_role,
    propose_gate,
    seat_member,
    set_up_scope,
)
from zichtlijn.privacy.operations.transfers import Crossing, log_transfer, tell_transfer
from zichtlijn.privacy.policies.proposals import check_can_confirm
from zichtlijn.privacy.queries.proposals import (
    fetch_own_proposals,
    fetch_proposal_reason,
    fetch_waiting,
    find_second_person,
)
from zichtlijn.privacy.queries.scopes import Member, fetch_grants, fetch_own_scopes, fetch_scope
from zichtlijn.privacy.terms.asking import Asker, NotAllowed
from zichtlijn.privacy.terms.proposals import ProposalState, Proposed, Second

KIND = "persons.join"


@pytest.fixture
def director(db: None) -> Asker:
    return hold("process_director")


@pytest.fixture
def officer(db: None) -> Asker:
    return hold("neighbourhood_officer")


def _propose(asker: Asker, second: Second = Second.OTHER_ROLE) -> str:
    return propose(KIND, "joining:7", reason="dezelfde persoon", second=second, access=enter(asker))


def test_what_one_proposes_another_confirms(director: Asker, officer: Asker) -> None:
    code = _propose(director)
    (waiting,) = fetch_waiting(kind=KIND, access=enter(officer))
    assert (waiting.code, waiting.payload, waiting.asker) == (code, "joining:7", director)
    assert fetch_waiting(access=enter(director)) == ()
    assert [one.code for one in fetch_own_proposals(access=enter(director))] == [code]
    assert fetch_proposal_reason(code, access=enter(officer)) == "dezelfde persoon"
    assert find_second_person(code, access=enter(director)) == "none"
    done = confirm_proposal(code, kind=KIND, access=enter(officer))
    assert (done.payload, done.second_person) == ("joining:7", "other_organisation")
    assert find_second_person(code, access=enter(director)) == "other_organisation"
    assert find_second_person(code, access=enter(officer)) == "none"
    assert fetch_waiting(kind=KIND, access=enter(officer)) == ()
    assert LogLine.objects.filter(action="privacy.proposal.confirm").count() == 1


def test_nobody_is_his_own_second_person(director: Asker) -> None:
    code = _propose(director)
    again = hold("safety_adviser", account=director.account)
    with pytest.raises(NotAllowed, match="Een eigen voorstel"):
        confirm_proposal(code, kind=KIND, access=enter(again))


def test_the_second_has_another_role_and_where_asked_another_organisation(
    director: Asker, officer: Asker
) -> None:
    code = _propose(director, Second.OTHER_ORGANISATION)
    with pytest.raises(NotAllowed, match="andere rol"):
        confirm_proposal(code, kind=KIND, access=enter(hold("process_director")))
    with pytest.raises(NotAllowed, match="andere organisatie"):
        confirm_proposal(code, kind=KIND, access=enter(hold("safety_adviser")))
    assert (
        confirm_proposal(code, kind=KIND, access=enter(officer)).second_person
        == "other_organisation"
    )


def test_within_one_organisation_the_word_says_so(director: Asker) -> None:
    code = _propose(director)
    done = confirm_proposal(code, kind=KIND, access=enter(hold("safety_adviser")))
    assert done.second_person == "same_organisation"


def test_a_proposal_expires_after_a_week(director: Asker, officer: Asker) -> None:
    code = _propose(director)
    in_time = enter(officer, moment=NOW + timedelta(days=7) - timedelta(seconds=1))
    assert [one.code for one in fetch_waiting(access=in_time)] == [code]
    with pytest.raises(NotAllowed, match="ouder dan een week"):
        confirm_proposal(code, kind=KIND, access=later(enter(officer), days=7))
    assert fetch_waiting(access=later(enter(officer), days=7)) == ()


def test_what_was_decided_or_withdrawn_stays_so(director: Asker, officer: Asker) -> None:
    refused, withdrawn = _propose(director), _propose(director)
    refuse_proposal(refused, kind=KIND, access=enter(officer))
    with pytest.raises(NotAllowed, match="niet meer"):
        withdraw_proposal(withdrawn, access=enter(officer))
    withdraw_proposal(withdrawn, access=enter(director))
    for code in (refused, withdrawn):
        with pytest.raises(NotAllowed, match="al beslist"):
            confirm_proposal(code, kind=KIND, access=enter(officer))
        assert find_second_person(code, access=enter(director)) == "none"


def test_a_proposal_of_another_kind_or_none_is_not_there(director: Asker, officer: Asker) -> None:
    for code, kind in ((_propose(director), "persons.split"), ("f" * 32, KIND)):
        with pytest.raises(NotAllowed, match="niet, of niet meer"):
            confirm_proposal(code, kind=kind, access=enter(officer))
    assert fetch_proposal_reason("f" * 32, access=enter(officer)) == ""


def test_a_proposal_needs_a_reason_and_a_role(director: Asker) -> None:
    with pytest.raises(NotAllowed, match="reden"):
        propose(KIND, "x", reason=" ", second=Second.OTHER_ROLE, access=enter(director))
    stranger = replace(enter(director), reader="nobody")
    with pytest.raises(NotAllowed, match="deze rol niet"):
        propose(KIND, "x", reason="y", second=Second.OTHER_ROLE, access=stranger)


def test_reasons_are_sealed(director: Asker) -> None:
    _propose(director)
    assert b"dezelfde" not in bytes(Proposal.objects.get().reason_sealed)


@settings(max_examples=60, deadline=None)
@given(
    proposer=st.tuples(st.sampled_from("ab"), st.sampled_from("rs"), st.sampled_from("op")),
    second=st.tuples(st.sampled_from("ab"), st.sampled_from("rs"), st.sampled_from("op")),
    asked=st.sampled_from(Second),
    state=st.sampled_from(ProposalState),
    days=st.integers(0, 9),
)
def test_law_of_the_second_person(
    proposer: tuple[str, str, str],
    second: tuple[str, str, str],
    asked: Second,
    state: ProposalState,
    days: int,
) -> None:
    proposed = Proposed(
        "c", KIND, "x", Asker(*proposer), asked, NOW, NOW + timedelta(days=7), state
    )
    may = (
        state is ProposalState.OPEN
        and days < 7
        and proposer[0] != second[0]
        and proposer[1] != second[1]
        and (asked is Second.OTHER_ROLE or proposer[2] != second[2])
    )
    try:
        check_can_confirm(proposed, Asker(*second), moment=NOW + timedelta(days=days))
    except NotAllowed:
        assert not may
    else:
        assert may


def test_a_table_is_set_with_members_and_moved_to_a_step(director: Asker, officer: Asker) -> None:
    access = enter(director)
    code = set_up_scope(
        "group", "Kolkplein", purpose="youth_group_approach", gate="step_1",
        ends_on=TODAY + timedelta(days=30), covenant="C-2", access=access,
    )  # fmt: skip
    seat_member(code, Member(*officer, TODAY + timedelta(days=30)), access=access)
    moved = propose_gate(code, "step_2A", reason="de groep is vast", access=access)
    with pytest.raises(NotAllowed, match="andere organisatie"):
        confirm_gate(moved, access=enter(hold("safety_adviser")))
    with pytest.raises(NotAllowed, match="bestaat niet"):
        propose_gate(code, "step_8", reason="x", access=access)
    assert confirm_gate(moved, access=enter(officer)) == "step_2A"
    scope = fetch_scope(code, access=enter(officer))
    assert scope is not None
    assert (scope.name, scope.gate, scope.covenant) == (f"group:{code}", "step_2A", "C-2")
    assert [member.account for member in scope.members] == [officer.account]
    assert [one.code for one in fetch_own_scopes(officer, moment=NOW)] == [code]
    assert fetch_scope(code, access=enter(director)) is None  # who has no seat, sees no table
    assert fetch_scope("0" * 8, access=enter(director)) is None
    assert fetch_scope(code, access=enter(hold("data_protection_officer"))) is not None
    end_seat(code, officer.account, access=access)
    assert fetch_scope(code, access=later(enter(officer), seconds=1)) is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"kind": "club"}, "bestaat niet"),
        ({"gate": "step_9"}, "bestaat niet"),
        ({"regime": "none"}, "bestaat niet"),
        ({"purpose": "oversight"}, "doel uit de lijst"),
        ({"purpose": "curiosity"}, "doel uit de lijst"),
        ({"ends_on": TODAY}, "na vandaag"),
    ],
)
def test_a_table_outside_the_lists_is_refused(
    director: Asker, words: dict[str, object], sentence: str
) -> None:
    usual: dict[str, object] = {
        "kind": "group", "purpose": "youth_group_approach", "gate": "step_1", "covenant": "",
        "ends_on": TODAY + timedelta(days=1), "title": "Plein",
    }  # fmt: skip
    asked = usual | words
    with pytest.raises(NotAllowed, match=sentence):
        set_up_scope(asked.pop("kind"), asked.pop("title"), access=enter(director), **asked)  # type: ignore[arg-type]
    assert not Scope.objects.exists()


def test_a_role_is_given_for_a_year_at_most_and_taken_back_at_once(director: Asker) -> None:
    access = enter(director)
    new = Asker("new", "analyst", "municipality")
    for until in (TODAY + timedelta(days=367), TODAY - timedelta(days=1)):
        with pytest.raises(NotAllowed, match="twaalf maanden"):
            grant_role(new, until=until, access=access)
    with pytest.raises(NotAllowed, match="hoort niet bij"):
        grant_role(new._replace(organisation="police"), until=TODAY, access=access)
    with pytest.raises(NotAllowed, match="hoort niet bij"):
        grant_role(new._replace(role="administrator"), until=TODAY, access=access)
    grant_role(new, until=TODAY + timedelta(days=366), access=access)
    grant_role(new._replace(role="mayor"), until=TODAY, access=access)
    assert [grant.role for grant in fetch_grants("new", moment=NOW)] == ["analyst", "mayor"]
    assert end_roles("new", role="mayor", access=access) == 1
    assert end_roles("new", access=access) == 1
    assert fetch_grants("new", moment=NOW + timedelta(seconds=1)) == ()


def test_a_seat_at_a_table_that_is_not_there_is_refused(director: Asker, officer: Asker) -> None:
    with pytest.raises(NotAllowed, match="is er niet"):
        seat_member("0" * 8, Member(*officer, TODAY), access=enter(director))


def test_a_crossing_names_article_decision_receiver_and_receipt(director: Asker) -> None:
    access, table = enter(director), set_table(director)
    whole = Crossing(
        "wpg_received", "gdpr_public_task", "Wpg 20", "besluit 1", "gemeente", "r1", table.code
    )
    for hole in ("article", "decision", "receiver", "receipt"):
        with pytest.raises(NotAllowed, match="noemt artikel"):
            log_transfer(whole._replace(**{hole: ""}), access=access)
    with pytest.raises(NotAllowed, match="noemt artikel"):
        log_transfer(whole._replace(to_regime="wpg_received"), access=access)
    with pytest.raises(NotAllowed, match="bestaat niet"):
        log_transfer(whole._replace(to_regime="elsewhere"), access=access)
    code = log_transfer(whole, access=access)
    line = LogLine.objects.last()
    assert (line.action, line.recipient, line.scope) == (
        "privacy.transfer.log",
        "gemeente",
        str(table),
    )
    assert tell_transfer(code, access=access) == "logged"
    assert tell_transfer(code, access=enter(hold("mayor"))) == "none"
    assert log_transfer(whole._replace(scope=""), access=access)
