"""Tell a person that he is in the records (AVG 14), or write down why that waits (G17)."""

import secrets
from datetime import date

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.audit.keys import KeyKind, make_key
from zichtlijn.privacy.models.rights import Notification, Postponement
from zichtlijn.privacy.operations.rights.clocks import NOTIFICATION, start_clock
from zichtlijn.privacy.policies.rights import notification as rules
from zichtlijn.privacy.policies.rights.deadlines import set_telling_day
from zichtlijn.privacy.queries.rights.admission import admit_to_right
from zichtlijn.privacy.queries.rights.notifications import find_notification_row, read_clock
from zichtlijn.privacy.queries.rights.opening import seal_words
from zichtlijn.privacy.terms.rights import NewNotification, PostponementGround


def start_notification(named: NewNotification, *, access: Access) -> str:
    """Start the clock at the first named record of a person at a table; twice is once.

    Called by the room that writes the record, in its transaction, after it asked the rule
    table. Returns the code of the clock. Raises LogUnavailable.
    """
    with transaction.atomic():
        known = Notification.objects.filter(person=named.person, scope=named.scope).first()
        if known is not None:
            return known.code
        code = secrets.token_hex(8)
        log.record(
            "privacy.notification.start",
            scope=named.scope,
            access=access,
            count=1,
            subjects=(named.person,),
        )
        row = Notification(
            code=code,
            **named._asdict(),
            due_on=set_telling_day(named.first_named_on),
            key_id=make_key(KeyKind.RECORD, moment=access.moment),
        )
        start_clock(row, NOTIFICATION, born_on=named.first_named_on)
        row.save()
    return code


def tell_person(code: str, *, letter: str, sent_on: date, access: Access) -> None:
    """Keep the letter as it left, sealed, with its day. Raises NotAllowed."""
    with transaction.atomic():
        row = _open("privacy.notification.tell", code, access=access)
        rules.check_can_tell(read_clock(row), sent_on=sent_on, today=access.moment.date())
        row.informed_on, row.informed_by = sent_on, access.reader
        start_clock(row, NOTIFICATION, born_on=sent_on)
        _seal(row, letter=letter)
        row.save()


def postpone_telling(
    code: str, *, ground: PostponementGround, reason: str, until: date, access: Access
) -> None:
    """Let telling wait until a day, on a ground of the law. Raises NotAllowed."""
    today = access.moment.date()
    with transaction.atomic():
        row = _open("privacy.notification.postpone", code, access=access)
        rules.check_can_postpone(read_clock(row), until=until, reason=reason, today=today)
        place = f"postponement:{row.code}:{until:%Y-%m-%d}"
        Postponement.objects.create(
            notification=row,
            ground=ground,
            until=until,
            decided_on=today,
            decided_by=access.reader,
            sealed_reason=seal_words(row.key_id, {"reason": reason}, row=place)["reason"],
        )


def waive_telling(code: str, *, reason: str, access: Access) -> None:
    """Keep that the person knows already (AVG 14 lid 5 onder a). Raises NotAllowed."""
    today = access.moment.date()
    with transaction.atomic():
        row = _open("privacy.notification.waive", code, access=access)
        rules.check_can_waive(read_clock(row), reason=reason, today=today)
        row.waived_on, row.waived_by = today, access.reader
        _seal(row, waiver=reason)
        row.save()


def _open(action: str, code: str, *, access: Access) -> Notification:
    row = find_notification_row(code, access=access)
    admit_to_right(
        "write",
        access=access,
        action=action,
        scope=f"notification:{code}",
        subjects=(row.person,),
        count=1,
    )
    return row


def _seal(row: Notification, **words: str) -> None:
    sealed = seal_words(row.key_id, words, row=f"notification:{row.code}")
    for column, content in sealed.items():
        setattr(row, f"sealed_{column}", content)
