"""Bangs of a period, one bang with its picks, marks and yield, and old counts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import polars as pl
from django.db.models import QuerySet

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.models import Bang, BangPick, FalseMark, NightCount, Yield
from zichtlijn.fireworks.queries.records import (
    BangRecord,
    CountRecord,
    FalseMarkRecord,
    PickRecord,
    YieldRecord,
)
from zichtlijn.fireworks.terms import BANGS, FalseReason, Finding, NotFound, Stage, from_us

_COLUMNS = {"bang": "pk", "rounded": "rounded_at"}


def fetch_bangs(*, since: datetime, until: datetime, access: Access) -> pl.DataFrame:
    """Return the BANGS from `since` until just before `until`; withdrawn dots are left out."""
    rows = Bang.objects.filter(moment__gte=since, moment__lt=until).exclude(stage=Stage.WITHDRAWN)
    frame = lay_out(rows)
    log.record("fireworks.bangs.read", scope="bangs", access=access, count=frame.height)
    return frame


def fetch_bang(bang_id: int, *, access: Access) -> BangRecord:
    """Return one bang, also one that was withdrawn. Raises NotFound."""
    row = Bang.objects.filter(pk=bang_id).first()
    if row is None:
        raise NotFound("Deze knal is er niet, of niet meer.")
    log.record("fireworks.bang.read", scope=f"bang:{bang_id}", access=access, count=1)
    return make_record(row)


def fetch_picks_of(bang_id: int, *, access: Access) -> tuple[PickRecord, ...]:
    """Return on which arrivals a bang rests, in order of time; none once its point is rounded."""
    rows = list(
        BangPick.objects.filter(bang=bang_id).select_related("receiver").order_by("at_us", "pk")
    )
    log.record("fireworks.picks.read", scope=f"bang:{bang_id}", access=access, count=len(rows))
    return tuple(
        PickRecord(row.receiver.code, from_us(row.at_us), row.residual_ms, row.level_db, row.snr_db)
        for row in rows
    )


def fetch_false_marks(bang_id: int, *, access: Access) -> tuple[FalseMarkRecord, ...]:
    """Return who said that a bang was none, and who took that back; oldest first."""
    log.record("fireworks.marks.read", scope=f"bang:{bang_id}", access=access)
    return tuple(
        FalseMarkRecord(
            row.pk,
            FalseReason(row.reason),
            row.marked_by,
            row.marked_at,
            row.undone_by,
            row.undone_at,
        )
        for row in FalseMark.objects.filter(bang=bang_id)
    )


def fetch_yields(*, since: datetime, until: datetime, access: Access) -> tuple[YieldRecord, ...]:
    """Return what was found on the spot of the bangs of a period, nothing included."""
    rows = Yield.objects.filter(bang__moment__gte=since, bang__moment__lt=until)
    found = rows.select_related("bang").order_by("bang__moment", "pk")
    log.record("fireworks.yields.read", scope="bangs", access=access, count=len(found))
    return tuple(
        YieldRecord(
            row.bang_id, row.bang.moment, Finding(row.finding), row.recorded_by, row.recorded_at
        )
        for row in found
    )


def fetch_counts(*, since: datetime, until: datetime, access: Access) -> tuple[CountRecord, ...]:
    """Return the counts of an earlier period, of which the bangs themselves have gone."""
    rows = NightCount.objects.filter(hour__gte=since, hour__lt=until)
    log.record("fireworks.counts.read", scope="bangs", access=access, count=len(rows))
    return tuple(
        CountRecord(row.square, row.hour, row.bangs, row.marked_false, row.visits, row.finds)
        for row in rows
    )


def make_record(row: Bang) -> BangRecord:
    """Return a row as the rest of the house reads it."""
    values = {name: getattr(row, name) for name in BangRecord._fields}
    return BangRecord(**{**values, "stage": Stage(row.stage)})


def lay_out(rows: QuerySet[Bang]) -> pl.DataFrame:
    """Return rows as BANGS, in order of moment."""
    fields = [_COLUMNS.get(name, name) for name in BANGS.columns]
    found: Iterable[tuple[Any, ...]] = rows.order_by("moment", "pk").values_list(*fields)
    rounded = fields.index("rounded_at")
    shaped = [(*row[:rounded], row[rounded] is not None, *row[rounded + 1 :]) for row in found]
    return BANGS.keep(pl.DataFrame(shaped, schema=dict(BANGS.columns), orient="row"))
