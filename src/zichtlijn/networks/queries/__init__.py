"""What is recorded: each query asks the rule table, writes its line in the log, then reads."""

from zichtlijn.networks.queries.agreements import Agreements, Asked, fetch_agreements
from zichtlijn.networks.queries.deliveries import (
    fetch_deliveries,
    fetch_delivery,
    fetch_observations,
    fetch_presences,
    fetch_rejected_csv,
)
from zichtlijn.networks.queries.editions import (
    fetch_edition,
    fetch_editions,
    fetch_exports,
    fetch_frames,
    fetch_progress,
)
from zichtlijn.networks.queries.records import DeliveryRecord, EditionRecord, ExportRecord

__all__ = [
    "Agreements",
    "Asked",
    "DeliveryRecord",
    "EditionRecord",
    "ExportRecord",
    "fetch_agreements",
    "fetch_deliveries",
    "fetch_delivery",
    "fetch_edition",
    "fetch_editions",
    "fetch_exports",
    "fetch_frames",
    "fetch_observations",
    "fetch_presences",
    "fetch_progress",
    "fetch_rejected_csv",
]
