"""What left about people: the list, one person's, what was given by hand, and who is told."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zichtlijn.audit.access import Access, access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.privacy.operations import rights as operations
from zichtlijn.privacy.reports.rights import disclosures_page, person_disclosures_page
from zichtlijn.privacy.reports.sentences import say_refusal
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.views.rights.answering import answer_deed
from zichtlijn.privacy.views.rights.forms import DisclosureForm


@require_GET
@reads("identity", "show")
def show_disclosures(request: HttpRequest) -> HttpResponse:
    """Show what left, newest first, and who must still be told what changed."""
    return _show(request)


@require_GET
@reads("identity", "show")
def show_of_request(request: HttpRequest, code: str) -> HttpResponse:
    """Show what left about the person of a request; there is no other way to look for one."""
    page = person_disclosures_page(code, access=access_for(request, scope=f"request:{code}"))
    return render(request, "privacy/rights/person_disclosures.html", {"page": page})


@require_http_methods(["GET", "POST"])
@reads("identity", "write")
def register(request: HttpRequest) -> HttpResponse:
    """Write down what was given on paper, by phone or in a meeting."""
    access = _open(request)
    known = {"persoon": request.GET.get("persoon", ""), "gegeven": access.moment.date()}
    form = DisclosureForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            operations.register_disclosure(form.read_disclosure(), access=access)
        except NotAllowed as problem:
            if problem.rule:
                raise
            form.add_error(None, say_refusal(problem))
        else:
            return redirect("privacy:disclosures")
    status = 422 if form.errors else 200
    return render(request, "privacy/rights/register_disclosure.html", {"form": form}, status=status)


@require_POST
@reads("identity", "write")
def note_receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Keep that the recipient said he got it."""
    deed = partial(operations.note_receipt, code, access=_open(request))
    return _answer(request, deed, done=_("Vastgelegd dat de ontvanger het kreeg."))


@require_POST
@reads("identity", "write")
def recall(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the recipient to destroy what he got."""
    deed = partial(operations.recall_disclosure, code, access=_open(request))
    done = _("Teruggeroepen. Het bericht aan de ontvanger staat klaar.")
    return _answer(request, deed, done=done)


@require_POST
@reads("identity", "write")
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Undo what was written down by hand today."""
    deed = partial(operations.take_back_disclosure, code, access=_open(request))
    return _answer(request, deed, done=_("De vastlegging is teruggenomen."))


@require_POST
@reads("identity", "write")
def tell_recipient(request: HttpRequest, number: int) -> HttpResponse:
    """Keep that a recipient was told what changed."""
    deed = partial(operations.send_notice, number, access=_open(request))
    return _answer(request, deed, done=_("Vastgelegd dat de ontvanger het weet."))


def _answer(request: HttpRequest, deed: partial[None], *, done: object) -> HttpResponse:
    return answer_deed(
        request,
        deed,
        done=str(done),
        to=reverse("privacy:disclosures"),
        show_again=lambda sentence: _show(request, sentence=sentence),
    )


def _show(request: HttpRequest, *, sentence: str = "") -> HttpResponse:
    before = request.GET.get("voor", "")
    page = disclosures_page(
        before=int(before[:12]) if before.isascii() and before.isdecimal() else None,
        access=_open(request),
    )
    shown = {"page": page, "sentence": sentence}
    status = 422 if sentence else 200
    return render(request, "privacy/rights/disclosures.html", shown, status=status)


def _open(request: HttpRequest) -> Access:
    return access_for(request, scope="disclosures")
