"""What two people do: one proposes, another confirms, refuses, or lets it expire within a week.

The room whose deed it is calls `confirm_proposal` in the transaction of the deed itself, so that
a confirmed proposal and what it was for stand or fall together.
"""

import secrets

from django.db import transaction

from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.operations.taking import note_taken
from zichtlijn.privacy.policies.proposals import check_can_confirm
from zichtlijn.privacy.queries.proposals import describe, tell_second_person
from zichtlijn.privacy.queries.scopes import holds_grant
from zichtlijn.privacy.terms.asking import KEPT, LONGEST_PROPOSAL, Asker, NotAllowed
from zichtlijn.privacy.terms.proposals import Confirmed, ProposalState, Second
from zichtlijn.privacy.terms.taking import TakenKind

_GONE = "Dit voorstel is er niet, of niet meer."


@transaction.atomic
def propose(kind: str, payload: str, *, reason: str, second: Second, access: Access) -> str:
    """Keep a proposal and return its code. Raises NotAllowed, LogUnavailable.

    `kind` is a word of the room ("persons.join"), `payload` a reference that only the room
    reads, never contents; the reason is sealed.
    """
    asker = _require_role(access)
    if not reason.strip():
        raise NotAllowed("Geef een reden bij het voorstel.", rule="reason")
    code = secrets.token_hex(16)
    key = keys.make_key(keys.KeyKind.RECORD, moment=access.moment)
    models.Proposal.objects.create(
        code=code,
        kind=kind,
        payload=payload,
        needs_other_organisation=second is Second.OTHER_ORGANISATION,
        reason_key=key,
        reason_sealed=keys.seal(key, reason.strip(), bound_to=code),
        proposed_at=access.moment,
        expires_at=access.moment + LONGEST_PROPOSAL,
        destroy_on=access.moment.date() + KEPT,
        **asker._asdict(),
    )
    log.record("privacy.proposal.make", scope=f"proposal:{code}", access=access)
    return code


@transaction.atomic
def confirm_proposal(code: str, *, kind: str, access: Access) -> Confirmed:
    """Be the second person; the caller does the deed in the same transaction.

    Raises NotAllowed where the proposal is gone, decided, expired, one's own, of one's own
    role, or asks for another organisation; LogUnavailable.
    """
    row = _decide(code, kind, ProposalState.CONFIRMED, access)
    log.record("privacy.proposal.confirm", scope=f"proposal:{code}", access=access)
    return Confirmed(row.code, row.kind, row.payload, tell_second_person(row))


@transaction.atomic
def refuse_proposal(code: str, *, kind: str, access: Access) -> None:
    """Say no, as the second person. Raises NotAllowed, LogUnavailable."""
    _decide(code, kind, ProposalState.REFUSED, access)
    log.record("privacy.proposal.refuse", scope=f"proposal:{code}", access=access)


@transaction.atomic
def withdraw_proposal(code: str, *, access: Access) -> None:
    """Take back one's own proposal. Raises NotAllowed, LogUnavailable."""
    rows = models.Proposal.objects.filter(
        code=code, account=access.reader, state=ProposalState.OPEN
    )
    if not rows.update(state=ProposalState.WITHDRAWN, decided_at=access.moment):
        raise NotAllowed(_GONE)
    note_taken(TakenKind.PROPOSAL, code, moment=access.moment)
    log.record("privacy.proposal.withdraw", scope=f"proposal:{code}", access=access)


def _decide(code: str, kind: str, state: ProposalState, access: Access) -> models.Proposal:
    asker = _require_role(access)
    row = models.Proposal.objects.select_for_update().filter(code=code, kind=kind).first()
    if row is None:
        raise NotAllowed(_GONE)
    check_can_confirm(describe(row), asker, moment=access.moment)
    row.state = state
    row.decided_by, row.decided_role, row.decided_organisation = asker
    row.decided_at = access.moment
    row.save()
    note_taken(TakenKind.PROPOSAL, code, moment=access.moment)  # nobody confirms it once more
    return row


def _require_role(access: Access) -> Asker:
    asker = Asker(access.reader, access.role, access.organisation)
    if not holds_grant(asker, moment=access.moment):
        raise NotAllowed("U hebt deze rol niet, of niet meer.", rule="grant")
    return asker
