"""The rooms that hold people's data, each by its `holdings`; desk registers them at start."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from zichtlijn.audit.access import Access
from zichtlijn.privacy.terms.holdings import Destroyed, Held, Subject


class Holdings(Protocol):
    """The door of a room for the rights of a person and for the retention timer.

    A room's module `holdings` fulfils this; desk registers it. Each function writes its own
    log line and shares one transaction with its caller.
    """

    @property
    def ROOM(self) -> str:  # noqa: N802 - a module fulfils this by its constant
        """Return the name of the room."""

    def find_codes(self, person: str, *, access: Access) -> tuple[str, ...]:
        """Return the codes under which this room knows a person; empty where it knows none."""

    def find_held(self, subject: Subject, *, access: Access) -> tuple[Held, ...]:
        """Return every record on a person, contested and overdue ones too (R12)."""

    def contest(self, record: str, *, access: Access) -> None:
        """Take a record out of every analysis and list at once. Raises NotFound."""

    def settle(self, record: str, *, access: Access) -> None:
        """Let a record count again after the contest was decided against. Raises NotFound."""

    def destroy(self, records: tuple[str, ...], *, access: Access) -> tuple[Destroyed, ...]:
        """Destroy records by id; ids that are gone already are passed over (replay)."""

    def destroy_past_term(self, *, today: date, access: Access) -> tuple[Destroyed, ...]:
        """Destroy what is past its term and under no hold."""

    def count_past_term(self, *, today: date) -> int:
        """Return how many records are past their term and still there: 0 when all is well."""


_LENT: dict[str, Callable[[], frozenset[str]]] = {}
_REGISTERED: dict[str, Holdings] = {}


def register_holdings(holdings: Holdings) -> None:
    """Let inspection, correction and destruction reach one more room; twice is once."""
    _REGISTERED[holdings.ROOM] = holdings


def all_holdings() -> tuple[Holdings, ...]:
    """Return the registered rooms, by name."""
    return tuple(_REGISTERED[room] for room in sorted(_REGISTERED))


def lend_given_names(room: str, listed: Callable[[], frozenset[str]]) -> None:
    """Let a room that knows given names lend them, in small letters; twice is once."""
    _LENT[room] = listed


def list_given_names() -> frozenset[str]:
    """Return the given names that were lent; they tell of nobody in the records."""
    return frozenset[str]().union(*(listed() for listed in _LENT.values()))
