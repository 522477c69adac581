"""Why does this stand here? Beside the work by htmx, or a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.networks.reports.drawers import (
    Drawer,
    band_page,
    group_page,
    signal_page,
    tie_page,
)
from zichtlijn.networks.views.refusals import answers_refusals


@require_GET
@answers_refusals
@reads("group_picture", "find")
def show_tie(request: HttpRequest, edition_id: int, first: int, second: int) -> HttpResponse:
    """Show the observations behind a tie."""
    access = access_for(request, scope=f"edition:{edition_id}")
    asked = request.GET.dict()
    return _show(request, tie_page(edition_id, first, second, asked=asked, access=access))


@require_GET
@answers_refusals
@reads("group_picture", "find")
def show_group(request: HttpRequest, edition_id: int, group: str) -> HttpResponse:
    """Show the observations behind a group."""
    access = access_for(request, scope=f"edition:{edition_id}")
    return _show(request, group_page(edition_id, group, asked=request.GET.dict(), access=access))


@require_GET
@answers_refusals
@reads("group_picture", "find")
def show_band(request: HttpRequest, edition_id: int, group: str, place: str) -> HttpResponse:
    """Show the observations of a group at a place."""
    access = access_for(request, scope=f"edition:{edition_id}")
    asked = request.GET.dict()
    return _show(request, band_page(edition_id, group, place, asked=asked, access=access))


@require_GET
@answers_refusals
@reads("group_picture", "find")
def show_signal(request: HttpRequest, edition_id: int, signal: int) -> HttpResponse:
    """Show the observations behind a signal."""
    access = access_for(request, scope=f"edition:{edition_id}")
    return _show(request, signal_page(edition_id, signal, asked=request.GET.dict(), access=access))


def _show(request: HttpRequest, drawer: Drawer) -> HttpResponse:
    template = "parts/drawer.html" if getattr(request, "htmx", False) else "why.html"
    return render(request, f"networks/{template}", {"drawer": drawer})
