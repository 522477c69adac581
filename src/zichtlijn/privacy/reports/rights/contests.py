"""What a person contests, with who still has to be told, ready to draw."""

from dataclasses import dataclass

from django.utils.formats import date_format

from zichtlijn.audit.access import Access
from zichtlijn.privacy.operations.rights import find_correctable
from zichtlijn.privacy.queries import rights as queries
from zichtlijn.privacy.reports.rights import labels
from zichtlijn.privacy.terms.rights import ContestState
from zichtlijn.privacy.terms.rights.records import ContestRecord, NoticeRecord


@dataclass(frozen=True)
class NoticeRow:
    """What one recipient is told."""

    number: int
    recipient: str
    text: str
    made: str
    sent: str


@dataclass(frozen=True)
class Choice:
    """One way to better a record."""

    code: str
    words: str


@dataclass(frozen=True)
class ContestRow:
    """One contest, with what can be done now."""

    code: str
    what: str
    words: str
    state: str
    contested: str
    decided: str
    reason: str
    is_running: bool
    waits_for_second: bool
    is_own_proposal: bool
    corrections: tuple[Choice, ...]
    notices: tuple[NoticeRow, ...]


def describe_contests(
    contests: tuple[ContestRecord, ...], *, access: Access
) -> tuple[ContestRow, ...]:
    """Return the contests of a request, each with the notices to recipients."""
    told = queries.fetch_notices_about([one.code for one in contests], access=access)
    return tuple(_describe(one, told.get(one.code, ()), access=access) for one in contests)


def describe_notice(notice: NoticeRecord) -> NoticeRow:
    """Return a notice as a line of a list."""
    return NoticeRow(
        number=notice.number,
        recipient=notice.recipient,
        text=notice.text,
        made=date_format(notice.made_on, "j F Y"),
        sent=date_format(notice.sent_on, "j F Y") if notice.sent_on else "",
    )


def _describe(one: ContestRecord, told: tuple[NoticeRecord, ...], *, access: Access) -> ContestRow:
    return ContestRow(
        code=one.code,
        what=one.what,
        words=one.words,
        state=str(labels.CONTESTS[one.state]),
        contested=date_format(one.contested_on, "j F Y"),
        decided=date_format(one.decided_on, "j F Y") if one.decided_on else "",
        reason=one.reason,
        is_running=one.state is ContestState.RUNNING,
        waits_for_second=one.state is ContestState.TO_DESTROY,
        is_own_proposal=one.decided_by == access.reader,
        corrections=_list_corrections(one, access=access),
        notices=tuple(describe_notice(notice) for notice in told),
    )


def _list_corrections(one: ContestRecord, *, access: Access) -> tuple[Choice, ...]:
    room = find_correctable(one.room) if one.state is ContestState.RUNNING else None
    if room is None:
        return ()
    return tuple(
        Choice(code, words) for code, words in room.list_corrections(one.record, access=access)
    )
