"""How long records stay: read it, propose a change, confirm somebody else's."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.privacy.operations.four_eyes import terms as operations
from zichtlijn.privacy.reports.retention_table import term_form, term_versions_page, terms_page
from zichtlijn.privacy.reports.sentences import say_refusal
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.retention import WrongRetentionTable
from zichtlijn.privacy.views.forms import TermChangeForm

_SCOPE = "terms"


@require_GET
@reads_no_person
def show_terms(request: HttpRequest) -> HttpResponse:
    """Show how long what stays, on which ground."""
    page = terms_page(access=access_for(request, scope=_SCOPE))
    return render(request, "privacy/terms.html", {"page": page})


@require_GET
@reads_no_person
def show_versions(request: HttpRequest) -> HttpResponse:
    """Show what waits for a second person, and every version with who, when and why."""
    return _show_versions(request, "", status=200)


@require_http_methods(["GET", "POST"])
@reads_no_person
def change_term(request: HttpRequest, rule: str) -> HttpResponse:
    """Show one rule as a form; take it back changed, hold it against the law, keep the proposal."""
    try:
        shown = term_form(rule)
    except WrongRetentionTable as problem:
        return _show_versions(request, say_refusal(problem), status=404)
    form = TermChangeForm(request.POST or None, initial=shown.now._asdict())
    if request.method == "POST" and form.is_valid():
        access = access_for(request, scope=_SCOPE)
        try:
            operations.propose_term(form.read_term(rule), reason=form.reason, access=access)
        except (WrongRetentionTable, NotAllowed) as problem:
            form.add_error(None, say_refusal(problem))
        else:
            messages.success(request, _("Het voorstel wacht op iemand met een andere rol."))
            return redirect("privacy:term_versions")
    status = 422 if form.errors else 200
    return render(request, "privacy/term_change.html", {"page": shown, "form": form}, status=status)


@require_POST
@reads_no_person
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm or refuse a proposed table as the second person, or take one's own back."""
    access, said = access_for(request, scope=_SCOPE), request.POST.get("besluit", "")
    try:
        if said == "bevestig":
            number = operations.confirm_terms(code, access=access)
            messages.success(request, _("Versie %(number)s geldt nu.") % {"number": number})
        elif said == "terug":
            operations.withdraw_terms(code, access=access)
            messages.success(request, _("Het voorstel is teruggenomen."))
        else:
            operations.refuse_terms(code, access=access)
            messages.success(request, _("Het voorstel is afgewezen. Er is niets veranderd."))
    except (WrongRetentionTable, NotAllowed) as problem:
        return _show_versions(request, say_refusal(problem), status=403)
    return redirect("privacy:term_versions")


def _show_versions(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    page = term_versions_page(access=access_for(request, scope=_SCOPE))
    shown = {"page": page, "sentence": sentence}
    return render(request, "privacy/term_versions.html", shown, status=status)
