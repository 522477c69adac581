"""Choosing a purpose, stopping, and breaking the glass."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.privacy.operations.emergencies import open_emergency, review_emergency
from zichtlijn.privacy.operations.opening import choose_purpose, end_purpose
from zichtlijn.privacy.reports.purposes import emergency_page, purpose_page, shortest_reason
from zichtlijn.privacy.reports.sentences import say_refusal
from zichtlijn.privacy.terms.asking import OPENING, NotAllowed, Verdict


@require_GET
@reads_no_person
def show_purposes(request: HttpRequest) -> HttpResponse:
    """Show the purposes that this reader may choose, and come back to where he was going."""
    return _show(request, "", status=200)


@require_POST
@reads_no_person
def choose(request: HttpRequest) -> HttpResponse:
    """Open the chosen purpose; the session carries its code, and no right."""
    purpose, _, scope = request.POST.get("doel", "").partition(":")
    reason = request.POST.get("reden", "")
    access = access_for(request, scope="purpose")
    try:
        code = choose_purpose(purpose, scope=scope, reason=reason, access=access)
    except NotAllowed as refusal:
        return _show(request, say_refusal(refusal), status=403)
    request.session[OPENING] = code
    return _go_on(request)


@require_POST
@reads_no_person
def stop(request: HttpRequest) -> HttpResponse:
    """Close the open purpose: nothing about people is shown after this."""
    end_purpose(access=access_for(request, scope="purpose"))
    request.session.pop(OPENING, None)
    return redirect("privacy:purpose")


@require_http_methods(["GET", "POST"])
@reads_no_person
def break_glass(request: HttpRequest) -> HttpResponse:
    """Take a case, a purpose and a reason, and open that one case for an hour."""
    asked = {name: request.POST.get(name, "") for name in ("casus", "doel", "reden")}
    if request.method == "GET":
        return _show_emergency(request, asked, "", status=200)
    access = access_for(request, scope="emergency")
    try:
        code = open_emergency(
            asked["casus"].strip(), purpose=asked["doel"], reason=asked["reden"], access=access
        )
    except NotAllowed as refusal:
        return _show_emergency(request, asked, say_refusal(refusal), status=403)
    request.session[OPENING] = code
    return _go_on(request)


@require_GET
@reads_no_person
def show_emergencies(request: HttpRequest) -> HttpResponse:
    """Show the emergencies to the data protection officer."""
    page = emergency_page(access=access_for(request, scope="emergencies"))
    return render(request, "privacy/emergencies.html", {"page": page})


@require_POST
@reads_no_person
def review(request: HttpRequest, code: str) -> HttpResponse:
    """Keep what the data protection officer says of an emergency."""
    said = request.POST.get("oordeel", "")
    if said in list(Verdict):
        access = access_for(request, scope=f"emergency:{code}")
        review_emergency(code, Verdict(said), access=access)
    return redirect("privacy:emergencies")


def _show(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    page = purpose_page(access=access_for(request, scope="purpose"))
    shown = {"page": page, "next": _read_next(request), "sentence": sentence}
    return render(request, "privacy/purpose.html", shown, status=status)


def _show_emergency(
    request: HttpRequest, asked: dict[str, str], sentence: str, *, status: int
) -> HttpResponse:
    page = purpose_page(access=access_for(request, scope="emergency"))
    shown = {
        "page": page,
        "asked": asked,
        "next": _read_next(request),
        "sentence": sentence,
        "shortest": shortest_reason(),
    }
    return render(request, "privacy/emergency.html", shown, status=status)


def _read_next(request: HttpRequest) -> str:
    """Return where the reader was going, where that is an address of this desk."""
    target = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours else ""


def _go_on(request: HttpRequest) -> HttpResponseRedirect:
    return redirect(_read_next(request) or reverse("privacy:purpose"))
