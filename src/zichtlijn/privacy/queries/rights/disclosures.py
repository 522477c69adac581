"""Who received what about a person, and what recipients were told since."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import Q

from zichtlijn.audit.access import Access
from zichtlijn.privacy.models.purposes import Transfer
from zichtlijn.privacy.models.rights import Disclosure, Notice
from zichtlijn.privacy.queries.rights.admission import admit_to_right
from zichtlijn.privacy.queries.rights.showing import show_rows
from zichtlijn.privacy.terms.rights import Channel
from zichtlijn.privacy.terms.rights.records import (
    DisclosureRecord,
    NoticeRecord,
    TransferRecord,
)

RecordKey = tuple[str, str]
"""The room that holds a record, and its id there."""


def fetch_disclosures(
    person: str, *, records: Collection[RecordKey], access: Access
) -> tuple[DisclosureRecord, ...]:
    """Return what left about a person or about one of these records, newest first."""
    with transaction.atomic():
        rows = [row for row in _about(person, records) if _concerns(row, person, set(records))]
        admit_to_right(
            "show",
            access=access,
            action="privacy.disclosures.read",
            scope="disclosures",
            subjects=(person,),
            count=len(rows),
        )
        return tuple(describe_disclosure(row) for row in rows)


def fetch_newest_disclosures(
    *, before: int | None, most: int, access: Access
) -> tuple[tuple[int, DisclosureRecord], ...]:
    """Return what left, newest first, each with its number: about everybody, so nobody is named.

    `before` is the number of the last one on the page before this. Raises NotAllowed.
    """
    rows = Disclosure.objects.order_by("-pk")
    return show_rows(
        (rows if before is None else rows.filter(pk__lt=before))[:most],
        lambda row: (row.pk, describe_disclosure(row)),
        action="privacy.disclosures.list",
        scope="disclosures",
        access=access,
    )


def fetch_all_notices(*, most_sent: int, access: Access) -> tuple[NoticeRecord, ...]:
    """Return what recipients must still be told, and what they were told last, oldest first."""
    with transaction.atomic():
        admit_to_right("show", access=access, action="privacy.notices.list", scope="notices")
        rows = Notice.objects.select_related("disclosure")
        sent = rows.filter(sent_on__isnull=False).order_by("-sent_on", "-pk")[:most_sent]
        waiting = rows.filter(sent_on__isnull=True).order_by("pk")
        return tuple(describe_notice(row) for row in (*waiting, *sent))


def fetch_transfers(*, most: int, access: Access) -> tuple[TransferRecord, ...]:
    """Return what crossed between regimes, newest first; it names nobody. Raises NotAllowed."""
    return show_rows(
        Transfer.objects.order_by("-pk")[:most],
        lambda row: TransferRecord(*(getattr(row, name) for name in TransferRecord._fields)),
        action="privacy.transfers.read",
        scope="transfers",
        access=access,
    )


def fetch_notices(codes: Collection[str], *, access: Access) -> tuple[NoticeRecord, ...]:
    """Return what the recipients of these disclosures are told, in the order it was made."""
    with transaction.atomic():
        rows = list(
            Notice.objects.filter(disclosure__code__in=list(codes)).select_related("disclosure")
        )
        admit_to_right(
            "show",
            access=access,
            action="privacy.notices.read",
            scope="notices",
            subjects=tuple(sorted({row.disclosure.person for row in rows} - {""})),
            count=len(rows),
        )
        return tuple(describe_notice(row) for row in rows)


def fetch_notices_about(
    contests: Collection[str], *, access: Access
) -> Mapping[str, tuple[NoticeRecord, ...]]:
    """Return for each contest what recipients are told of it, in the order it was made."""
    if not contests:
        return {}
    with transaction.atomic():
        rows = list(
            Notice.objects.filter(contest__code__in=list(contests)).select_related(
                "disclosure", "contest__request"
            )
        )
        admit_to_right(
            "show",
            access=access,
            action="privacy.notices.read",
            scope="notices",
            subjects=tuple(sorted({row.contest.request.person for row in rows if row.contest})),
        )
        return {
            code: tuple(
                describe_notice(row) for row in rows if row.contest and row.contest.code == code
            )
            for code in contests
        }


def find_live_disclosures(record: RecordKey) -> list[Disclosure]:
    """Return the rows of recipients who may still hold a record, for the operations."""
    room, number = record
    return list(Disclosure.objects.filter(room=room, record=number))


def find_told_by_hand(person: str) -> list[Disclosure]:
    """Return the rows of what was told about a person as a whole, for the operations."""
    return list(Disclosure.objects.filter(person=person, record="").exclude(person=""))


def describe_disclosure(row: Disclosure) -> DisclosureRecord:
    """Return a row as it stands."""
    return DisclosureRecord(
        code=row.code,
        person=row.person,
        room=row.room,
        record=row.record,
        recipient=row.recipient,
        article=row.article,
        what=row.what,
        disclosed_on=row.disclosed_on,
        disclosed_by=row.disclosed_by,
        receipt_on=row.receipt_on,
        expires_on=row.expires_on,
        recalled_on=row.recalled_on,
        channel=Channel(row.channel),
        written_on=row.written_on,
        trace_id=row.trace_id,
    )


def describe_notice(row: Notice) -> NoticeRecord:
    """Return a notice with who gets it."""
    return NoticeRecord(
        number=row.pk,
        disclosure=row.disclosure.code,
        recipient=row.disclosure.recipient,
        room=row.disclosure.room,
        record=row.disclosure.record,
        about=row.about,
        text=row.text,
        made_on=row.made_on,
        sent_on=row.sent_on,
        sent_by=row.sent_by,
    )


def _about(person: str, records: Collection[RecordKey]) -> list[Disclosure]:
    numbers = {number for _, number in records}
    wanted = Q(person=person) | Q(record__in=numbers)
    return list(Disclosure.objects.filter(wanted))


def _concerns(row: Disclosure, person: str, records: set[RecordKey]) -> bool:
    return row.person == person or (row.room, row.record) in records
