"""Tables as people keep them on the screen: set, seated, moved, closed, given another last day.

What opens more takes somebody of another organisation (G5); what shuts takes another role.
"""

from datetime import date, timedelta

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.operations import tables
from zichtlijn.privacy.operations.four_eyes.following import bring_forward
from zichtlijn.privacy.operations.proposals import (
    confirm_proposal,
    propose,
    refuse_proposal,
    withdraw_proposal,
)
from zichtlijn.privacy.policies import table_keeping as rules
from zichtlijn.privacy.policies.purposes import list_purposes
from zichtlijn.privacy.queries.rules import fetch_ruling_table
from zichtlijn.privacy.queries.scopes import Member
from zichtlijn.privacy.queries.tables import fetch_table, list_candidates
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.proposals import Second
from zichtlijn.privacy.terms.tables import (
    CLOSE,
    CLOSED_STEP,
    GATE,
    LENGTHEN,
    REGIME_OF,
    Candidate,
    NewTable,
    TableRecord,
)

_GONE = "Deze groep of casus is er niet."


@transaction.atomic
def set_table(new: NewTable, *, access: Access) -> str:
    """Set a table with its maker at it, and return its code. Raises NotAllowed, LogUnavailable."""
    today = access.moment.date()
    known = list_purposes(fetch_ruling_table().table, role=access.role)
    rules.check_can_set(access.role, kind=new.kind, purpose=new.purpose, gate=new.gate, known=known)
    rules.check_last_day(new.ends_on, today=today)
    code = tables.set_up_scope(
        **new._asdict(), regime=REGIME_OF.get(new.purpose, "gdpr_public_task"), access=access
    )
    models.Scope.objects.filter(code=code).update(made_by=access.reader, made_on=today)
    maker = Member(access.reader, access.role, access.organisation, new.ends_on)
    tables.seat_member(code, maker, access=access)
    return code


@transaction.atomic
def take_back_table(code: str, *, access: Access) -> None:
    """Undo setting a table on the same day, where nobody worked at it yet. Raises NotAllowed."""
    table = _find_kept(code, access=access)
    rules.check_can_take_back(table, account=access.reader, today=access.moment.date())
    models.Scope.objects.filter(code=code).delete()
    log.record("privacy.scope.take_back", scope=table.name, access=access)


@transaction.atomic
def give_seat(code: str, asked: Candidate, *, access: Access) -> None:
    """Give a seat to somebody who holds that role now, until a day. Raises NotAllowed."""
    table = _find_kept(code, access=access)
    rules.check_stands(table, today=access.moment.date())
    if asked[:3] not in {one[:3] for one in list_candidates(access=access)}:
        raise NotAllowed("Dit account heeft deze rol niet, of niet meer.")
    if rules.sits(table, account=asked.account, role=asked.role):
        raise NotAllowed("Deze persoon zit in deze rol al aan tafel.")
    if asked.until > table.ends_on:
        raise NotAllowed("Een plaats eindigt niet later dan de tafel.")
    tables.seat_member(code, Member(*asked), access=access)


@transaction.atomic
def end_seat(code: str, account: str, *, access: Access) -> None:
    """Take somebody's seats back; somebody stays who keeps the table. Raises NotAllowed."""
    table = _find_kept(code, access=access)
    rules.check_can_leave(table, account=account)
    tables.end_seat(code, account, access=access)


@transaction.atomic
def propose_step(code: str, gate: str, *, reason: str, access: Access) -> str:
    """Propose another step, for somebody of another organisation to confirm (G5)."""
    table = _find_seated(code, access=access)
    rules.check_reason(reason)
    _check_knows("propose", table, access=access)
    rules.check_can_step(table, gate=gate)
    return tables.propose_gate(code, gate, reason=reason, access=access)


@transaction.atomic
def propose_closing(code: str, *, reason: str, access: Access) -> str:
    """Propose to close a table, for somebody in another role to confirm. Raises NotAllowed."""
    table = _find_kept(code, access=access)
    rules.check_stands(table, today=access.moment.date())
    rules.check_reason(reason)
    return propose(CLOSE, code, reason=reason, second=Second.OTHER_ROLE, access=access)


