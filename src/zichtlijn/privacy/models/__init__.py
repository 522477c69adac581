"""Tables of this room; no behaviour. Each owner's tables are a module of their own."""

from zichtlijn.privacy.models.purposes import (
    BreakGlass,
    Membership,
    Opening,
    Proposal,
    RoleGrant,
    RuleVersion,
    Scope,
    ShownSubjects,
    Transfer,
)
from zichtlijn.privacy.models.retention import DestructionRecord, Remains, RetentionStay

__all__ = [
    "BreakGlass",
    "DestructionRecord",
    "Membership",
    "Opening",
    "Proposal",
    "Remains",
    "RetentionStay",
    "RoleGrant",
    "RuleVersion",
    "Scope",
    "ShownSubjects",
    "Transfer",
]
