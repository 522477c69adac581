"""Reports of residents are kept coarse from the start, and become counts after 24 months."""

from collections import Counter
from datetime import date, datetime
from typing import NamedTuple

import polars as pl
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.models import NuisanceCount, NuisanceReport
from zichtlijn.fireworks.policies.nuisance import check_can_keep, coarsen
from zichtlijn.fireworks.terms import name_square
from zichtlijn.fireworks.terms.nuisance import NuisanceKind
from zichtlijn.privacy.policies.retention import set_clock
from zichtlijn.privacy.queries.retention import read_retention_table
from zichtlijn.privacy.terms.retention import RetentionTable

AT_ONCE = 5_000
_CLASS, _REGIME = "incident", "gdpr_public_task"
_Told = tuple[datetime, int, float, float, str]


class Delivered(NamedTuple):
    """What a file of reports brought."""

    kept: int
    known: int  # were there already: the same minute, cell, kind and leeway


def keep_nuisance_report(
    moment: datetime, *, within_min: int, x: float, y: float, kind: NuisanceKind, access: Access
) -> int:
    """Keep one report, to the minute and the cell; return its number.

    Raises NotAllowed, LogUnavailable.
    """
    check_can_keep(reported_at=moment, within_min=within_min, x=x, y=y, as_of=access.moment)
    at, east, north = coarsen(moment, x=x, y=y)
    table = read_retention_table()
    with transaction.atomic():
        log.record("fireworks.nuisance.keep", scope="bangs", access=access, count=1)
        row = _make((at, within_min, east, north, kind), table=table)
        row.save()
    return row.pk


def import_nuisance_reports(
    reports: pl.DataFrame, *, access: Access, invented: bool = False
) -> Delivered:
    """Keep NUISANCE_REPORTS of a file, all or nothing; what was there already is not doubled.

    Of reports that are alike as many are kept as the fullest file held: two neighbours may say
    the same, and the same file may come twice. Raises NotAllowed, LogUnavailable.
    """
    told: Counter[_Told] = Counter()
    for _, moment, within, x, y, kind in reports.rows():
        check_can_keep(reported_at=moment, within_min=within, x=x, y=y, as_of=access.moment)
        at, east, north = coarsen(moment, x=x, y=y)
        told[at, within, east, north, kind] += 1
    table = read_retention_table()
    with transaction.atomic():
        fresh = told - _count_known(told)
        log.record("fireworks.nuisance.import", scope="bangs", access=access, count=fresh.total())
        rows = [_make(one, table=table) for one in sorted(fresh.elements())]
        for row in rows:
            row.invented = invented
        NuisanceReport.objects.bulk_create(rows, batch_size=AT_ONCE)
    return Delivered(fresh.total(), told.total() - fresh.total())


def count_old_reports(*, as_of: datetime, access: Access) -> int:
    """Turn reports past their term into counts for each square and hour, and destroy them.

    Raises LogUnavailable.
    """
    counted = 0
    while rows := list(_list_old(as_of.date())[:AT_ONCE]):
        with transaction.atomic():
            log.record("fireworks.nuisance.count", scope="bangs", access=access, count=len(rows))
            for (square, hour), number in Counter(map(_find_square, rows)).items():
                kept, _ = NuisanceCount.objects.get_or_create(square=square, hour=hour)
                NuisanceCount.objects.filter(pk=kept.pk).update(reports=F("reports") + number)
            NuisanceReport.objects.filter(pk__in=[row.pk for row in rows]).delete()
        counted += len(rows)
    return counted


def count_due_reports(*, today: date) -> int:
    """Return how many reports are past their term on a day."""
    return _list_old(today).count()


def _list_old(today: date) -> QuerySet[NuisanceReport]:
    return NuisanceReport.objects.filter(destroy_on__lte=today, invented=False).order_by("pk")


def _find_square(row: NuisanceReport) -> tuple[str, datetime]:
    return name_square(row.x, row.y), row.moment.replace(minute=0, second=0, microsecond=0)


def _count_known(told: Counter[_Told]) -> Counter[_Told]:
    if not told:
        return Counter()
    moments = [one[0] for one in told]
    rows = NuisanceReport.objects.filter(moment__gte=min(moments), moment__lte=max(moments))
    return Counter(rows.values_list("moment", "within_min", "x", "y", "kind"))


def _make(told: _Told, *, table: RetentionTable) -> NuisanceReport:
    moment, within, x, y, kind = told
    born_on = timezone.localdate(moment)
    clock = set_clock(_CLASS, _REGIME, born_on=born_on, table=table)
    return NuisanceReport(
        moment=moment,
        within_min=within,
        x=x,
        y=y,
        kind=kind,
        destroy_on=clock.destroy_on,
        retention_rule=clock.named,
    )
