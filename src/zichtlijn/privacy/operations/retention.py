"""Destroy on the day; let one record stay longer, by two people or under a legal hold."""

import secrets
from datetime import date

from django.db import transaction

from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.privacy.models import RetentionStay
from zichtlijn.privacy.operations.destruction import (
    finish_destruction,
    record_destruction,
)
from zichtlijn.privacy.operations.holdings import Holdings, all_holdings
from zichtlijn.privacy.operations.oversight.expiring import drop_old_log
from zichtlijn.privacy.operations.own_records import destroy_own_past_term
from zichtlijn.privacy.operations.taking import note_taken
from zichtlijn.privacy.policies.retention import (
    check_can_extend,
    check_can_hold,
    check_is_second,
    find_rule_named,
    set_clock,
)
from zichtlijn.privacy.queries.retention import (
    find_clock,
    read_retention_table,
    read_table_of,
)
from zichtlijn.privacy.terms.holdings import Destroyed
from zichtlijn.privacy.terms.retention import (
    NotAllowed,
    NotFound,
    RecordClock,
    StayKind,
    StayState,
)
from zichtlijn.privacy.terms.taking import TakenKind

_GONE = "Dit verzoek is er niet, of het is al afgehandeld."


def run_retention(*, today: date, access: Access) -> tuple[Destroyed, ...]:
    """Destroy in every room what is past its term on this day; return what went.

    Each room is one transaction: its rows, their log line, the destruction record and what is
    still to be cleared stand or fall together. The log goes last, by whole months. Twice is once.
    Raises LogUnavailable, KeysUnavailable, CheckpointsUnavailable.
    """
    finish_destruction()  # of a run that was broken off
    gone: list[Destroyed] = []
    for room in all_holdings():
        gone += _destroy_past_term(room, today=today, access=access)
    gone += _destroy_own_past_term(today=today, access=access)
    gone += drop_old_log(today=today, access=access)
    if gone:
        total = sum(one.records for one in gone)
        log.record("privacy.retention.run", scope="retention", access=access, count=total)
    finish_destruction()
    return tuple(gone)


def propose_extension(room: str, record: str, *, until: date, reason: str, access: Access) -> str:
    """Ask that one record may stay until `until`; return the code for the second person.

    Raises NotFound, NotAllowed, LogUnavailable, KeysUnavailable; then nothing was changed.
    """
    today = access.moment.date()
    clock = find_clock(room, record)
    rule = find_rule_named(clock.retention_rule, table=read_table_of(clock.retention_rule))
    check_can_extend(rule, destroy_on=clock.destroy_on, until=until, reason=reason, today=today)
    with transaction.atomic():
        log.record("privacy.extension.propose", scope=f"{room}:{record}", access=access, count=1)
        stay = _keep_stay(room, record, clock=clock, until=until, reason=reason, access=access)
        stay.kind, stay.state = StayKind.EXTENSION, StayState.PROPOSED
        stay.save()
    return stay.code


def confirm_extension(code: str, *, access: Access) -> None:
    """Let an extension hold, as the second person. Raises NotFound, NotAllowed, LogUnavailable."""
    with transaction.atomic():
        stay = _find_stay(code, kind=StayKind.EXTENSION, state=StayState.PROPOSED)
        check_is_second(first=stay.asked_by, second=access.reader)
        if access.moment.date() >= find_clock(stay.room, stay.record).destroy_on:
            raise NotAllowed("De termijn is intussen voorbij. Verlengen kan niet meer.")
        _decide(stay, StayState.RUNNING, action="privacy.extension.confirm", access=access)


def place_hold(room: str, record: str, *, until: date, reason: str, access: Access) -> str:
    """Keep one record from destruction until `until`, for somebody's right or a procedure.

    Raises NotFound, NotAllowed, LogUnavailable, KeysUnavailable.
    """
    clock = find_clock(room, record)
    check_can_hold(until=until, reason=reason, today=access.moment.date())
    with transaction.atomic():
        log.record("privacy.hold.place", scope=f"{room}:{record}", access=access, count=1)
        stay = _keep_stay(room, record, clock=clock, until=until, reason=reason, access=access)
        stay.kind, stay.state = StayKind.HOLD, StayState.RUNNING
        stay.save()
        _note(stay, access=access)
    return stay.code


def lift_hold(code: str, *, access: Access) -> None:
    """End a hold before its day. Raises NotFound, LogUnavailable."""
    with transaction.atomic():
        stay = _find_stay(code, kind=StayKind.HOLD, state=StayState.RUNNING)
        _decide(stay, StayState.ENDED, action="privacy.hold.lift", access=access)


def _destroy_past_term(room: Holdings, *, today: date, access: Access) -> tuple[Destroyed, ...]:
    with transaction.atomic():
        gone = room.destroy_past_term(today=today, access=access)
        for one in gone:
            record_destruction(one, today=today, access=access)
    return gone


def _destroy_own_past_term(*, today: date, access: Access) -> tuple[Destroyed, ...]:
    with transaction.atomic():
        over = RetentionStay.objects.filter(until__lte=today).exclude(state=StayState.ENDED)
        over.update(state=StayState.ENDED)
        gone = destroy_own_past_term(today=today)
        for one in gone:
            record_destruction(one, today=today, access=access)
    return gone


def _keep_stay(
    room: str, record: str, *, clock: RecordClock, until: date, reason: str, access: Access
) -> RetentionStay:
    code = secrets.token_hex(16)
    key_id = keys.make_key(keys.KeyKind.RECORD, moment=access.moment)
    own = set_clock(
        "retention_stay", "gdpr_public_task", born_on=until, table=read_retention_table()
    )
    return RetentionStay(
        code=code,
        room=room,
        record=record,
        rule=clock.retention_rule,
        until=until,
        asked_by=access.reader,
        asked_role=access.role,
        asked_at=access.moment,
        key_id=key_id,
        sealed_reason=keys.seal(key_id, reason, bound_to=f"privacy.stay:{code}"),
        retention_rule=own.named,
        destroy_on=own.destroy_on,
    )


def _find_stay(code: str, *, kind: StayKind, state: StayState) -> RetentionStay:
    found = RetentionStay.objects.filter(code=code, kind=kind, state=state).first()
    if found is None:
        raise NotFound(_GONE)
    return found


def _decide(stay: RetentionStay, state: StayState, *, action: str, access: Access) -> None:
    log.record(action, scope=f"{stay.room}:{stay.record}", access=access, count=1)
    stay.state = state
    stay.decided_by = access.reader
    stay.decided_role = access.role
    stay.decided_at = access.moment
    stay.save(update_fields=["state", "decided_by", "decided_role", "decided_at"])
    _note(stay, access=access)


def _note(stay: RetentionStay, *, access: Access) -> None:
    """Let no restore forget what holds a record, or that nothing holds it any more."""
    note_taken(
        TakenKind.STAY,
        stay.code,
        moment=access.moment,
        room=stay.room,
        record=stay.record,
        rule=stay.rule,
        until=stay.until.isoformat(),
        kind=stay.kind,
        state=stay.state,
    )
