"""One locator at a time on one machine: a lock that the system lets go when its holder dies."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # no such lock on this system: the tables' own uniqueness is what is left
    fcntl = None  # type: ignore[assignment]

LOOK_S = 0.5


class TakenByAnother(Exception):
    """It was time to stop before it was our turn."""


@contextmanager
def take_turn(path: Path, *, wait: Callable[[float], bool]) -> Iterator[None]:
    """Hold the lock while the block runs; wait for it, as an older holder may be stopping.

    Raises TakenByAnother when `wait` says to stop first.
    """
    with path.open("a") as file:
        while not _try(file.fileno()):
            if wait(LOOK_S):
                raise TakenByAnother
        yield


def _try(descriptor: int) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
