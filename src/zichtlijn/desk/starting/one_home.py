"""Who uses this home: many at once, or one alone who puts everything back."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_LOCK = "in_use"
_HELD: list[IO[bytes]] = []  # until this process ends, and then the system lets go


class InUse(Exception):
    """Somebody else uses the home, in a way that does not go together with what is asked."""


def share_home(home: Path) -> None:
    """Use this home until the process ends. Raises InUse while it is being put back."""
    if not _HELD:
        _HELD.append(_take(home, fcntl.LOCK_SH))


@contextmanager
def own_home(home: Path) -> Iterator[None]:
    """Be the only one for a while. Raises InUse where a desk or a command still runs."""
    with _take(home, fcntl.LOCK_EX):
        yield


def _take(home: Path, how: int) -> IO[bytes]:
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = (home / _LOCK).open("ab")
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError as problem:
        file.close()
        raise InUse from problem
    return file
