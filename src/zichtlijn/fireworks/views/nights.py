"""The page of a night and of one bang; saying that a bang was none, and taking that back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.fireworks import operations
from zichtlijn.fireworks.reports.bang import bang_page
from zichtlijn.fireworks.reports.night import night_page
from zichtlijn.fireworks.terms import FalseReason, NotAllowed
from zichtlijn.fireworks.views.refusals import answers_refusals


@require_GET
@reads("bang", "show")
def show_night(request: HttpRequest) -> HttpResponse:
    """Show the bangs of a window on the map and in the list; by htmx only that part."""
    page = night_page(request.GET.dict(), access=access_for(request, scope="bangs"))
    if getattr(request, "htmx", False):
        return render(request, "fireworks/parts/night.html", {"page": page})
    return render(request, "fireworks/night.html", {"page": page})


@require_GET
@answers_refusals
@reads("bang", "show")
def show_bang(request: HttpRequest, bang_id: int) -> HttpResponse:
    """Show why a bang stands where it stands; by htmx as a drawer beside the map."""
    access = access_for(request, scope=f"bang:{bang_id}")
    page = bang_page(bang_id, asked=request.GET.dict(), access=access)
    template = "parts/drawer.html" if getattr(request, "htmx", False) else "bang.html"
    return render(request, f"fireworks/{template}", {"page": page})


@require_POST
@answers_refusals
@reads("bang", "write")
def mark_false(request: HttpRequest, bang_id: int) -> HttpResponse:
    """Keep that somebody says this was no bang."""
    reason = request.POST.get("reden", "")
    if reason not in list(FalseReason):
        raise NotAllowed(_("Kies eerst wat het dan wel was."))
    access = access_for(request, scope=f"bang:{bang_id}")
    operations.mark_false(bang_id, reason=FalseReason(reason), access=access)
    messages.success(request, _("Gemarkeerd: dit was geen knal. U kunt dit terugdraaien."))
    return _go_to_bang(request, bang_id)


@require_POST
@answers_refusals
@reads("bang", "show")
def undo_false_mark(request: HttpRequest, bang_id: int) -> HttpResponse:
    """Take the mark back."""
    access = access_for(request, scope=f"bang:{bang_id}")
    operations.undo_false_mark(bang_id, access=access)
    messages.success(request, _("Teruggedraaid: de knal telt weer mee."))
    return _go_to_bang(request, bang_id)


def _go_to_bang(request: HttpRequest, bang_id: int) -> HttpResponse:
    """Go back to the bang in the window the reader came from; only our own words are kept."""
    kept = QueryDict(request.POST.get("venster", ""))
    address = reverse("fireworks:bang", args=[bang_id])
    query = QueryDict(mutable=True)
    query.update({name: kept[name] for name in _KEPT if name in kept})
    return redirect(f"{address}?{query.urlencode()}" if query else address)


_KEPT = ("van", "tot", "hard", "beeld", "x", "y", "breed", "blad")
