"""When the paperwork of a right is destroyed: by the retention table, from its last event."""

from datetime import date

from zichtlijn.privacy.models.rights import DataSubjectRequest, Disclosure, Notification
from zichtlijn.privacy.policies.retention import set_clock
from zichtlijn.privacy.queries.retention import read_retention_table
from zichtlijn.privacy.queries.rights.admission import TASK

REQUEST, DISCLOSURE, NOTIFICATION = "data_subject_request", "disclosure", "notification"


def start_clock(
    row: DataSubjectRequest | Disclosure | Notification, data_class: str, *, born_on: date
) -> None:
    """Set on which day a row is destroyed, counted from a day; a later event sets it anew."""
    clock = set_clock(data_class, TASK, born_on=born_on, table=read_retention_table())
    row.retention_rule, row.destroy_on = clock.named, clock.destroy_on
