"""The words of retention: a rule with its terms, the clock of a record, and why something stays."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class RetentionRule(NamedTuple):
    """How long records of one class in one regime stay, counted in months from one event."""

    rule: str
    data_class: str
    regime: str
    starts: str  # the event, such as "observed": its day is the record's `born_on`
    narrow_months: int | None  # then only hit or no hit (Wpg 8)
    remove_months: int | None  # then shut for work, not yet destroyed (Wpg 14)
    destroy_months: int
    months_after_closing: int | None  # instead, where a group's approach runs on
    most_extra_months: int  # all extensions together
    ground: str
    in_words: str  # one Dutch sentence, B1


class RetentionTable(NamedTuple):
    """Every rule of one version, since which day it holds, and the hash of its file."""

    version: int
    since: date
    rules: tuple[RetentionRule, ...]
    sha256: str


class NewTerm(NamedTuple):
    """What a jurist asks of one rule; class, regime and event stay as they are."""

    rule: str
    narrow_months: int | None
    remove_months: int | None
    destroy_months: int
    months_after_closing: int | None
    most_extra_months: int
    ground: str
    in_words: str


class Clock(NamedTuple):
    """Until when a record is; kept with it from birth."""

    rule: str
    version: int
    remove_on: date | None
    destroy_on: date  # the day on which the timer destroys it
    narrow_on: date | None = None

    @property
    def named(self) -> str:
        """Return rule and version as a record keeps them in `retention_rule`."""
        return f"{self.rule}/{self.version}"


class StayKind(StrEnum):
    """Why a record outlives its clock."""

    EXTENSION = "extension"  # a reason, a second person, a maximum
    HOLD = "hold"  # somebody's right or a procedure asks for it; until its end


class StayState(StrEnum):
    """Where a stay stands; only a running one keeps anything."""

    PROPOSED = "proposed"
    RUNNING = "running"
    ENDED = "ended"


class RecordClock(NamedTuple):
    """How one record keeps its clock: rule and version as in `Clock.named`, and its last day."""

    retention_rule: str
    destroy_on: date


class Stay(NamedTuple):
    """One record that stays longer, or of which that is asked."""

    code: str
    kind: str
    state: str
    room: str
    record: str
    rule: str
    until: date
    asked_by: str
    decided_by: str


class WrongRetentionTable(ValueError):
    """The table breaks one of its own checks; the message is a sentence for the jurist."""


class NoClock(Exception):
    """No rule says how long such a record may stay, so it is not kept at all."""

    def __init__(self, *, data_class: str, regime: str) -> None:
        super().__init__(
            f"Voor {data_class} in {regime} staat geen bewaartermijn in de tabel. "
            "Zonder termijn bewaren we niets."
        )


class NotAllowed(Exception):
    """A rule says no; the message is a sentence for the user."""


class NotFound(Exception):
    """It is not there, or not any more; the message is a sentence for the user."""
