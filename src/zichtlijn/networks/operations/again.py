"""Take out again what an older copy of the database brought back."""

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Agreement, Delivery, Edition, Observation, Presence
from zichtlijn.networks.operations.erasure import erase_after_commit
from zichtlijn.privacy.terms.taking import Again


def end_agreements(*, access: Access) -> int:
    """End what two people agreed and nobody did yet: it may have been done since."""
    return Agreement.objects.filter(used_at=None).update(used_at=access.moment)


def withdraw_again(number: int, *, access: Access) -> Again:
    """Destroy a withdrawn delivery once more, with all that rests on it."""
    found = Delivery.objects.filter(pk=number)
    delivery = found.first()
    if delivery is None:
        return Again.ALREADY
    scope = f"delivery:{number}"
    with transaction.atomic():
        log.record("networks.delivery.withdraw", scope=scope, access=access, count=delivery.rows)
        for model in (Edition, Presence, Observation):  # first what there is much of
            model.objects.filter(delivery=number).delete()
        found.delete()
        erase_after_commit()
    return Again.DONE
