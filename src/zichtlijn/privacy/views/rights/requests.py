"""The list of requests, one request, and each step of it."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zichtlijn.audit.access import Access, access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.privacy.operations import rights as operations
from zichtlijn.privacy.reports.documents import can_write_pdf
from zichtlijn.privacy.reports.rights import request_page, requests_page
from zichtlijn.privacy.reports.sentences import say_refusal
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.views.rights.answering import (
    Letter,
    answer_at,
    read_organisation,
    send_letter_as,
)
from zichtlijn.privacy.views.rights.forms import DecisionForm, RequestForm


@require_GET
@reads("identity", "show")
def show_requests(request: HttpRequest) -> HttpResponse:
    """Show what waits for an answer, with the days that are left."""
    page = requests_page(access=access_for(request, scope="requests"))
    return render(request, "privacy/rights/requests.html", {"page": page})


@require_http_methods(["GET", "POST"])
@reads("identity", "write")
def register(request: HttpRequest) -> HttpResponse:
    """Take a request in."""
    access = access_for(request, scope="requests")
    known = {
        "persoon": request.GET.get("persoon", ""),
        "ontvangen": access.moment.date(),
        "door": "self",
    }
    form = RequestForm(request.POST or None, initial=known)
    if request.method == "GET" or not form.is_valid():
        return _show_form(request, form)
    try:
        code = operations.register_request(form.read_request(), access=access)
    except NotAllowed as problem:
        if problem.rule:
            raise
        form.add_error(None, say_refusal(problem))
        return _show_form(request, form)
    return redirect("privacy:request", code=code)


@require_GET
@reads("identity", "show")
def show_request(request: HttpRequest, code: str) -> HttpResponse:
    """Show one request with what can be done now."""
    return _show(request, code)


@require_POST
@reads("identity", "write")
def extend(request: HttpRequest, code: str) -> HttpResponse:
    """Take two months more, with a reason."""
    access = _open(request, code)
    deed = partial(
        operations.extend_request, code, reason=request.POST.get("reden", ""), access=access
    )
    return _answer(request, code, deed, "verlengen", done=_("De termijn is verlengd."))


@require_POST
@reads("identity", "write")
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Decide on a request."""
    access = _open(request, code)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _show(request, code, refused="besluit", decision=form)
    deed = partial(
        operations.decide_request,
        code,
        decision=form.decision,
        reason=form.cleaned_data["reden"],
        access=access,
    )
    return _answer(request, code, deed, "besluit", done=_("Het besluit staat. Verstuur de brief."))


@require_POST
@reads("identity", "write")
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Take a decision back that was not sent yet."""
    deed = partial(operations.reopen_request, code, access=_open(request, code))
    return _answer(request, code, deed, "besluit", done=_("Het besluit is teruggenomen."))


@require_POST
@reads("identity", "write")
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the letter as it left."""
    access = _open(request, code)
    page = request_page(code, organisation=read_organisation(), access=access)
    deed = partial(operations.send_answer, code, letter=page.letter, access=access)
    return _answer(request, code, deed, "brief", done=_("Vastgelegd dat de brief is verstuurd."))


@require_POST
@reads("identity", "write")
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Close a request that the person took back."""
    deed = partial(operations.withdraw_request, code, access=_open(request, code))
    return _answer(request, code, deed, "intrekken", done=_("Het verzoek is ingetrokken."))


@require_GET
@reads("identity", "show")
def send_letter(request: HttpRequest, code: str) -> HttpResponse:
    """Send the letter of a request as PDF."""
    access = _open(request, code)
    page = request_page(code, organisation=read_organisation(), access=access)
    title = "Antwoord op uw verzoek" if page.decision else "Bericht over uw verzoek"
    letter = Letter(title, page.addressee, page.letter_paragraphs, f"Verzoek {code}")
    return send_letter_as(request, letter, name=f"brief-{code}")


def _open(request: HttpRequest, code: str) -> Access:
    return access_for(request, scope=f"request:{code}")


def _answer(
    request: HttpRequest, code: str, deed: partial[None], form: str, *, done: object
) -> HttpResponse:
    show_again = partial(_show, request, code, form)
    return answer_at(request, "privacy:request", code, deed, done=done, show_again=show_again)


def _show(
    request: HttpRequest,
    code: str,
    refused: str = "",
    sentence: str = "",
    *,
    decision: DecisionForm | None = None,
) -> HttpResponse:
    page = request_page(code, organisation=read_organisation(), access=_open(request, code))
    typed = request.POST if request.method == "POST" else None
    shown = {
        "page": page,
        "decision": decision or DecisionForm(typed if refused == "besluit" else None),
        "typed": request.POST,
        "refused": refused,
        "sentence": sentence,
        "has_pdf": can_write_pdf(),
    }
    return render(request, "privacy/rights/request.html", shown, status=422 if refused else 200)


def _show_form(request: HttpRequest, form: RequestForm) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "privacy/rights/register.html", {"form": form}, status=status)
