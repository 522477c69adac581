"""What two people do with a delivery of a table: bring it in, let a file leave, destroy it.

One asks, somebody else agrees within a week, and what was agreed is done once.
"""

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Agreement, Delivery
from zichtlijn.networks.queries.admission import admit_delivery, find_delivery
from zichtlijn.networks.terms import AgreementKind, NotFound, name_agreed
from zichtlijn.privacy.operations.proposals import confirm_proposal, propose, refuse_proposal
from zichtlijn.privacy.queries.proposals import fetch_waiting, find_second_person
from zichtlijn.privacy.terms.asking import LONGEST_PROPOSAL
from zichtlijn.privacy.terms.proposals import Proposed, Second

_SECOND = {
    AgreementKind.BRING: Second.OTHER_ORGANISATION,
    AgreementKind.TAKE: Second.OTHER_ROLE,
    AgreementKind.DESTROY: Second.OTHER_ROLE,
}
_ASSUMED = "same_organisation"  # who asks must hear at once where no second person would help
_VERBS = {AgreementKind.TAKE: "export", AgreementKind.DESTROY: "destroy"}


def ask_agreement(kind: AgreementKind, delivery: Delivery, what: str, *, access: Access) -> str:
    """Ask a second person to let something be done with a delivery; return the code.

    Raises NotAllowed of privacy where the rules refuse it even for two, LogUnavailable.
    """
    with transaction.atomic():
        if kind in _VERBS:
            admit_delivery(
                _VERBS[kind],
                delivery,
                access=access,
                action="networks.agreement.ask",
                scope=f"delivery:{delivery.pk}",
                second_person=_ASSUMED,
            )
        payload = name_agreed(delivery.pk, what)
        return propose(kind, payload, reason=access.reason, second=_SECOND[kind], access=access)


def agree(delivery_id: int, code: str, *, access: Access) -> None:
    """Be the second person. Raises NotFound, NotAllowed (also of privacy), LogUnavailable."""
    action = "networks.agreement.confirm"
    with transaction.atomic():
        delivery = find_delivery(delivery_id, verb="find", action=action, access=access)
        asked = _find_waiting(delivery_id, code, access=access)
        verb = "confirm" if asked.kind == AgreementKind.BRING else "find"
        scope = f"delivery:{delivery_id}"
        admit_delivery(verb, delivery, access=access, action=action, scope=scope)
        confirm_proposal(code, kind=asked.kind, access=access)
        if asked.kind == AgreementKind.BRING:
            delivery.proposal = ""
            delivery.save(update_fields=["proposal"])
            return
        Agreement.objects.create(
            delivery=delivery,
            proposal=code,
            kind=asked.kind,
            payload=asked.payload,
            reader=asked.asker.account,
            agreed_at=access.moment,
        )


def decline(delivery_id: int, code: str, *, access: Access) -> None:
    """Say no, as the second person; what waits stays shut. Raises as `agree`."""
    action = "networks.agreement.refuse"
    with transaction.atomic():
        delivery = find_delivery(delivery_id, verb="find", action=action, access=access)
        asked = _find_waiting(delivery_id, code, access=access)
        scope = f"delivery:{delivery_id}"
        admit_delivery("find", delivery, access=access, action=action, scope=scope)
        refuse_proposal(code, kind=asked.kind, access=access)


def use_agreement(kind: AgreementKind, delivery: Delivery, what: str, *, access: Access) -> str:
    """Use up what was agreed; return the word of the rule table for the second person, or none.

    Call it in the transaction of the deed: refused, the agreement stands.
    """
    rows = Agreement.objects.select_for_update().filter(
        kind=kind,
        payload=name_agreed(delivery.pk, what),
        reader=access.reader,
        used_at__isnull=True,
        agreed_at__gt=access.moment - LONGEST_PROPOSAL,
    )
    row = rows.first()
    if row is None:
        return "none"
    row.used_at = access.moment
    row.save(update_fields=["used_at"])
    return find_second_person(row.proposal, access=access)


def _find_waiting(delivery_id: int, code: str, *, access: Access) -> Proposed:
    for one in fetch_waiting(access=access):
        if one.code == code and one.payload.startswith(name_agreed(delivery_id, "")):
            return one
    raise NotFound("Dit voorstel is er niet, of niet meer.")
