"""A file leaves: by the rules, on the lists, and with who got it (guard rail G18)."""

from datetime import date

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Export
from zichtlijn.networks.operations.agreeing import ask_agreement, use_agreement
from zichtlijn.networks.queries.admission import (
    admit_delivery,
    find_delivery,
    find_edition,
    is_ruled,
)
from zichtlijn.networks.queries.looks import list_people
from zichtlijn.networks.terms import (
    EXPORT_FORMS,
    HOLDS_PEOPLE,
    AgreementKind,
    DeliveryKind,
    NotAllowed,
    NotFound,
    Recipient,
)
from zichtlijn.privacy.operations.rights import record_disclosure
from zichtlijn.privacy.terms.rights import NewDisclosure

_ACTION = "networks.edition.export"
_WHAT = "het beeld van een groep, met nummers in plaats van namen"
_OWN_USE = "AVG artikel 6 lid 1 onder e, Gemeentewet artikel 172"


def ask_export(edition_id: int, *, form: str, recipient: str, access: Access) -> str:
    """Ask a second person to let a file leave; return the code. Raises NotFound, NotAllowed."""
    action = "networks.agreement.ask"
    if form not in EXPORT_FORMS:
        raise NotFound("Deze vorm van uitvoer is er niet.")
    with transaction.atomic():
        edition = find_edition(edition_id, verb="export", action=action, access=access)
        what = _name_file(edition_id, form, _read_recipient(recipient))
        return ask_agreement(AgreementKind.TAKE, edition.delivery, what, access=access)


def record_export(
    edition_id: int,
    *,
    form: str,
    rows: int,
    expires_on: date | None,
    access: Access,
    recipient: str = "",
) -> None:
    """Write down that a file left, and who got it, before it is sent.

    Of a delivery of a table two people agreed on this form for this recipient; that is used up.
    Raises NotFound, NotAllowed (also of privacy), LogUnavailable; then nothing may be sent.
    """
    with transaction.atomic():
        edition = find_edition(edition_id, verb="export", action=_ACTION, access=access)
        delivery, scope = edition.delivery, f"edition:{edition_id}:{form}"
        people = list_people(edition) if form in HOLDS_PEOPLE else ()
        second, receiver = "none", access.organisation
        if is_ruled(delivery, access=access):
            who = _read_recipient(recipient)
            what = _name_file(edition_id, form, who)
            second, receiver = (
                use_agreement(AgreementKind.TAKE, delivery, what, access=access),
                who.words,
            )
        admit_delivery(
            "export",
            delivery,
            access=access,
            action=_ACTION,
            scope=scope,
            subjects=people if is_ruled(delivery, access=access) else (),
            count=rows,
            second_person=second,
        )
        Export.objects.create(
            edition=edition,
            form=form,
            made_at=access.moment,
            reader=access.reader,
            purpose=access.purpose,
            expires_on=expires_on,
            recipient=receiver,
        )
        if people and delivery.kind == DeliveryKind.UPLOAD:
            record = f"delivery:{delivery.pk}"
            _disclose(record, receiver, _WHAT, expires_on, access=access)


def record_rejected(delivery_id: int, *, access: Access) -> None:
    """Write down that refused rows went back to their supplier. Raises NotFound, LogUnavailable.

    They were never kept as somebody's record, so they stand on the list under a name of their own.
    """
    action = "networks.rejected.read"
    with transaction.atomic():
        delivery = find_delivery(delivery_id, verb="show", action=action, access=access)
        if is_ruled(delivery, access=access):
            record, what = f"rejected:{delivery_id}", "regels van een bestand die niet klopten"
            _disclose(record, "de leverancier van het bestand", what, None, access=access)


def _disclose(
    record: str, receiver: str, what: str, expires_on: date | None, *, access: Access
) -> None:
    """Let everybody in it be told who got it, and the receiver what changed since."""
    left = NewDisclosure(
        person="",
        room="networks",
        record=record,
        recipient=receiver,
        article=access.legal_ground or _OWN_USE,
        what=what,
        expires_on=expires_on,
    )
    record_disclosure(left, access=access)


def _read_recipient(word: str) -> Recipient:
    if word not in list(Recipient):
        raise NotAllowed("Kies eerst voor welke organisatie dit bestand is.")
    return Recipient(word)


def _name_file(edition_id: int, form: str, recipient: Recipient) -> str:
    return f"{edition_id}:{form}:{recipient}"
