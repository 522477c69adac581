"""Versions of the rule table: who changed what in it, with whom, and why."""

from datetime import datetime
from typing import NamedTuple

from zichtlijn.privacy.terms.asking import Asker

RULES_KIND = "privacy.rules"
"""The kind of a proposal to change the rule table."""

TERMS_KIND = "privacy.terms"
"""The kind of a proposal to change the retention table."""

RULE_ROLES = frozenset({"process_director", "policy_officer", "safety_adviser"})
"""Who may propose or confirm a change; never the data protection officer, who oversees it."""


class CellChange(NamedTuple):
    """One cell that differs between two versions; a row that came or went differs in `rule`."""

    rule: str
    column: str
    before: str
    after: str


class RuleVersionRecord(NamedTuple):
    """A version that rules or ruled."""

    number: int
    sha256: str
    proposed_by: Asker | None  # None for the version that ships
    confirmed_by: Asker | None
    confirmed_at: datetime | None
    reason: str
    changes: tuple[CellChange, ...]


class ProposedRules(NamedTuple):
    """A change that waits for a second person."""

    code: str
    proposed_by: Asker
    expires_at: datetime
    reason: str
    based_on: int
    changes: tuple[CellChange, ...]
