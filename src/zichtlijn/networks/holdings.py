"""What this room holds on a person or past its term: find it, contest it, destroy it.

Fulfils `zichtlijn.privacy.operations.holdings.Holdings`; registered by `desk`. A person is known
here only by the pseudonym the deliveries use; whose pseudonym that is, `persons` knows.
"""

from datetime import date

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Presence
from zichtlijn.networks.operations import (
    clear_expired,
    contest_presence,
    destroy_presences,
    list_past_term,
    rectify_presence,
    settle_presence,
)
from zichtlijn.networks.terms import DeliveryKind, NotFound, Part
from zichtlijn.privacy.terms.holdings import Destroyed, Held, Subject

ROOM = "networks"
DATA_CLASS, REGIME = "named_observation", "gdpr_public_task"
_PUBLIC = "openbare onderzoeksgegevens of een verzonnen voorbeeld"
_TASK = "AVG artikel 6 lid 1 onder e, Gemeentewet artikel 172"
_ON_REQUEST = "op verzoek vernietigd (AVG 17)"
_PARTS = {
    Part.PRESENT: "U was erbij.",
    Part.ACTIVE: "U deed mee.",
    Part.CALMING: "U hielp om het rustig te houden.",
    Part.VICTIM: "U was slachtoffer.",
    Part.WITNESS: "U was getuige.",
    Part.UNKNOWN: "Wat u deed, is niet opgeschreven.",
}
_CORRECTIONS = {
    Part.PRESENT: "Rol: aanwezig",
    Part.ACTIVE: "Rol: actief",
    Part.CALMING: "Rol: kalmerend",
    Part.VICTIM: "Rol: slachtoffer",
    Part.WITNESS: "Rol: getuige",
    Part.UNKNOWN: "Rol: niet te zeggen",
}
_IN_NO_PICTURE = {Part.VICTIM, Part.WITNESS}


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


def list_corrections(record: str, *, access: Access) -> tuple[tuple[str, str], ...]:
    """Return which other parts a person may have taken, each as a code and in Dutch words."""
    found = Presence.objects.filter(pk=int(record)).first() if record.isdecimal() else None
    people = (found.person,) if found else ()
    log.record("networks.holdings.corrections", scope=ROOM, access=access, subjects=people)
    if found is None:  # its term may pass while somebody contests it
        return ()
    return tuple(
        (f"part:{part}", said) for part, said in _CORRECTIONS.items() if part != found.part
    )


def rectify(record: str, correction: str, *, access: Access) -> str:
    """Write a new version without the fault, and return its number. Raises NotFound."""
    if correction not in dict(list_corrections(record, access=access)):
        raise NotFound("Zo kan dit niet worden verbeterd.")
    part = Part(correction.removeprefix("part:"))
    return rectify_presence(record, part=part, access=access)


def destroy(records: tuple[str, ...], *, access: Access) -> tuple[Destroyed, ...]:
    """Destroy the observations in which these presences stand; what is gone is passed over."""
    gone = destroy_presences(records, access=access)
    return (Destroyed(ROOM, DATA_CLASS, gone, _ON_REQUEST, records),) if gone else ()


def destroy_past_term(*, today: date, access: Access) -> tuple[Destroyed, ...]:
    """Destroy every delivery past its last day. Raises LogUnavailable."""
    return clear_expired(today=today, access=access)


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
        left_in="" if row.part in _IN_NO_PICTURE else f"delivery:{row.delivery_id}",
    )


def _say_company(others: int) -> str:
    # Dutch always: the report goes to the person, not to who has the page open
    if others == 0:
        return "U was alleen."
    return f"U was met nog {others} {'mens' if others == 1 else 'mensen'}."
