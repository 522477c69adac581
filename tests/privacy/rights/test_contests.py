"""What a person contests counts nowhere at once; who got it is told; and it is decided with a reason."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.privacy.rights.conftest import JIP
from tests.privacy.rights.stand_in import BetteringRoom, StandInRoom

from zichtlijn.audit.access import Access
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.audit.models import LogLine
from zichtlijn.privacy.models.rights import Contest, Notice
from zichtlijn.privacy.operations import holdings
from zichtlijn.privacy.operations import rights as operations
from zichtlijn.privacy.queries import rights as queries
from zichtlijn.privacy.reports.inspection import inspection_report
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rights import (
    ContestState,
    NewDisclosure,
    NotFound,
    RequestDecision,
)

WORDS = "Ik was daar niet, ik was bij mijn tante."
REASON = "De wijkagent vergiste zich in de persoon."


@pytest.fixture
def contested(room: StandInRoom, ask: Callable[..., str], access: Access) -> tuple[str, str]:
    """A request in which Jip contests a record that the police got; its code and the contest's."""
    room.hold(JIP)
    left = NewDisclosure(
        person=JIP, room="networks", record="1", recipient="de politie",
        article="AVG artikel 6 lid 1 onder e", what="een waarneming van 8 december 2026",
        expires_on=None,
    )  # fmt: skip
    operations.record_disclosure(left, access=access)
    request = ask()
    code = operations.contest_record(
        request, room="networks", record="1", words=WORDS, access=access
    )
    return request, code


def test_a_contested_record_counts_nowhere_and_its_recipient_is_told(
    room: StandInRoom, contested: tuple[str, str], access: Access
) -> None:
    assert room.done == [("contest", "1")]
    assert [one.contested for one in room.held[JIP]] == [True]
    (notice,) = Notice.objects.all()
    assert "Gebruik dit gegeven niet" in notice.text
    assert "een waarneming van 8 december 2026" in notice.text
    assert "tante" not in notice.text
    (fact,) = inspection_report(contested[0], organisation="Oeverdam", access=access).facts
    assert fact.contest == (
        "U zei op 15 december 2026: dit klopt niet. Sindsdien telt het niet mee. "
        "U krijgt uiterlijk 15 januari 2027 antwoord."
    )


def test_the_words_of_the_person_are_sealed(contested: tuple[str, str], access: Access) -> None:
    row = Contest.objects.get(code=contested[1])
    assert b"tante" not in bytes(row.sealed_words)
    (opened,) = queries.fetch_request(contested[0], access=access).contests
    assert opened.words == WORDS


def test_nobody_contests_somebody_elses_record(
    room: StandInRoom, ask: Callable[..., str], access: Access
) -> None:
    room.hold("emma", record="7")
    with pytest.raises(NotFound):
        operations.contest_record(ask(), room="networks", record="7", words=WORDS, access=access)
    assert room.done == []


def test_a_record_is_contested_once_at_a_time(contested: tuple[str, str], access: Access) -> None:
    with pytest.raises(NotAllowed, match="al betwist"):
        operations.contest_record(
            contested[0], room="networks", record="1", words=WORDS, access=access
        )


def test_a_record_whose_term_passed_meanwhile_cannot_be_left_to_stand(
    room: StandInRoom, contested: tuple[str, str], access: Access
) -> None:
    room.destroy(("1",), access=access)
    with pytest.raises(NotAllowed, match="is er niet meer"):
        operations.settle_contest(contested[1], reason=REASON, access=access)
    assert ("settle", "1") not in room.done


def test_a_record_that_was_right_counts_again_and_everybody_hears_it(
    room: StandInRoom, contested: tuple[str, str], access: Access
) -> None:
    operations.settle_contest(contested[1], reason=REASON, access=access)
    assert room.done == [("contest", "1"), ("settle", "1")]
    assert [notice.about for notice in Notice.objects.all()] == ["running", "settled"]
    (fact,) = inspection_report(contested[0], organisation="Oeverdam", access=access).facts
    assert fact.contest.endswith("Het klopt volgens ons en telt weer mee.")


def test_a_request_is_not_decided_while_a_contest_runs(
    contested: tuple[str, str], access: Access
) -> None:
    with pytest.raises(NotAllowed, match="Beslis eerst"):
        operations.decide_request(
            contested[0], decision=RequestDecision.GRANTED, reason="", access=access
        )


def test_destroying_takes_two_people_of_two_roles(
    room: StandInRoom, contested: tuple[str, str], access: Access, officer: Access, open_door
) -> None:
    operations.propose_destruction(contested[1], reason=REASON, access=access)
    assert Contest.objects.get().state == ContestState.TO_DESTROY
    with pytest.raises(NotAllowed, match="bevestigt u niet zelf"):
        operations.confirm_destruction(contested[1], access=access)
    with pytest.raises(NotAllowed, match="andere rol"):
        operations.confirm_destruction(contested[1], access=open_door("k.smit"))
    operations.confirm_destruction(contested[1], access=officer)
    assert room.held[JIP] == []
    contest = Contest.objects.get()
    assert (contest.state, bytes(contest.sealed_what)) == (ContestState.DESTROYED, b"")
    assert LogLine.objects.filter(action="privacy.record.destroy", rule="R17").count() == 1
    assert Notice.objects.last().about == "destroyed"


def test_a_proposal_to_destroy_can_be_taken_back(
    room: StandInRoom, contested: tuple[str, str], access: Access, officer: Access
) -> None:
    operations.propose_destruction(contested[1], reason=REASON, access=access)
    operations.keep_record(contested[1], access=access)
    assert Contest.objects.get().state == ContestState.RUNNING
    with pytest.raises(NotAllowed):
        operations.confirm_destruction(contested[1], access=officer)
    assert len(room.held[JIP]) == 1


def test_a_record_is_bettered_where_its_room_can(
    ask: Callable[..., str], access: Access, room: StandInRoom
) -> None:
    better = BetteringRoom("cases")
    better.hold(JIP, record="c1")
    holdings.register_holdings(better)
    code = operations.contest_record(ask(), room="cases", record="c1", words=WORDS, access=access)
    with pytest.raises(NotAllowed, match="Kies wat juist is"):
        operations.rectify_contest(code, correction="victim", reason=REASON, access=access)
    operations.rectify_contest(code, correction="calming", reason=REASON, access=access)
    assert better.done[-1] == ("rectify", "c1:calming")
    contest = Contest.objects.get()
    assert (contest.state, contest.new_record) == (ContestState.RECTIFIED, "c1-2")


def test_where_a_room_cannot_better_a_record_that_is_said(
    contested: tuple[str, str], access: Access
) -> None:
    with pytest.raises(NotAllowed, match="kan niet worden verbeterd"):
        operations.rectify_contest(contested[1], correction="calming", reason=REASON, access=access)
    assert Contest.objects.get().state == ContestState.RUNNING


def test_no_contest_without_its_line(
    room: StandInRoom, ask: Callable[..., str], access: Access, request: pytest.FixtureRequest
) -> None:
    room.hold(JIP)
    code = ask()
    request.getfixturevalue("failing_log")
    with pytest.raises(LogUnavailable):
        operations.contest_record(code, room="networks", record="1", words=WORDS, access=access)
    assert room.done == []
    assert Contest.objects.count() == 0


def test_a_notice_is_sent_once_with_its_day(contested: tuple[str, str], access: Access) -> None:
    number = Notice.objects.get().pk
    operations.send_notice(number, access=access)
    assert Notice.objects.get().sent_on == date(2026, 12, 15)
    with pytest.raises(NotAllowed, match="al verstuurd"):
        operations.send_notice(number, access=access)
