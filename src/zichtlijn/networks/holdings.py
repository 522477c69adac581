"""What this room holds on a person or past its term: find it, hand it over, destroy it.

Registered by `desk`, called for inspection, correction and retention. A person is asked for by
the pseudonym the deliveries use; whose pseudonym that is, this room does not know.
"""

from datetime import date
from typing import NamedTuple

import polars as pl
from django.db import transaction
from django.db.models import Count

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Presence
from zichtlijn.networks.operations import destroy_expired, withdraw_observation

ROOM = "networks"


class Holding(NamedTuple):
    """How much is held on a person in one delivery, and until when."""

    delivery_id: int
    title: str
    observations: int
    expires_on: date | None


def find_holdings(person: str, *, access: Access) -> tuple[Holding, ...]:
    """Return in which deliveries a pseudonym occurs, by title. Raises LogUnavailable."""
    log.record("networks.holdings.find", scope=ROOM, access=access)
    rows = (
        Presence.objects.filter(person=person)
        .values_list("delivery_id", "delivery__title", "delivery__expires_on")
        .annotate(Count("pk"))
        .order_by("delivery__title", "delivery_id")
    )
    return tuple(Holding(number, title, count, end) for number, title, end, count in rows)


def export_holdings(person: str, *, access: Access) -> pl.DataFrame:
    """Return every observation of a pseudonym, in words that can be read (AVG art. 15).

    Nobody else's pseudonym is in it: of the others only how many they were.
    Raises LogUnavailable.
    """
    rows = list(
        Presence.objects.filter(person=person)
        .select_related("observation", "delivery")
        .order_by("observation__observed_at", "pk")
    )
    log.record("networks.holdings.export", scope=ROOM, access=access, count=len(rows))
    return pl.DataFrame(
        {
            "levering": [row.delivery.title for row in rows],
            "waarneming": [row.observation.code for row in rows],
            "dag": [row.observation.observed_on for row in rows],
            "plek": [row.observation.place for row in rows],
            "gezien_door": [row.observation.source for row in rows],
            "rol": [row.part for row in rows],
            "anderen": [
                Presence.objects.filter(observation=row.observation).count() - 1 for row in rows
            ],
            "doel": [row.delivery.purpose for row in rows],
            "verdwijnt_na": [row.delivery.expires_on for row in rows],
        }
    )


def destroy_holdings(person: str, *, access: Access) -> int:
    """Destroy every observation in which a pseudonym occurs, and the editions on it.

    An observation without one of its people would say something that nobody saw, so it goes as
    a whole. Returns how many went. Raises NotAllowed, LogUnavailable.
    """
    rows = Presence.objects.filter(person=person).values_list("delivery_id", "observation__code")
    with transaction.atomic():
        found = list(rows)
        for delivery_id, code in found:
            withdraw_observation(delivery_id, code, access=access)
    return len(found)


def destroy_past_term(*, today: date, access: Access) -> int:
    """Destroy what may no longer be kept; return how many deliveries. Raises LogUnavailable."""
    return destroy_expired(today=today, access=access)
