"""Whether people were told that they are in the records (AVG 14)."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.privacy.models.rights import Notification, Postponement
from zichtlijn.privacy.policies.rights.notification import find_notification
from zichtlijn.privacy.queries.plain_sql import fetch_rows
from zichtlijn.privacy.queries.rights.admission import admit_to_right
from zichtlijn.privacy.queries.rights.opening import open_word
from zichtlijn.privacy.queries.rights.showing import find_row, show_rows
from zichtlijn.privacy.terms.rights import (
    NotificationClock,
    NotificationState,
    PostponementGround,
)
from zichtlijn.privacy.terms.rights.records import (
    NotificationFile,
    NotificationRecord,
    PostponementRecord,
)


def find_notification_states(
    persons: Collection[str], *, scope: str, today: date
) -> Mapping[str, NotificationState]:
    """Return the fact `notification` of the rule table for people at one table.

    A person without a clock is counted as late: the careful side. This tells no more than what
    the rule table asks, so it needs no line of its own.
    """
    asked = _CLOCKS.format(persons=", ".join(["%s"] * len(persons)) or "NULL")
    clocks: dict[str, NotificationClock] = {}
    for person, named, due, informed, waived, until in fetch_rows(asked, scope, *persons):
        clocks[person] = NotificationClock(named, due, until, informed, waived is not None)
    known = {person: find_notification(clock, today=today) for person, clock in clocks.items()}
    return {person: known.get(person, NotificationState.LATE) for person in persons}


def fetch_notifications(*, access: Access) -> tuple[NotificationRecord, ...]:
    """Return every clock, the first that ends on top. Raises NotAllowed, LogUnavailable."""
    return show_rows(
        Notification.objects.all(),
        describe_notification,
        action="privacy.notifications.list",
        scope="notifications",
        access=access,
    )


def fetch_notification(code: str, *, access: Access) -> NotificationFile:
    """Return one clock with its letter and postponements. Raises NotAllowed."""
    with transaction.atomic():
        row = find_notification_row(code, access=access)
        admit_to_right(
            "show",
            access=access,
            action="privacy.notification.read",
            scope=f"notification:{code}",
            subjects=(row.person,),
            count=1,
        )
        place = f"notification:{row.code}"
        return NotificationFile(
            describe_notification(row),
            open_word(row.key_id, bytes(row.sealed_letter), row=place, column="letter"),
            open_word(row.key_id, bytes(row.sealed_waiver), row=place, column="waiver"),
            tuple(
                _open_postponement(one, row)
                for one in Postponement.objects.filter(notification=row)
            ),
        )


def fetch_notifications_of(person: str, *, access: Access) -> tuple[NotificationRecord, ...]:
    """Return every clock of one person. Raises NotAllowed, LogUnavailable."""
    return show_rows(
        Notification.objects.filter(person=person),
        describe_notification,
        action="privacy.notifications.list",
        scope="notifications",
        access=access,
        person=person,
    )


def find_notification_row(code: str, *, access: Access) -> Notification:
    """Return the row of a clock, for the operations of this room. Raises NotAllowed."""
    return find_row(
        Notification.objects.filter(code=code),
        action="privacy.notification.read",
        scope=f"notification:{code}",
        access=access,
    )


def read_clock(row: Notification) -> NotificationClock:
    """Return the days of a row; the newest postponement holds."""
    newest = Postponement.objects.filter(notification=row).order_by("-until").first()
    return _make_clock(row, newest.until if newest else None)


def describe_notification(row: Notification) -> NotificationRecord:
    """Return a row without what stands sealed in it."""
    return NotificationRecord(
        code=row.code,
        person=row.person,
        scope=row.scope,
        purpose=row.purpose,
        legal_ground=row.legal_ground,
        source=row.source,
        age=row.age,
        clock=read_clock(row),
        informed_by=row.informed_by,
        waived_on=row.waived_on,
        waived_by=row.waived_by,
    )


def _open_postponement(row: Postponement, notification: Notification) -> PostponementRecord:
    place = f"postponement:{notification.code}:{row.until:%Y-%m-%d}"
    return PostponementRecord(
        ground=PostponementGround(row.ground),
        until=row.until,
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        reason=open_word(notification.key_id, bytes(row.sealed_reason), row=place, column="reason"),
    )


_CLOCKS = """
SELECT clock.person, clock.first_named_on, clock.due_on, clock.informed_on, clock.waived_on,
    wait.until
FROM privacy_notification AS clock
LEFT JOIN privacy_postponement AS wait ON wait.notification_id = clock.id
WHERE clock.scope = %s AND clock.person IN ({persons})
ORDER BY wait.until
"""
"""All clocks in one question; of several postponements the last to end comes last, and counts."""


def _make_clock(row: Notification, postponed_until: date | None) -> NotificationClock:
    return NotificationClock(
        first_named_on=row.first_named_on,
        due_on=row.due_on,
        postponed_until=postponed_until,
        informed_on=row.informed_on,
        not_needed=row.waived_on is not None,
    )
