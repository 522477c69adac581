"""What is recorded of the person's side: requests, disclosures, notifications."""

from zichtlijn.privacy.queries.rights.disclosures import (
    fetch_all_notices,
    fetch_disclosures,
    fetch_newest_disclosures,
    fetch_notices,
    fetch_notices_about,
    fetch_transfers,
)
from zichtlijn.privacy.queries.rights.notifications import (
    fetch_notification,
    fetch_notifications,
    fetch_notifications_of,
    find_notification_states,
)
from zichtlijn.privacy.queries.rights.requests import (
    fetch_contests_of,
    fetch_request,
    fetch_requests,
    fetch_requests_of,
)

__all__ = [
    "fetch_all_notices",
    "fetch_contests_of",
    "fetch_disclosures",
    "fetch_newest_disclosures",
    "fetch_notices",
    "fetch_notices_about",
    "fetch_notification",
    "fetch_notifications",
    "fetch_notifications_of",
    "fetch_request",
    "fetch_requests",
    "fetch_requests_of",
    "fetch_transfers",
    "find_notification_states",
]
