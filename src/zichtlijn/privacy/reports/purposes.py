"""The pages on which a purpose is chosen, an emergency opened, and one reviewed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse

from zichtlijn.audit.access import Access
from zichtlijn.privacy.policies.purposes import (
    ANYWHERE,
    knows_deed,
    knows_emergency,
    list_purposes,
)
from zichtlijn.privacy.queries.emergencies import fetch_emergencies
from zichtlijn.privacy.queries.openings import find_open_purpose
from zichtlijn.privacy.queries.rules import fetch_ruling_table
from zichtlijn.privacy.queries.scopes import fetch_own_scopes
from zichtlijn.privacy.reports.words import PURPOSES, REASONS, ROLES, VERDICTS, speak
from zichtlijn.privacy.terms.asking import (
    LEGAL_GROUNDS,
    LONGEST_OPENING,
    SHORTEST_EMERGENCY_REASON,
    WITHOUT_SCOPE,
    Asker,
)

_RIGHT = "data_subject_right"


@dataclass(frozen=True)
class Choice:
    """One purpose that this reader may choose, at one table or without."""

    value: str  # purpose, or purpose:code
    label: str
    title: str
    legal_ground: str
    until: date | None


@dataclass(frozen=True)
class Picked:
    """A word that can be picked from a list."""

    value: str
    label: str


@dataclass(frozen=True)
class PurposePage:
    """What can be chosen, and for how long."""

    choices: tuple[Choice, ...]
    reasons: tuple[Picked, ...]
    purposes: tuple[Picked, ...]  # those at a table, for an emergency at a table not one's own
    minutes: int
    may_break_glass: bool  # some row knows an emergency for this role


@dataclass(frozen=True)
class Banner:
    """What stands above every page while a purpose is open."""

    who: str
    purpose: str
    title: str
    legal_ground: str
    ends_at: datetime
    minutes_left: int
    is_emergency: bool


@dataclass(frozen=True)
class EmergencyRow:
    """One emergency as the data protection officer reads it."""

    code: str
    account: str
    role: str
    title: str
    purpose: str
    opened_at: datetime
    reason: str
    review_by: date
    days_left: int
    days_late: int
    verdict: str
    is_own: bool


@dataclass(frozen=True)
class EmergencyPage:
    """The emergencies that wait, and those that were reviewed."""

    waiting: tuple[EmergencyRow, ...]
    reviewed: tuple[EmergencyRow, ...]
    verdicts: tuple[Picked, ...]


def purpose_page(*, access: Access) -> PurposePage:
    """Return which purposes this reader may choose now, at which tables."""
    table = fetch_ruling_table().table
    known = list_purposes(table, role=access.role)
    asker = Asker(access.reader, access.role, access.organisation)
    at_tables = tuple(
        Choice(
            f"{purpose}:{seat.code}",
            speak(purpose, column="purpose"),
            seat.title,
            LEGAL_GROUNDS[purpose],
            seat.ends_on,
        )
        for seat in fetch_own_scopes(asker, moment=access.moment)
        for purpose in known
        if purpose in (seat.purpose, ANYWHERE)
    )
    alone = tuple(
        Choice(purpose, speak(purpose, column="purpose"), "", LEGAL_GROUNDS[purpose], None)
        for purpose in known
        if purpose in WITHOUT_SCOPE
    )
    spoken = (Picked(p, speak(p, column="purpose")) for p in known if p not in WITHOUT_SCOPE)
    return PurposePage(
        at_tables + alone,
        list_reasons(),
        tuple(spoken),
        LONGEST_OPENING // timedelta(minutes=1),
        knows_emergency(table, role=access.role),
    )


def list_reasons() -> tuple[Picked, ...]:
    """Return the reasons that can be picked."""
    return tuple(Picked(value, str(label)) for value, label in REASONS.items())


def banner(*, access: Access) -> Banner | None:
    """Return what the frame says of the open purpose; None where none is open."""
    opened = find_open_purpose(access)
    if opened is None:
        return None
    return Banner(
        who=f"{access.reader}, {speak(access.role, column='role')}",
        purpose=speak(opened.purpose, column="purpose"),
        title=opened.title,
        legal_ground=opened.legal_ground,
        ends_at=opened.ends_at,
        minutes_left=(opened.ends_at - access.moment) // timedelta(minutes=1),
        is_emergency=opened.is_emergency,
    )


def name_request_address(person: str, *, access: Access) -> str:
    """Return where a request of a person is written down, for who may; else nothing.

    For another purpose than the open one it leads by the choice of purpose.
    """
    table = fetch_ruling_table().table
    if not knows_deed(table, role=access.role, purpose=_RIGHT, data_class="identity", verb="write"):
        return ""
    address = reverse("privacy:register", query={"persoon": person})
    if access.purpose == _RIGHT:
        return address
    return reverse("privacy:purpose", query={"next": address})


def emergency_page(*, access: Access) -> EmergencyPage:
    """Return the emergencies for the data protection officer. Raises NotAllowed."""
    today = access.moment.date()
    rows = tuple(
        EmergencyRow(
            code=found.code,
            account=found.account,
            role=str(ROLES[found.role]),
            title=found.scope,
            purpose=str(PURPOSES[found.purpose]),
            opened_at=found.opened_at,
            reason=found.reason,
            review_by=found.review_by,
            days_left=max((found.review_by - today).days, 0),
            days_late=max((today - found.review_by).days, 0),
            verdict=str(VERDICTS[found.verdict]) if found.verdict else "",
            is_own=found.account == access.reader,
        )
        for found in fetch_emergencies(access=access)
    )
    return EmergencyPage(
        tuple(row for row in rows if not row.verdict),
        tuple(row for row in rows if row.verdict),
        tuple(Picked(value, str(label)) for value, label in VERDICTS.items()),
    )


def shortest_reason() -> int:
    """Return how many characters the reason of an emergency has at least."""
    return SHORTEST_EMERGENCY_REASON
