"""What is recorded of requests, contests, disclosures and notifications, as queries hand it on."""

from datetime import date, datetime
from typing import NamedTuple

from zichtlijn.privacy.terms.rights.words import (
    AskedBy,
    Channel,
    ContestState,
    IdentityCheck,
    NotificationClock,
    PostponementGround,
    RequestDecision,
    RequestKind,
    RequestState,
)


class RequestRecord(NamedTuple):
    """One request without what anybody wrote in it."""

    code: str
    person: str
    kind: RequestKind
    asked_by: AskedBy
    age: str
    identity_check: IdentityCheck
    received_on: date
    due_on: date
    registered_by: str
    extended_on: date | None
    decision: RequestDecision
    decided_on: date | None
    decided_by: str
    sent_on: date | None
    state: RequestState


class RequestWords(NamedTuple):
    """What stands sealed in a request, opened."""

    addressee: str
    question: str
    extension_reason: str
    reason: str
    letter: str


class ContestRecord(NamedTuple):
    """One contest, opened."""

    code: str
    request: str
    room: str
    record: str
    data_class: str
    regime: str
    state: ContestState
    contested_on: date
    contested_by: str
    decided_on: date | None
    decided_by: str
    confirmed_by: str
    what: str
    words: str
    reason: str


class WeighingRecord(NamedTuple):
    """Whether two people give or withhold one record; without a second nothing is decided."""

    number: int
    room: str
    record: str
    is_given: bool
    ground: str
    first_by: str
    first_on: date
    second_by: str
    second_on: date | None


class RequestFile(NamedTuple):
    """A request with all that belongs to it."""

    record: RequestRecord
    words: RequestWords
    contests: tuple[ContestRecord, ...]
    weighings: tuple[WeighingRecord, ...]


class DisclosureRecord(NamedTuple):
    """Who got what, when, on which article, and until when."""

    code: str
    person: str
    room: str
    record: str
    recipient: str
    article: str
    what: str
    disclosed_on: date
    disclosed_by: str
    receipt_on: date | None
    expires_on: date | None
    recalled_on: date | None
    channel: Channel
    written_on: date | None
    trace_id: str


class TransferRecord(NamedTuple):
    """What crossed from one regime to another, by which article and decision (G10)."""

    code: str
    from_regime: str
    to_regime: str
    article: str
    decision: str
    receiver: str
    receipt: str
    logged_at: datetime
    logged_by: str


class NoticeRecord(NamedTuple):
    """What one recipient is told, and whether it was sent."""

    number: int
    disclosure: str
    recipient: str
    room: str
    record: str
    about: str
    text: str
    made_on: date
    sent_on: date | None
    sent_by: str


class PostponementRecord(NamedTuple):
    """Why and until when telling somebody waits."""

    ground: PostponementGround
    until: date
    decided_on: date
    decided_by: str
    reason: str


class NotificationRecord(NamedTuple):
    """The clock of one person at one table, without what anybody wrote."""

    code: str
    person: str
    scope: str
    purpose: str
    legal_ground: str
    source: str
    age: str
    clock: NotificationClock
    informed_by: str
    waived_on: date | None
    waived_by: str


class NotificationFile(NamedTuple):
    """A notification with all that belongs to it."""

    record: NotificationRecord
    letter: str
    waiver: str
    postponements: tuple[PostponementRecord, ...]
