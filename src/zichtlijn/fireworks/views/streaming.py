"""Bangs pushed to the browser as they come (server-sent events)."""

import asyncio
import json
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET

from zichtlijn.audit.access import Access, access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.fireworks.queries import fetch_version
from zichtlijn.fireworks.reports.live import live_changes

LOOK_EVERY_S = 0.1
SAY_ALIVE_EVERY = 150  # looks
LONGEST = 6_000  # looks: after ten minutes the browser comes again, and is let in again


@require_GET
@reads("bang", "show")
async def stream_bangs(request: HttpRequest) -> StreamingHttpResponse:
    """Send what changes on the map from now on, until the reader leaves."""
    known = request.headers.get("Last-Event-ID") or request.GET.get("na", "")
    after = int(known) if known.isdecimal() and len(known) < 19 else 0
    response = StreamingHttpResponse(
        _tell(after, access=access_for(request, scope="bangs")), content_type="text/event-stream"
    )
    response.headers["X-Accel-Buffering"] = "no"  # a proxy must not save it up
    return response


async def _tell(after: int, *, access: Access) -> AsyncIterator[bytes]:
    yield b"retry: 2000\n\n"
    for look in range(LONGEST):
        if await sync_to_async(fetch_version)() > after:
            answer = await sync_to_async(live_changes)(after=after, access=access)
            after = answer.version
            content = json.dumps(answer._asdict(), separators=(",", ":"))
            yield f"id: {after}\nevent: bangs\ndata: {content}\n\n".encode()
        elif look % SAY_ALIVE_EVERY == 0:
            yield b": alive\n\n"
        await asyncio.sleep(LOOK_EVERY_S)
