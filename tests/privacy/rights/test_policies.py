"""Truth tables: what may be done with a request in which state, and what is shown to whom."""

from datetime import date
from itertools import product

import pytest
from tests.privacy.rights.stand_in import make_held

from zichtlijn.privacy.policies.rights import requests as rules
from zichtlijn.privacy.policies.rights.showing import WhoAsks, judge, sort_for
from zichtlijn.privacy.sources.rule_table import read_rule_table
from zichtlijn.privacy.terms.access import CLOSED, HABITATS, Outcome
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rights import (
    AskedBy,
    ContestState,
    RequestDecision,
    RequestState,
)

REASON = "Een reden die de persoon begrijpt."
TABLE = read_rule_table()


def _may(deed: object, *args: object, **words: object) -> bool:
    try:
        deed(*args, **words)  # type: ignore[operator]
    except NotAllowed:
        return False
    return True


def test_each_step_has_its_own_state() -> None:
    allowed = {
        state: (
            _may(
                rules.check_can_extend, state, reason=REASON, extended=False,
                due_on=date(2026, 12, 31), today=date(2026, 12, 1),
            ),
            _may(
                rules.check_can_decide, state, decision=RequestDecision.GRANTED, reason="",
                running_contests=0,
            ),
            _may(rules.check_can_contest, state, running=False, words=REASON),
            _may(rules.check_can_withdraw, state, running_contests=0),
            _may(rules.check_can_reopen, state),
            _may(rules.check_can_send, state),
        )
        for state in RequestState
    }  # fmt: skip
    assert allowed == {
        RequestState.OPEN: (True, True, True, True, False, False),
        RequestState.DECIDED: (False, False, False, False, True, True),
        RequestState.SENT: (False,) * 6,
        RequestState.WITHDRAWN: (False,) * 6,
    }


@pytest.mark.parametrize(
    ("decision", "sent", "withdrawn", "state"),
    [
        ("", None, None, RequestState.OPEN),
        ("granted", None, None, RequestState.DECIDED),
        ("granted", date(2026, 12, 1), None, RequestState.SENT),
        ("", None, date(2026, 12, 1), RequestState.WITHDRAWN),
    ],
)
def test_the_state_follows_from_the_days(
    decision: str, sent: date | None, withdrawn: date | None, state: RequestState
) -> None:
    assert rules.find_state(decision=decision, sent_on=sent, withdrawn_on=withdrawn) is state


def test_only_a_running_contest_is_decided_and_only_a_proposal_confirmed() -> None:
    settled = {state: _may(rules.check_can_settle, state, reason=REASON) for state in ContestState}
    confirmed = {state: _may(rules.check_can_confirm, state) for state in ContestState}
    assert [state for state, may in settled.items() if may] == [ContestState.RUNNING]
    assert [state for state, may in confirmed.items() if may] == [ContestState.TO_DESTROY]


OPEN_TO_THE_PERSON = {
    ("named_observation", "gdpr_public_task"), ("identity", "gdpr_public_task"),
    ("case_plan", "gdpr_public_task"), ("hand_over_package", "gdpr_public_task"),
    ("hand_over_package", "wgs_zvh"), ("hand_over_package", "wgs_riec"),
    ("hand_over_package", "care"), ("read_log", "gdpr_public_task"), ("read_log", "wpg_boa"),
    ("read_log", "wpg_received"), ("destruction_record", "gdpr_public_task"),
    ("destruction_record", "wpg_boa"), ("destruction_record", "wpg_received"),
}  # fmt: skip
TO_WEIGH = {
    ("police_record", "wpg_boa"),
    ("police_record", "wpg_received"),
    ("signal_person", "gdpr_public_task"),
}


def test_what_the_person_sees_is_what_the_page_of_the_rules_says() -> None:
    """By hand from R05, R07, R12 and R13, for every class, regime, age, relation and contest."""
    cases = wrong = 0
    for data_class, age, relation, contested in product(
        CLOSED["data_class"], CLOSED["age"], AskedBy, (False, True)
    ):
        for regime in HABITATS[data_class]:
            outcome = judge(
                WhoAsks(relation, age), data_class, regime, contested=contested, table=TABLE
            ).outcome
            barred = relation is AskedBy.PARENT and age in {"16_plus", "unknown"}
            expected = Outcome.REFUSED
            if not barred and (data_class, regime) in OPEN_TO_THE_PERSON:
                expected = Outcome.ALLOWED
            elif not barred and (data_class, regime) in TO_WEIGH:
                expected = Outcome.NEEDS_SECOND_PERSON
            cases, wrong = cases + 1, wrong + (outcome is not expected)
    print(f"{wrong} wrong of {cases}")
    assert cases > 300
    assert wrong == 0


def test_records_are_sorted_and_never_shown_twice() -> None:
    held = tuple(
        make_held("networks", record=str(number), data_class=data_class, regime=regime)
        for number, (data_class, regime) in enumerate(sorted(OPEN_TO_THE_PERSON | TO_WEIGH))
    )
    split = sort_for(WhoAsks(AskedBy.SELF, "unknown"), held, table=TABLE)
    assert (len(split.shown), len(split.to_weigh)) == (len(OPEN_TO_THE_PERSON), len(TO_WEIGH))
    assert set(split.shown) | set(split.to_weigh) == set(held)
