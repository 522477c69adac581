"""What people say of a bang: that it was none, and what they found on the spot."""

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.fireworks.models import Bang, FalseMark, Yield
from zichtlijn.fireworks.operations.versions import take_version
from zichtlijn.fireworks.policies.judging import check_can_mark, check_can_record, check_can_undo
from zichtlijn.fireworks.terms import FalseReason, Finding, NotFound, Stage


def mark_false(bang_id: int, *, reason: FalseReason, access: Access) -> None:
    """Say that this was no bang; it stays, marked. Raises NotFound, NotAllowed, LogUnavailable."""
    with transaction.atomic():
        bang = _find(bang_id)
        check_can_mark(Stage(bang.stage), marked=bang.marked_false)
        log.record("fireworks.bang.mark", scope=f"bang:{bang_id}", access=access, count=1)
        FalseMark.objects.create(
            bang=bang, reason=reason, marked_by=access.reader, marked_at=access.moment
        )
        _set_mark(bang, marked=True)


def undo_false_mark(bang_id: int, *, access: Access) -> None:
    """Take the mark back; that it stood there is kept. Raises NotFound, NotAllowed."""
    with transaction.atomic():
        bang = _find(bang_id)
        check_can_undo(marked=bang.marked_false)
        log.record("fireworks.bang.unmark", scope=f"bang:{bang_id}", access=access, count=1)
        FalseMark.objects.filter(bang=bang, undone_at=None).update(
            undone_by=access.reader, undone_at=access.moment
        )
        _set_mark(bang, marked=False)


def record_yield(bang_id: int, *, finding: Finding, access: Access) -> int:
    """Keep what was found on the spot, nothing included; return its number.

    Raises NotFound, NotAllowed, LogUnavailable.
    """
    with transaction.atomic():
        bang = _find(bang_id)
        check_can_record(Stage(bang.stage))
        log.record("fireworks.yield.record", scope=f"bang:{bang_id}", access=access, count=1)
        kept = Yield.objects.create(
            bang=bang, finding=finding, recorded_by=access.reader, recorded_at=access.moment
        )
    return kept.pk


def _find(bang_id: int) -> Bang:
    bang = Bang.objects.select_for_update().filter(pk=bang_id).first()
    if bang is None:
        raise NotFound("Deze knal is er niet, of niet meer.")
    return bang


def _set_mark(bang: Bang, *, marked: bool) -> None:
    bang.marked_false = marked
    bang.version = take_version()
    bang.save(update_fields=["marked_false", "version"])
