"""What every request passes: careful headers, and the reader's own language and look."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from zichtlijn.audit.access import CARRIED_AS
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.desk.door import open_access
from zichtlijn.desk.errors import show_log_unavailable, show_too_large
from zichtlijn.desk.frame.preferences import read_preferences
from zichtlijn.desk.starting.size_limit import TOO_LARGE

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
        setattr(request, CARRIED_AS, open_access(request))
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
