"""A person says a record is not right: it counts nowhere at once, and recipients are told (G9)."""

import secrets

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.privacy.models.rights import Contest, DataSubjectRequest
from zichtlijn.privacy.operations.destruction import record_destruction
from zichtlijn.privacy.operations.proposals import confirm_proposal, propose
from zichtlijn.privacy.operations.rights.notices import tell_recipients
from zichtlijn.privacy.operations.rights.rooms import find_correctable, find_record, find_room
from zichtlijn.privacy.operations.taking import note_taken
from zichtlijn.privacy.policies.rights import requests as rules
from zichtlijn.privacy.queries.rights.admission import admit_to_right, refuse_missing_right
from zichtlijn.privacy.queries.rights.opening import seal_words
from zichtlijn.privacy.queries.rights.requests import describe_request, find_request
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.proposals import Second
from zichtlijn.privacy.terms.rights import STILL_CONTESTED, ContestState, NotFound
from zichtlijn.privacy.terms.taking import TakenKind

DESTROY = "privacy.record.destroy"

_GONE_BY_NOW = (
    "Dit gegeven is er niet meer. Stel voor het te vernietigen: dan is over de betwisting beslist."
)


def contest_record(request_code: str, *, room: str, record: str, words: str, access: Access) -> str:
    """Take a record out of every analysis and list, and tell who got it; return the code.

    Raises NotFound where the record is not of this person, NotAllowed, LogUnavailable; then
    nothing was changed, here or in its room.
    """
    with transaction.atomic():
        request = find_request(request_code, access=access)
        held = find_record(request.person, room=room, record=record, access=access)
        rules.check_can_contest(
            describe_request(request).state, running=_is_running(room, record), words=words
        )
        contest = Contest(
            code=secrets.token_hex(8),
            request=request,
            room=room,
            record=record,
            data_class=held.data_class,
            regime=held.regime,
            state=ContestState.RUNNING,
            contested_on=access.moment.date(),
            contested_by=access.reader,
        )
        _admit("write", "privacy.record.contest", contest, access=access)
        _seal(contest, what=held.what, words=words)
        contest.save()
        find_room(room).contest(record, access=access)
        _note(contest, access=access)
        tell_recipients(contest, about=ContestState.RUNNING, left_in=held.left_in, access=access)
    return contest.code


def settle_contest(code: str, *, reason: str, access: Access) -> None:
    """Decide that the record was right: it counts again. Raises NotAllowed."""
    with transaction.atomic():
        contest = _open("write", "privacy.record.settle", code, access=access)
        rules.check_can_settle(ContestState(contest.state), reason=reason)
        _check_is_there(contest, access=access)
        _decide(contest, ContestState.SETTLED, reason=reason, access=access)
        find_room(contest.room).settle(contest.record, access=access)
        tell_recipients(contest, about=ContestState.SETTLED, access=access)


def rectify_contest(code: str, *, correction: str, reason: str, access: Access) -> None:
    """Decide that the record was wrong and let its room write a better version.

    Raises NotFound, and NotAllowed where the room cannot better a record.
    """
    with transaction.atomic():
        contest = _open("write", "privacy.record.rectify", code, access=access)
        rules.check_can_settle(ContestState(contest.state), reason=reason)
        room = find_correctable(contest.room)
        if room is None:
            raise NotAllowed(
                "Dit soort gegeven kan niet worden verbeterd. Laat het staan of vernietig het."
            )
        if correction not in dict(room.list_corrections(contest.record, access=access)):
            raise NotAllowed("Kies wat juist is.")
        contest.new_record = room.rectify(contest.record, correction, access=access)
        _decide(contest, ContestState.RECTIFIED, reason=reason, access=access)
        tell_recipients(contest, about=ContestState.RECTIFIED, access=access)


