"""Deliveries and their observations."""

import polars as pl
from django.db.models import Count, Max, Min, QuerySet

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.kernel.frames import ColumnContract
from zichtlijn.networks.models import Delivery, Observation, Presence
from zichtlijn.networks.policies import check_can_read, check_has_not_expired
from zichtlijn.networks.queries.records import DeliveryRecord
from zichtlijn.networks.terms import PRESENCES, DeliveryKind, NotFound, Part

OBSERVATIONS = ColumnContract(
    "OBSERVATIONS",
    {
        "observation_id": pl.String,
        "observed_at": pl.Datetime("us"),
        "observed_on": pl.Date,
        "source": pl.String,
        "place": pl.String,
        "kind": pl.String,
        "reliability": pl.Float64,
        "people": pl.Int64,  # all but victims and witnesses
        "calming": pl.Int64,
        "others": pl.Int64,  # victims and witnesses, who are nobody's companions
    },
)
"""One row for each observation, with counts of people and no person."""


def fetch_deliveries(*, access: Access) -> tuple[DeliveryRecord, ...]:
    """Return all deliveries that have not expired, by title."""
    log.record("networks.deliveries.list", scope="deliveries", access=access)
    return tuple(_record(row) for row in _living(access).order_by("title", "pk"))


def fetch_delivery(delivery_id: int, *, access: Access) -> DeliveryRecord:
    """Return one delivery. Raises NotFound, NotAllowed."""
    log.record("networks.delivery.read", scope=f"delivery:{delivery_id}", access=access)
    return _record(_find(delivery_id, access=access))


def fetch_presences(delivery_id: int, *, access: Access) -> pl.DataFrame:
    """Return the PRESENCES of a delivery, in order of observation and person.

    What is contested is not among them (guard rail G9).
    Raises NotFound, NotAllowed.
    """
    delivery = _find(delivery_id, access=access)
    log.record(
        "networks.presences.read",
        scope=f"delivery:{delivery_id}",
        access=access,
        count=delivery.rows,
    )
    people = pl.DataFrame(
        list(
            Presence.objects.filter(delivery=delivery, contested=False).values_list(
                "observation_id", "person", "part"
            )
        ),
        schema={"pk": pl.Int64, "person": pl.String, "part": pl.String},
        orient="row",
    )
    seen = _observation_rows(delivery)
    return PRESENCES.keep(people.join(seen, on="pk")).sort("observation_id", "person")


def fetch_observations(delivery_id: int, *, access: Access) -> pl.DataFrame:
    """Return OBSERVATIONS of a delivery in order of time; the contested count for nobody.

    Raises NotFound, NotAllowed.
    """
    delivery = _find(delivery_id, access=access)
    log.record("networks.observations.read", scope=f"delivery:{delivery_id}", access=access)
    parts = pl.DataFrame(
        list(
            Presence.objects.filter(delivery=delivery, contested=False)
            .values_list("observation_id", "part")
            .annotate(Count("pk"))
            .order_by()
        ),
        schema={"pk": pl.Int64, "part": pl.String, "count": pl.Int64},
        orient="row",
    )
    apart = pl.col("part").is_in([str(Part.VICTIM), str(Part.WITNESS)])
    counted = parts.group_by("pk").agg(
        people=pl.col("count").filter(~apart).sum(),
        calming=pl.col("count").filter(pl.col("part") == str(Part.CALMING)).sum(),
        others=pl.col("count").filter(apart).sum(),
    )
    rows = _observation_rows(delivery).join(counted, on="pk")
    return OBSERVATIONS.keep(rows).sort("observed_at", "observation_id")


def fetch_rejected_csv(delivery_id: int, *, access: Access) -> bytes:
    """Return the refused rows of a delivery as the file it was offered as. Raises NotFound."""
    delivery = _find(delivery_id, access=access)
    log.record(
        "networks.rejected.read",
        scope=f"delivery:{delivery_id}",
        access=access,
        count=delivery.rejected_rows,
    )
    if delivery.rejected_csv is None:
        raise NotFound("Van deze levering zijn geen regels geweigerd.")
    return bytes(delivery.rejected_csv)


def _living(access: Access) -> QuerySet[Delivery]:
    today = access.moment.date()
    every = Delivery.objects.defer("rejected_csv")
    return every.filter(expires_on__isnull=True) | every.filter(expires_on__gte=today)


def _find(delivery_id: int, *, access: Access) -> Delivery:
    found = Delivery.objects.filter(pk=delivery_id).first()
    if found is None:
        raise NotFound("Deze levering is er niet, of niet meer.")
    check_has_not_expired(found.expires_on, today=access.moment.date())
    check_can_read(DeliveryKind(found.kind), recorded_for=found.purpose, purpose=access.purpose)
    return found


def _observation_rows(delivery: Delivery) -> pl.DataFrame:
    rows = Observation.objects.filter(delivery=delivery).values_list(
        "pk", "code", "observed_at", "observed_on", "source", "place", "kind", "reliability"
    )
    frame = pl.DataFrame(
        list(rows),
        schema={
            "pk": pl.Int64,
            "observation_id": pl.String,
            "observed_at": pl.Datetime("us", "UTC"),
            "observed_on": pl.Date,
            "source": pl.String,
            "place": pl.String,
            "kind": pl.String,
            "reliability": pl.Float64,
        },
        orient="row",
    )
    return frame.with_columns(pl.col("observed_at").dt.replace_time_zone(None))


def _record(row: Delivery) -> DeliveryRecord:
    span = Observation.objects.filter(delivery=row).aggregate(
        count=Count("pk"), first=Min("observed_on"), last=Max("observed_on")
    )
    return DeliveryRecord(
        id=row.pk,
        kind=DeliveryKind(row.kind),
        title=row.title,
        file_name=row.file_name,
        sha256=row.sha256,
        rows=row.rows,
        rejected_rows=row.rejected_rows,
        source_note=row.source_note,
        purpose=row.purpose,
        imported_at=row.imported_at,
        imported_by=row.imported_by,
        expires_on=row.expires_on,
        observations=span["count"],
        first_on=span["first"],
        last_on=span["last"],
    )
