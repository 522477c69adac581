"""What is done with a request: take it in, extend it, decide it, send the answer.

Each deed asks the rule table, writes its line and changes its row in one transaction.
"""

import secrets

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.audit.keys import KeyKind, make_key
from zichtlijn.privacy.models.rights import Contest, DataSubjectRequest
from zichtlijn.privacy.operations.rights.clocks import REQUEST, start_clock
from zichtlijn.privacy.operations.rights.rooms import find_ages
from zichtlijn.privacy.policies.rights import requests as rules
from zichtlijn.privacy.policies.rights.deadlines import set_answer_day, set_extended_day
from zichtlijn.privacy.queries.rights.admission import admit_to_right
from zichtlijn.privacy.queries.rights.opening import seal_words
from zichtlijn.privacy.queries.rights.requests import describe_request, find_request
from zichtlijn.privacy.terms.rights import STILL_CONTESTED, NewRequest, RequestDecision


def register_request(asked: NewRequest, *, access: Access) -> str:
    """Take a request in; return its random code. Raises NotAllowed, LogUnavailable."""
    today = access.moment.date()
    rules.check_can_register(
        asked_by=asked.asked_by, age=asked.age, received_on=asked.received_on, today=today
    )
    code = secrets.token_hex(8)
    with transaction.atomic():
        _admit("privacy.request.register", code, asked.person, access=access)
        known = find_ages(asked.person, access=access)
        rules.check_age_agrees(asked_by=asked.asked_by, known=known)
        key_id = make_key(KeyKind.RECORD, moment=access.moment)
        row = DataSubjectRequest(
            code=code,
            person=asked.person,
            kind=asked.kind,
            asked_by=asked.asked_by,
            age=asked.age,
            identity_check=asked.identity_check,
            received_on=asked.received_on,
            due_on=set_answer_day(asked.received_on),
            registered_by=access.reader,
            key_id=key_id,
        )
        start_clock(row, REQUEST, born_on=asked.received_on)
        _seal(row, addressee=asked.addressee, question=asked.question)
        row.save()
    return code


def extend_request(code: str, *, reason: str, access: Access) -> None:
    """Take two months more, once, with the reason that the person is told (AVG 12 lid 3)."""
    today = access.moment.date()
    with transaction.atomic():
        row = _open("privacy.request.extend", code, access=access)
        rules.check_can_extend(
            describe_request(row).state,
            reason=reason,
            extended=row.extended_on is not None,
            due_on=row.due_on,
            today=today,
        )
        row.extended_on = today
        row.due_on = set_extended_day(row.received_on)
        _seal(row, extension_reason=reason)
        row.save()


def decide_request(code: str, *, decision: RequestDecision, reason: str, access: Access) -> None:
    """Decide on a request, once every contest in it is decided. Raises NotAllowed."""
    with transaction.atomic():
        row = _open("privacy.request.decide", code, access=access)
        rules.check_can_decide(
            describe_request(row).state,
            decision=decision,
            reason=reason,
            running_contests=_count_running(row),
        )
        row.decision = decision
        row.decided_on = access.moment.date()
        row.decided_by = access.reader
        start_clock(row, REQUEST, born_on=row.decided_on)
        _seal(row, reason=reason)
        row.save()


def reopen_request(code: str, *, access: Access) -> None:
    """Take a decision back that nobody was told yet. Raises NotAllowed."""
    with transaction.atomic():
        row = _open("privacy.request.reopen", code, access=access)
        rules.check_can_reopen(describe_request(row).state)
        row.decision, row.decided_on, row.decided_by = "", None, ""
        row.sealed_reason = b""
        row.save()


def send_answer(code: str, *, letter: str, access: Access) -> None:
    """Keep the letter as it left, sealed, with its day. Raises NotAllowed."""
    with transaction.atomic():
        row = _open("privacy.request.send", code, access=access)
        rules.check_can_send(describe_request(row).state)
        row.sent_on = access.moment.date()
        _seal(row, letter=letter)
        row.save()


def withdraw_request(code: str, *, access: Access) -> None:
    """Close a request because the person took it back. Raises NotAllowed."""
    with transaction.atomic():
        row = _open("privacy.request.withdraw", code, access=access)
        rules.check_can_withdraw(describe_request(row).state, running_contests=_count_running(row))
        row.withdrawn_on = access.moment.date()
        start_clock(row, REQUEST, born_on=row.withdrawn_on)
        row.save()


def _open(action: str, code: str, *, access: Access) -> DataSubjectRequest:
    row = find_request(code, access=access)
    _admit(action, code, row.person, access=access)
    return row


def _admit(action: str, code: str, person: str, *, access: Access) -> None:
    admit_to_right(
        "write",
        access=access,
        action=action,
        scope=f"request:{code}",
        subjects=(person,),
        count=1,
    )


def _seal(row: DataSubjectRequest, **words: str) -> None:
    sealed = seal_words(row.key_id, words, row=f"request:{row.code}")
    for column, content in sealed.items():
        setattr(row, f"sealed_{column}", content)


def _count_running(row: DataSubjectRequest) -> int:
    return Contest.objects.filter(request=row, state__in=STILL_CONTESTED).count()
