"""What every page and command says of itself: whether it reads people, and by which rule.

A test walks the map of addresses and the tree of commands: what says nothing fails it. The words
are those of the rule table; what is declared is what the door asks before the page is made.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

DECLARED_AS = "zichtlijn_reads"
"""The attribute in which a view or command carries what it declares."""

Doing = TypeVar("Doing", bound=Callable[..., object])


class Read(NamedTuple):
    """One class of data that is read, and what is done with it."""

    data_class: str
    verb: str


def reads(data_class: str, verb: str) -> Callable[[Doing], Doing]:
    """Declare that a view or command reads this class of data; repeat it for another class."""

    def declare(doing: Doing) -> Doing:
        earlier: tuple[Read, ...] = getattr(doing, DECLARED_AS, ())
        setattr(doing, DECLARED_AS, (Read(data_class, verb), *earlier))
        return doing

    return declare


def reads_no_person(doing: Doing) -> Doing:
    """Declare that a view or command shows nothing about people in the data."""
    setattr(doing, DECLARED_AS, ())
    return doing


def find_declared(doing: object) -> tuple[Read, ...] | None:
    """Return what a view or command declares; None where it says nothing, which is a mistake."""
    found: tuple[Read, ...] | None = getattr(doing, DECLARED_AS, None)
    return found
