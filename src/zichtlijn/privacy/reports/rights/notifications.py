"""Who must still be told that he is in the records, and the letter, ready to draw."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from zichtlijn.audit.access import Access
from zichtlijn.privacy.analysis.letters.telling import write_telling
from zichtlijn.privacy.policies.rights.notification import find_last_day, find_notification
from zichtlijn.privacy.queries import rights as queries
from zichtlijn.privacy.reports.rights import labels
from zichtlijn.privacy.terms.rights import NotificationState
from zichtlijn.privacy.terms.rights.records import NotificationRecord, PostponementRecord

SOON_DAYS = 7
_WAITING = (NotificationState.RUNNING, NotificationState.POSTPONED, NotificationState.LATE)


@dataclass(frozen=True)
class NotificationRow:
    """One person who is told or must be, by code; never by name."""

    code: str
    scope: str
    first_named: str
    last_day: str
    left: str
    state: str
    is_late: bool
    is_soon: bool
    is_waiting: bool
    informed: str


@dataclass(frozen=True)
class NotificationsPage:
    """Everybody who must still be told, the first that ends on top, and who was."""

    waiting: tuple[NotificationRow, ...]
    done: tuple[NotificationRow, ...]
    late: int


@dataclass(frozen=True)
class PostponementRow:
    """One time that telling was put off."""

    ground: str
    until: str
    decided: str
    decided_by: str
    reason: str


@dataclass(frozen=True)
class NotificationPage:
    """One person to tell, with the letter."""

    row: NotificationRow
    person: str  # the code on his card
    letter: str
    sent_letter: str
    waiver: str
    postponements: tuple[PostponementRow, ...]
    can_postpone: bool

    @property
    def letter_paragraphs(self) -> list[str]:
        """Return the letter as it left, else as it would leave now."""
        letter = self.sent_letter or self.letter
        return letter.split("\n\n") if letter else []


def notifications_page(*, access: Access) -> NotificationsPage:
    """Return every clock of AVG 14. Raises NotAllowed, LogUnavailable."""
    today = access.moment.date()
    records = queries.fetch_notifications(access=access)
    rows = sorted(
        (describe_row(one, today=today) for one in records), key=lambda row: not row.is_late
    )
    return NotificationsPage(
        waiting=tuple(row for row in rows if row.is_waiting),
        done=tuple(row for row in reversed(rows) if not row.is_waiting),
        late=sum(row.is_late for row in rows),
    )


def notification_page(code: str, *, organisation: str, access: Access) -> NotificationPage:
    """Return one clock with its letter. Raises NotAllowed, LogUnavailable."""
    today = access.moment.date()
    file = queries.fetch_notification(code, access=access)
    row = describe_row(file.record, today=today)
    return NotificationPage(
        row=row,
        person=file.record.person,
        letter=write_telling(file.record, organisation=organisation, kept_until=None, today=today),
        sent_letter=file.letter,
        waiver=file.waiver,
        postponements=tuple(_describe_postponement(one) for one in file.postponements),
        can_postpone=row.is_waiting and not row.is_late,
    )


def describe_row(record: NotificationRecord, *, today: date) -> NotificationRow:
    """Return a clock as a line of a list."""
    state = find_notification(record.clock, today=today)
    last_day = find_last_day(record.clock)
    waits = state in _WAITING
    return NotificationRow(
        code=record.code,
        scope=record.scope,
        first_named=date_format(record.clock.first_named_on, "j F Y"),
        last_day=date_format(last_day, "j F Y"),
        left=labels.say_left(last_day, today=today) if waits else "",
        state=str(labels.NOTIFICATIONS[state]),
        is_late=state is NotificationState.LATE,
        is_soon=waits and 0 <= (last_day - today).days <= SOON_DAYS,
        is_waiting=waits,
        informed=date_format(record.clock.informed_on, "j F Y") if record.clock.informed_on else "",
    )


def _describe_postponement(one: PostponementRecord) -> PostponementRow:
    return PostponementRow(
        ground=str(labels.GROUNDS[one.ground]),
        until=date_format(one.until, "j F Y"),
        decided=date_format(one.decided_on, "j F Y"),
        decided_by=one.decided_by,
        reason=one.reason,
    )
