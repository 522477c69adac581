"""One report holds everything that any room holds on a person, and nothing of anybody else."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.privacy.rights.conftest import JIP
from tests.privacy.rights.stand_in import StandInRoom, make_held

from zichtlijn.audit.access import Access
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.privacy.operations import holdings
from zichtlijn.privacy.operations import rights as operations
from zichtlijn.privacy.reports.inspection import inspection_report
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rights import AskedBy, NewDisclosure

CITY = "gemeente Oeverdam"
EMMA = "9d81c22b40aa17f3"


def test_a_record_is_told_with_who_when_why_and_until_when(
    room: StandInRoom, ask: Callable[..., str], access: Access
) -> None:
    room.hold(JIP)
    (fact,) = inspection_report(ask(), organisation=CITY, access=access).facts
    assert fact.say == "U was met vier anderen bij Speeltuin Elzen."
    assert fact.written_by == "Een jongerenwerker van het jongerenwerk."
    assert fact.when == "Dinsdag 8 december 2026, Speeltuin Elzen"
    assert fact.why == (
        "Om te begrijpen wat een groep jongeren nodig heeft, en overlast te verminderen. "
        "Grond: Gemeentewet artikel 172 en het convenant De Kolk."
    )
    assert fact.until == "8 juni 2027"
    assert 0.9 < fact.share_left < 1


CLASSES = [
    ("named_observation", "gdpr_public_task", True),
    ("identity", "gdpr_public_task", True),
    ("case_plan", "gdpr_public_task", True),
    ("hand_over_package", "wgs_riec", True),
    ("hand_over_package", "care", True),
    ("police_record", "wpg_boa", False),  # two people weigh it first: R13
    ("signal_person", "gdpr_public_task", False),
    ("source_identity", "gdpr_public_task", False),  # never: R05
    ("bibob_file", "bibob", False),  # a closed file of its own: no row
]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kept=st.lists(
        st.tuples(
            st.sampled_from(["alpha", "beta", "gamma"]),
            st.sampled_from([JIP, "code-jip", EMMA]),
            st.sampled_from(CLASSES),
            st.booleans(),
            st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2026, 12, 15))),
        ),
        max_size=12,
    )
)
def test_the_report_is_complete_against_an_oracle(
    kept: list[tuple[str, str, tuple[str, str, bool], bool, date | None]],
    room: StandInRoom,
    ask: Callable[..., str],
    access: Access,
) -> None:
    """The oracle is written by hand: whose is it, and which rows of the table open it."""
    holdings._REGISTERED.clear()
    rooms = {name: StandInRoom(name) for name in ("alpha", "beta", "gamma")}
    for one in rooms.values():
        one.codes[JIP] = ("code-jip",)
        holdings.register_holdings(one)
    expected, to_weigh = set(), 0
    for number, (name, code, (data_class, regime, is_open), contested, day) in enumerate(kept):
        rooms[name].hold(
            code, record=str(number), data_class=data_class, regime=regime,
            contested=contested, happened_on=day, what=f"feit {number}",
        )  # fmt: skip
        if code != EMMA and is_open:
            expected.add((name, str(number)))
        to_weigh += code != EMMA and data_class in {"police_record", "signal_person"}
    report = inspection_report(ask(), organisation=CITY, access=access)
    assert {(fact.room, fact.record) for fact in report.facts} == expected
    assert len(report.facts) == len(expected)
    assert report.to_weigh == to_weigh
    days = [fact.when for fact in report.facts]
    assert len(days) == len(expected)


def test_a_thousand_records_take_less_than_ten_seconds(
    room: StandInRoom, ask: Callable[..., str], access: Access
) -> None:
    for number in range(1_000):
        room.hold(JIP, record=str(number), what=f"feit {number}")
    code, started = ask(), time.perf_counter()
    report = inspection_report(code, organisation=CITY, access=access)
    seconds = time.perf_counter() - started
    print(f"1,000 records: {len(report.facts)} in the report, {seconds:.2f} s")
    assert len(report.facts) == 1_000
    assert seconds < 10


def test_who_looked_is_told_by_role_and_never_by_account(
    room: StandInRoom, ask: Callable[..., str], access: Access, officer: Access
) -> None:
    room.hold(JIP)
    code = ask()
    inspection_report(code, organisation=CITY, access=officer)
    report = inspection_report(code, organisation=CITY, access=access)
    who = {look.who for look in report.looks}
    assert who == {
        "Een procesregisseur van de gemeente",
        "De functionaris gegevensbescherming van de gemeente",
    }
    said = str(report.looks)
    assert "visser" not in said
    assert "groot" not in said


@pytest.mark.parametrize("age", ["under_12", "12_15"])
def test_a_parent_of_a_child_under_sixteen_gets_everything(
    room: StandInRoom, ask: Callable[..., str], access: Access, age: str
) -> None:
    room.hold(JIP, contested=True)
    code = ask(asked_by=AskedBy.PARENT, age=age)
    report = inspection_report(code, organisation=CITY, access=access)
    assert (len(report.facts), report.contested, report.is_for_parent) == (1, 1, True)


def test_who_asks_himself_later_reads_that_a_parent_asked_before(
    room: StandInRoom, ask: Callable[..., str], access: Access
) -> None:
    ask(asked_by=AskedBy.PARENT, age="12_15")
    report = inspection_report(ask(), organisation=CITY, access=access)
    asked = [line for line in report.paperwork if "binnen" in line]
    assert [" verzoek van een ouder " in line for line in asked] == [True, False]


def test_a_child_that_turned_sixteen_is_no_longer_shown_to_the_parent(
    room: StandInRoom, ask: Callable[..., str], access: Access
) -> None:
    from zichtlijn.privacy.models.rights import DataSubjectRequest

    code = ask(asked_by=AskedBy.PARENT, age="12_15")
    DataSubjectRequest.objects.update(age="16_plus")
    with pytest.raises(NotAllowed, match="Vanaf 16 jaar") as refusal:
        inspection_report(code, organisation=CITY, access=access)
    assert refusal.value.rule == "R07"


def test_police_data_are_shown_once_two_people_decided(
    room: StandInRoom, ask: Callable[..., str], access: Access, officer: Access
) -> None:
    room.hold(JIP, record="p1", data_class="police_record", regime="wpg_received")
    code = ask()
    assert inspection_report(code, organisation=CITY, access=access).to_weigh == 1
    operations.propose_giving(
        code, room="networks", record="p1", reason="Er is geen grond.", access=access
    )
    report = inspection_report(code, organisation=CITY, access=access)
    assert (len(report.facts), report.to_weigh) == (0, 1)
    from zichtlijn.privacy.models.rights import Weighing

    number = Weighing.objects.get().pk
    with pytest.raises(NotAllowed, match="bevestigt u niet zelf"):
        operations.confirm_weighing(number, access=access)
    operations.confirm_weighing(number, access=officer)
    report = inspection_report(code, organisation=CITY, access=access)
    assert (len(report.facts), report.to_weigh) == (1, 0)


def test_with_whom_it_was_shared_stands_in_the_report(
    room: StandInRoom, ask: Callable[..., str], access: Access
) -> None:
    room.hold(JIP)
    left = NewDisclosure(
        person="", room="networks", record="1", recipient="de politie",
        article="AVG artikel 6 lid 1 onder e", what="een waarneming van 8 december 2026",
        expires_on=date(2027, 1, 31),
    )  # fmt: skip
    operations.record_disclosure(left, access=access)
    (line,) = inspection_report(ask(), organisation=CITY, access=access).shared
    assert line == (
        "Op 15 december 2026 kreeg de politie: een waarneming van 8 december 2026. "
        "Dat mag volgens AVG artikel 6 lid 1 onder e. "
        "Daar moet het uiterlijk 31 januari 2027 weg zijn."
    )


def test_nothing_is_shown_when_the_log_fails(
    room: StandInRoom, ask: Callable[..., str], access: Access, request: pytest.FixtureRequest
) -> None:
    room.hold(JIP)
    code = ask()
    request.getfixturevalue("failing_log")
    with pytest.raises(LogUnavailable):
        inspection_report(code, organisation=CITY, access=access)


def test_a_room_that_fails_fails_the_report_rather_than_leave_something_out(
    room: StandInRoom, ask: Callable[..., str], access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(room, "find_held", fail)
    with pytest.raises(RuntimeError):
        inspection_report(ask(), organisation=CITY, access=access)


def test_the_same_record_found_twice_stands_in_the_report_once(
    room: StandInRoom, ask: Callable[..., str], access: Access
) -> None:
    room.codes[JIP] = ("again",)
    room.held[JIP] = [make_held("networks")]
    room.held["again"] = [make_held("networks")]
    assert len(inspection_report(ask(), organisation=CITY, access=access).facts) == 1
