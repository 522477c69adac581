"""Reports of residents beside the bangs, and keeping one more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.fireworks.operations.nuisance import keep_nuisance_report
from zichtlijn.fireworks.reports.nuisance.words import read_told
from zichtlijn.fireworks.reports.patterns.nuisance import nuisance_page
from zichtlijn.fireworks.terms import NotAllowed

WRONG = 422


@require_GET
@reads("bang", "show")
@reads("incident", "show")
def show_nuisance(request: HttpRequest) -> HttpResponse:
    """Show the reports of a window, which bangs lie near, and what chance would give."""
    page = nuisance_page(request.GET.dict(), access=access_for(request, scope="bangs"))
    return render(request, "fireworks/nuisance.html", {"page": page})


@require_POST
@reads("bang", "show")
@reads("incident", "write")
def keep_nuisance(request: HttpRequest) -> HttpResponse:
    """Keep one report; what cannot be kept stands in the form again, with the reason."""
    access = access_for(request, scope="bangs")
    try:
        told = read_told(request.POST.dict())
        keep_nuisance_report(
            told.moment,
            within_min=told.within_min,
            x=told.x,
            y=told.y,
            kind=told.kind,
            access=access,
        )
    except NotAllowed as refusal:
        page = nuisance_page(request.POST.dict(), access=access, problem=str(refusal))
        return render(request, "fireworks/nuisance.html", {"page": page}, status=WRONG)
    messages.success(request, _("Vastgelegd: de melding, in een vak van 50 meter."))
    return redirect("fireworks:nuisance")
