"""Keep no longer than needed: picks go, points become cells, old bangs become counts."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.models import (
    Bang,
    BangPick,
    Calibration,
    NightCount,
    Pick,
    Snapshot,
    Yield,
)
from zichtlijn.fireworks.operations.versions import take_version
from zichtlijn.fireworks.policies.keeping import find_cell, find_oldest_day
from zichtlijn.fireworks.terms import (
    PICKS_KEPT,
    POINT_KEPT,
    Finding,
    Stage,
    name_square,
    to_us,
)

WITHDRAWN_KEPT = timedelta(hours=1)  # until every map has taken the dot off
AT_ONCE = 5_000


def tidy(*, access: Access) -> int:
    """Do all that is due at the moment of this access; return how many rows went or changed."""
    moment = access.moment
    return (
        destroy_picks(as_of=moment, access=access)
        + round_points(as_of=moment, access=access)
        + count_old_bangs(as_of=moment, access=access)
    )


def destroy_picks(*, as_of: datetime, access: Access) -> int:
    """Destroy the picks and memories that can change nothing any more. Raises LogUnavailable."""
    before = to_us(as_of - PICKS_KEPT)
    with transaction.atomic():
        gone = Pick.objects.filter(at_us__lt=before).delete()[0]
        Snapshot.objects.filter(settled_us__lt=before).delete()
        Bang.objects.filter(stage=Stage.WITHDRAWN, moment__lt=as_of - WITHDRAWN_KEPT).delete()
        if gone:
            log.record("fireworks.picks.destroy", scope="bangs", access=access, count=gone)
    return gone


def round_points(*, as_of: datetime, access: Access) -> int:
    """Put bangs older than 24 hours in the middle of their cell of 50 m; their arrivals go.

    From the arrivals the point could be reckoned again, so they go with it.
    Raises LogUnavailable.
    """
    rounded = 0
    while rows := list(_list_exact(as_of)[:AT_ONCE]):
        with transaction.atomic():
            log.record("fireworks.points.round", scope="bangs", access=access, count=len(rows))
            BangPick.objects.filter(bang__in=rows).delete()
            for row in rows:
                row.x, row.y = find_cell(row.x, row.y)
                row.moment = row.moment.replace(microsecond=0)
                row.rounded_at = access.moment
            _number(rows)
            Bang.objects.bulk_update(rows, ["x", "y", "moment", "rounded_at", "version"])
        rounded += len(rows)
    return rounded


def count_old_bangs(*, as_of: datetime, access: Access) -> int:
    """Turn bangs older than 24 months into counts for each square and hour, and destroy them.

    Raises LogUnavailable.
    """
    counted = 0
    oldest = find_oldest_day(as_of)
    while rows := list(Bang.objects.filter(moment__lt=oldest, invented=False)[:AT_ONCE]):
        with transaction.atomic():
            log.record("fireworks.bangs.count", scope="bangs", access=access, count=len(rows))
            _add_counts([row for row in rows if row.stage == Stage.FINAL])
            Bang.objects.filter(pk__in=[row.pk for row in rows]).delete()
            Calibration.objects.filter(since__lt=oldest).delete()
        counted += len(rows)
    return counted


def count_due(*, moment: datetime) -> int:
    """Return how many bangs are past a term at this moment."""
    old = Bang.objects.filter(moment__lt=find_oldest_day(moment), invented=False).count()
    return old + _list_exact(moment).count()


def _list_exact(moment: datetime) -> QuerySet[Bang]:
    return Bang.objects.filter(
        moment__lt=moment - POINT_KEPT, rounded_at=None, invented=False
    ).order_by("pk")


def _number(rows: Iterable[Bang]) -> None:
    for at, row in enumerate(rows, start=take_version()):
        row.version = at


def _add_counts(rows: list[Bang]) -> None:
    found: dict[int, list[str]] = {}
    for bang, finding in Yield.objects.filter(bang__in=rows).values_list("bang_id", "finding"):
        found.setdefault(bang, []).append(finding)
    counts: dict[tuple[str, datetime], Counter[str]] = {}
    for row in rows:
        hour = row.moment.replace(minute=0, second=0, microsecond=0)
        count = counts.setdefault((name_square(row.x, row.y), hour), Counter())
        findings = found.get(row.pk, [])
        count["bangs"] += row.bangs
        count["marked_false"] += row.bangs if row.marked_false else 0
        count["visits"] += len(findings)
        count["finds"] += sum(one != Finding.NOTHING for one in findings)
    for (square, hour), count in counts.items():
        kept, _ = NightCount.objects.get_or_create(square=square, hour=hour)
        NightCount.objects.filter(pk=kept.pk).update(
            **{name: F(name) + number for name, number in count.items()}
        )
