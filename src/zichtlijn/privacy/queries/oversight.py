"""What waits for the data protection officer: numbers, and looks with marks for names."""

from datetime import datetime

from django.db import transaction

from zichtlijn.audit import queries as audit
from zichtlijn.audit.access import Access
from zichtlijn.audit.keys import blind_index
from zichtlijn.privacy import models
from zichtlijn.privacy.policies.rights.notification import find_notification
from zichtlijn.privacy.queries.rights.admission import admit_to_right
from zichtlijn.privacy.queries.rights.notifications import read_clock
from zichtlijn.privacy.queries.rights.requests import describe_request
from zichtlijn.privacy.terms.oversight import Look, Waiting
from zichtlijn.privacy.terms.rights import NotificationState, RequestState
from zichtlijn.privacy.terms.taking import Again, Restored, TakenKind, Told

_MOST_RESTORATIONS = 3
_DONE = {RequestState.SENT, RequestState.WITHDRAWN}


def fetch_waiting(*, access: Access) -> Waiting:
    """Return how much waits. Raises NotAllowed for who may not read the log, LogUnavailable."""
    today = access.moment.date()
    with transaction.atomic():
        admit_to_right(
            "show",
            access=access,
            action="privacy.oversight.read",
            scope="oversight",
            data_class="read_log",
        )
        states = [
            find_notification(read_clock(row), today=today)
            for row in models.Notification.objects.filter(informed_on=None, waived_on=None)
        ]
        requests = map(describe_request, models.DataSubjectRequest.objects.all())
        days = [(one.due_on - today).days for one in requests if one.state not in _DONE]
        glasses = models.BreakGlass.objects.filter(reviewed_at=None)
        return Waiting(
            not_informed=states.count(NotificationState.LATE),
            to_inform=len(states) - states.count(NotificationState.LATE),
            requests_open=len(days),
            requests_late=sum(left < 0 for left in days),
            fewest_days_left=min(days, default=None),
            emergencies=glasses.count(),
            emergencies_late=glasses.filter(review_by__lt=today).count(),
        )


def fetch_looks(*, since: datetime, access: Access) -> tuple[Look, ...]:
    """Return the looks since a moment, oldest first. Raises NotAllowed, LogUnavailable."""
    with transaction.atomic():
        admit_to_right(
            "show",
            access=access,
            action="privacy.oversight.read",
            scope="oversight",
            data_class="read_log",
        )
        return tuple(Look(*look) for look in audit.fetch_looks(since=since, access=access))


def fetch_restorations(*, access: Access) -> tuple[Restored, ...]:
    """Return the newest backups that were put back. Raises NotAllowed, LogUnavailable."""
    with transaction.atomic():
        admit_to_right(
            "show",
            access=access,
            action="privacy.oversight.read",
            scope="oversight",
            data_class="read_log",
        )
        rows = models.Restoration.objects.order_by("-pk")[:_MOST_RESTORATIONS]
        return tuple(
            Restored(
                row.restored_at,
                row.made_on,
                tuple(Told(TakenKind(kind), Again(became), n) for kind, became, n in row.told),
            )
            for row in rows
        )


def fetch_lot(month: str) -> str:
    """Return the lot with which the sample of a month is drawn: nobody can tell it beforehand."""
    return blind_index(month, within="oversight.sample")
