"""Which nights there are, and how many receivers listened in each hour of them."""

from datetime import date, datetime
from typing import NamedTuple

import polars as pl
from django.db.models import Count, Max
from django.db.models.functions import TruncDate

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.models import Bang, ReceiverHour
from zichtlijn.fireworks.terms import HEARD_HOURS, Stage


class NightRecord(NamedTuple):
    """One day on which bangs were heard, and how many."""

    day: date
    bangs: int


def fetch_newest_moment() -> datetime | None:
    """Return when it last banged; None where it never did. Tells of no bang, so no line."""
    moment: datetime | None = Bang.objects.exclude(stage=Stage.WITHDRAWN).aggregate(
        last=Max("moment")
    )["last"]
    return moment


def fetch_nights(*, since: datetime, until: datetime, access: Access) -> tuple[NightRecord, ...]:
    """Return how many bangs each day had, marked ones left out, oldest first."""
    rows = Bang.objects.filter(moment__gte=since, moment__lt=until, marked_false=False)
    counted = (
        rows.exclude(stage=Stage.WITHDRAWN)
        .annotate(day=TruncDate("moment"))
        .values("day")
        .annotate(bangs=Count("pk"))
        .order_by("day")
    )
    log.record("fireworks.nights.read", scope="bangs", access=access)
    return tuple(NightRecord(row["day"], row["bangs"]) for row in counted)


def fetch_heard_hours(*, since: datetime, until: datetime) -> pl.DataFrame:
    """Return HEARD_HOURS of a period. About receivers together, never where one hangs: no line."""
    rows = (
        ReceiverHour.objects.filter(hour__gte=since, hour__lt=until)
        .values("hour")
        .annotate(receivers=Count("receiver"))
        .order_by("hour")
        .values_list("hour", "receivers")
    )
    return pl.DataFrame(list(rows), schema=dict(HEARD_HOURS.columns), orient="row")


def is_invented(*, since: datetime, until: datetime) -> bool:
    """Return whether a period holds bangs that were invented, so that a page can say so."""
    return Bang.objects.filter(moment__gte=since, moment__lt=until, invented=True).exists()
