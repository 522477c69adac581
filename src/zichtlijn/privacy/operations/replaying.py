"""Destroy once more what an older copy of the database brought back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from django.db import transaction

from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.privacy.operations.holdings import all_holdings
from zichtlijn.privacy.operations.own_records import ROOM, destroy_own

_BATCH = 500


def replay_destructions(stones: Collection[keys.Tombstone], *, access: Access) -> int:
    """Destroy every record on the list that is there; return how many were.

    Each batch is one transaction; ids that are gone already are passed over, so that it may be
    broken off and done again. Raises LogUnavailable, KeysUnavailable.
    """
    by_room: dict[str, list[str]] = defaultdict(list)
    for stone in stones:
        by_room[stone.room].append(stone.record)
    again = _destroy_own(by_room[ROOM])
    for room in all_holdings():
        for batch in _cut(by_room[room.ROOM]):
            with transaction.atomic():
                gone = room.destroy(batch, access=access)
            again += sum(one.records for one in gone)
    again += keys.shred_again()
    log.record("privacy.restore.replay", scope="retention", access=access, count=again)
    return again


def _destroy_own(codes: Iterable[str]) -> int:
    again = 0
    for batch in _cut(codes):
        with transaction.atomic():
            again += destroy_own(batch)
    return again


def _cut(records: Iterable[str]) -> Iterator[tuple[str, ...]]:
    left = iter(records)
    while batch := tuple(islice(left, _BATCH)):
        yield batch
