"""Tables of this room; no behaviour. Each owner's tables are a module of their own."""

from zichtlijn.privacy.models.oversight import PersonMark, WatchedMark
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
from zichtlijn.privacy.models.retention import (
    DestructionRecord,
    Remains,
    Restoration,
    RetentionStay,
    StoppedModule,
)
from zichtlijn.privacy.models.rights import (
    Contest,
    DataSubjectRequest,
    Disclosure,
    Notice,
    Notification,
    Postponement,
    Weighing,
)
from zichtlijn.privacy.models.versions import RetentionVersion

__all__ = [
    "BreakGlass",
    "Contest",
    "DataSubjectRequest",
    "DestructionRecord",
    "Disclosure",
    "Membership",
    "Notice",
    "Notification",
    "Opening",
    "PersonMark",
    "Postponement",
    "Proposal",
    "Remains",
    "Restoration",
    "RetentionStay",
    "RetentionVersion",
    "RoleGrant",
    "RuleVersion",
    "Scope",
    "ShownSubjects",
    "StoppedModule",
    "Transfer",
    "WatchedMark",
    "Weighing",
]
