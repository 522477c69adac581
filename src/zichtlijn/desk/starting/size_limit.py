"""Keep what is sent to us within bounds before any of it is kept on the disk."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
Application = Callable[..., Awaitable[None]]  # takes scope, receive, send

TOO_LARGE = "zichtlijn.too_large"
"""The key in a request's scope that says its body was longer than may be."""


def limit_size(application: Application, *, most_bytes: int) -> Application:
    """Let bodies of at most `most_bytes` through; of a longer one nothing more is kept.

    The rest is received and dropped, so that the browser stays to read the answer. The
    middleware of the desk sees TOO_LARGE and answers with a page.
    """

    async def limited(scope: Event, receive: Receive, send: Send) -> None:
        received = 0

        async def receive_within_bounds() -> Event:
            nonlocal received
            event = await receive()
            received += len(event.get("body", b""))
            if received > most_bytes:
                scope[TOO_LARGE] = True
                return {**event, "body": b""}
            return event

        await application(scope, receive_within_bounds, send)

    return limited
