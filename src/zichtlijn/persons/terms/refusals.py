"""What this room refuses, each in a sentence for the user and none with what was written."""

from typing import NamedTuple


class PersonsError(Exception):
    """Something a user can do about; the message is a Dutch sentence without names or text."""


class NotAllowed(PersonsError):
    """A rule of this room says no."""


class NotFound(PersonsError):
    """There is no such record, or none that this reader may know of."""


class WrongWriting(PersonsError):
    """What was filled in cannot be kept; `field` is the name of the field."""

    def __init__(self, sentence: str, *, field: str) -> None:
        super().__init__(sentence)
        self.field = field


class Stretch(NamedTuple):
    """A stretch of a text that may not be kept, and what the writer is asked instead."""

    field: str
    start: int
    end: int
    suggestion: str


class AskedToRephrase(PersonsError):
    """A text tells what may not be written down (guard rail G2); nothing was kept."""

    def __init__(self, stretches: tuple[Stretch, ...]) -> None:
        super().__init__("In de tekst staat iets dat hier niet mag staan. Er is niets bewaard.")
        self.stretches = stretches
