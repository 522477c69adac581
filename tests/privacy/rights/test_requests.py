"""A request is answered within the legal month, and each step of it is dated and logged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.privacy.rights.stand_in import StandInRoom

from zichtlijn.audit.access import Access
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.audit.models import LogLine
from zichtlijn.privacy.models.rights import DataSubjectRequest
from zichtlijn.privacy.operations import rights as operations
from zichtlijn.privacy.queries import rights as queries
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rights import AskedBy, RequestDecision, RequestState

REASON = "Het klopt en is nog nodig voor de aanpak."


def test_a_request_ends_after_a_legal_month(ask: Callable[..., str], access: Access) -> None:
    code = ask(received_on=date(2026, 11, 26))
    file = queries.fetch_request(code, access=access)
    assert file.record.due_on == date(2026, 12, 28)  # the 26th is a holiday and a Saturday
    assert file.record.state is RequestState.OPEN
    assert file.words.question == "Ik wil weten wat er over mij staat."
    assert LogLine.objects.filter(action="privacy.request.register", rule="R14").count() == 1


def test_what_the_person_wrote_is_sealed_on_the_disk(ask: Callable[..., str]) -> None:
    row = DataSubjectRequest.objects.get(code=ask())
    kept = b"".join(bytes(getattr(row, f.name)) for f in row._meta.fields if "sealed" in f.name)
    assert len(kept) > 100
    assert b"Dorrestein" not in kept
    assert b"weten" not in kept


def test_a_term_is_extended_once_and_only_while_it_runs(
    ask: Callable[..., str], access: Access
) -> None:
    code = ask()
    operations.extend_request(code, reason="Wij wachten op de politie.", access=access)
    file = queries.fetch_request(code, access=access)
    assert file.record.due_on == date(2027, 3, 15)
    assert file.words.extension_reason == "Wij wachten op de politie."
    with pytest.raises(NotAllowed, match="al een keer verlengd"):
        operations.extend_request(code, reason="Nog een keer wachten.", access=access)


def test_a_term_that_is_over_is_not_extended(ask: Callable[..., str], open_door) -> None:
    code = ask(received_on=date(2026, 11, 2))
    late = open_door(moment=open_door().moment + timedelta(days=1))
    with pytest.raises(NotAllowed, match="De termijn is al voorbij"):
        operations.extend_request(code, reason="Wij zijn het vergeten.", access=late)


def test_a_decision_is_taken_back_until_somebody_was_told(
    ask: Callable[..., str], access: Access
) -> None:
    code = ask()
    operations.decide_request(code, decision=RequestDecision.REFUSED, reason=REASON, access=access)
    operations.reopen_request(code, access=access)
    assert queries.fetch_request(code, access=access).words.reason == ""
    operations.decide_request(code, decision=RequestDecision.GRANTED, reason="", access=access)
    operations.send_answer(code, letter="Beste Jip, hier is alles.", access=access)
    file = queries.fetch_request(code, access=access)
    assert (file.record.state, file.words.letter) == (
        RequestState.SENT,
        "Beste Jip, hier is alles.",
    )
    with pytest.raises(NotAllowed, match="nog niet is verstuurd"):
        operations.reopen_request(code, access=access)


def test_a_refusal_needs_a_reason_that_the_person_understands(
    ask: Callable[..., str], access: Access
) -> None:
    with pytest.raises(NotAllowed, match="Schrijf de reden op"):
        operations.decide_request(
            ask(), decision=RequestDecision.REFUSED, reason="nee", access=access
        )


@pytest.mark.parametrize("age", ["16_plus", "unknown"])
def test_no_parent_asks_for_a_child_of_sixteen_or_of_unknown_age(
    ask: Callable[..., str], age: str
) -> None:
    with pytest.raises(NotAllowed, match="tot 16 jaar"):
        ask(asked_by=AskedBy.PARENT, age=age)
    assert DataSubjectRequest.objects.count() == 0


def test_nothing_is_done_or_shown_without_its_line(
    ask: Callable[..., str], access: Access, room: StandInRoom, failing_log: None
) -> None:
    deeds = [
        ask,
        lambda: queries.fetch_requests(access=access),
    ]
    for deed in deeds:
        with pytest.raises(LogUnavailable):
            deed()
    assert DataSubjectRequest.objects.count() == 0


@pytest.mark.parametrize("role", ["analyst", "safety_adviser", "policy_officer"])
def test_who_has_no_part_in_requests_learns_nothing(
    ask: Callable[..., str], access: Access, open_door, role: str
) -> None:
    code = ask()
    stranger = replace(access, role=role)
    said = []
    for asked in (code, "0" * 16):
        with pytest.raises(NotAllowed) as refusal:
            queries.fetch_request(asked, access=stranger)
        said.append(str(refusal.value))
    assert said[0] == said[1]
