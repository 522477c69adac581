"""Destroy for good: rows first, in one transaction; then keys, the list, the disk.

Inside the transaction stands what must still be cleared outside the database (Remains). Broken
off before the commit nothing happened; after it, the next run goes on where this one stopped. So
no row ever stands there with its key gone, and no key outlives its row but for seconds.
"""

from collections.abc import Iterable
from datetime import UTC, date

from django.db import connection, transaction

from zichtlijn.audit import keys
from zichtlijn.audit.access import Access
from zichtlijn.privacy.models import DestructionRecord, Remains
from zichtlijn.privacy.policies.proof import BEFORE_THE_FIRST, chain_destruction
from zichtlijn.privacy.terms.holdings import Destroyed
from zichtlijn.privacy.terms.proof import Destruction

BATCH = 5_000


def shred_after_commit(key_ids: Iterable[str]) -> None:
    """Shred keys as soon as the caller's transaction holds, or at once where there is none.

    For whoever deletes rows: taken back, the rows keep their keys; committed and then broken off,
    the keys are shredded by the next run. Raises nothing of its own inside a transaction.
    """
    _leave_remains(keys.KEY, key_ids)


def record_destruction(destroyed: Destroyed, *, today: date, access: Access) -> None:
    """Write what a room destroyed: counts and ground to be shown, ids to be kept gone.

    Call it in the transaction that deletes the rows.
    """
    with transaction.atomic():
        last = DestructionRecord.objects.order_by("-number").first()
        link = chain_destruction(
            _describe(destroyed, today=today, access=access),
            number=last.number + 1 if last else 1,
            previous=last.hash if last else BEFORE_THE_FIRST,
        )
        told = link.destruction
        DestructionRecord.objects.create(
            number=link.number,
            room=told.room,
            data_class=told.data_class,
            records=told.records,
            ground=told.ground,
            destroyed_on=told.destroyed_on,
            destroyed_at=access.moment,
            trace_id=told.trace_id,
            previous=link.previous,
            hash=link.hash,
        )
        _leave_remains(destroyed.room, destroyed.record_ids)


def keep_gone(room: str, records: Iterable[str]) -> None:
    """Put ids on the list of what no backup may bring back, once the caller's transaction holds.

    For what goes by its owner's wish, without a destruction record.
    """
    _leave_remains(room, records)


def finish_destruction() -> int:
    """Clear away what committed destructions left: ids on the list, keys shredded, disk cleaned.

    Safe to break off and to repeat at every step; returns how many were cleared.
    Raises KeysUnavailable.
    """
    cleared = 0
    while batch := list(Remains.objects.order_by("pk")[:BATCH]):
        _clear_away(batch)
        cleared += len(batch)
    if cleared:
        _empty_write_ahead_log()
    return cleared


def _describe(destroyed: Destroyed, *, today: date, access: Access) -> Destruction:
    return Destruction(
        room=destroyed.room,
        data_class=destroyed.data_class,
        records=destroyed.records,
        ground=destroyed.ground,
        destroyed_on=today,
        destroyed_at=access.moment.astimezone(UTC).isoformat(),
        trace_id=access.trace_id,
    )


def _leave_remains(room: str, records: Iterable[str]) -> None:
    rows = [Remains(room=room, record=record) for record in records]
    if rows:
        Remains.objects.bulk_create(rows, batch_size=BATCH)
        # robust: the rows are gone and stay gone; what fails here is done by the next run
        transaction.on_commit(finish_destruction, robust=True)


def _clear_away(batch: list[Remains]) -> None:
    stones = [keys.Tombstone(one.room, one.record) for one in batch]
    keys.bury(stone for stone in stones if stone.room != keys.KEY)
    shredded = [stone.record for stone in stones if stone.room == keys.KEY]
    if shredded:
        keys.shred(shredded)
    Remains.objects.filter(pk__in=[one.pk for one in batch]).delete()


def _empty_write_ahead_log() -> None:
    # what is deleted is zeroed (secure_delete); until a checkpoint older copies lie in the WAL
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
