"""The desk of the data protection officer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from zichtlijn.audit import queries as audit
from zichtlijn.audit.access import Access
from zichtlijn.privacy.analysis.marks import draw_sample, find_marked_looks
from zichtlijn.privacy.analysis.oversight import find_odd_looks, put_newest_first
from zichtlijn.privacy.queries.marks import fetch_marked_people, fetch_marks
from zichtlijn.privacy.queries.oversight import fetch_looks, fetch_lot, fetch_waiting
from zichtlijn.privacy.reports.restorations import RestorationRow, tell_restorations
from zichtlijn.privacy.reports.retention import count_past_term
from zichtlijn.privacy.reports.words import speak
from zichtlijn.privacy.terms.oversight import Look, OddKind, OddLooks, Waiting
from zichtlijn.privacy.terms.proof import RoomState

_WHY: dict[OddKind, "str | Promise"] = {
    OddKind.MANY: gettext_lazy("veel mensen in een uur"),
    OddKind.NIGHT: gettext_lazy("tussen middernacht en zes uur"),
    OddKind.AGAIN: gettext_lazy("steeds dezelfde persoon, vanaf meer dan één tafel"),
    OddKind.OWN_NAME: gettext_lazy("iemand met de eigen achternaam"),
    OddKind.OWN_STREET: gettext_lazy("iemand uit de eigen straat"),
    OddKind.COLLEAGUE: gettext_lazy("iemand met de naam van een collega"),
    OddKind.CELEBRITY: gettext_lazy("iemand met de naam van een bekende persoon"),
}
LOOKS_DAYS = 31
MOST_TABLES = 3


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
    tables: str


@dataclass(frozen=True)
class SampledRow:
    """One look that was drawn by lot, ready to draw."""

    account: str
    role: str
    moment: datetime
    table: str


@dataclass(frozen=True)
class OversightPage:
    """What waits, what is past its term, and what to ask about."""

    waiting: Waiting
    rooms: tuple[RoomState, ...]
    past_term: int
    odd: tuple[OddRow, ...]
    sample: tuple[SampledRow, ...]
    sampled_from: datetime
    sampled_until: datetime
    marks: int
    looks: int
    days: int
    chain: audit.ChainState
    restorations: tuple[RestorationRow, ...]


def oversight_page(*, access: Access) -> OversightPage:
    """Return the desk as it stands now. Raises NotAllowed, LogUnavailable."""
    waiting = fetch_waiting(access=access)
    from_, until = _find_last_month(access.moment)
    since = access.moment - timedelta(days=LOOKS_DAYS)
    all_looks = fetch_looks(since=min(from_, since), access=access)
    looks = [look for look in all_looks if look.moment >= since]
    marks = fetch_marks(access=access)
    marked = find_marked_looks(looks, marks=marks, people=fetch_marked_people(access=access))
    rooms = count_past_term(today=access.moment.date())
    return OversightPage(
        waiting=waiting,
        rooms=rooms,
        past_term=sum(room.past_term for room in rooms),
        odd=tuple(map(_describe, put_newest_first((*find_odd_looks(looks), *marked)))),
        sample=_sample(all_looks, since=from_, until=until),
        sampled_from=from_,
        sampled_until=until,
        marks=len(marks),
        looks=len(looks),
        days=LOOKS_DAYS,
        chain=audit.fetch_chain_state(),
        restorations=tell_restorations(access=access),
    )


def _find_last_month(moment: datetime) -> tuple[datetime, datetime]:
    """Return the first moment of the month before this one, and of this one, in UTC as the log."""
    until = moment.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (until - timedelta(days=1)).replace(day=1), until


def _sample(looks: Sequence[Look], *, since: datetime, until: datetime) -> tuple[SampledRow, ...]:
    """Draw the looks of last month that are read back, odd or not (G27)."""
    month = [look for look in looks if since <= look.moment < until]
    drawn = draw_sample(month, seed=fetch_lot(f"{since:%Y-%m}"))
    return tuple(
        SampledRow(one.account, speak(one.role, column="role"), one.moment, one.scope)
        for one in drawn
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
        _tell_tables(odd.tables),
    )


def _tell_tables(tables: tuple[str, ...]) -> str:
    told = ", ".join(tables[:MOST_TABLES])
    return told + (f" (+{len(tables) - MOST_TABLES})" if len(tables) > MOST_TABLES else "")
