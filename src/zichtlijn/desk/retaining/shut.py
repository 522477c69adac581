"""A module that was stopped answers nobody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from zichtlijn.privacy.queries.retention import list_stopped_modules

NextLayer = Callable[[HttpRequest], HttpResponseBase]


class ShutMiddleware:
    """Refuse every page of a module that two people stopped (guard rail G29)."""

    def __init__(self, get_response: NextLayer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Answer in the place of a view whose room is stopped."""
        match = request.resolver_match
        spaces = set(match.namespaces) if match else set()
        if spaces and spaces & list_stopped_modules():
            return render(request, "desk/module_stopped.html", status=410)
        return None
