"""What rooms above lend to this one; desk registers it. A given name tells of nobody here."""

from collections.abc import Callable

_LENT: dict[str, Callable[[], frozenset[str]]] = {}


def lend_given_names(room: str, listed: Callable[[], frozenset[str]]) -> None:
    """Let a room that knows given names lend them, in small letters; twice is once."""
    _LENT[room] = listed


def list_given_names() -> frozenset[str]:
    """Return the given names that were lent; none where no room knows any."""
    return frozenset[str]().union(*(listed() for listed in _LENT.values()))
