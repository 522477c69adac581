"""What every request passes: careful headers, and the reader's own language and look."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from zichtlijn.audit.access import CARRIED_AS
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.desk.door import open_access
from zichtlijn.desk.errors import (
    show_log_unavailable,
    show_not_allowed,
    show_other_site,
    show_too_large,
)
from zichtlijn.desk.frame.preferences import read_preferences
from zichtlijn.desk.starting.size_limit import TOO_LARGE
from zichtlijn.privacy.terms.asking import NotAllowed

NextLayer = Callable[[HttpRequest], HttpResponseBase]

_UNUSED_POWERS = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


class CarefulHeadersMiddleware:
    """Add the headers that Django and django-csp leave to us."""

    def __init__(self, get_response: NextLayer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; pages are never kept by a browser or a proxy."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _UNUSED_POWERS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class FetchOriginMiddleware:
    """Refuse what the browser says another site asked for, save following a link to a page.

    Browsers send Sec-Fetch-* with every request (ASVS 3.5.8); what is no browser sends none,
    and is held by the token in each form.
    """

    def __init__(self, get_response: NextLayer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on what our own pages ask for, and what somebody opens."""
        site = request.headers.get("Sec-Fetch-Site", "none")
        if site in {"none", "same-origin"} or _follows_a_link(request):
            return self.get_response(request)
        return show_other_site()


class PreferencesMiddleware:
    """Set the language the reader chose; without a choice the page is Dutch."""

    def __init__(self, get_response: NextLayer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the chosen language, whatever the browser prefers by itself."""
        with translation.override(read_preferences(request).language):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "nl")
            return response


class SizeLimitMiddleware:
    """Answer what was too large to receive, before a view looks at what is left of it."""

    def __init__(self, get_response: NextLayer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on what was received whole."""
        if getattr(request, "scope", {}).get(TOO_LARGE):
            return show_too_large()
        return self.get_response(request)


class DoorMiddleware:
    """Give every request its access: who reads, in which role, for what purpose."""

    def __init__(self, get_response: NextLayer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the access on the request, where audit.access.access_for finds it."""
        try:
            access = open_access(request)
        except NotAllowed:  # taken back since the gate looked
            return show_not_allowed(request)
        if access:  # without one nothing can be read: that would be a bug, and says so
            setattr(request, CARRIED_AS, access)
        return self.get_response(request)


class LogFirstMiddleware:
    """Keep the promise that nothing is shown unlogged, also when the log itself fails."""

    def __init__(self, get_response: NextLayer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Turn a refused log line into a plain page; leave everything else to Django."""
        del request
        return show_log_unavailable() if isinstance(exception, LogUnavailable) else None


def _follows_a_link(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and request.headers.get("Sec-Fetch-Mode") == "navigate"
        and request.headers.get("Sec-Fetch-Dest", "document") == "document"
    )
