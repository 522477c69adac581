"""The pages for who may not come in now."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show_locked(
    request: HttpRequest, original: object = None, credentials: object = None
) -> HttpResponse:
    """Answer after too many failed attempts, in the same words for a name that is nobody's."""
    del original, credentials
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "desk/accounts/locked.html", {"minutes": minutes}, status=429)
