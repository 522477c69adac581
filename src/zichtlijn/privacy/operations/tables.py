"""Tables are set up and seats and roles are given and taken back; what is taken is gone at once."""

import secrets
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.operations.proposals import confirm_proposal, propose
from zichtlijn.privacy.operations.taking import note_taken
from zichtlijn.privacy.policies.tables import check_can_grant, check_can_set_up
from zichtlijn.privacy.queries.scopes import Member
from zichtlijn.privacy.terms.asking import Asker, NotAllowed
from zichtlijn.privacy.terms.proposals import Second
from zichtlijn.privacy.terms.taking import TakenKind

GATE = "privacy.gate"
"""The kind of a proposal to bring a table to another step."""


@transaction.atomic
def set_up_scope(
    kind: str,
    title: str,
    *,
    purpose: str,
    gate: str,
    ends_on: date,
    covenant: str,
    access: Access,
    regime: str = "gdpr_public_task",
) -> str:
    """Make a group, case or signal and return its code; a title names a place, never a person.

    Raises NotAllowed for a word outside the closed lists, or an end that is not ahead.
    """
    check_can_set_up(
        kind, purpose=purpose, gate=gate, regime=regime, ends_on=ends_on, today=access.moment.date()
    )
    code = secrets.token_hex(8)
    models.Scope.objects.create(
        code=code, kind=kind, title=title, regime=regime, purpose=purpose, gate=gate,
        ends_on=ends_on, covenant=covenant,
    )  # fmt: skip
    log.record("privacy.scope.make", scope=f"{kind}:{code}", access=access)
    return code


@transaction.atomic
def propose_gate(code: str, gate: str, *, reason: str, access: Access) -> str:
    """Propose to bring a table to another step and return the code of the proposal (G5).

    Raises NotAllowed where the step or table is not there, or no reason is given.
    """
    _check_gate(_find_table(code), gate, access=access)
    return propose(
        GATE, f"{code}:{gate}", reason=reason, second=Second.OTHER_ORGANISATION, access=access
    )


@transaction.atomic
def confirm_gate(proposal: str, *, access: Access) -> str:
    """Bring a table to the proposed step, as a person of another organisation; return the step."""
    confirmed = confirm_proposal(proposal, kind=GATE, access=access)
    code, _, gate = confirmed.payload.partition(":")
    row = _find_table(code)
    _check_gate(row, gate, access=access)
    row.gate = gate
    row.save(update_fields=["gate"])
    note_step(row, access=access)
    log.record("privacy.scope.gate", scope=str(row), access=access)
    return gate


@transaction.atomic
def seat_member(code: str, member: Member, *, access: Access) -> None:
    """Give somebody a seat at a table, until a day. Raises NotAllowed, LogUnavailable."""
    row = _find_table(code)
    today = access.moment.date()
    check_can_grant(member.role, member.organisation, until=member.until, today=today)
    models.Membership.objects.create(scope=row, **member._asdict())
    log.record("privacy.member.seat", scope=str(row), access=access)


@transaction.atomic
def end_seat(code: str, account: str, *, access: Access) -> None:
    """Take somebody's seats at a table back: his next request sees nothing of it."""
    row = _find_table(code)
    seats = models.Membership.objects.filter(scope=row, account=account, ended_at__isnull=True)
    ended = _end(seats, TakenKind.SEAT, access=access)
    log.record("privacy.member.end", scope=str(row), access=access, count=ended)


@transaction.atomic
def grant_role(asker: Asker, *, until: date, access: Access) -> None:
    """Give an account a role for at most twelve months. Raises NotAllowed, LogUnavailable."""
    today = access.moment.date()
    check_can_grant(asker.role, asker.organisation, until=until, today=today)
    models.RoleGrant.objects.create(
        granted_on=today, granted_by=access.reader, until=until, **asker._asdict()
    )
    log.record("privacy.role.grant", scope=f"role:{asker.role}", access=access)


@transaction.atomic
def end_roles(account: str, *, access: Access, role: str = "") -> int:
    """Take one role of an account back, or all; return how many. The next request is refused."""
    held = models.RoleGrant.objects.filter(account=account, ended_at__isnull=True)
    ended = _end(held.filter(role=role) if role else held, TakenKind.ROLE, access=access)
    log.record("privacy.role.end", scope=f"role:{role or 'all'}", access=access, count=ended)
    return ended


def note_step(row: models.Scope, *, access: Access) -> None:
    """Let no restore bring a table back to an earlier step or a later last day."""
    note_taken(
        TakenKind.GATE,
        row.code,
        moment=access.moment,
        scope=str(row),
        gate=row.gate,
        ends_on=row.ends_on.isoformat(),
    )


def _end(
    rows: "QuerySet[models.Membership] | QuerySet[models.RoleGrant]",
    kind: TakenKind,
    *,
    access: Access,
) -> int:
    for number in list(rows.values_list("pk", flat=True)):
        note_taken(kind, str(number), moment=access.moment)
    return rows.update(ended_at=access.moment)


def _check_gate(row: models.Scope, gate: str, *, access: Access) -> None:
    check_can_set_up(
        row.kind, purpose=row.purpose, gate=gate, regime=row.regime, ends_on=row.ends_on,
        today=access.moment.date(),
    )  # fmt: skip


def _find_table(code: str) -> models.Scope:
    row = models.Scope.objects.filter(code=code).first()
    if row is None:
        raise NotAllowed("Deze groep of casus is er niet.")
    return row
