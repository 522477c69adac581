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
    changes = _read_changes(after)
    if changes.bangs:
        log.record("fireworks.changes.read", scope="bangs", access=access, count=len(changes.bangs))
    return changes


def record_following(*, access: Access) -> None:
    """Write the one line of somebody who follows the map from now on. Raises LogUnavailable."""
    log.record("fireworks.changes.follow", scope="bangs", access=access)


def fetch_followed_changes(*, after: int) -> Changes:
    """Return what changed after a version, for all who follow the map at this moment.

    Their line was written when they began, and they begin again within ten minutes: a line for
    each change for each phone would be two hundred a second in a full night, about no person.
    """
    return _read_changes(after)


def _read_changes(after: int) -> Changes:
    rows = list(Bang.objects.filter(version__gt=after).order_by("version")[: MOST_CHANGES + 1])
    given = rows[:MOST_CHANGES]
    return Changes(
        version=given[-1].version if given else after,
        bangs=tuple(make_record(row) for row in given),
        more=len(rows) > MOST_CHANGES,
    )
