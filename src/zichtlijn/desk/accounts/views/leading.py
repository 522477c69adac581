"""Where somebody is led after a step, and how a step is shown."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from zichtlijn.desk.accounts.models import Account


def read_next(request: HttpRequest) -> str:
    """Return which of our own pages was asked for before; empty where it is not ours."""
    target = request.POST.get("next", "") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours else ""


def lead_on(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to what was asked for, or to the start page."""
    return redirect(read_next(request) or reverse("desk:start"))


def lead_to(step: str, request: HttpRequest) -> HttpResponseRedirect:
    """Lead to another step of signing in, keeping what was asked for."""
    return redirect(
        reverse(step, query={"next": read_next(request)} if read_next(request) else None)
    )


def show(
    request: HttpRequest, page: str, context: dict[str, object], *, is_refused: bool
) -> HttpResponse:
    """Draw a step; what was not right is told with status 400, beside what was typed."""
    return render(
        request,
        f"desk/accounts/{page}.html",
        {**context, "next": read_next(request)},
        status=400 if is_refused else 200,
    )


def signed_in_account(request: HttpRequest) -> Account | None:
    """Return who signed in; None in the example."""
    return request.user if isinstance(request.user, Account) else None


def has_provider() -> bool:
    """Return whether the organisation has a sign-in of its own."""
    return bool(settings.OIDC_ISSUER)
