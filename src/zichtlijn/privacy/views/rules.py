"""The rule table: read it, propose a change, confirm somebody else's."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.privacy.operations.rules import (
    confirm_rules,
    propose_row,
    propose_rules,
    refuse_rules,
)
from zichtlijn.privacy.reports.rules import row_form, rules_page, versions_page, write_rules_file
from zichtlijn.privacy.reports.sentences import say_refusal
from zichtlijn.privacy.terms.access import WrongRuleTable
from zichtlijn.privacy.terms.asking import NotAllowed

_LARGEST_FILE = 1_000_000  # bytes; forty rows take fifteen thousand


@require_GET
@reads_no_person
def show_rules(request: HttpRequest) -> HttpResponse:
    """Show the rule table, narrowed to the words that are sought."""
    access = access_for(request, scope="rules")
    page = rules_page(sought=request.GET.get("zoek", "")[:80], access=access)
    return render(request, "privacy/rules.html", {"page": page})


@require_GET
@reads_no_person
def send_rules(request: HttpRequest) -> HttpResponse:
    """Send the table as the file in which it can be changed."""
    del request
    return HttpResponse(
        write_rules_file(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="regels.csv"'},
    )


@require_GET
@reads_no_person
def show_versions(request: HttpRequest) -> HttpResponse:
    """Show what waits for a second person, and every version with who, when and why."""
    page = versions_page(access=access_for(request, scope="rules"))
    return render(request, "privacy/rule_versions.html", {"page": page})


@require_http_methods(["GET", "POST"])
@reads_no_person
def propose_file(request: HttpRequest) -> HttpResponse:
    """Take a changed table as a file, check it, and keep it as a proposal."""
    if request.method == "GET":
        return render(request, "privacy/rules_propose.html")
    access, file = access_for(request, scope="rules"), request.FILES.get("bestand")
    try:
        propose_rules(_read(file), reason=request.POST.get("reden", ""), access=access)
    except (WrongRuleTable, NotAllowed) as problem:
        shown = {"sentence": say_refusal(problem), "reason": request.POST.get("reden", "")}
        return render(request, "privacy/rules_propose.html", shown, status=422)
    return _thank(request)


@require_http_methods(["GET", "POST"])
@reads_no_person
def change_row(request: HttpRequest, rule: str) -> HttpResponse:
    """Show one row as a form; take it back changed, check it, and keep it as a proposal."""
    access = access_for(request, scope="rules")
    try:
        form = row_form(rule)
    except WrongRuleTable as problem:
        return render(
            request, "privacy/rules_propose.html", {"sentence": say_refusal(problem)}, status=404
        )
    if request.method == "GET":
        return render(request, "privacy/rule_change.html", {"form": form})
    row = {name: request.POST.get(name, value) for name, value in form.cells} | {"rule": rule}
    said, reason = request.POST.get("sentence", form.sentence), request.POST.get("reden", "")
    try:
        propose_row(row, sentence=said, reason=reason, access=access)
    except (WrongRuleTable, NotAllowed) as problem:
        shown = {"form": form.fill(row, said), "sentence": say_refusal(problem), "reason": reason}
        return render(request, "privacy/rule_change.html", shown, status=422)
    return _thank(request)


@require_POST
@reads_no_person
def decide_proposal(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm or refuse a proposed table, as the second person."""
    access = access_for(request, scope="rules")
    try:
        if request.POST.get("besluit") == "bevestig":
            number = confirm_rules(code, access=access)
            messages.success(request, _("Versie %(number)s geldt nu.") % {"number": number})
        else:
            refuse_rules(code, access=access)
            messages.success(request, _("Het voorstel is afgewezen. Er is niets veranderd."))
    except (WrongRuleTable, NotAllowed) as problem:
        page = versions_page(access=access)
        shown = {"page": page, "sentence": say_refusal(problem)}
        return render(request, "privacy/rule_versions.html", shown, status=403)
    return redirect("privacy:rule_versions")


def _read(file: "UploadedFile[bytes] | None") -> bytes:
    if file is None or file.size is None or file.size > _LARGEST_FILE:
        raise WrongRuleTable(_("Kies eerst een bestand, van hoogstens 1 MB."))
    content: bytes = file.read()
    return content


def _thank(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Het voorstel wacht op iemand met een andere rol."))
    return redirect("privacy:rule_versions")