def propose_destruction(code: str, *, reason: str, access: Access) -> None:
    """Decide to destroy the record; it stays contested until a second person confirms (R17)."""
    with transaction.atomic():
        contest = _open("write", "privacy.record.propose_destruction", code, access=access)
        rules.check_can_settle(ContestState(contest.state), reason=reason)
        contest.proposal = propose(
            DESTROY, code, reason=reason, second=Second.OTHER_ROLE, access=access
        )
        _decide(contest, ContestState.TO_DESTROY, reason=reason, access=access)


def confirm_destruction(code: str, *, access: Access) -> None:
    """Destroy the record, as the second person, and tell who got it. Raises NotAllowed."""
    with transaction.atomic():
        contest = _find(code, access=access)
        rules.check_can_confirm(ContestState(contest.state))
        confirmed = confirm_proposal(contest.proposal, kind=DESTROY, access=access)
        _admit(
            "destroy", "privacy.record.destroy", contest, access=access,
            second_person=confirmed.second_person,
        )  # fmt: skip
        contest.state = ContestState.DESTROYED
        contest.confirmed_by = access.reader
        contest.sealed_what = b""  # what was destroyed is not told on here
        contest.save()
        for gone in find_room(contest.room).destroy((contest.record,), access=access):
            record_destruction(gone, today=access.moment.date(), access=access)
        tell_recipients(contest, about=ContestState.DESTROYED, access=access)


def keep_record(code: str, *, access: Access) -> None:
    """Take the decision to destroy back: the contest runs on. Raises NotAllowed."""
    with transaction.atomic():
        contest = _open("write", "privacy.record.keep", code, access=access)
        rules.check_can_confirm(ContestState(contest.state))
        contest.state = ContestState.RUNNING
        contest.decided_on, contest.decided_by, contest.sealed_reason = None, "", b""
        contest.proposal = ""
        contest.save()
        _note(contest, access=access)


def _check_is_there(contest: Contest, *, access: Access) -> None:
    """Raise NotAllowed where the record is gone: its term may pass while it is contested."""
    try:
        find_record(contest.request.person, room=contest.room, record=contest.record, access=access)
    except NotFound as problem:
        raise NotAllowed(_GONE_BY_NOW) from problem


def _decide(contest: Contest, state: ContestState, *, reason: str, access: Access) -> None:
    contest.state = state
    contest.decided_on = access.moment.date()
    contest.decided_by = access.reader
    _seal(contest, reason=reason)
    contest.save()
    _note(contest, access=access)


def _note(contest: Contest, *, access: Access) -> None:
    """Let no restore bring a contested record back into an analysis."""
    subject = f"{contest.room} {contest.record}"
    note_taken(TakenKind.CONTEST, subject, moment=access.moment, state=contest.state)


def _open(verb: str, action: str, code: str, *, access: Access) -> Contest:
    contest = _find(code, access=access)
    _admit(verb, action, contest, access=access)
    return contest


def _find(code: str, *, access: Access) -> Contest:
    contest = Contest.objects.select_related("request").filter(code=code).first()
    if contest is None:
        raise refuse_missing_right(
            "show", access=access, action="privacy.contest.read", scope=f"contest:{code}"
        )
    return contest


def _admit(
    verb: str, action: str, contest: Contest, *, access: Access, second_person: str = "none"
) -> None:
    admit_to_right(
        verb,
        access=access,
        action=action,
        scope=f"contest:{contest.code}",
        subjects=(contest.request.person,),
        count=1,
        data_class=contest.data_class,
        regime=contest.regime,
        second_person=second_person,
    )


def _seal(contest: Contest, **words: str) -> None:
    request: DataSubjectRequest = contest.request
    sealed = seal_words(request.key_id, words, row=f"contest:{contest.code}")
    for column, content in sealed.items():
        setattr(contest, f"sealed_{column}", content)


def _is_running(room: str, record: str) -> bool:
    return Contest.objects.filter(room=room, record=record, state__in=STILL_CONTESTED).exists()
