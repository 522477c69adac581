"""Who follows the map hears each change once, and twenty who follow cost what one costs."""

import asyncio
from threading import Lock

import pytest
from django.test import AsyncRequestFactory

from zichtlijn.audit.access import CARRIED_AS, Access
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.fireworks.queries import record_following
from zichtlijn.fireworks.reports.live import LiveAnswer
from zichtlijn.fireworks.views import streaming
from zichtlijn.fireworks.views.lookout import Lookout


class Town:
    """A map of which only the version is known."""

    def __init__(self) -> None:
        self.version = 3
        self.told: list[int] = []
        self.looks = 0
        self._lock = Lock()

    def look(self) -> int:
        self.looks += 1
        return self.version

    def tell(self, *, after: int) -> LiveAnswer:
        with self._lock:
            self.told.append(after)
        return LiveAnswer(self.version, more=False, bangs=())


def test_twenty_who_know_as_much_get_one_answer() -> None:
    town = Town()
    lookout = Lookout(look=town.look, tell=town.tell)

    async def follow() -> list[LiveAnswer | None]:
        waiting = [lookout.wait_beyond(3, seconds=5.0) for _ in range(20)]
        gathered = asyncio.gather(*waiting)
        await asyncio.sleep(0.2)
        town.version = 4
        return await gathered

    answers = asyncio.run(follow())
    assert [one.version for one in answers if one] == [4] * 20
    assert town.told == [3]


def test_who_is_behind_is_told_at_once_and_who_is_not_waits() -> None:
    town = Town()
    lookout = Lookout(look=town.look, tell=town.tell)
    answer = asyncio.run(lookout.wait_beyond(1, seconds=5.0))
    assert answer is not None
    assert asyncio.run(lookout.wait_beyond(3, seconds=0.2)) is None


def test_nobody_looks_when_nobody_waits() -> None:
    town = Town()
    lookout = Lookout(look=town.look, tell=town.tell)
    asyncio.run(lookout.wait_beyond(3, seconds=0.1))
    thread = lookout._thread
    assert thread is not None
    thread.join(10.0)
    assert not thread.is_alive()
    looked = town.looks
    assert looked <= 6
    assert asyncio.run(lookout.wait_beyond(1, seconds=5.0)) is not None


def test_the_stream_leaves_one_line_and_begins_after_what_the_browser_knows(
    access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, lines = Town(), []
    monkeypatch.setattr(streaming, "_LOOKOUT", Lookout(look=town.look, tell=town.tell))
    monkeypatch.setattr(streaming, "record_following", lambda *, access: lines.append(access))

    async def read() -> bytes:
        request = AsyncRequestFactory().get("/vuurwerk/stroom/?na=1")
        setattr(request, CARRIED_AS, access)
        answer = await streaming.stream_bangs(request)
        assert answer.headers["X-Accel-Buffering"] == "no"
        parts = aiter(answer.streaming_content)  # type: ignore[arg-type]  # an async answer
        return await anext(parts) + await anext(parts)

    content = asyncio.run(read())
    assert content.startswith(b"retry: 2000")
    assert b"id: 3\nevent: bangs\ndata: " in content
    assert town.told == [1]
    assert [one.reader for one in lines] == [access.reader]


def test_who_begins_to_follow_leaves_a_line(db: None, access: Access, failing_log: None) -> None:
    with pytest.raises(LogUnavailable):
        record_following(access=access)
