"""What waits for a second person at a delivery, and what was agreed and not yet done."""

from datetime import timedelta
from typing import NamedTuple

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Agreement, Delivery
from zichtlijn.networks.queries.admission import admit_delivery, find_delivery, is_ruled
from zichtlijn.networks.terms import AgreementKind, name_agreed
from zichtlijn.privacy.queries.proposals import fetch_own_proposals, fetch_waiting
from zichtlijn.privacy.terms.asking import LONGEST_PROPOSAL

TAKE_BACK = timedelta(days=1)
"""So long who brought something may take it back alone, as in the room of persons."""


class Asked(NamedTuple):
    """Something that one person wants and another has not agreed to yet."""

    code: str
    kind: AgreementKind
    what: str  # the reference behind the number of the delivery
    account: str
    is_own: bool


class Agreements(NamedTuple):
    """How it stands with a delivery, for one reader."""

    asked: tuple[Asked, ...]
    ready: frozenset[tuple[AgreementKind, str]]  # what this reader may do now, once
    is_shared: bool  # it stands at a table: two people are needed
    may_take_back: bool


def fetch_agreements(delivery_id: int, *, access: Access) -> Agreements:
    """Return what waits and what is ready. Raises NotFound, NotAllowed, LogUnavailable."""
    action = "networks.agreements.read"
    with transaction.atomic():
        delivery = find_delivery(delivery_id, verb="find", action=action, access=access)
        if not is_ruled(delivery, access=access):
            return Agreements((), frozenset(), is_shared=False, may_take_back=True)
        scope = f"delivery:{delivery_id}"
        admit_delivery("find", delivery, access=access, action=action, scope=scope)
        ready = Agreement.objects.filter(
            delivery=delivery,
            reader=access.reader,
            used_at__isnull=True,
            agreed_at__gt=access.moment - LONGEST_PROPOSAL,
        )
        return Agreements(
            _list_asked(delivery_id, access=access),
            frozenset((AgreementKind(row.kind), _read(delivery_id, row.payload)) for row in ready),
            is_shared=True,
            may_take_back=may_take_back(delivery, access=access),
        )


def may_take_back(delivery: Delivery, *, access: Access) -> bool:
    """Return whether this reader brought it in, and nobody confirmed it or it is of today."""
    is_new = access.moment - delivery.imported_at <= TAKE_BACK
    return delivery.imported_by == access.reader and (bool(delivery.proposal) or is_new)


def _list_asked(delivery_id: int, *, access: Access) -> tuple[Asked, ...]:
    own, others = fetch_own_proposals(access=access), fetch_waiting(access=access)
    start = name_agreed(delivery_id, "")
    return tuple(
        Asked(
            one.code,
            AgreementKind(one.kind),
            _read(delivery_id, one.payload),
            one.asker.account,
            one.asker.account == access.reader,
        )
        for one in (*others, *own)
        if one.kind in list(AgreementKind) and one.payload.startswith(start)
    )


def _read(delivery_id: int, payload: str) -> str:
    return payload.removeprefix(name_agreed(delivery_id, ""))
