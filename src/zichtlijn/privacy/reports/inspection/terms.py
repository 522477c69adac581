"""The report on one person, ready to draw: sentences in plain Dutch, and nobody else in it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Fact:
    """One record, as the person reads it."""

    room: str
    record: str
    say: str
    written_by: str
    when: str
    why: str
    until: str
    share_left: float  # of its term, from 0 to 1; for the shrinking bar
    is_contested: bool
    contest: str  # what was said of it and what came of that; empty where nothing was
    contest_code: str

    @property
    def bar(self) -> str:
        """Return the width of the bar that shrinks with the term, out of 40."""
        return f"{40 * self.share_left:.1f}"


@dataclass(frozen=True)
class Look:
    """One time that somebody looked: by role and organisation, never by name."""

    when: str
    who: str
    why: str
    what: str
    was_emergency: bool


@dataclass(frozen=True)
class Withheld:
    """Records that are not shown, and by which ground."""

    records: int
    ground: str


@dataclass(frozen=True)
class InspectionReport:
    """Everything held on one person, for one request."""

    request: str
    made_on: date
    made: str
    organisation: str
    is_for_parent: bool
    facts: tuple[Fact, ...]
    looks: tuple[Look, ...]
    shared: tuple[str, ...]
    paperwork: tuple[str, ...]
    withheld: tuple[Withheld, ...]
    to_weigh: int

    @property
    def contested(self) -> int:
        """Return how many records the person contests now."""
        return sum(fact.is_contested for fact in self.facts)

    def find_fact(self, room: str, record: str) -> Fact | None:
        """Return one record of the report; None where it is not in it."""
        found = (fact for fact in self.facts if (fact.room, fact.record) == (room, record))
        return next(found, None)
