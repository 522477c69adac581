"""What this room holds on a person or past its term: find it, contest it, destroy it.

Fulfils `zichtlijn.privacy.operations.holdings.Holdings`; registered by `desk`. A person is known
here only by the pseudonym the deliveries use; whose pseudonym that is, `persons` knows.
"""

from datetime import date

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Presence
from zichtlijn.networks.operations import (
    contest_presence,
    destroy_expired,
    destroy_presences,
    list_past_term,
    settle_presence,
)
from zichtlijn.networks.terms import DeliveryKind, Part
from zichtlijn.privacy.terms.holdings import Destroyed, Held, Subject

ROOM = "networks"
DATA_CLASS, REGIME = "named_observation", "gdpr_public_task"
_PUBLIC = "openbare onderzoeksgegevens of een verzonnen voorbeeld"
_TASK = "AVG artikel 6 lid 1 onder e, Gemeentewet artikel 172"
_ON_REQUEST = "op verzoek vernietigd (AVG 17)"
_PAST_TERM = "bewaartermijn voorbij (AVG 5 lid 1 onder e)"
_PARTS = {
    Part.PRESENT: "U was erbij.",
    Part.ACTIVE: "U deed mee.",
    Part.CALMING: "U hielp om het rustig te houden.",
    Part.VICTIM: "U was slachtoffer.",
    Part.WITNESS: "U was getuige.",
    Part.UNKNOWN: "Wat u deed, is niet opgeschreven.",
}


def find_codes(person: str, *, access: Access) -> tuple[str, ...]:
    """Return the code itself where a delivery uses it; this room knows no other."""
    log.record("networks.holdings.find", scope=ROOM, access=access, subjects=(person,))
    return (person,) if Presence.objects.filter(person=person).exists() else ()


def find_held(subject: Subject, *, access: Access) -> tuple[Held, ...]:
    """Return every presence of a person, the contested and overdue too; of others only how many."""
    rows = list(
        Presence.objects.filter(person__in=subject.codes)
        .select_related("observation", "delivery")
        .order_by("-observation__observed_at", "pk")
    )
    log.record(
        "networks.holdings.export",
        scope=ROOM,
        access=access,
        count=len(rows),
        subjects=(subject.person,),
    )
    return tuple(_held(row) for row in rows)


def contest(record: str, *, access: Access) -> None:
    """Let a presence count nowhere from now on. Raises NotFound, LogUnavailable."""
    contest_presence(record, access=access)


def settle(record: str, *, access: Access) -> None:
    """Let a contested presence count again. Raises NotFound, LogUnavailable."""
    settle_presence(record, access=access)


def destroy(records: tuple[str, ...], *, access: Access) -> tuple[Destroyed, ...]:
    """Destroy the observations in which these presences stand; what is gone is passed over."""
    gone = destroy_presences(records, access=access)
    return (Destroyed(ROOM, DATA_CLASS, gone, _ON_REQUEST, records),) if gone else ()


def destroy_past_term(*, today: date, access: Access) -> tuple[Destroyed, ...]:
    """Destroy every delivery past its last day. Raises LogUnavailable."""
    with transaction.atomic():
        expired = Presence.objects.filter(delivery__in=list_past_term(today=today))
        records = tuple(str(number) for number in expired.values_list("pk", flat=True))
        gone = destroy_expired(today=today, access=access)
    return (Destroyed(ROOM, DATA_CLASS, len(records), _PAST_TERM, records),) if gone else ()


def count_past_term(*, today: date) -> int:
    """Return how many deliveries are past their term and still there."""
    return len(list_past_term(today=today))


def _held(row: Presence) -> Held:
    others = Presence.objects.filter(observation_id=row.observation_id).count() - 1
    is_upload = row.delivery.kind == DeliveryKind.UPLOAD
    return Held(
        room=ROOM,
        record=str(row.pk),
        data_class=DATA_CLASS,
        regime=REGIME,
        what=f"{_say_company(others)} {_PARTS[Part(row.part)]}",
        happened_on=row.observation.observed_on,
        place=row.observation.place or "",
        written_by=row.observation.source,
        organisation="",
        purpose=row.delivery.purpose,
        legal_ground=_TASK if is_upload else _PUBLIC,
        destroy_on=row.delivery.expires_on,
        contested=row.contested,
    )


def _say_company(others: int) -> str:
    # Dutch always: the report goes to the person, not to who has the page open
    if others == 0:
        return "U was alleen."
    return f"U was met nog {others} {'mens' if others == 1 else 'mensen'}."
