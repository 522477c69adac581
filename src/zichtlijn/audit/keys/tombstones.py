"""The list of what was destroyed, by random ids alone, in a file that no database backup holds.

An old backup cannot lose what is in it: after a restore it is destroyed once more (replay). The
file only grows, a line a record; a line that was cut off by a power loss says nothing and is
passed over.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from zichtlijn.audit.keys.terms import KeysUnavailable

KEY = "key"
"""What a shredded key is called among the names of rooms."""

_SEPARATOR = " "


class Tombstone(NamedTuple):
    """One record that is gone: in which room, under which random id."""

    room: str
    record: str


def bury(stones: Iterable[Tombstone]) -> None:
    """Write down what is destroyed, durable on return. Raises KeysUnavailable."""
    place = Path(settings.TOMBSTONES)
    lines = "".join(f"{room}{_SEPARATOR}{record}\n" for room, record in stones)
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(place, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "rb+") as file:
            file.write(_end_last_line(file.fileno()) + lines.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as problem:
        raise KeysUnavailable(
            "De lijst van vernietigde records is niet bij te werken."
        ) from problem


def list_tombstones() -> tuple[Tombstone, ...]:
    """Return all that was ever destroyed here, each once. Raises KeysUnavailable."""
    return read_tombstones(Path(settings.TOMBSTONES))


def read_tombstones(place: Path) -> tuple[Tombstone, ...]:
    """Return the list in a file; where there is no file nothing was destroyed."""
    try:
        lines = place.read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return ()
    except OSError as problem:
        raise KeysUnavailable("De lijst van vernietigde records is niet te lezen.") from problem
    whole = (line.partition(_SEPARATOR) for line in lines[:-1])
    return tuple(dict.fromkeys(Tombstone(room, record) for room, _, record in whole if record))


def _end_last_line(descriptor: int) -> bytes:
    size = os.fstat(descriptor).st_size
    if size == 0 or os.pread(descriptor, 1, size - 1) == b"\n":
        return b""
    return b"\n"  # half a line: it stays, and what follows begins on its own
