"""Say that a record is not right, and decide on it."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from zichtlijn.audit.access import Access, access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.privacy.operations import rights as operations
from zichtlijn.privacy.reports.inspection import inspection_report
from zichtlijn.privacy.reports.inspection.terms import Fact
from zichtlijn.privacy.reports.rights import request_page
from zichtlijn.privacy.views.rights.answering import answer_deed, read_organisation


@require_http_methods(["GET", "POST"])
@reads("identity", "write")
def contest(request: HttpRequest, code: str) -> HttpResponse:
    """Ask what is not right, and take the record out of all work at once."""
    asked = request.POST if request.method == "POST" else request.GET
    room, record = asked.get("kamer", ""), asked.get("gegeven", "")
    if request.method == "GET":
        return _show_contest(request, code, room, record)
    deed = partial(
        operations.contest_record,
        code,
        room=room,
        record=record,
        words=request.POST.get("woorden", ""),
        access=_open(request, code),
    )
    return answer_deed(
        request,
        deed,
        done=_("Het gegeven telt niet meer mee. Vertel het wie het kreeg."),
        to=reverse("privacy:request", args=[code]),
        show_again=lambda sentence: _show_contest(request, code, room, record, sentence=sentence),
    )


@require_POST
@reads("named_observation", "write")
def settle(request: HttpRequest, code: str, contested: str) -> HttpResponse:
    """Let the record stand, with a reason."""
    deed = partial(
        operations.settle_contest, contested, reason=_reason(request), access=_open(request, code)
    )
    return _answer(request, code, contested, deed, done=_("Het gegeven telt weer mee."))


@require_POST
@reads("named_observation", "write")
def rectify(request: HttpRequest, code: str, contested: str) -> HttpResponse:
    """Better the record, with a reason."""
    deed = partial(
        operations.rectify_contest,
        contested,
        correction=request.POST.get("verbetering", ""),
        reason=_reason(request),
        access=_open(request, code),
    )
    return _answer(request, code, contested, deed, done=_("Het gegeven is verbeterd."))


@require_POST
@reads("named_observation", "write")
def propose_destruction(request: HttpRequest, code: str, contested: str) -> HttpResponse:
    """Propose to destroy the record; a second person confirms."""
    deed = partial(
        operations.propose_destruction,
        contested,
        reason=_reason(request),
        access=_open(request, code),
    )
    done = _("Voorgesteld. Iemand met een andere rol moet het bevestigen.")
    return _answer(request, code, contested, deed, done=done)


@require_POST
@reads("named_observation", "destroy")
def confirm_destruction(request: HttpRequest, code: str, contested: str) -> HttpResponse:
    """Destroy the record, as the second person."""
    deed = partial(operations.confirm_destruction, contested, access=_open(request, code))
    return _answer(request, code, contested, deed, done=_("Het gegeven is vernietigd."))


@require_POST
@reads("named_observation", "write")
def keep(request: HttpRequest, code: str, contested: str) -> HttpResponse:
    """Take the proposal to destroy back."""
    deed = partial(operations.keep_record, contested, access=_open(request, code))
    return _answer(request, code, contested, deed, done=_("Het voorstel is teruggenomen."))


@require_POST
@reads("identity", "write")
def send_notice(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Keep that a notice to a recipient left."""
    deed = partial(operations.send_notice, number, access=_open(request, code))
    done = _("Vastgelegd dat de ontvanger het weet.")
    return _answer(request, code, f"bericht-{number}", deed, done=done)


def _answer(
    request: HttpRequest, code: str, about: str, deed: partial[None], *, done: object
) -> HttpResponse:
    def show_again(sentence: str) -> HttpResponse:
        page = request_page(code, organisation=read_organisation(), access=_open(request, code))
        shown = {"page": page, "refused": about, "sentence": sentence, "typed": request.POST}
        return render(request, "privacy/rights/request.html", shown, status=422)

    to = reverse("privacy:request", args=[code])
    return answer_deed(request, deed, done=str(done), to=to, show_again=show_again)


def _show_contest(
    request: HttpRequest, code: str, room: str, record: str, *, sentence: str = ""
) -> HttpResponse:
    shown = {
        "code": code,
        "fact": _find_fact(request, code, room, record),
        "sentence": sentence,
        "typed": request.POST.get("woorden", ""),
    }
    status = 422 if sentence else 200
    return render(request, "privacy/rights/contest.html", shown, status=status)


def _find_fact(request: HttpRequest, code: str, room: str, record: str) -> Fact:
    report = inspection_report(code, organisation=read_organisation(), access=_open(request, code))
    fact = report.find_fact(room, record)
    if fact is None:
        raise Http404
    return fact


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reden", "")


def _open(request: HttpRequest, code: str) -> Access:
    return access_for(request, scope=f"request:{code}")
