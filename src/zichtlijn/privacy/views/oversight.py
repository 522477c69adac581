"""The desk of the data protection officer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads, reads_no_person
from zichtlijn.privacy.reports.oversight import oversight_page
from zichtlijn.privacy.reports.processing import register_page, write_register_file


@require_GET
@reads("read_log", "show")
def show_oversight(request: HttpRequest) -> HttpResponse:
    """Show what waits, what is past its term, and which looks to ask about."""
    page = oversight_page(access=access_for(request, scope="oversight"))
    return render(request, "privacy/oversight.html", {"page": page})


@require_GET
@reads_no_person
def show_processing(request: HttpRequest) -> HttpResponse:
    """Show the register of processing and the facts for a DPIA."""
    return render(request, "privacy/processing.html", {"page": register_page()})


@require_GET
@reads_no_person
def send_processing(request: HttpRequest) -> HttpResponse:
    """Send the register of processing as a file."""
    del request
    return HttpResponse(
        write_register_file(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="verwerkingen.csv"'},
    )
