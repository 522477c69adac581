"""The words of tables: who keeps them, through which steps they go, and what two people decide."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

GATE, CLOSE, LENGTHEN = "privacy.gate", "privacy.close", "privacy.lengthen"
"""The kinds of proposals: another step for a table, its closing, and another last day."""

KEEPERS = frozenset({"process_director", "safety_adviser"})
"""Who sets a table, gives and ends seats, and proposes its end: who directs the approach."""

LONGEST_TABLE = timedelta(days=366)
"""A table stands for a year at most; longer takes two people of two organisations."""

SOON = timedelta(days=30)
"""From so many days on, everybody at the table sees that it ends."""

STEPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "group": ("step_1", "step_2A", "step_2B", "step_3", "step_4", "step_5", "step_6", "step_7"),
        "case": ("case_open",),
        "signal": ("signal_received", "signal_verified", "signal_weighed"),
    }
)
"""The steps of each kind of table while it stands."""

CLOSED_STEP: Mapping[str, str] = MappingProxyType({"group": "step_closed", "case": "case_closed"})
"""The step in which no name opens any more; a signal has none, it ends by its last day."""

CLASS_OF: Mapping[str, str] = MappingProxyType(
    {"group": "group_picture", "case": "case_plan", "signal": "signal"}
)
"""As what the rule table knows a table, where somebody proposes or confirms a step of it."""

REGIME_OF: Mapping[str, str] = MappingProxyType({"bibob_test": "bibob"})
"""The regime follows from the purpose (law-and-guard-rails 4.1); all other tables are AVG."""


class NewTable(NamedTuple):
    """What somebody writes down to set a table."""

    kind: str
    title: str
    purpose: str
    gate: str
    ends_on: date
    covenant: str


class SeatRecord(NamedTuple):
    """One seat, that holds or held."""

    account: str
    role: str
    organisation: str
    until: date
    is_living: bool


class TableProposal(NamedTuple):
    """What waits for a second person at one table."""

    code: str
    kind: str
    becomes: str  # a step, or a day as YYYY-MM-DD; empty for closing
    proposed_by: str
    proposed_role: str
    needs_other_organisation: bool
    reason: str


class TableRecord(NamedTuple):
    """A table with everybody who sits or sat there."""

    kind: str
    code: str
    title: str
    regime: str
    purpose: str
    gate: str
    ends_on: date
    covenant: str
    made_by: str
    made_on: date | None
    was_opened: bool  # somebody chose it for work
    seats: tuple[SeatRecord, ...]

    @property
    def name(self) -> str:
        """Return how the log names it."""
        return f"{self.kind}:{self.code}"


class Candidate(NamedTuple):
    """Somebody who holds a role now and could be given a seat in it."""

    account: str
    role: str
    organisation: str
    until: date
