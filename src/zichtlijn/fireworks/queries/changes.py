"""What changed on the map since the reader last looked."""

from django.db.models import Max

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.models import Bang
from zichtlijn.fireworks.queries.bangs import make_record
from zichtlijn.fireworks.queries.records import Changes

MOST_CHANGES = 500  # given at once


def fetch_version() -> int:
    """Return the number of the last change; it tells nothing of what changed, so no line."""
    return Bang.objects.aggregate(last=Max("version"))["last"] or 0


def fetch_changes(*, after: int, access: Access) -> Changes:
    """Return the bangs that changed after a version, withdrawn ones included.

    A line in the log is written where something is given; an answer without bangs tells nothing.
    """
    rows = list(Bang.objects.filter(version__gt=after).order_by("version")[: MOST_CHANGES + 1])
    given = rows[:MOST_CHANGES]
    if given:
        log.record("fireworks.changes.read", scope="bangs", access=access, count=len(given))
    return Changes(
        version=given[-1].version if given else after,
        bangs=tuple(make_record(row) for row in given),
        more=len(rows) > MOST_CHANGES,
    )
