"""What is recorded of requests; each read asks the rule table and writes its line first."""

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.privacy.models.rights import Contest, DataSubjectRequest, Weighing
from zichtlijn.privacy.policies.rights.requests import find_state
from zichtlijn.privacy.queries.rights.admission import admit_to_right
from zichtlijn.privacy.queries.rights.opening import open_word
from zichtlijn.privacy.queries.rights.showing import find_row, show_rows
from zichtlijn.privacy.terms.rights import (
    AskedBy,
    ContestState,
    IdentityCheck,
    RequestDecision,
    RequestKind,
)
from zichtlijn.privacy.terms.rights.records import (
    ContestRecord,
    RequestFile,
    RequestRecord,
    RequestWords,
    WeighingRecord,
)


def fetch_requests(*, access: Access) -> tuple[RequestRecord, ...]:
    """Return every request, the first that ends on top. Raises NotAllowed, LogUnavailable."""
    rows = DataSubjectRequest.objects.all()
    return show_rows(
        rows, describe_request, action="privacy.requests.list", scope="requests", access=access
    )


def fetch_request(code: str, *, access: Access) -> RequestFile:
    """Return one request with its words and contests. Raises NotAllowed."""
    with transaction.atomic():
        row = find_request(code, access=access)
        admit_to_right(
            "show",
            access=access,
            action="privacy.request.read",
            scope=f"request:{code}",
            subjects=(row.person,),
            count=1,
        )
        contests = Contest.objects.filter(request=row)
        weighings = Weighing.objects.filter(request=row)
        return RequestFile(
            describe_request(row),
            _open_words(row),
            tuple(_open_contest(contest, row) for contest in contests),
            tuple(describe_weighing(weighing) for weighing in weighings),
        )


def fetch_contests_of(person: str, *, access: Access) -> tuple[ContestRecord, ...]:
    """Return every contest of a person, in whichever request, oldest first."""
    return show_rows(
        Contest.objects.filter(request__person=person).select_related("request"),
        lambda row: _open_contest(row, row.request),
        action="privacy.contests.read",
        scope="contests",
        access=access,
        person=person,
    )


def fetch_requests_of(person: str, *, access: Access) -> tuple[RequestRecord, ...]:
    """Return every request about a person, oldest first. Raises NotAllowed, LogUnavailable."""
    return show_rows(
        DataSubjectRequest.objects.filter(person=person).order_by("received_on", "pk"),
        describe_request,
        action="privacy.requests.list",
        scope="requests",
        access=access,
        person=person,
    )


def find_request(code: str, *, access: Access) -> DataSubjectRequest:
    """Return the row of a request, for the operations of this room. Raises NotAllowed."""
    return find_row(
        DataSubjectRequest.objects.filter(code=code),
        action="privacy.request.read",
        scope=f"request:{code}",
        access=access,
    )


def describe_request(row: DataSubjectRequest) -> RequestRecord:
    """Return a row without what stands sealed in it."""
    state = find_state(decision=row.decision, sent_on=row.sent_on, withdrawn_on=row.withdrawn_on)
    return RequestRecord(
        code=row.code,
        person=row.person,
        kind=RequestKind(row.kind),
        asked_by=AskedBy(row.asked_by),
        age=row.age,
        identity_check=IdentityCheck(row.identity_check),
        received_on=row.received_on,
        due_on=row.due_on,
        registered_by=row.registered_by,
        extended_on=row.extended_on,
        decision=RequestDecision(row.decision),
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        sent_on=row.sent_on,
        state=state,
    )


def describe_weighing(row: Weighing) -> WeighingRecord:
    """Return a weighing as it stands."""
    return WeighingRecord(
        number=row.pk,
        room=row.room,
        record=row.record,
        is_given=row.is_given,
        ground=row.ground,
        first_by=row.first_by,
        first_on=row.first_on,
        second_by=row.second_by,
        second_on=row.second_on,
    )


def _open_words(row: DataSubjectRequest) -> RequestWords:
    def read(column: str) -> str:
        sealed = getattr(row, f"sealed_{column}")
        return open_word(row.key_id, sealed, row=f"request:{row.code}", column=column)

    return RequestWords(*(read(column) for column in RequestWords._fields))


def _open_contest(row: Contest, request: DataSubjectRequest) -> ContestRecord:
    def read(column: str) -> str:
        sealed = getattr(row, f"sealed_{column}")
        return open_word(request.key_id, sealed, row=f"contest:{row.code}", column=column)

    return ContestRecord(
        code=row.code,
        request=request.code,
        room=row.room,
        record=row.record,
        data_class=row.data_class,
        regime=row.regime,
        state=ContestState(row.state),
        contested_on=row.contested_on,
        contested_by=row.contested_by,
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        confirmed_by=row.confirmed_by,
        what=read("what"),
        words=read("words"),
        reason=read("reason"),
    )
