"""Which deeds wait for a second person, and whether one was confirmed."""

from django.db.models import QuerySet

from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.privacy import models
from zichtlijn.privacy.terms.asking import Asker
from zichtlijn.privacy.terms.proposals import ProposalState, Proposed, Second


def fetch_waiting(*, kind: str = "", access: Access) -> tuple[Proposed, ...]:
    """Return the proposals that wait for a second person, oldest first, without their reasons."""
    log.record("privacy.proposals.list", scope="proposals", access=access)
    rows = _living(access).exclude(account=access.reader)
    return tuple(describe(row) for row in (rows.filter(kind=kind) if kind else rows))


def fetch_own_proposals(*, kind: str = "", access: Access) -> tuple[Proposed, ...]:
    """Return what this account proposed itself and is not decided yet."""
    log.record("privacy.proposals.list", scope="proposals", access=access)
    rows = _living(access).filter(account=access.reader)
    return tuple(describe(row) for row in (rows.filter(kind=kind) if kind else rows))


def fetch_proposal_reason(code: str, *, access: Access) -> str:
    """Return why something is proposed, for who must say yes or no; empty where it is gone."""
    log.record("privacy.proposal.read", scope=f"proposal:{code}", access=access)
    row = models.Proposal.objects.filter(code=code).first()
    if row is None:
        return ""
    return keys.unseal(row.reason_key, bytes(row.reason_sealed), bound_to=row.code)


def find_second_person(code: str, *, access: Access) -> str:
    """Return the word of the rule table for a proposal of this asker that was confirmed.

    `none` where it is not confirmed, or was proposed by another account: nobody's second
    person counts for somebody else.
    """
    row = models.Proposal.objects.filter(
        code=code, state=ProposalState.CONFIRMED, account=access.reader
    ).first()
    return "none" if row is None else tell_second_person(row)


def tell_second_person(row: models.Proposal) -> str:
    """Return whether the two are of one organisation."""
    is_same = row.organisation == row.decided_organisation
    return "same_organisation" if is_same else "other_organisation"


def describe(row: models.Proposal) -> Proposed:
    """Return a row as it leaves this room."""
    return Proposed(
        code=row.code,
        kind=row.kind,
        payload=row.payload,
        asker=Asker(row.account, row.role, row.organisation),
        second=Second.OTHER_ORGANISATION if row.needs_other_organisation else Second.OTHER_ROLE,
        proposed_at=row.proposed_at,
        expires_at=row.expires_at,
        state=ProposalState(row.state),
    )


def _living(access: Access) -> QuerySet[models.Proposal]:
    return models.Proposal.objects.filter(state=ProposalState.OPEN, expires_at__gt=access.moment)
