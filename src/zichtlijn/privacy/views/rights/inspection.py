"""The report on one person: on screen, on paper, and as PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_GET

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.privacy.reports.documents import can_write_pdf
from zichtlijn.privacy.reports.inspection import InspectionReport, inspection_report
from zichtlijn.privacy.views.rights.answering import DUTCH, read_organisation, send_document


@require_GET
@reads("identity", "inspect")
def show_report(request: HttpRequest, code: str) -> HttpResponse:
    """Show everything that is held on who asked; it prints without the desk around it."""
    shown = {"page": _make(request, code), "has_pdf": can_write_pdf()}
    with translation.override(DUTCH):
        answer = render(request, "privacy/rights/report.html", shown)
    answer.headers["Content-Language"] = DUTCH
    return answer


@require_GET
@reads("identity", "inspect")
def send_report(request: HttpRequest, code: str) -> HttpResponse:
    """Send the same as PDF."""
    shown: dict[str, object] = {"page": _make(request, code), "foot": f"Verzoek {code}"}
    return send_document(
        request, "privacy/rights/report_document.html", shown, name=f"inzage-{code}"
    )


def _make(request: HttpRequest, code: str) -> InspectionReport:
    access = access_for(request, scope=f"request:{code}")
    return inspection_report(code, organisation=read_organisation(), access=access)
