"""Give their marks to records of before there were marks, once the desk starts."""

from django.db import transaction

from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.persons.models import IdentityRecord
from zichtlijn.persons.operations.sealing import mark
from zichtlijn.persons.queries.choosing import fetch_versions
from zichtlijn.persons.queries.unsealing import open_identities

_BATCH = 500  # records in one transaction and one line of the log


def mark_unmarked(*, access: Access) -> int:
    """Mark every record that has none yet; return how many. Nothing is shown to anybody.

    What cannot be opened any more is passed over once. Broken off it goes on where it stopped.
    Raises LogUnavailable, KeysUnavailable.
    """
    marked = 0
    while batch := list(IdentityRecord.objects.filter(marked=False)[:_BATCH]):
        with transaction.atomic():
            ids = [str(record.pk) for record in batch]
            log.record("persons.record.mark", scope="persons", access=access, subjects=ids)
            marked += sum(_mark_one(record) for record in batch)
    return marked


def _mark_one(record: IdentityRecord) -> bool:
    try:
        (identity,) = open_identities(fetch_versions([record]))
    except (keys.KeyShredded, keys.SealBroken):
        IdentityRecord.objects.filter(pk=record.pk).update(marked=True)  # there is nothing to mark
        return False
    mark(record, identity)
    return True
