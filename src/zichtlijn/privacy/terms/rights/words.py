"""The words of the person's side: what he may ask, how it stands, and what is answered."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class RequestKind(StrEnum):
    """What somebody asks of the municipality about himself, and by which article."""

    INSPECTION = "inspection"  # AVG 15
    RECTIFICATION = "rectification"  # AVG 16
    ERASURE = "erasure"  # AVG 17
    RESTRICTION = "restriction"  # AVG 18
    OBJECTION = "objection"  # AVG 21


class AskedBy(StrEnum):
    """Who asks; the words are those of `relation` in the rule table."""

    SELF = "self"
    PARENT = "parent"


class IdentityCheck(StrEnum):
    """How the desk made sure who asks (AVG 12 lid 6); no copy of a document is kept."""

    SHOWN_AT_DESK = "shown_at_desk"
    SIGNED_IN = "signed_in"
    KNOWN_BY_FACE = "known_by_face"


class RequestDecision(StrEnum):
    """What was decided on a request; empty until somebody decided."""

    NONE = ""
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class RequestState(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    DECIDED = "decided"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


class ContestState(StrEnum):
    """Where a contest stands. Until it is decided the record counts nowhere (AVG 18)."""

    RUNNING = "running"
    TO_DESTROY = "to_destroy"  # one person decided to destroy it; a second must confirm (R17)
    SETTLED = "settled"  # the record was right and counts again
    RECTIFIED = "rectified"  # a better version took its place
    DESTROYED = "destroyed"


STILL_CONTESTED = (ContestState.RUNNING, ContestState.TO_DESTROY)
"""While a contest stands like this, the record counts nowhere."""


class NotificationState(StrEnum):
    """Whether the person was told (AVG 14); the words of `notification` in the rule table."""

    NOT_NEEDED = "not_needed"
    RUNNING = "running"
    INFORMED = "informed"
    POSTPONED = "postponed"
    LATE = "late"


class PostponementGround(StrEnum):
    """Why telling somebody may wait: a closed list (AVG 14 lid 5, UAVG 41 lid 1)."""

    PUBLIC_SAFETY = "public_safety"
    CRIMINAL_INQUIRY = "criminal_inquiry"
    SAFETY_OF_OTHERS = "safety_of_others"
    SAFETY_OF_CHILD = "safety_of_child"
    WOULD_DEFEAT_PURPOSE = "would_defeat_purpose"


class WithholdingGround(StrEnum):
    """Why a record may be kept from who asks: a closed list (Wpg 27, AVG 23, UAVG 41)."""

    POLICE_TASK = "police_task"
    RIGHTS_OF_OTHERS = "rights_of_others"
    STATE_SECURITY = "state_security"
    PUBLIC_SAFETY = "public_safety"


class NewRequest(NamedTuple):
    """What the desk writes down of a request."""

    person: str
    kind: RequestKind
    asked_by: AskedBy
    age: str
    identity_check: IdentityCheck
    received_on: date
    addressee: str
    question: str


class Channel(StrEnum):
    """How something left: by the desk itself, or by hand."""

    DESK = "desk"
    PAPER = "paper"
    PHONE = "phone"
    MEETING = "meeting"
    MAIL = "mail"


class NewDisclosure(NamedTuple):
    """What left about a person, for whom and on which article (AVG 15 lid 1 onder c, 19)."""

    person: str
    room: str
    record: str
    recipient: str
    article: str
    what: str
    expires_on: date | None
    channel: Channel = Channel.DESK
    disclosed_on: date | None = None  # None: today


class NewNotification(NamedTuple):
    """What is known when somebody is first named."""

    person: str
    scope: str
    purpose: str
    legal_ground: str
    source: str
    age: str
    first_named_on: date


class NotificationClock(NamedTuple):
    """The days that say how it stands with telling one person."""

    first_named_on: date
    due_on: date
    postponed_until: date | None = None
    informed_on: date | None = None
    not_needed: bool = False


class NotFound(Exception):
    """It is not there, or not any more; the message is a sentence for the user."""
