"""The letters, requests and decisions there were about a person, as he reads them."""

from datetime import date

from zichtlijn.privacy.analysis.letters.days import say_day
from zichtlijn.privacy.analysis.letters.words import DECISIONS, KINDS
from zichtlijn.privacy.terms.rights import AskedBy, ContestState, RequestDecision
from zichtlijn.privacy.terms.rights.records import (
    ContestRecord,
    NotificationRecord,
    RequestRecord,
)


def describe_paperwork(
    requests: tuple[RequestRecord, ...],
    contests: tuple[ContestRecord, ...],
    notifications: tuple[NotificationRecord, ...],
) -> tuple[str, ...]:
    """Return one line for each, oldest first."""
    lines = [
        *((one.received_on, _say_request(one)) for one in requests),
        *((one.contested_on, _say_contest(one)) for one in contests),
        *((one.clock.first_named_on, _say_notification(one)) for one in notifications),
    ]
    return tuple(line for _day, line in sorted(lines, key=_by_day))


def _by_day(line: tuple[date, str]) -> date:
    return line[0]


def _say_request(one: RequestRecord) -> str:
    whose = "een verzoek van een ouder" if one.asked_by is AskedBy.PARENT else "uw verzoek"
    asked = f"Op {say_day(one.received_on)} kwam {whose} binnen ({KINDS[one.kind]})."
    if one.decision is RequestDecision.NONE or one.decided_on is None:
        return f"{asked} U krijgt uiterlijk {say_day(one.due_on)} antwoord."
    return f"{asked} Op {say_day(one.decided_on)} besloten wij: {DECISIONS[one.decision]}."


def _say_contest(one: ContestRecord) -> str:
    said = f"Op {say_day(one.contested_on)} zei u van een gegeven: dit klopt niet."
    if one.decided_on is None or one.state is ContestState.TO_DESTROY:
        return f"{said} Wij zoeken dat uit."
    decided = {
        ContestState.SETTLED: "lieten wij het staan",
        ContestState.RECTIFIED: "verbeterden wij het",
        ContestState.DESTROYED: "vernietigden wij het",
    }[one.state]
    return f"{said} Op {say_day(one.decided_on)} {decided}."


def _say_notification(one: NotificationRecord) -> str:
    first = f"Op {say_day(one.clock.first_named_on)} schreven wij uw naam voor het eerst op."
    if one.clock.informed_on is not None:
        return f"{first} Op {say_day(one.clock.informed_on)} schreven wij u daarover."
    if one.clock.not_needed:
        return f"{first} U wist dat al."
    return f"{first} Daarover kreeg u nog geen brief."
