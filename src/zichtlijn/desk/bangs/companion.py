"""Beside the server: a process of its own that locates bangs, as soon as there is a receiver.

Its own process, because sums and pages would wait for each other in one. It hears that the
server has gone, however that died, because its input ends.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Event, Thread

LOOK_S = 5.0
PATIENCE_S = 5.0
_PROGRAM = "from zichtlijn.desk.commands import main; main()"


@contextmanager
def keep_locating() -> Iterator[None]:
    """Locate beside the desk while the block runs; a process that fell is started again."""
    stopping = Event()
    thread = Thread(target=_keep, args=(stopping,), name="knallen", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(2 * PATIENCE_S)


def _keep(stopping: Event) -> None:
    companion: subprocess.Popen[bytes] | None = None
    while not stopping.wait(LOOK_S if companion else 0.5):
        if companion is None or companion.poll() is not None:
            companion = _start() if _has_receivers() else None
        if companion is None and stopping.wait(LOOK_S):
            break
    if companion:
        _stop(companion)


def _has_receivers() -> bool:
    # models can be imported only once Django is ready, and a connection lives in one thread
    receivers = import_module("zichtlijn.fireworks.operations.receivers")
    connections = import_module("django.db").connections
    try:
        return bool(receivers.list_numbers())
    except import_module("django.db").Error:  # busy now: the next look tells
        return False
    finally:
        connections.close_all()


def _start() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _PROGRAM, "fireworks", "live", "--until-input-ends"]
    return subprocess.Popen(  # noqa: S603 - our own program
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )


def _stop(companion: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if companion.stdin:
            companion.stdin.close()
    try:
        companion.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        companion.kill()
        companion.wait()
