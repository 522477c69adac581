"""What a check finds."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How serious a finding is."""

    GOOD = "goed"
    MIND = "let op"
    WRONG = "fout"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, in sentences for the administrator."""

    subject: str
    state: State
    said: str
    to_do: str = ""  # empty where nothing need be done


def good(subject: str, said: str) -> Finding:
    """Return a finding that asks nothing."""
    return Finding(subject, State.GOOD, said)


def mind(subject: str, said: str, to_do: str) -> Finding:
    """Return a finding that does not stop the desk, with what to do."""
    return Finding(subject, State.MIND, said, to_do)


def wrong(subject: str, said: str, to_do: str) -> Finding:
    """Return a finding that keeps the desk from working as promised, with what to do."""
    return Finding(subject, State.WRONG, said, to_do)
