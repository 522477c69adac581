"""What is done: each deed, its change and its line in the log stand or fall together."""

from zichtlijn.networks.operations.again import withdraw_again
from zichtlijn.networks.operations.agreeing import agree, ask_agreement, decline
from zichtlijn.networks.operations.computing import compute_edition
from zichtlijn.networks.operations.deliveries import (
    Arrival,
    Kept,
    ask_withdrawal,
    clear_and_record_expired,
    clear_expired,
    destroy_expired,
    import_and_request,
    import_delivery,
    list_past_term,
    withdraw_delivery,
    withdraw_observation,
)
from zichtlijn.networks.operations.editions import (
    notice_interrupted,
    renew_editions,
    request_edition,
    start_edition_again,
    stop_edition,
)
from zichtlijn.networks.operations.exporting import ask_export, record_export, record_rejected
from zichtlijn.networks.operations.rights import (
    contest_presence,
    destroy_presences,
    rectify_presence,
    settle_presence,
)
from zichtlijn.networks.operations.workshop import Workshop

__all__ = [
    "Arrival",
    "Kept",
    "Workshop",
    "agree",
    "ask_agreement",
    "ask_export",
    "ask_withdrawal",
    "clear_and_record_expired",
    "clear_expired",
    "compute_edition",
    "contest_presence",
    "decline",
    "destroy_expired",
    "destroy_presences",
    "import_and_request",
    "import_delivery",
    "list_past_term",
    "notice_interrupted",
    "record_export",
    "record_rejected",
    "rectify_presence",
    "renew_editions",
    "request_edition",
    "settle_presence",
    "start_edition_again",
    "stop_edition",
    "withdraw_again",
    "withdraw_delivery",
    "withdraw_observation",
]
