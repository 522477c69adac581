"""The list of requests, and one request with its steps, ready to draw."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from zichtlijn.audit.access import Access
from zichtlijn.privacy.analysis.letters.answers import write_answer, write_extension
from zichtlijn.privacy.policies.rights.deadlines import count_days_left
from zichtlijn.privacy.queries import rights as queries
from zichtlijn.privacy.reports.rights import labels
from zichtlijn.privacy.reports.rights.contests import ContestRow, describe_contests
from zichtlijn.privacy.terms.rights import STILL_CONTESTED, RequestState
from zichtlijn.privacy.terms.rights.records import RequestFile, RequestRecord

SOON_DAYS = 7


@dataclass(frozen=True)
class RequestRow:
    """One request in the list: no name, only what there is to do."""

    code: str
    kind: str
    asked_by: str
    received: str
    due: str
    left: str
    is_late: bool
    is_soon: bool
    state: str


@dataclass(frozen=True)
class RequestsPage:
    """The open requests, the first that ends on top, and those that are done."""

    open: tuple[RequestRow, ...]
    done: tuple[RequestRow, ...]
    late: int


@dataclass(frozen=True)
class Step:
    """One step of a request."""

    name: str
    day: str
    state: str  # is-done, is-now, or empty


@dataclass(frozen=True)
class RequestPage:
    """One request, with what can be done now."""

    row: RequestRow
    addressee: str
    question: str
    age: str
    identity_check: str
    registered_by: str
    extended: str
    decision: str
    decided_by: str
    reason: str
    steps: tuple[Step, ...]
    contests: tuple[ContestRow, ...]
    letter: str
    sent_letter: str
    extension_letter: str
    is_open: bool
    can_extend: bool
    can_decide: bool
    can_send: bool

    @property
    def letter_paragraphs(self) -> list[str]:
        """Return the letter as it left, else as it would leave now."""
        letter = self.sent_letter or self.letter or self.extension_letter
        return letter.split("\n\n") if letter else []


def requests_page(*, access: Access) -> RequestsPage:
    """Return all requests. Raises NotAllowed, LogUnavailable."""
    today = access.moment.date()
    rows = [(one, describe_row(one, today=today)) for one in queries.fetch_requests(access=access)]
    waiting = (RequestState.OPEN, RequestState.DECIDED)
    return RequestsPage(
        open=tuple(row for one, row in rows if one.state in waiting),
        done=tuple(row for one, row in reversed(rows) if one.state not in waiting),
        late=sum(row.is_late for _one, row in rows),
    )


def request_page(code: str, *, organisation: str, access: Access) -> RequestPage:
    """Return one request with its contests and letters. Raises NotAllowed, LogUnavailable."""
    today = access.moment.date()
    file = queries.fetch_request(code, access=access)
    record, words = file.record, file.words
    is_open = record.state is RequestState.OPEN
    running = any(one.state in STILL_CONTESTED for one in file.contests)
    return RequestPage(
        row=describe_row(record, today=today),
        addressee=words.addressee,
        question=words.question,
        age=str(labels.AGES[record.age]),
        identity_check=str(labels.IDENTITY_CHECKS[record.identity_check]),
        registered_by=record.registered_by,
        extended=words.extension_reason,
        decision=str(labels.DECISIONS.get(record.decision, "")),
        decided_by=record.decided_by,
        reason=words.reason,
        steps=_list_steps(record),
        contests=describe_contests(file.contests, access=access),
        letter=_draft(file, organisation=organisation, today=today),
        sent_letter=words.letter,
        extension_letter=_draft_extension(file, organisation=organisation, today=today),
        is_open=is_open,
        can_extend=is_open and record.extended_on is None and today <= record.due_on,
        can_decide=is_open and not running,
        can_send=record.state is RequestState.DECIDED,
    )


def describe_row(record: RequestRecord, *, today: date) -> RequestRow:
    """Return a request as a line of a list."""
    left = count_days_left(record.due_on, today=today)
    waits = record.state in (RequestState.OPEN, RequestState.DECIDED)
    return RequestRow(
        code=record.code,
        kind=str(labels.KINDS[record.kind]),
        asked_by=str(labels.ASKED_BY[record.asked_by]),
        received=say(record.received_on),
        due=say(record.due_on),
        left=labels.say_left(record.due_on, today=today) if waits else "",
        is_late=waits and left < 0,
        is_soon=waits and 0 <= left <= SOON_DAYS,
        state=str(labels.STATES[record.state]),
    )


def say(day: date | None) -> str:
    """Return a day in full in the reader's language; empty without a day."""
    return date_format(day, "j F Y") if day else ""


def _draft(file: RequestFile, *, organisation: str, today: date) -> str:
    if file.record.state is not RequestState.DECIDED:
        return ""
    return write_answer(file, organisation=organisation, today=today)


def _draft_extension(file: RequestFile, *, organisation: str, today: date) -> str:
    if file.record.extended_on is None:
        return ""
    return write_extension(file, organisation=organisation, today=today)


def _list_steps(record: RequestRecord) -> tuple[Step, ...]:
    names = (_("Ontvangen"), _("Uitgezocht en besloten"), _("Antwoord verstuurd"))
    days = (record.received_on, record.decided_on, record.sent_on)
    if record.state is RequestState.WITHDRAWN:
        return (
            Step(names[0], say(record.received_on), "is-done"),
            Step(_("Ingetrokken door de persoon"), "", "is-done"),
        )
    now = next((place for place, day in enumerate(days) if day is None), len(days))
    return tuple(
        Step(name, say(day), "is-done" if place < now else "is-now" if place == now else "")
        for place, (name, day) in enumerate(zip(names, days, strict=True))
    )
