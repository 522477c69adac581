"""Bangs pushed to the browser as they come (server-sent events)."""

import json
from collections.abc import AsyncIterator
from time import monotonic

from asgiref.sync import sync_to_async
from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.fireworks.queries import record_following
from zichtlijn.fireworks.reports.live import mute_now
from zichtlijn.fireworks.views.lookout import Lookout

ALIVE_S = 15.0
LONGEST_S = 600.0  # then the browser comes again, is let in again, and leaves its line again

_LOOKOUT = Lookout()


@require_GET
@reads("bang", "show")
async def stream_bangs(request: HttpRequest) -> StreamingHttpResponse:
    """Send what changes on the map from now on, until the reader leaves."""
    known = request.headers.get("Last-Event-ID") or request.GET.get("na", "")
    after = int(known) if known.isdecimal() and len(known) < 19 else 0
    await sync_to_async(record_following)(access=access_for(request, scope="bangs"))
    response = StreamingHttpResponse(_tell(after), content_type="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"  # a proxy must not save it up
    return response


async def _tell(after: int) -> AsyncIterator[bytes]:
    yield b"retry: 2000\n\n"
    until = monotonic() + LONGEST_S
    while monotonic() < until:
        answer = await _LOOKOUT.wait_beyond(after, seconds=ALIVE_S)
        if answer is None:  # quiet: a sign of life, that also says which receivers give none
            answer = await sync_to_async(mute_now)(version=after)
        after = answer.version
        content = json.dumps(answer._asdict(), separators=(",", ":"))
        yield f"id: {after}\nevent: bangs\ndata: {content}\n\n".encode()
