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

__all__ = [
    "BreakGlass",
    "Membership",
    "Opening",
    "Proposal",
    "RoleGrant",
    "RuleVersion",
    "Scope",
    "ShownSubjects",
    "Transfer",
]
