"""What left, to whom, on which ground, and who must still be told what changed; to draw."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from zichtlijn.audit.access import Access
from zichtlijn.privacy.operations.rights import collect_held, find_subject
from zichtlijn.privacy.policies.purposes import knows_deed
from zichtlijn.privacy.queries import rights as queries
from zichtlijn.privacy.queries.rules import fetch_ruling_table
from zichtlijn.privacy.reports.rights import labels
from zichtlijn.privacy.reports.rights.contests import NoticeRow, describe_notice
from zichtlijn.privacy.reports.words import REGIMES
from zichtlijn.privacy.terms.holdings import Held
from zichtlijn.privacy.terms.rights import Channel
from zichtlijn.privacy.terms.rights.records import DisclosureRecord, TransferRecord

MOST = 50
"""Disclosures on one page; older ones stand behind a link."""
_MOST_TOLD = 20


@dataclass(frozen=True)
class DisclosureRow:
    """One time something left; never about whom."""

    code: str
    what: str
    recipient: str
    article: str
    channel: str
    disclosed_on: date
    disclosed_by: str
    expires_on: date | None
    receipt_on: date | None
    recalled_on: date | None
    trace_id: str
    may_be_taken_back: bool


@dataclass(frozen=True)
class TransferRow:
    """One crossing of the wall between two regimes."""

    from_regime: str
    to_regime: str
    told: TransferRecord


@dataclass(frozen=True)
class DisclosuresPage:
    """What left, who must still be told, who was told, and what crossed between regimes."""

    rows: tuple[DisclosureRow, ...]
    older: int | None  # the number behind which older ones stand
    is_first: bool
    waiting: tuple[NoticeRow, ...]
    told: tuple[NoticeRow, ...]
    transfers: tuple[TransferRow, ...]
    may_write: bool


@dataclass(frozen=True)
class PersonDisclosuresPage:
    """What left about the person of one request."""

    request: str
    person: str
    rows: tuple[DisclosureRow, ...]
    notices: tuple[NoticeRow, ...]
    may_write: bool


def disclosures_page(*, before: int | None, access: Access) -> DisclosuresPage:
    """Return what left, newest first. Raises NotAllowed, LogUnavailable."""
    found = queries.fetch_newest_disclosures(before=before, most=MOST + 1, access=access)
    shown = found[:MOST]
    notices = queries.fetch_all_notices(most_sent=_MOST_TOLD, access=access)
    told_on = {one.disclosure for one in notices}
    transfers = queries.fetch_transfers(most=MOST, access=access)
    return DisclosuresPage(
        rows=tuple(_describe(one, told_on=told_on, access=access) for _, one in shown),
        older=shown[-1][0] if len(found) > MOST else None,
        is_first=before is None,
        waiting=tuple(describe_notice(one) for one in notices if one.sent_on is None),
        told=tuple(describe_notice(one) for one in notices if one.sent_on is not None),
        transfers=tuple(
            TransferRow(str(REGIMES[one.from_regime]), str(REGIMES[one.to_regime]), one)
            for one in transfers
        ),
        may_write=_may_write(access),
    )


def person_disclosures_page(code: str, *, access: Access) -> PersonDisclosuresPage:
    """Return what left about the person of a request, with what recipients were told since."""
    person = queries.fetch_request(code, access=access).record.person
    held = collect_held(find_subject(person, access=access), access=access)
    found = queries.fetch_disclosures(person, records=_list_records(held), access=access)
    notices = queries.fetch_notices([one.code for one in found], access=access)
    told_on = {one.disclosure for one in notices}
    return PersonDisclosuresPage(
        request=code,
        person=person,
        rows=tuple(_describe(one, told_on=told_on, access=access) for one in found),
        notices=tuple(describe_notice(one) for one in notices),
        may_write=_may_write(access),
    )


def _list_records(held: tuple[Held, ...]) -> set[tuple[str, str]]:
    return {(one.room, name) for one in held for name in (one.record, one.left_in) if name}


def _describe(one: DisclosureRecord, *, told_on: Collection[str], access: Access) -> DisclosureRow:
    return DisclosureRow(
        code=one.code,
        what=one.what,
        recipient=one.recipient,
        article=one.article,
        channel=str(labels.CHANNELS[one.channel]),
        disclosed_on=one.disclosed_on,
        disclosed_by=one.disclosed_by,
        expires_on=one.expires_on,
        receipt_on=one.receipt_on,
        recalled_on=one.recalled_on,
        trace_id=one.trace_id,
        may_be_taken_back=one.channel is not Channel.DESK
        and one.code not in told_on
        and (one.disclosed_by, one.written_on) == (access.reader, access.moment.date()),
    )


def _may_write(access: Access) -> bool:
    """Return whether some row of the rules lets this role write for the purpose that is open."""
    return knows_deed(
        fetch_ruling_table().table,
        role=access.role,
        verb="write",
        data_class="identity",
        purpose=access.purpose,
    )
