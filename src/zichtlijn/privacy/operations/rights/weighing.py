"""Two people decide in writing whether police data or a weighed signal is shown (R13)."""

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.privacy.models.rights import Weighing
from zichtlijn.privacy.operations.proposals import confirm_proposal, propose
from zichtlijn.privacy.operations.rights.rooms import find_record
from zichtlijn.privacy.policies.rights import requests as rules
from zichtlijn.privacy.queries.rights.admission import admit_to_right
from zichtlijn.privacy.queries.rights.requests import describe_request, find_request
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.proposals import Second
from zichtlijn.privacy.terms.rights import NotFound, WithholdingGround

WEIGH = "privacy.record.weigh"


def propose_giving(
    request_code: str, *, room: str, record: str, reason: str, access: Access
) -> None:
    """Propose to show the record to who asks. Raises NotAllowed, NotFound, LogUnavailable."""
    _weigh(request_code, room, record, ground=None, reason=reason, access=access)


def propose_withholding(
    request_code: str,
    *,
    room: str,
    record: str,
    ground: WithholdingGround,
    reason: str,
    access: Access,
) -> None:
    """Propose to withhold it, on a ground of the law. Raises NotAllowed, NotFound."""
    _weigh(request_code, room, record, ground=ground, reason=reason, access=access)


def confirm_weighing(number: int, *, access: Access) -> None:
    """Be the second person; from now on the report follows what was decided."""
    with transaction.atomic():
        row = Weighing.objects.select_related("request").filter(pk=number).first()
        if row is None:
            raise NotFound("Dit voorstel is er niet, of niet meer.")
        confirm_proposal(row.proposal, kind=WEIGH, access=access)
        admit_to_right(
            "inspect",
            access=access,
            action="privacy.record.weigh_confirm",
            scope=f"request:{row.request.code}",
            subjects=(row.request.person,),
            count=1,
        )
        row.second_by, row.second_on = access.reader, access.moment.date()
        row.save()


def _weigh(
    request_code: str,
    room: str,
    record: str,
    *,
    ground: WithholdingGround | None,
    reason: str,
    access: Access,
) -> None:
    with transaction.atomic():
        request = find_request(request_code, access=access)
        held = find_record(request.person, room=room, record=record, access=access)
        rules.check_can_weigh(describe_request(request).state, reason=reason)
        admit_to_right(
            "write",
            access=access,
            action="privacy.record.weigh",
            scope=f"request:{request_code}",
            subjects=(request.person,),
            count=1,
            data_class=held.data_class,
            regime=held.regime,
        )
        earlier = Weighing.objects.filter(request=request, room=room, record=record)
        if earlier.exclude(second_by="").exists():
            raise NotAllowed("Twee mensen beslisten al over dit gegeven.")
        earlier.delete()
        Weighing.objects.create(
            request=request,
            room=room,
            record=record,
            is_given=ground is None,
            ground=ground or "",
            proposal=propose(
                WEIGH, request_code, reason=reason, second=Second.OTHER_ROLE, access=access
            ),
            first_by=access.reader,
            first_on=access.moment.date(),
        )
