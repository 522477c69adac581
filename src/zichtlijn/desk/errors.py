"""The pages for what goes wrong: each says what happened and what to do."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from zichtlijn.desk.environment import read_most_bytes


def show_bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that cannot be right, such as one for a host that is not ours."""
    del request, exception  # their text is for the log, not for the reader
    return HttpResponse(render_to_string("400.html"), status=400)


def show_not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request for what this reader may not see or do."""
    del exception
    return render(request, "403.html", status=403)


def show_csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was not sent from our own page, or from one that is too old."""
    del reason
    return render(request, "403_csrf.html", status=403)


def show_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request for an address that leads nowhere."""
    del exception
    return render(request, "404.html", status=404)


def show_failure(request: HttpRequest) -> HttpResponse:
    """Answer after a fault of ours; the page asks nothing of what may be broken."""
    del request
    return HttpResponseServerError(render_to_string("500.html"))


def show_log_unavailable() -> HttpResponse:
    """Answer where the log cannot be written: nothing is shown or changed unlogged."""
    return HttpResponse(render_to_string("503.html"), status=503)


def show_too_large() -> HttpResponse:
    """Answer a file or form that is larger than this installation takes."""
    most_mb = read_most_bytes() // 1_000_000
    return HttpResponse(render_to_string("413.html", {"most_mb": most_mb}), status=413)


def show_other_site() -> HttpResponse:
    """Answer what a page of another site asked of us behind the reader's back."""
    return HttpResponse(render_to_string("400.html"), status=403)
