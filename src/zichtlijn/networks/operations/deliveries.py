"""Bring observations in, and take them out again with all that rested on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import NamedTuple

import polars as pl
from django.db import connection, transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Delivery, Edition, Observation, Presence
from zichtlijn.networks.operations.agreeing import ask_agreement, use_agreement
from zichtlijn.networks.operations.editions import request_edition
from zichtlijn.networks.operations.erasure import erase_after_commit
from zichtlijn.networks.policies import check_can_import
from zichtlijn.networks.queries.admission import (
    AS_WRITTEN,
    admit_delivery,
    find_delivery,
    has_role,
    is_ruled,
)
from zichtlijn.networks.queries.agreements import may_take_back
from zichtlijn.networks.terms import (
    PRESENCES,
    AgreementKind,
    AnalysisSettings,
    DeliveryKind,
    NotFound,
)
from zichtlijn.privacy.operations.destruction import keep_gone, record_destruction
from zichtlijn.privacy.operations.taking import note_taken
from zichtlijn.privacy.queries.openings import find_open_purpose
from zichtlijn.privacy.queries.retention import list_kept_records
from zichtlijn.privacy.terms.holdings import Destroyed
from zichtlijn.privacy.terms.taking import TakenKind

RETENTION_RULE = "B10/1"  # of the retention table: a named observation; a pseudonym is somebody
_PAST_TERM = "bewaartermijn voorbij (AVG 5 lid 1 onder e)"
BATCH = 5_000  # rows in one INSERT

_INSERT_PRESENCE = (
    "INSERT INTO networks_presence (observation_id, delivery_id, person, part, expires_on) "
    "VALUES (%s, %s, %s, %s, %s)"
)


@dataclass(frozen=True)
class Arrival:
    """What is known of a delivery besides its rows."""

    kind: DeliveryKind
    title: str
    file_name: str
    sha256: str
    rejected_rows: int = 0
    rejected_csv: bytes | None = None
    source_note: str = ""
    expires_on: date | None = None


class Kept(NamedTuple):
    """A delivery with its first edition; None while it waits for a second person."""

    delivery_id: int
    edition_id: int | None


def import_delivery(presences: pl.DataFrame, *, arrival: Arrival, access: Access) -> int:
    """Keep the PRESENCES of a delivery, all of them or nothing; return its number.

    With accounts a file is brought to the table that is open, and waits there for somebody of
    another organisation (R36, R37). Raises NotAllowed (also of privacy), BrokenContract,
    LogUnavailable; then nothing was changed.
    """
    rows = PRESENCES.keep(presences)
    check_can_import(rows=rows.height, expires_on=arrival.expires_on, today=access.moment.date())
    opened = find_open_purpose(access) if has_role(access) else None
    is_brought = arrival.kind is DeliveryKind.UPLOAD
    with transaction.atomic():
        delivery = Delivery.objects.create(
            kind=arrival.kind,
            title=arrival.title,
            file_name=arrival.file_name,
            sha256=arrival.sha256,
            rows=rows.height,
            rejected_rows=arrival.rejected_rows,
            rejected_csv=arrival.rejected_csv,
            source_note=arrival.source_note,
            purpose=access.purpose,
            imported_at=access.moment,
            imported_by=access.reader,
            expires_on=arrival.expires_on,
            destroy_on=arrival.expires_on + timedelta(days=1) if arrival.expires_on else None,
            retention_rule=RETENTION_RULE if arrival.expires_on else "",
            scope=opened.scope if opened and is_brought else "",
            organisation=access.organisation,
        )
        _admit_bringing(delivery, rows, access=access)
        _keep_rows(rows, delivery)
    return delivery.pk


def import_and_request(
    presences: pl.DataFrame, *, arrival: Arrival, settings: AnalysisSettings, access: Access
) -> Kept:
    """Keep a delivery and ask for its first edition, both or neither.

    What waits for a second person has no edition yet. Raises as `import_delivery`.
    """
    with transaction.atomic():
        delivery_id = import_delivery(presences, arrival=arrival, access=access)
        if Delivery.objects.filter(pk=delivery_id).exclude(proposal="").exists():
            return Kept(delivery_id, None)
        return Kept(delivery_id, request_edition(delivery_id, settings=settings, access=access))


def ask_withdrawal(delivery_id: int, code: str, *, access: Access) -> None:
    """Ask a second person to let a delivery, or the observation with a code, be destroyed.

    Raises NotFound, NotAllowed (also of privacy), LogUnavailable.
    """
    action = "networks.agreement.ask"
    with transaction.atomic():
        delivery = find_delivery(delivery_id, verb="destroy", action=action, access=access)
        found = Observation.objects.filter(delivery=delivery, code=code).first()
        if code and found is None:
            raise NotFound("Deze waarneming is er niet, of niet meer.")
        what = str(found.pk) if found else ""
        ask_agreement(AgreementKind.DESTROY, delivery, what, access=access)


def withdraw_delivery(delivery_id: int, *, access: Access) -> None:
    """Destroy a delivery: its observations, its editions, their tables and lists of exports.

    Raises NotFound, NotAllowed, LogUnavailable.
    """
    with transaction.atomic():
        action = "networks.delivery.withdraw"
        delivery = find_delivery(delivery_id, verb="destroy", action=action, access=access)
        _admit_destroying(delivery, "", action=action, count=delivery.rows, access=access)
        note_taken(TakenKind.DELIVERY, str(delivery_id), moment=access.moment)
        _destroy(delivery)


def withdraw_observation(delivery_id: int, code: str, *, access: Access) -> None:
    """Destroy one observation and every edition that rested on it (guard rail G3).

    Raises NotFound, NotAllowed, LogUnavailable.
    """
    with transaction.atomic():
        action = "networks.observation.withdraw"
        delivery = find_delivery(delivery_id, verb="destroy", action=action, access=access)
        found = Observation.objects.filter(delivery=delivery, code=code).first()
        what = str(found.pk) if found else ""
        _admit_destroying(delivery, what, action=action, count=1, access=access)
        if found is None:
            raise NotFound("Deze waarneming is er niet, of niet meer.")
        Edition.objects.filter(delivery=delivery).delete()
        there = Presence.objects.filter(observation=found).values_list("pk", flat=True)
        keep_gone("networks", [str(number) for number in there])
        gone = Presence.objects.filter(observation=found).delete()[0]
        found.delete()
        delivery.rows -= gone
        delivery.save(update_fields=["rows"])
        erase_after_commit()


def destroy_expired(*, today: date, access: Access) -> int:
    """Destroy every delivery whose last day is past (guard rail G8); return how many.

    What two people extended or a legal hold keeps stays, shut for all reading.
    """
    with transaction.atomic():
        expired = list_past_term(today=today)
        for delivery in expired:
            log.record(
                "networks.delivery.expire",
                scope=f"delivery:{delivery.pk}",
                access=access,
                count=delivery.rows,
            )
            _destroy(delivery)
    return len(expired)


def clear_expired(*, today: date, access: Access) -> tuple[Destroyed, ...]:
    """Destroy every delivery past its last day and return what went, for the destruction record.

    Raises LogUnavailable.
    """
    with transaction.atomic():
        expired = Presence.objects.filter(delivery__in=list_past_term(today=today))
        records = tuple(str(number) for number in expired.values_list("pk", flat=True))
        gone = destroy_expired(today=today, access=access)
    what = Destroyed("networks", AS_WRITTEN, len(records), _PAST_TERM, records)
    return (what,) if gone else ()


def clear_and_record_expired(*, today: date, access: Access) -> None:
    """Do what the timer does, for a visitor who comes before it. Raises LogUnavailable."""
    with transaction.atomic():
        for gone in clear_expired(today=today, access=access):
            record_destruction(gone, today=today, access=access)


def list_past_term(*, today: date) -> list[Delivery]:
    """Return the deliveries that must be destroyed on this day, by number."""
    kept = [int(record) for record in list_kept_records("networks", today=today)]
    return list(Delivery.objects.filter(destroy_on__lte=today).exclude(pk__in=kept))


def _destroy(delivery: Delivery) -> None:
    """Delete what hangs on a delivery table by table, so that nothing is first read into memory."""
    Edition.objects.filter(delivery=delivery).delete()
    Presence.objects.filter(delivery=delivery).delete()
    Observation.objects.filter(delivery=delivery).delete()
    delivery.delete()
    erase_after_commit()


def _admit_bringing(delivery: Delivery, rows: pl.DataFrame, *, access: Access) -> None:
    """Write the line of a delivery; one of a table is proposed, for another organisation."""
    action, scope = "networks.delivery.import", f"delivery:{delivery.pk}"
    if not is_ruled(delivery, access=access):
        log.record(action, scope=scope, access=access, count=rows.height)
        return
    people = tuple(rows["person"].unique().sort())
    admit_delivery(
        "propose",
        delivery,
        access=access,
        action=action,
        scope=scope,
        subjects=people,
        count=rows.height,
    )
    delivery.proposal = ask_agreement(AgreementKind.BRING, delivery, "", access=access)
    delivery.save(update_fields=["proposal"])


def _admit_destroying(
    delivery: Delivery, what: str, *, action: str, count: int, access: Access
) -> None:
    """Let something be destroyed by hand: what one brought himself within a day, else by two."""
    verb, second = "destroy", "none"
    if is_ruled(delivery, access=access):
        if may_take_back(delivery, access=access):
            verb = "propose"  # who may bring it in may take it back
        else:
            second = use_agreement(AgreementKind.DESTROY, delivery, what, access=access)
    admit_delivery(
        verb,
        delivery,
        access=access,
        action=action,
        scope=f"delivery:{delivery.pk}",
        count=count,
        second_person=second,
    )


def _keep_rows(rows: pl.DataFrame, delivery: Delivery) -> None:
    kept = Observation.objects.bulk_create(_observations(rows, delivery), batch_size=BATCH)
    numbers = {observation.code: observation.pk for observation in kept}
    end = delivery.expires_on.isoformat() if delivery.expires_on else None
    people = zip(rows["observation_id"], rows["person"], rows["part"], strict=True)
    with connection.cursor() as cursor:  # four times as fast as objects, and there may be a million
        cursor.executemany(
            _INSERT_PRESENCE,
            [(numbers[code], delivery.pk, person, part, end) for code, person, part in people],
        )


def _observations(rows: pl.DataFrame, delivery: Delivery) -> Iterator[Observation]:
    columns = ["observation_id", "observed_at", "observed_on", "source", "place", "kind"]
    once = rows.select(*columns, "reliability").unique("observation_id", keep="first")
    for code, at, on, source, place, kind, reliability in once.sort(
        "observed_at", "observation_id"
    ).rows():
        yield Observation(
            delivery=delivery,
            code=code,
            observed_at=at.replace(tzinfo=UTC),
            observed_on=on,
            source=source,
            place=place,
            kind=kind,
            reliability=reliability,
            expires_on=delivery.expires_on,
        )
