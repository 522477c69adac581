"""Bring observations in, and take them out again with all that rested on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, timedelta

import polars as pl
from django.db import connection, transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Delivery, Edition, Observation, Presence
from zichtlijn.networks.operations.editions import request_edition
from zichtlijn.networks.operations.erasure import erase_after_commit
from zichtlijn.networks.policies import check_can_import, check_can_read
from zichtlijn.networks.terms import PRESENCES, AnalysisSettings, DeliveryKind, NotFound
from zichtlijn.privacy.queries.retention import list_kept_records

RETENTION_RULE = "B10/1"  # of the retention table: a named observation; a pseudonym is somebody
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


def import_delivery(presences: pl.DataFrame, *, arrival: Arrival, access: Access) -> int:
    """Keep the PRESENCES of a delivery, all of them or nothing; return its number.

    Raises NotAllowed where there is nothing to keep or the term is too long, BrokenContract,
    and LogUnavailable; then nothing was changed.
    """
    rows = PRESENCES.keep(presences)
    check_can_import(rows=rows.height, expires_on=arrival.expires_on, today=access.moment.date())
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
        )
        log.record(
            "networks.delivery.import",
            scope=f"delivery:{delivery.pk}",
            access=access,
            count=rows.height,
        )
        _keep_rows(rows, delivery)
    return delivery.pk


def import_and_request(
    presences: pl.DataFrame, *, arrival: Arrival, settings: AnalysisSettings, access: Access
) -> int:
    """Keep a delivery and ask for its first edition, both or neither; return the edition's number.

    Raises NotAllowed, BrokenContract, LogUnavailable.
    """
    with transaction.atomic():
        delivery_id = import_delivery(presences, arrival=arrival, access=access)
        return request_edition(delivery_id, settings=settings, access=access)


def withdraw_delivery(delivery_id: int, *, access: Access) -> None:
    """Destroy a delivery: its observations, its editions, their tables and lists of exports.

    Raises NotFound, NotAllowed, LogUnavailable.
    """
    with transaction.atomic():
        delivery = _find(delivery_id, access=access)
        log.record(
            "networks.delivery.withdraw",
            scope=f"delivery:{delivery_id}",
            access=access,
            count=delivery.rows,
        )
        _destroy(delivery)


def withdraw_observation(delivery_id: int, code: str, *, access: Access) -> None:
    """Destroy one observation and every edition that rested on it (guard rail G3).

    Raises NotFound, NotAllowed, LogUnavailable.
    """
    with transaction.atomic():
        delivery = _find(delivery_id, access=access)
        found = Observation.objects.filter(delivery=delivery, code=code).first()
        if found is None:
            raise NotFound("Deze waarneming is er niet, of niet meer.")
        log.record(
            "networks.observation.withdraw", scope=f"delivery:{delivery_id}", access=access, count=1
        )
        Edition.objects.filter(delivery=delivery).delete()
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


def _find(delivery_id: int, *, access: Access) -> Delivery:
    found = Delivery.objects.filter(pk=delivery_id).first()
    if found is None:
        raise NotFound("Deze levering is er niet, of niet meer.")
    check_can_read(DeliveryKind(found.kind), recorded_for=found.purpose, purpose=access.purpose)
    return found


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
