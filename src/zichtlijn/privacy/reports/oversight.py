"""The desk of the data protection officer."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from zichtlijn.audit import queries as audit
from zichtlijn.audit.access import Access
from zichtlijn.privacy.analysis.oversight import find_odd_looks
from zichtlijn.privacy.queries.oversight import LOOKS_DAYS, fetch_looks, fetch_waiting
from zichtlijn.privacy.reports.retention import count_past_term
from zichtlijn.privacy.reports.words import speak
from zichtlijn.privacy.terms.oversight import OddKind, OddLooks, Waiting
from zichtlijn.privacy.terms.proof import RoomState

_WHY: dict[OddKind, "str | Promise"] = {
    OddKind.MANY: gettext_lazy("veel mensen in een uur"),
    OddKind.NIGHT: gettext_lazy("tussen middernacht en zes uur"),
    OddKind.AGAIN: gettext_lazy("steeds dezelfde persoon, vanaf meer dan één tafel"),
}


@dataclass(frozen=True)
class OddRow:
    """Looks to ask about, ready to draw."""

    account: str
    role: str
    why: str
    since: datetime
    until: datetime
    people: int
    looks: int


@dataclass(frozen=True)
class OversightPage:
    """What waits, what is past its term, and what to ask about."""

    waiting: Waiting
    rooms: tuple[RoomState, ...]
    past_term: int
    odd: tuple[OddRow, ...]
    looks: int
    days: int
    chain: audit.ChainState


def oversight_page(*, access: Access) -> OversightPage:
    """Return the desk as it stands now. Raises NotAllowed, LogUnavailable."""
    waiting = fetch_waiting(access=access)
    looks = fetch_looks(access=access)
    rooms = count_past_term(today=access.moment.date())
    return OversightPage(
        waiting=waiting,
        rooms=rooms,
        past_term=sum(room.past_term for room in rooms),
        odd=tuple(map(_describe, find_odd_looks(looks))),
        looks=len(looks),
        days=LOOKS_DAYS,
        chain=audit.fetch_chain_state(),
    )


def _describe(odd: OddLooks) -> OddRow:
    return OddRow(
        odd.account,
        speak(odd.role, column="role"),
        str(_WHY[odd.kind]),
        odd.since,
        odd.until,
        odd.people,
        odd.looks,
    )
