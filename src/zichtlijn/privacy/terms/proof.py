"""The words of proof: one destruction, its link in the chain, and the paper made of them."""

from datetime import date
from typing import NamedTuple


class Destruction(NamedTuple):
    """What one room destroyed in one go; the same columns for every reader of the proof."""

    room: str
    data_class: str
    records: int
    ground: str
    destroyed_on: date
    destroyed_at: str  # moment in UTC, as text, so that every reader hashes the same
    trace_id: str  # of the lines in the log


class Link(NamedTuple):
    """A destruction in its place in the chain."""

    number: int
    destruction: Destruction
    previous: str
    hash: str


class RoomState(NamedTuple):
    """How one room stands today."""

    room: str
    past_term: int  # records past their term and still there: 0 when all is well


class Proof(NamedTuple):
    """What was destroyed and that nothing past its term is left, on one day."""

    links: tuple[Link, ...]
    first_break: int | None
    rooms: tuple[RoomState, ...]
    waiting: int  # ids still to be cleared away
    tombstones: int

    @property
    def is_sound(self) -> bool:
        """Return whether the chain is whole and nothing is left that should be gone."""
        late = sum(room.past_term for room in self.rooms)
        return self.first_break is None and late == 0 and self.waiting == 0
