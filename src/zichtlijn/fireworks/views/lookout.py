"""One look at the tables for all who follow the map, and one answer for all who know as much.

A thread that lives as long as somebody waits: twenty phones cost the tables what one costs.
"""

import asyncio
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import NamedTuple

from django.db import Error, connection

from zichtlijn.fireworks.queries import fetch_version
from zichtlijn.fireworks.reports.live import LiveAnswer, followed_changes

LOOK_EVERY_S = 0.025
LINGERING = 80  # looks without anyone, before the thread ends


class _Waiter(NamedTuple):
    after: int
    loop: asyncio.AbstractEventLoop
    answer: "asyncio.Future[LiveAnswer]"


class Lookout:
    """Tells those who wait what changed on the map."""

    def __init__(
        self,
        *,
        look: Callable[[], int] = fetch_version,
        tell: Callable[..., LiveAnswer] = followed_changes,
    ) -> None:
        self._look, self._tell = look, tell
        self._lock = Lock()
        self._waiting: list[_Waiter] = []
        self._thread: Thread | None = None
        self._pause = Event()  # never set: a pause that needs no clock

    async def wait_beyond(self, after: int, *, seconds: float) -> LiveAnswer | None:
        """Return what changed after a version; None where nothing did for so long."""
        loop = asyncio.get_running_loop()
        waiter = _Waiter(after, loop, loop.create_future())
        with self._lock:
            self._waiting.append(waiter)
            if self._thread is None:
                self._thread = Thread(target=self._watch, name="uitkijk", daemon=True)
                self._thread.start()
        try:
            return await asyncio.wait_for(waiter.answer, seconds)
        except TimeoutError:
            return None
        finally:
            self._forget(waiter)

    def _forget(self, waiter: _Waiter) -> None:
        with self._lock:
            self._waiting = [one for one in self._waiting if one is not waiter]

    def _watch(self) -> None:
        try:
            alone = 0
            while True:
                self._answer_those_behind()
                with self._lock:
                    alone = 0 if self._waiting else alone + 1
                    if alone > LINGERING:
                        self._thread = None
                        return
                self._pause.wait(LOOK_EVERY_S)
        finally:
            connection.close()

    def _answer_those_behind(self) -> None:
        with self._lock:
            waiting = list(self._waiting)
        if not waiting:
            return
        try:
            version = self._look()
            behind = [one for one in waiting if one.after < version]
            answers = {after: self._tell(after=after) for after in {one.after for one in behind}}
        except Error:  # busy: the next look tells
            connection.close()
            return
        for one in behind:
            one.loop.call_soon_threadsafe(_give, one.answer, answers[one.after])


def _give(answer: "asyncio.Future[LiveAnswer]", told: LiveAnswer) -> None:
    if not answer.done():
        answer.set_result(told)
