"""The audit package of the Wpg: one asks, another lets it leave, and the first fetches it."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads, reads_no_person
from zichtlijn.privacy.operations.oversight.packaging import (
    ask_package,
    confirm_package,
    refuse_package,
)
from zichtlijn.privacy.queries.auditing import fetch_packages, find_period
from zichtlijn.privacy.reports.audit_package import name_package, write_audit_package
from zichtlijn.privacy.reports.sentences import say_refusal
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.oversight import Period


@require_http_methods(["GET", "POST"])
@reads_no_person
def show_packages(request: HttpRequest) -> HttpResponse:
    """Show what waits and what may be fetched; take a period and ask for its package."""
    if request.method == "GET":
        return _show(request, "", status=200)
    access = access_for(request, scope="audit")
    try:
        ask_package(_read_period(request), reason=request.POST.get("reden", ""), access=access)
    except NotAllowed as refusal:
        return _show(request, say_refusal(refusal), status=422)
    messages.success(request, _("Het pakket wacht op iemand met een andere rol."))
    return redirect("privacy:audit_packages")


@require_POST
@reads_no_person
def decide(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm or refuse a package, as the second person."""
    access = access_for(request, scope="audit")
    deed = confirm_package if request.POST.get("besluit") == "bevestig" else refuse_package
    try:
        deed(code, access=access)
    except NotAllowed as refusal:
        return _show(request, say_refusal(refusal), status=403)
    messages.success(request, _("Uw besluit is bewaard."))
    return redirect("privacy:audit_packages")


@require_http_methods(["GET", "POST"])
@reads("read_log", "export")
def send_package(request: HttpRequest, code: str) -> HttpResponse:
    """Send the package; who comes back from the second factor finds the button again."""
    if request.method == "GET":
        return redirect("privacy:audit_packages")
    access = access_for(request, scope="audit")
    try:
        period = find_period(code, access=access)
        package = write_audit_package(period, code=code, access=access)
    except NotAllowed as refusal:
        return _show(request, say_refusal(refusal), status=403)
    name = f'attachment; filename="{name_package(period)}"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return HttpResponse(package, content_type="application/zip", headers=headers)


def _read_period(request: HttpRequest) -> Period:
    try:
        days = [date.fromisoformat(request.POST.get(name, "")) for name in ("van", "tot")]
    except ValueError as problem:
        raise NotAllowed(_("Vul de eerste en de laatste dag in.")) from problem
    return Period(*days)


def _show(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    packages = fetch_packages(access=access_for(request, scope="audit"))
    shown = {"packages": packages, "sentence": sentence}
    return render(request, "privacy/audit_packages.html", shown, status=status)
