"""Two records side by side: the same person or not, said by people and taken back by people."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.persons import operations, reports
from zichtlijn.persons.terms import AskedToRephrase, WrongWriting
from zichtlijn.persons.views.forms import ReasonForm
from zichtlijn.persons.views.refusals import NAMED_PAPER, answers_refusals

_BEGINNINGS = {"propose": operations.propose_joining, "apart": operations.set_apart}
_ANSWERS: dict[str, Callable[..., None]] = {
    "confirm": operations.confirm_joining,
    "decline": operations.decline_joining,
    "undo": operations.undo_joining,
}
_SHOW = "show"


@require_http_methods(["GET", "POST"])
@reads("identity", "propose")
@reads("identity", "show")
@reads("identity", "find")
@answers_refusals
def compare(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Show two persons side by side, and take what a reader says of them."""
    deed = request.POST.get("deed", "")
    form = ReasonForm(request.POST if deed in _BEGINNINGS else None)
    if deed not in _BEGINNINGS or not form.is_valid():
        return _show_pair(request, one, other, form)
    access = access_for(request, scope="persons")
    try:
        joining = _BEGINNINGS[deed](one, other, reason=form.cleaned_data["reason"], access=access)
    except (WrongWriting, AskedToRephrase) as refusal:
        form.show_refusal(refusal)
        return _show_pair(request, one, other, form)
    messages.success(request, _tell_begun(deed))
    return redirect("persons:joining", joining_id=joining)


@require_http_methods(["GET", "POST"])
@reads("identity", "confirm")
@reads("identity", "propose")
@reads("identity", "show")
@reads("identity", "find")
@answers_refusals
def answer(request: HttpRequest, joining_id: str) -> HttpResponse:
    """Show a joining with its reasons, and take the answer of the second person."""
    deed = request.POST.get("deed", "")
    form = ReasonForm(request.POST if deed in _ANSWERS else None)
    if deed not in _ANSWERS or not form.is_valid():
        return _show_joining(request, joining_id, form)
    access = access_for(request, scope="persons")
    try:
        _ANSWERS[deed](joining_id, reason=form.cleaned_data["reason"], access=access)
    except (WrongWriting, AskedToRephrase) as refusal:
        form.show_refusal(refusal)
        return _show_joining(request, joining_id, form)
    messages.success(request, _("Vastgelegd. Beide registraties staan er nog."))
    return redirect("persons:joining", joining_id=joining_id)


def _show_pair(request: HttpRequest, one: str, other: str, form: ReasonForm) -> HttpResponse:
    access = access_for(request, scope="persons")
    is_asked = request.POST.get("deed") == _SHOW
    make = reports.named_pair_page if is_asked else reports.pair_page
    pages = make(one, other, access=access)
    paper = NAMED_PAPER if any(page.is_named for page in pages) else ""
    shown = {"pages": pages, "form": form, "is_asked": is_asked, "paper": paper}
    return render(request, "persons/pair.html", shown, status=_status(form))


def _show_joining(request: HttpRequest, joining_id: str, form: ReasonForm) -> HttpResponse:
    access = access_for(request, scope="persons")
    is_asked = request.POST.get("deed") == _SHOW
    make = reports.named_joining_page if is_asked else reports.joining_page
    page = make(joining_id, access=access)
    paper = NAMED_PAPER if page.is_named else ""
    shown = {"page": page, "form": form, "is_asked": is_asked, "paper": paper}
    return render(request, "persons/joining.html", shown, status=_status(form))


def _status(form: ReasonForm) -> int:
    return 422 if form.is_bound and form.errors else 200


def _tell_begun(deed: str) -> str:
    if deed == "propose":
        return _("Voorgesteld. Iemand van een andere organisatie moet het bevestigen.")
    return _("Vastgelegd: niet dezelfde persoon. U kunt dit terugdraaien.")
