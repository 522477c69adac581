"""What the rule table refuses becomes a page, and its line is written when the request is over."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from zichtlijn.audit.access import CARRIED_AS, Access
from zichtlijn.audit.declaring import find_declared
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.desk.errors import show_log_unavailable
from zichtlijn.privacy.queries.admitting import (
    check_declared,
    forget_refusals,
    log_refusals,
)
from zichtlijn.privacy.reports.sentences import say_refusal
from zichtlijn.privacy.terms.access import HOMES
from zichtlijn.privacy.terms.asking import BudgetSpent, NotAllowed, PurposeNeeded, ReasonNeeded

NextLayer = Callable[[HttpRequest], HttpResponseBase]

_FORBIDDEN, _TOO_MANY = 403, 429


class RefusalMiddleware:
    """Answer a refusal in one voice, whether there is something to refuse or not."""

    def __init__(self, get_response: NextLayer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; a refusal whose line cannot be written is no answer."""
        forget_refusals()
        response = self.get_response(request)
        try:
            log_refusals()
        except LogUnavailable:
            return show_log_unavailable()
        return response

    def process_view(
        self, request: HttpRequest, view: NextLayer, args: object, words: object
    ) -> HttpResponseBase | None:
        """Ask first what the page declares; a page that declares nothing stays shut."""
        del args, words
        access: Access | None = getattr(request, CARRIED_AS, None)
        declared = find_declared(view)
        if access is None or access.role not in HOMES or declared == ():
            return None  # nobody, or the example; both are kept out further in
        try:
            check_declared(declared or (), access=access)
        except NotAllowed as refusal:
            return self.process_exception(request, refusal)
        return None

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Ask for a purpose or reason where that helps, else say the sentence of the rule."""
        if isinstance(exception, PurposeNeeded | ReasonNeeded):
            return _ask_purpose(request)
        if isinstance(exception, NotAllowed):
            status = _TOO_MANY if isinstance(exception, BudgetSpent) else _FORBIDDEN
            shown = {"sentence": say_refusal(exception)}
            return render(request, "privacy/refused.html", shown, status=status)
        return None


def _ask_purpose(request: HttpRequest) -> HttpResponse:
    """Lead to the choice of a purpose; from there a page that was asked for is opened."""
    address = reverse("privacy:purpose")
    if request.method == "GET":
        address += f"?{urlencode({'next': request.get_full_path()})}"
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
