"""The words of the person's side, and in `records` what is recorded of it."""

from zichtlijn.privacy.terms.rights.words import (
    STILL_CONTESTED,
    AskedBy,
    Channel,
    ContestState,
    IdentityCheck,
    NewDisclosure,
    NewNotification,
    NewRequest,
    NotFound,
    NotificationClock,
    NotificationState,
    PostponementGround,
    RequestDecision,
    RequestKind,
    RequestState,
    WithholdingGround,
)

__all__ = [
    "STILL_CONTESTED",
    "AskedBy",
    "Channel",
    "ContestState",
    "IdentityCheck",
    "NewDisclosure",
    "NewNotification",
    "NewRequest",
    "NotFound",
    "NotificationClock",
    "NotificationState",
    "PostponementGround",
    "RequestDecision",
    "RequestKind",
    "RequestState",
    "WithholdingGround",
]
