"""The gate that every request passes: example, sign-in, or a sitting that still holds."""

from collections.abc import Callable
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse

from zichtlijn.audit.log import LogUnavailable
from zichtlijn.desk.accounts.keeping import has_accounts
from zichtlijn.desk.accounts.models import Account
from zichtlijn.desk.accounts.signing_in import expire_sitting
from zichtlijn.desk.accounts.sittings import is_factor_recent, judge_session, touch_sitting
from zichtlijn.desk.accounts.terms import Judgement
from zichtlijn.desk.door import EXAMPLE, NOBODY, VISITOR, Reader, Standing, let_in, read_clock
from zichtlijn.desk.errors import show_log_unavailable
from zichtlijn.privacy.queries.scopes import fetch_grants

NextLayer = Callable[[HttpRequest], HttpResponseBase]

OPEN_TO_ALL = {
    "desk:health", "desk:help", "desk:preferences",
    "desk:algorithms", "desk:algorithm", "desk:algorithm_file",
    "accounts:sign_in", "accounts:second_factor", "accounts:invitation", "accounts:enrol",
    "accounts:passkey_question", "accounts:passkey", "accounts:sign_out",
    "accounts:provider", "accounts:provider_answer", "accounts:provider_bind",
}  # fmt: skip
"""Pages for who has not signed in; none of them reads a record. A test compares the list."""

OPEN_WITHOUT_ROLE = OPEN_TO_ALL | {
    "accounts:own", "accounts:recovery_codes", "accounts:confirm", "desk:settings", "desk:sitting",
}  # fmt: skip
"""Pages for who has signed in and holds no role."""

PUBLISHED = {"fireworks:public"}
"""Counts for everyone (R19 of the rule table); the log says that they were made, not who looked."""

NEEDS_RECENT_FACTOR = {"networks:export", "privacy:emergency", "privacy:audit_package"}
"""Pages that ask a factor given shortly ago: what leaves the desk, and emergencies (ASVS 7.5.3)."""

WITH_OWN_KEY = {"fireworks:receive"}
"""Where machines come with a key of their own, from anywhere; they have no account."""

_LOGGED_OUT = {Judgement.IDLE_TOO_LONG: "stil", Judgement.TOO_OLD: "lang"}


class GateMiddleware:
    """Let through who may be here, and say at which request that was judged."""

    def __init__(self, get_response: NextLayer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on a request, or answer it with the way in."""
        if _name_of(request) in WITH_OWN_KEY:
            let_in(request, NOBODY)
            return self.get_response(request)
        if settings.OIDC_ISSUER or has_accounts():
            return self._ask_sign_in(request)
        let_in(request, EXAMPLE)
        if not _comes_from_this_machine(request):
            let_in(request, NOBODY)
            return render(request, "desk/accounts/only_here.html", status=403)
        return self.get_response(request)

    def _ask_sign_in(self, request: HttpRequest) -> HttpResponseBase:
        moment, name = read_clock(), _name_of(request)
        try:
            account, why = _read_account(request, moment=moment)
        except LogUnavailable:
            return show_log_unavailable()
        grants = fetch_grants(account.name, moment=moment) if account else ()
        if name in PUBLISHED and not grants:
            let_in(request, VISITOR)
            return self.get_response(request)
        if account is None:
            let_in(request, NOBODY)
            return self.get_response(request) if name in OPEN_TO_ALL else _show_way_in(request, why)
        let_in(request, Reader(Standing.SIGNED_IN, account.name, grants))
        if not grants and name not in OPEN_WITHOUT_ROLE:
            return render(request, "desk/accounts/no_role.html", status=403)
        if name in NEEDS_RECENT_FACTOR and not is_factor_recent(request.session, moment=moment):
            asked = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('accounts:confirm')}?{asked}")
        return self.get_response(request)


def _read_account(request: HttpRequest, *, moment: datetime) -> tuple[Account | None, str]:
    """Return who signed in, or nobody and why a sitting ended."""
    user = request.user
    if not isinstance(user, Account) or not user.is_active:
        return None, ""
    judgement = judge_session(request.session, moment=moment)
    if judgement is not Judgement.ALIVE:
        expire_sitting(request, user.name, moment=moment)
        return None, _LOGGED_OUT[judgement]
    touch_sitting(request.session, moment=moment)
    return user, ""


def _show_way_in(request: HttpRequest, why: str) -> HttpResponseBase:
    """Lead to the sign-in, and from there back to what was looked at."""
    wanted = request.get_full_path() if request.method in {"GET", "HEAD"} else ""
    asked = {key: value for key, value in (("next", wanted), ("reden", why)) if value}
    address = reverse("accounts:sign_in") + (f"?{urlencode(asked)}" if asked else "")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": reverse("accounts:sign_in")})
    return HttpResponseRedirect(address)


def _comes_from_this_machine(request: HttpRequest) -> bool:
    """Return whether no other machine can be behind this request, not even by a proxy."""
    passed_on = {"HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED"} & request.META.keys()
    try:
        is_loopback = ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    return is_loopback and not passed_on


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""
