"""What is done with the log itself: sign where it has come to, drop months after their term."""

from functools import partial

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.audit.chain.checkpoints import (
    Checkpoint,
    read_checkpoints,
    sign_newest,
    write_checkpoint,
)
from zichtlijn.audit.chain.lines import write_moment
from zichtlijn.audit.chain.signing import CheckpointsUnavailable
from zichtlijn.audit.keys import shred
from zichtlijn.audit.models import LogLine, LogSegment, LogSubject

__all__ = ["CheckpointsUnavailable", "count_lines_before", "drop_months_before", "sign_newest"]


def count_lines_before(month: str) -> int:
    """Return how many lines `drop_months_before` would drop."""
    newest = LogSegment.objects.values_list("name", flat=True).last() or ""
    return LogLine.objects.filter(segment__lt=min(month, newest)).count()


def drop_months_before(month: str, *, access: Access) -> int:
    """Drop every month of the log before `month` ("2024-11") and return how many went.

    Whole months, oldest first, never the newest. The signed checkpoint of each month's last line
    stays, and so does the line that says it was dropped: from these two the verifier goes on.
    Raises LogUnavailable, and CheckpointsUnavailable where no such checkpoint can be made.
    """
    with transaction.atomic():
        standing = LogSegment.objects.filter(dropped_at="")
        newest = standing.last()
        old = [one for one in standing.filter(name__lt=month) if one != newest]
        for segment in old:
            _drop(segment, access=access)
        return len(old)


def _drop(segment: LogSegment, *, access: Access) -> None:
    lines = LogLine.objects.filter(segment=segment.name)
    last = lines.latest("seq")
    _make_sure_of_checkpoint(last, access=access)
    log.record(
        "audit.segment.drop",
        scope=f"segment:{segment.name}",
        count=last.seq - segment.first_seq + 1,
        access=access,
    )
    segment.last_seq, segment.dropped_at = last.seq, write_moment(access.moment)
    segment.save(update_fields=["last_seq", "dropped_at"])
    LogSubject.objects.filter(line__segment=segment.name).delete()
    lines.delete()
    transaction.on_commit(partial(shred, [segment.key_id]))


def _make_sure_of_checkpoint(last: LogLine, *, access: Access) -> None:
    if not any((one.seq, one.hash) == (last.seq, last.hash) for one in read_checkpoints()):
        signed_at = write_moment(access.moment)
        write_checkpoint(Checkpoint(last.seq, last.hash, last.segment, signed_at))
