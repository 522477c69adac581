"""What receivers send over HTTPS: the way in that needs no broker.

No session and no CSRF token: who sends is a machine with a key of its own in the Authorization
header. A browser never adds that header by itself, so a foreign page cannot send in its name.
"""

from datetime import datetime
from time import perf_counter

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.fireworks.operations.receivers import recognise
from zichtlijn.fireworks.operations.receiving import keep_messages
from zichtlijn.fireworks.policies.keys import read_authorization
from zichtlijn.fireworks.policies.pace import Pace
from zichtlijn.fireworks.sources.messages import read_message
from zichtlijn.fireworks.terms import Refused
from zichtlijn.fireworks.terms.messages import MOST_BYTES, write_receipt, write_refusal

_STRANGERS = Pace(at_once=20, per_second=1)
_RECEIVERS = Pace(at_once=200, per_second=40)
_RETRY_S = 5


@csrf_exempt
@require_POST
@reads_no_person
def receive(request: HttpRequest) -> HttpResponse:
    """Keep what a receiver sends; the answer 200 says that it is on the disk."""
    code, key = read_authorization(request.headers.get("Authorization", ""))
    number = recognise(code, key)
    if number is None:
        return _turn_away(request)
    if not _RECEIVERS.lets_in(code, at_s=perf_counter()):
        return _refuse("Te veel berichten na elkaar.", status=429)
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return _refuse(f"Een bericht is hooguit {MOST_BYTES} bytes.", status=413)
    try:
        message = read_message(request.body)
        (receipt,) = keep_messages([(number, message)], moment=_read_clock())
    except Refused as refusal:
        return _refuse(str(refusal), status=422)
    except Error:  # a busy disk is no receiver's fault: it sends again
        return _refuse("De database is nu bezet; stuur het straks nog eens.", status=503)
    return HttpResponse(write_receipt(receipt), content_type="application/json")


def _turn_away(request: HttpRequest) -> HttpResponse:
    """Answer somebody without a key that fits; the same words whatever was wrong."""
    stranger = request.META.get("REMOTE_ADDR", "")
    if not _STRANGERS.lets_in(stranger, at_s=perf_counter()):
        return _refuse("Te veel pogingen.", status=429)
    answer = _refuse("Deze ontvanger is hier niet bekend.", status=401)
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _refuse(reason: str, *, status: int) -> HttpResponse:
    answer = HttpResponse(write_refusal(reason), status=status, content_type="application/json")
    if status in {429, 503}:
        answer.headers["Retry-After"] = str(_RETRY_S)
    return answer


def _read_clock() -> datetime:
    return timezone.now()  # noqa: TID251 - no sitting stands behind a receiver, so no moment either
