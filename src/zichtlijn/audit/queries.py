"""Read the log back. Reading it is a deed too, and gets its own line."""

from dataclasses import dataclass, fields
from datetime import datetime

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.audit.models import LogLine


@dataclass(frozen=True)
class Deed:
    """One line of the log."""

    moment: datetime
    action: str
    scope: str
    count: int | None
    reader: str
    organisation: str
    role: str
    purpose: str
    legal_ground: str
    trace_id: str


def fetch_newest_deeds(*, most: int, access: Access) -> tuple[Deed, ...]:
    """Return the newest lines of the log, newest first, at most `most`."""
    log.record("audit.log.read", scope="log", access=access)
    lines = LogLine.objects.order_by("-pk").values_list(*(field.name for field in fields(Deed)))[
        :most
    ]
    return tuple(Deed(*line) for line in lines)


def count_deeds(*, access: Access) -> int:
    """Return how many lines the log holds, this question's own line included."""
    log.record("audit.log.count", scope="log", access=access)
    return LogLine.objects.count()
