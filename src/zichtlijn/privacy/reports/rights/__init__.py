"""The screens of the person's side: requests, contests, and who must be told."""

from zichtlijn.privacy.reports.rights.disclosures import (
    disclosures_page,
    person_disclosures_page,
)
from zichtlijn.privacy.reports.rights.notifications import notification_page, notifications_page
from zichtlijn.privacy.reports.rights.requests import request_page, requests_page
from zichtlijn.privacy.reports.rights.weighing import weighing_page

__all__ = [
    "disclosures_page",
    "notification_page",
    "notifications_page",
    "person_disclosures_page",
    "request_page",
    "requests_page",
    "weighing_page",
]
