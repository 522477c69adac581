"""A small town hall: accounts with roles, and tables at which they sit."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from zichtlijn.audit.access import Access
from zichtlijn.privacy.models import Membership, RoleGrant, Scope
from zichtlijn.privacy.operations.opening import choose_purpose, open_access
from zichtlijn.privacy.terms.access import HOMES
from zichtlijn.privacy.terms.asking import Asker, RecordFacts

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # a Monday
TODAY = NOW.date()
_NUMBERS = count()

KNOWN = RecordFacts(
    "identity",
    notification="informed",
    age="16_plus",
    part="present",
    contested="no",
    retention="running",
)
"""A person who was informed, is not contested, and whose term runs."""


def hold(
    role: str, *, account: str = "", organisation: str = "", until: date | None = None
) -> Asker:
    """Give an account a role."""
    asker = Asker(account or f"account-{next(_NUMBERS)}", role, organisation or HOMES[role][0])
    RoleGrant.objects.create(
        granted_on=TODAY,
        granted_by="the owner",
        until=until or TODAY + timedelta(days=300),
        **asker._asdict(),
    )
    return asker


def set_table(*members: Asker, gate: str = "step_2B", kind: str = "group", ends_on: date | None = None,
              purpose: str = "youth_group_approach", regime: str = "gdpr_public_task") -> Scope:  # fmt: skip
    """Set a table with these people at it."""
    table = Scope.objects.create(
        code=f"{next(_NUMBERS):08x}", kind=kind, title="Plein", regime=regime, purpose=purpose, gate=gate,
        ends_on=ends_on or TODAY + timedelta(days=100), covenant="C-1",
    )  # fmt: skip
    for member in members:
        Membership.objects.create(
            scope=table, until=TODAY + timedelta(days=100), **member._asdict()
        )
    return table


def enter(asker: Asker, *, opening: str = "", moment: datetime = NOW) -> Access:
    """Come in by the door, as one request does."""
    trace_id = f"{next(_NUMBERS):032x}"
    return open_access(asker, opening=opening, path="/", moment=moment, trace_id=trace_id)


def work(asker: Asker, table: Scope | None = None, *, purpose: str = "", reason: str = "meeting",
         moment: datetime = NOW) -> Access:  # fmt: skip
    """Come in, choose a purpose, and come in again with it."""
    opening = choose_purpose(
        purpose or (table.purpose if table else "oversight"),
        scope=table.code if table else "",
        reason=reason,
        access=enter(asker, moment=moment),
    )
    return enter(asker, opening=opening, moment=moment)


def later(access: Access, **ahead: int) -> Access:
    """The same person some time later, with the same choice of purpose."""
    asker = Asker(access.reader, access.role, access.organisation)
    moment = access.moment + timedelta(**ahead)
    return replace(enter(asker, opening=access.opening, moment=moment))
