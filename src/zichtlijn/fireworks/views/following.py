"""Bangs as they come: the page for the phone, and what the browser asks while it waits."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zichtlijn.audit.access import access_for
from zichtlijn.audit.declaring import reads
from zichtlijn.fireworks.reports.live import live_changes
from zichtlijn.fireworks.reports.phone import phone_page


@require_GET
@reads("bang", "show")
def show_phone(request: HttpRequest) -> HttpResponse:
    """Show the newest bangs to an officer in the street."""
    page = phone_page(request.GET.dict(), access=access_for(request, scope="bangs"))
    return render(request, "fireworks/phone.html", {"page": page})


@require_GET
@reads("bang", "show")
def send_changes(request: HttpRequest) -> HttpResponse:
    """Send what changed on the map after the version that the browser has."""
    asked = request.GET.get("na", "")
    after = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    changes = live_changes(after=after, access=access_for(request, scope="bangs"))
    return JsonResponse(changes._asdict(), json_dumps_params={"separators": (",", ":")})
