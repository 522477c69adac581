"""Replay, strings, years, finds, the public page and the explanation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zichtlijn import __version__
from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads, reads_no_person
from zichtlijn.fireworks import operations
from zichtlijn.fireworks.operations.taking_away import record_export
from zichtlijn.fireworks.reports.export import export_bangs
from zichtlijn.fireworks.reports.patterns.comparison import comparison_page
from zichtlijn.fireworks.reports.patterns.replay import replay_page
from zichtlijn.fireworks.reports.patterns.strings import strings_page
from zichtlijn.fireworks.reports.patterns.yields import yield_page
from zichtlijn.fireworks.terms import Finding, NotAllowed
from zichtlijn.fireworks.views.noticeboard import Noticeboard
from zichtlijn.fireworks.views.refusals import answers_refusals

NOTICEBOARD = Noticeboard()


@require_GET
@reads("bang", "show")
def show_replay(request: HttpRequest) -> HttpResponse:
    """Show a night step by step."""
    page = replay_page(request.GET.dict(), access=access_for(request, scope="bangs"))
    return render(request, "fireworks/replay.html", {"page": page})


@require_GET
@reads("bang", "show")
def show_strings(request: HttpRequest) -> HttpResponse:
    """Show bangs that follow one another at walking pace."""
    page = strings_page(request.GET.dict(), access=access_for(request, scope="bangs"))
    return render(request, "fireworks/strings.html", {"page": page})


@require_GET
@reads("bang", "show")
def show_comparison(request: HttpRequest) -> HttpResponse:
    """Show the same dates and hours of earlier years."""
    page = comparison_page(request.GET.dict(), access=access_for(request, scope="bangs"))
    return render(request, "fireworks/comparison.html", {"page": page})


@require_http_methods(["GET", "POST"])
@answers_refusals
@reads("bang", "show")
def show_yields(request: HttpRequest) -> HttpResponse:
    """Show what was found on the spot, or keep what somebody found."""
    access = access_for(request, scope="bangs")
    if request.method == "POST":
        return _keep_find(request)
    page = yield_page(request.GET.dict(), access=access)
    return render(request, "fireworks/yields.html", {"page": page})


@require_GET
@reads_no_person
def show_public(request: HttpRequest) -> HttpResponse:
    """Show what everyone may see, signed in or not."""
    page = NOTICEBOARD.show(request.GET.dict(), access=access_for(request, scope="bangs"))
    return render(request, "fireworks/public.html", {"page": page})


@require_GET
@reads_no_person
def show_explanation(request: HttpRequest) -> HttpResponse:
    """Show what a bang on the map says, and what it may not be used for."""
    return render(request, "fireworks/explanation.html")


@require_GET
@reads("bang", "show")
def send_export(request: HttpRequest) -> HttpResponse:
    """Send all bangs of a window as CSV; that they left is written down first."""
    access = access_for(request, scope="bangs")
    file = export_bangs(request.GET.dict(), version=__version__, access=access)
    record_export(rows=file.rows, access=access)
    return HttpResponse(
        file.content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file.name}"'},
    )


def _keep_find(request: HttpRequest) -> HttpResponse:
    number, finding = request.POST.get("knal", ""), request.POST.get("gevonden", "")
    if not number.isdecimal() or len(number) > 11:
        raise NotAllowed(_("Kies eerst een knal op de kaart of in de lijst."))
    if finding not in list(Finding):
        raise NotAllowed(_("Kies wat er is gevonden. “Niets gevonden” is ook een antwoord."))
    access = access_for(request, scope=f"bang:{number}")
    operations.record_yield(int(number), finding=Finding(finding), access=access)
    messages.success(request, _("Vastgelegd wat u ter plaatse vond."))
    return redirect(reverse("fireworks:bang", args=[int(number)]))
