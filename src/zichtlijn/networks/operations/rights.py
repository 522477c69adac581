"""What a person may ask of the records on him: contest, let count again, destroy."""

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Delivery, Observation, Presence
from zichtlijn.networks.operations.editions import renew_editions
from zichtlijn.networks.operations.erasure import erase_after_commit
from zichtlijn.networks.terms import NotFound, Part
from zichtlijn.privacy.operations.destruction import keep_gone

GONE = "Deze waarneming is er niet, of niet meer."


def contest_presence(record: str, *, access: Access) -> None:
    """Take a person out of an observation for every analysis, at once (AVG 18, G9).

    Editions that counted him are destroyed and queued anew. Raises NotFound, LogUnavailable.
    """
    _mark(record, contested=True, action="networks.presence.contest", access=access)


def settle_presence(record: str, *, access: Access) -> None:
    """Let a contested presence count again. Raises NotFound, LogUnavailable."""
    _mark(record, contested=False, action="networks.presence.settle", access=access)


def rectify_presence(record: str, *, part: Part, access: Access) -> str:
    """Write that a person took another part, under a new number, and return it (AVG 16).

    The old row is destroyed; editions that counted it are queued anew. Raises NotFound,
    LogUnavailable.
    """
    with transaction.atomic():
        old = _find(record)
        scope = f"delivery:{old.delivery_id}"
        log.record(
            "networks.presence.rectify", scope=scope, access=access, count=1, subjects=(old.person,)
        )
        keep_gone("networks", (record,))
        old.delete()
        better = Presence.objects.create(
            observation_id=old.observation_id,
            delivery_id=old.delivery_id,
            person=old.person,
            part=part,
            contested=False,
            expires_on=old.expires_on,
        )
        renew_editions(old.delivery_id, access=access)
        erase_after_commit()
    return str(better.pk)


def destroy_presences(records: tuple[str, ...], *, access: Access) -> int:
    """Destroy the observations in which these presences stand, and what rested on them.

    An observation without one of its people would say something that nobody saw, so it goes as
    a whole. What is gone already is passed over. Returns how many observations went.
    """
    numbers = [int(record) for record in records if record.isdecimal()]
    with transaction.atomic():
        found = Presence.objects.filter(pk__in=numbers).values_list("observation_id", "delivery_id")
        touched = set(found)
        deliveries = sorted({delivery for _, delivery in touched})
        for delivery_id in deliveries:
            seen = [one for one, of in touched if of == delivery_id]
            scope = f"delivery:{delivery_id}"
            log.record("networks.presence.destroy", scope=scope, access=access, count=len(seen))
            _destroy_observations(seen, delivery_id)
            renew_editions(delivery_id, access=access)
        if touched:
            erase_after_commit()
    return len(touched)


def _destroy_observations(observations: list[int], delivery_id: int) -> None:
    gone = Presence.objects.filter(observation_id__in=observations).delete()[0]
    Observation.objects.filter(pk__in=observations).delete()
    delivery = Delivery.objects.get(pk=delivery_id)
    delivery.rows -= gone
    delivery.save(update_fields=["rows"])


def _mark(record: str, *, contested: bool, action: str, access: Access) -> None:
    with transaction.atomic():
        presence = _find(record)
        scope = f"delivery:{presence.delivery_id}"
        log.record(action, scope=scope, access=access, count=1, subjects=(presence.person,))
        presence.contested = contested
        presence.save(update_fields=["contested"])
        renew_editions(presence.delivery_id, access=access)
        erase_after_commit()


def _find(record: str) -> Presence:
    found = Presence.objects.filter(pk=int(record)).first() if record.isdecimal() else None
    if found is None:
        raise NotFound(GONE)
    return found