@transaction.atomic
def propose_last_day(code: str, ends_on: date, *, reason: str, access: Access) -> str:
    """Propose another last day, for somebody of another organisation to confirm."""
    table = _find_kept(code, access=access)
    rules.check_can_lengthen(table, ends_on=ends_on, reason=reason, today=access.moment.date())
    return propose(
        LENGTHEN,
        f"{code}:{ends_on.isoformat()}",
        reason=reason,
        second=Second.OTHER_ORGANISATION,
        access=access,
    )


@transaction.atomic
def confirm(code: str, proposal: str, *, access: Access) -> None:
    """Do what is proposed at a table, as the second person. Raises NotAllowed, LogUnavailable."""
    table = _find_seated(code, access=access)
    kind = _find_kind(table, proposal)
    if kind == GATE:
        _check_knows("confirm", table, access=access)
        tables.confirm_gate(proposal, access=access)
    elif kind == CLOSE:
        _close(table, proposal, access=access)
    else:
        _lengthen(table, proposal, access=access)


@transaction.atomic
def refuse(code: str, proposal: str, *, access: Access) -> None:
    """Say no to what is proposed at a table. Raises NotAllowed, LogUnavailable."""
    table = _find_seated(code, access=access)
    refuse_proposal(proposal, kind=_find_kind(table, proposal), access=access)


@transaction.atomic
def withdraw(code: str, proposal: str, *, access: Access) -> None:
    """Take back one's own proposal. Raises NotAllowed, LogUnavailable."""
    _find_kind(_find_seated(code, access=access), proposal)
    withdraw_proposal(proposal, access=access)


def _close(table: TableRecord, proposal: str, *, access: Access) -> None:
    """Let yesterday be the last day: what is open for this table shuts at the next request."""
    confirm_proposal(proposal, kind=CLOSE, access=access)
    closed = CLOSED_STEP.get(table.kind, table.gate)
    yesterday = access.moment.date() - timedelta(days=1)
    models.Scope.objects.filter(code=table.code).update(gate=closed, ends_on=yesterday)
    tables.note_step(models.Scope.objects.get(code=table.code), access=access)
    log.record("privacy.scope.close", scope=table.name, access=access)
    bring_forward(table.name, closed_on=yesterday, access=access)


def _lengthen(table: TableRecord, proposal: str, *, access: Access) -> None:
    confirmed = confirm_proposal(proposal, kind=LENGTHEN, access=access)
    ends_on = date.fromisoformat(confirmed.payload.partition(":")[2])
    rules.check_last_day(ends_on, today=access.moment.date())
    models.Scope.objects.filter(code=table.code).update(ends_on=ends_on)
    tables.note_step(models.Scope.objects.get(code=table.code), access=access)
    log.record("privacy.scope.lengthen", scope=table.name, access=access)
    bring_forward(table.name, closed_on=ends_on, access=access)


def _check_knows(verb: str, table: TableRecord, *, access: Access) -> None:
    ruling = fetch_ruling_table().table
    rules.check_knows_deed(table, verb=verb, role=access.role, rules=ruling)


def _find_kind(table: TableRecord, proposal: str) -> str:
    """Return the kind of a proposal, where it is about this table."""
    row = models.Proposal.objects.filter(code=proposal).first()
    is_about = row is not None and row.payload.partition(":")[0] == table.code
    if row is None or not is_about or row.kind not in (GATE, CLOSE, LENGTHEN):
        raise NotAllowed("Dit voorstel is er niet, of niet meer.")
    return str(row.kind)


def _find_kept(code: str, *, access: Access) -> TableRecord:
    table = _find_seated(code, access=access)
    rules.check_keeps(table, account=access.reader, role=access.role)
    return table


def _find_seated(code: str, *, access: Access) -> TableRecord:
    """Return the table at which who asks sits; overseeing it is no seat."""
    table = fetch_table(code, access=access)
    if table is None or not rules.sits(table, account=access.reader, role=access.role):
        raise NotAllowed(_GONE, rule="fit")
    return table
