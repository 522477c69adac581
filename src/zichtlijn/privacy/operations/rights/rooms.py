"""Reach the rooms that hold records on a person: find what they hold, and act on one record."""

from typing import Protocol, runtime_checkable

from zichtlijn.audit.access import Access
from zichtlijn.privacy.operations.holdings import Holdings, all_holdings
from zichtlijn.privacy.terms.holdings import Held, Subject
from zichtlijn.privacy.terms.rights import NotFound

GONE = "Dit gegeven is er niet, of niet meer."


@runtime_checkable
class Correctable(Protocol):
    """A room in which a record can be bettered: it writes a new version and ends the old one."""

    def list_corrections(self, record: str, *, access: Access) -> tuple[tuple[str, str], ...]:
        """Return what can be bettered of a record, each as a code and in Dutch words."""

    def rectify(self, record: str, correction: str, *, access: Access) -> str:
        """Write a new version without the fault, and return its id. Raises NotFound."""


@runtime_checkable
class KnowsAges(Protocol):
    """A room that knows how old people are, in bands of the rule table."""

    def find_ages(self, person: str, *, access: Access) -> tuple[str, ...]:
        """Return the bands that stand in the records of a person; empty where none does."""


def find_ages(person: str, *, access: Access) -> frozenset[str]:
    """Return every age band that any room has of a person."""
    rooms = [room for room in all_holdings() if isinstance(room, KnowsAges)]
    return frozenset(age for room in rooms for age in room.find_ages(person, access=access))


def find_subject(person: str, *, access: Access) -> Subject:
    """Return under which codes all rooms together know a person."""
    codes = {person}
    for room in all_holdings():
        codes.update(room.find_codes(person, access=access))
    return Subject(person, tuple(sorted(codes)))


def collect_held(subject: Subject, *, access: Access) -> tuple[Held, ...]:
    """Return every record that any room holds on a person, contested and overdue too."""
    held = [one for room in all_holdings() for one in room.find_held(subject, access=access)]
    return tuple(dict.fromkeys(held))


def find_record(person: str, *, room: str, record: str, access: Access) -> Held:
    """Return one record of this person. Raises NotFound where it is not his, or gone."""
    held = collect_held(find_subject(person, access=access), access=access)
    found = [one for one in held if (one.room, one.record) == (room, record)]
    if not found:
        raise NotFound(GONE)
    return found[0]


def find_room(name: str) -> Holdings:
    """Return the room of this name. Raises NotFound."""
    found = [room for room in all_holdings() if name == room.ROOM]
    if not found:
        raise NotFound(GONE)
    return found[0]


def find_correctable(name: str) -> Correctable | None:
    """Return the room where it can better a record; None where it cannot."""
    room = find_room(name)
    return room if isinstance(room, Correctable) else None
