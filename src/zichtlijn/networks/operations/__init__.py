"""What is done: each deed, its change and its line in the log stand or fall together."""

from zichtlijn.networks.operations.computing import compute_edition
from zichtlijn.networks.operations.deliveries import (
    Arrival,
    destroy_expired,
    import_and_request,
    import_delivery,
    list_past_term,
    withdraw_delivery,
    withdraw_observation,
)
from zichtlijn.networks.operations.editions import (
    notice_interrupted,
    record_export,
    renew_editions,
    request_edition,
    start_edition_again,
    stop_edition,
)
from zichtlijn.networks.operations.rights import (
    contest_presence,
    destroy_presences,
    settle_presence,
)
from zichtlijn.networks.operations.workshop import Workshop

__all__ = [
    "Arrival",
    "Workshop",
    "compute_edition",
    "contest_presence",
    "destroy_expired",
    "destroy_presences",
    "import_and_request",
    "import_delivery",
    "list_past_term",
    "notice_interrupted",
    "record_export",
    "renew_editions",
    "request_edition",
    "settle_presence",
    "start_edition_again",
    "stop_edition",
    "withdraw_delivery",
    "withdraw_observation",
]
