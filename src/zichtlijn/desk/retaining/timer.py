"""Destroy on the day, as long as the desk runs: at its start and after each midnight."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from importlib import import_module
from threading import Event, Thread
from zoneinfo import ZoneInfo

_ZONE = ZoneInfo("Europe/Amsterdam")
_JUST_AFTER_MIDNIGHT = time(0, 1)
_AFTER_A_FAILURE = timedelta(hours=1)
_PATIENCE_SECONDS = 5.0
_BETWEEN_LOOKS_SECONDS = 30.0

_LOGGER = logging.getLogger("zichtlijn.retention")


@contextmanager
def keep_terms(*, read_clock: Callable[[], datetime]) -> Iterator[None]:
    """Run the retention timer beside the desk; on leaving it ends after the deed under way."""
    stopping = Event()
    thread = Thread(target=_keep, args=(stopping, read_clock), name="bewaartermijnen", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(_PATIENCE_SECONDS)  # each room is one transaction: broken off, nothing is half


def tell_next_run(moment: datetime) -> datetime:
    """Return the first minute of the next Dutch day.

    >>> tell_next_run(datetime(2026, 3, 28, 22, 30, tzinfo=ZoneInfo("UTC"))).isoformat()
    '2026-03-29T00:01:00+01:00'
    """
    tomorrow = moment.astimezone(_ZONE).date() + timedelta(days=1)
    return datetime.combine(tomorrow, _JUST_AFTER_MIDNIGHT, tzinfo=_ZONE)


def _keep(stopping: Event, read_clock: Callable[[], datetime]) -> None:
    # the wait is short, so that a machine that slept through midnight is not a day late
    due = read_clock()
    while not stopping.is_set():
        now = read_clock()
        if now >= due:
            due = tell_next_run(now) if _run() else now + _AFTER_A_FAILURE
        stopping.wait(_BETWEEN_LOOKS_SECONDS)


def _run() -> bool:
    # models can be imported only once Django is ready, and a connection lives in one thread
    deeds = import_module("zichtlijn.desk.retaining.deeds")
    connections = import_module("django.db").connections
    try:
        for _ in deeds.run():
            pass
    except Exception as problem:  # noqa: BLE001 - whatever it is, the next hour tries again
        # its own words might name somebody: only the kind is told
        kind = type(problem).__name__
        _LOGGER.error("bewaartermijnen niet uitgevoerd: %s", kind)  # noqa: TRY400 - no traceback: idem
        return False
    finally:
        connections.close_all()
    return True
