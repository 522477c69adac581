"""Deliveries and their observations."""

import polars as pl
from django.db import transaction
from django.db.models import Count, Max, Min

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.kernel.frames import ColumnContract
from zichtlijn.networks.models import Delivery, Observation, Presence
from zichtlijn.networks.policies import check_can_see_names, check_has_not_expired
from zichtlijn.networks.queries.admission import (
    AS_WRITTEN,
    admit_delivery,
    choose_deliveries,
    choose_presences,
    find_delivery,
    is_ruled,
)
from zichtlijn.networks.queries.records import DeliveryRecord
from zichtlijn.networks.terms import PRESENCES, DeliveryKind, NotFound, Part
from zichtlijn.privacy.terms.access import Outcome

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
    """Return the deliveries that this reader may find and that have not expired, by title.

    Raises LogUnavailable; without a purpose there are the published ones only.
    """
    today = access.moment.date()
    with transaction.atomic():
        every = Delivery.objects.defer("rejected_csv")
        living = every.filter(expires_on__isnull=True) | every.filter(expires_on__gte=today)
        rows = choose_deliveries(living, access=access).order_by("title", "pk")
        log.record("networks.deliveries.list", scope="deliveries", access=access)
        return tuple(_record(row) for row in rows)


def fetch_delivery(delivery_id: int, *, access: Access) -> DeliveryRecord:
    """Return one delivery. Raises NotFound, NotAllowed, LogUnavailable."""
    with transaction.atomic():
        return _record(_open(delivery_id, action="networks.delivery.read", access=access))


def fetch_presences(delivery_id: int, *, access: Access) -> pl.DataFrame:
    """Return the PRESENCES of a delivery, in order of observation and person.

    What is contested is not among them (guard rail G9), nor what the rules keep out of a picture.
    Raises NotFound, NotAllowed, LogUnavailable.
    """
    with transaction.atomic():
        delivery = _open(delivery_id, action="networks.presences.read", access=access)
        chosen = choose_presences(delivery, access=access)
        people = pl.DataFrame(
            list(chosen.values_list("observation_id", "person", "part")),
            schema={"pk": pl.Int64, "person": pl.String, "part": pl.String},
            orient="row",
        )
        seen = _observation_rows(delivery)
    return PRESENCES.keep(people.join(seen, on="pk")).sort("observation_id", "person")


def fetch_observations(delivery_id: int, *, access: Access) -> pl.DataFrame:
    """Return OBSERVATIONS of a delivery in order of time; the contested count for nobody.

    Raises NotFound, NotAllowed, LogUnavailable.
    """
    with transaction.atomic():
        delivery = _open(delivery_id, action="networks.observations.read", access=access)
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
        seen = _observation_rows(delivery)
    apart = pl.col("part").is_in([str(Part.VICTIM), str(Part.WITNESS)])
    counted = parts.group_by("pk").agg(
        people=pl.col("count").filter(~apart).sum(),
        calming=pl.col("count").filter(pl.col("part") == str(Part.CALMING)).sum(),
        others=pl.col("count").filter(apart).sum(),
    )
    return OBSERVATIONS.keep(seen.join(counted, on="pk")).sort("observed_at", "observation_id")


def fetch_rejected_csv(delivery_id: int, *, access: Access) -> bytes:
    """Return the refused rows of a delivery as the file it was offered as.

    They stand as somebody typed them, so a rule must allow names. Raises NotFound, NotAllowed.
    """
    action = "networks.rejected.read"
    with transaction.atomic():
        delivery = find_delivery(delivery_id, verb="show", action=action, access=access)
        _check_term(delivery, access=access)
        outcome = admit_delivery(
            "show",
            delivery,
            access=access,
            action=action,
            scope=f"delivery:{delivery_id}",
            count=delivery.rejected_rows,
            data_class=AS_WRITTEN,
        )
        check_can_see_names(is_masked=outcome is Outcome.MASKED)
    if delivery.rejected_csv is None:
        raise NotFound("Van deze levering zijn geen regels geweigerd.")
    return bytes(delivery.rejected_csv)


def _open(delivery_id: int, *, action: str, access: Access) -> Delivery:
    delivery = find_delivery(delivery_id, verb="find", action=action, access=access)
    _check_term(delivery, access=access)
    ruled = is_ruled(delivery, access=access)
    admit_delivery(
        "find",
        delivery,
        access=access,
        action=action,
        scope=f"delivery:{delivery_id}",
        count=delivery.rows if action == "networks.presences.read" and not ruled else None,
    )
    return delivery


def _check_term(delivery: Delivery, *, access: Access) -> None:
    """Shut what is past its term on the example desk; with accounts the rule table does (R01)."""
    if not is_ruled(delivery, access=access):
        check_has_not_expired(delivery.expires_on, today=access.moment.date())


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
        scope=row.scope,
        is_waiting=bool(row.proposal),
    )
