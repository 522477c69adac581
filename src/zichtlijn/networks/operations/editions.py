"""Ask for an edition, stop it, start it again."""

import secrets
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Any

from django.db import transaction
from django.db.models import Min

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Edition, Observation
from zichtlijn.networks.policies import (
    check_can_analyse,
    check_can_start_again,
    check_can_stop,
    check_is_agreed,
)
from zichtlijn.networks.queries.admission import admit_delivery, find_delivery, find_edition
from zichtlijn.networks.terms import AnalysisSettings, EditionState

QUIET_FOR = timedelta(seconds=20)  # a computation beats every 3 s; then its server has stopped


def request_edition(delivery_id: int, *, settings: AnalysisSettings, access: Access) -> int:
    """Put an edition in the queue and return its number.

    The same choices by the same code give the edition that is there already, unless that one
    was not finished. Raises NotFound, NotAllowed, LogUnavailable.
    """
    action, scope = "networks.edition.request", f"delivery:{delivery_id}"
    with transaction.atomic():
        delivery = find_delivery(delivery_id, verb="find", action=action, access=access)
        admit_delivery("find", delivery, access=access, action=action, scope=scope)
        check_is_agreed(is_waiting=bool(delivery.proposal))
        seen = Observation.objects.filter(delivery=delivery).aggregate(first_on=Min("observed_on"))
        check_can_analyse(as_of=settings.as_of, first_on=seen["first_on"])
        chosen = {**asdict(settings), "code_version": version("zichtlijn"), "delivery": delivery}
        going = [EditionState.QUEUED, EditionState.RUNNING, EditionState.DONE]
        there = Edition.objects.filter(**chosen, state__in=going).first()
        if there is not None:
            return there.pk
        made = Edition.objects.create(
            **chosen,
            dot_seed=secrets.randbits(48),
            state=EditionState.QUEUED,
            requested_at=access.moment,
            requested_with=pack_access(access),
        )
        return made.pk


def stop_edition(edition_id: int, *, access: Access) -> None:
    """Ask a computation to stop. Raises NotFound, NotAllowed, LogUnavailable."""
    with transaction.atomic():
        edition = _open(edition_id, action="networks.edition.stop", access=access)
        check_can_stop(EditionState(edition.state))
        edition.stop_asked = True
        if edition.state == EditionState.QUEUED:
            edition.state = EditionState.CANCELLED
        edition.save(update_fields=["stop_asked", "state"])


def start_edition_again(edition_id: int, *, access: Access) -> None:
    """Put an edition that was not finished back in the queue.

    Raises NotFound, NotAllowed, LogUnavailable.
    """
    with transaction.atomic():
        edition = _open(edition_id, action="networks.edition.again", access=access)
        check_can_start_again(EditionState(edition.state))
        Edition.objects.filter(pk=edition_id).update(
            state=EditionState.QUEUED,
            requested_with=pack_access(access),
            stop_asked=False,
            progress_words="",
            progress_share=0,
            failure="",
        )


def renew_editions(delivery_id: int, *, access: Access) -> int:
    """Destroy every edition of a delivery and queue the same choices anew; return how many.

    For when something under them no longer counts (guard rails G3, G9). Each is computed again
    under the access of who asked for it first: the deed that led to it is not his reason to read.
    """
    with transaction.atomic():
        old = list(Edition.objects.filter(delivery_id=delivery_id))
        for edition in old:
            scope = f"edition:{edition.pk}"
            log.record("networks.edition.renew", scope=scope, access=access)
            kept = {name: getattr(edition, name) for name in _CHOSEN}
            edition.delete()
            Edition.objects.create(**kept, state=EditionState.QUEUED, requested_at=access.moment)
    return len(old)


_CHOSEN = (
    *(f.name for f in fields(AnalysisSettings)),
    "delivery_id",
    "code_version",
    "dot_seed",
    "requested_with",
)
"""What an edition was asked with; the rest came out of it."""


def notice_interrupted(*, now: datetime) -> int:
    """Mark the computations that give no sign of life any more; return how many.

    Their server was stopped. They can be started again; nothing half-made was kept.
    """
    quiet = Edition.objects.filter(state=EditionState.RUNNING, beat_at__lt=now - QUIET_FOR)
    return quiet.update(state=EditionState.INTERRUPTED)


def pack_access(access: Access) -> dict[str, Any]:
    """Return an access as it is kept with an edition, to compute it under later."""
    return {**asdict(access), "moment": access.moment.isoformat()}


def unpack_access(kept: dict[str, Any]) -> Access:
    """Return the access under which an edition was asked for."""
    return Access(**{**kept, "moment": datetime.fromisoformat(kept["moment"])})


def _open(edition_id: int, *, action: str, access: Access) -> Edition:
    edition = find_edition(edition_id, verb="find", action=action, access=access)
    scope = f"edition:{edition_id}"
    admit_delivery("find", edition.delivery, access=access, action=action, scope=scope)
    return edition
