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


@dataclass(frozen=True)
class NewestDeeds:
    """The end of the log, newest first, and how long the log is."""

    total: int
    deeds: tuple[Deed, ...]


def fetch_newest_deeds(*, most: int, access: Access) -> NewestDeeds:
    """Return at most `most` lines, newest first; the first is that the log is now read."""
    log.record("audit.log.read", scope="log", access=access)
    columns = [field.name for field in fields(Deed)]
    lines = LogLine.objects.order_by("-pk").values_list(*columns)[:most]
    return NewestDeeds(LogLine.objects.count(), tuple(Deed(*line) for line in lines))
