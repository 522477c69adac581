"""The words of joining: records that people said are of one person, and the deeds behind it."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Step(StrEnum):
    """What was done with a joining; each is a row of its own, none is ever changed."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    UNDONE = "undone"


class JoiningState(StrEnum):
    """Where a joining stands after its newest step."""

    PROPOSED = "proposed"
    STANDING = "standing"
    DECLINED = "declined"
    UNDONE = "undone"


class StepTaken(NamedTuple):
    """One step of one joining."""

    joining: str
    step: Step
    taken_at: datetime


class Joined(NamedTuple):
    """One joining: the records that it says are of one person."""

    joining: str
    person: str
    records: tuple[str, ...]
    state: JoiningState
