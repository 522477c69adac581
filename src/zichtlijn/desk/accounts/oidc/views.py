"""To the provider and back; and, once, the account that belongs to who came back."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import requests
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_http_methods
from jwt import PyJWTError
from mozilla_django_oidc.utils import (
    add_state_and_verifier_and_nonce_to_session,
    generate_code_challenge,
)

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.desk.accounts import enrolling, signing_in
from zichtlijn.desk.accounts.forms import InvitationForm
from zichtlijn.desk.accounts.models import Account
from zichtlijn.desk.accounts.oidc.backend import ProviderBackend
from zichtlijn.desk.accounts.oidc.provider import ProviderTrouble, find_provider, read_registration
from zichtlijn.desk.accounts.terms import HALF_WAY, UNKNOWN_ACCOUNT
from zichtlijn.desk.accounts.views.invitation import WRONG_INVITATION
from zichtlijn.desk.accounts.views.leading import lead_on, read_next, show, signed_in_account
from zichtlijn.desk.door import read_clock

BACKEND = "zichtlijn.desk.accounts.oidc.backend.ProviderBackend"
NOT_ENOUGH = gettext_noop(
    "Uw organisatie kon niet bewijzen wie u bent, of niet met een tweede stap."
)
_NEXT, _UNBOUND, _STATES = "oidc_login_next", "unbound_subject", "oidc_states"
_STATE_SIGNS, _VERIFIER_SIGNS = 32, 64
_AGAIN_WITHIN = timedelta(minutes=5)


@require_GET
@reads_no_person
def ask_provider(request: HttpRequest) -> HttpResponse:
    """Lead to the provider, with a question that only this session can finish."""
    registration = read_registration()
    try:
        provider = find_provider(registration)
    except ProviderTrouble as trouble:
        return _refuse(request, str(trouble), status=503)
    state, verifier = get_random_string(_STATE_SIGNS), get_random_string(_VERIFIER_SIGNS)
    asked = {
        "response_type": "code",
        "scope": "openid",
        "client_id": registration.client_id,
        "redirect_uri": request.build_absolute_uri(reverse("accounts:provider_answer")),
        "state": state,
        "nonce": get_random_string(_STATE_SIGNS),
        "code_challenge": generate_code_challenge(verifier, "S256"),
        "code_challenge_method": "S256",
        **({"acr_values": " ".join(registration.acr)} if registration.acr else {}),
        **({"prompt": "login", "max_age": "0"} if request.GET.get("opnieuw") else {}),
    }
    add_state_and_verifier_and_nonce_to_session(request, state, asked, verifier)
    request.session[_NEXT] = read_next(request)
    return HttpResponseRedirect(f"{provider.authorization_endpoint}?{urlencode(asked)}")


@require_GET
@reads_no_person
def take_answer(request: HttpRequest) -> HttpResponse:
    """Begin a sitting for the account of whoever comes back; refuse plainly what does not hold."""
    moment = read_clock()
    try:
        claims = _read_claims(request)
    except ProviderTrouble as trouble:
        return _refuse(request, str(trouble), status=503)
    except (SuspiciousOperation, requests.RequestException, PyJWTError, ValueError, KeyError,
            TypeError):  # fmt: skip
        signing_in.log_failure(request, UNKNOWN_ACCOUNT, moment=moment)
        return _refuse(request, NOT_ENOUGH, status=403)
    found = Account.objects.filter(issuer=claims["iss"].rstrip("/"), subject=claims["sub"]).first()
    if found is None:
        request.session[_UNBOUND] = {"sub": claims["sub"], "at": moment.isoformat()}
        return redirect("accounts:provider_bind")
    return _let_in(request, found, claims, moment=moment)


@require_http_methods(["GET", "HEAD", "POST"])
@reads_no_person
def bind(request: HttpRequest) -> HttpResponse:
    """Ask, the first time, for the invitation: with it the account is theirs."""
    moment = read_clock()
    kept = request.session.get(_UNBOUND)
    if not kept or moment - datetime.fromisoformat(kept["at"]) > HALF_WAY:
        return redirect("accounts:sign_in")
    form = InvitationForm(request.POST or None)
    if not form.is_valid():
        return show(request, "provider_bind", {"form": form}, is_refused=form.is_bound)
    account = enrolling.check_invitation(
        request,
        name=form.cleaned_data["username"],
        code=form.cleaned_data["code"],
        moment=moment,
    )
    if account is None:
        form.add_error(None, gettext(WRONG_INVITATION))
        return show(request, "provider_bind", {"form": form}, is_refused=True)
    issuer = read_registration().issuer
    enrolling.enrol_with_subject(account, issuer=issuer, subject=kept["sub"], moment=moment)
    signing_in.finish_sign_in(request, account, moment=moment, backend=BACKEND)
    return redirect("desk:start")


def _read_claims(request: HttpRequest) -> dict[str, Any]:
    """Return the claims for a question that this session asked, each once."""
    waiting = request.session.get(_STATES, {})
    asked = waiting.pop(request.GET.get("state", ""), None)
    request.session[_STATES] = waiting
    if asked is None or "code" not in request.GET:
        raise SuspiciousOperation("an answer to no question of ours")
    return ProviderBackend().read_claims(
        request, nonce=asked["nonce"], code_verifier=asked["code_verifier"]
    )


def _let_in(
    request: HttpRequest, account: Account, claims: dict[str, Any], *, moment: datetime
) -> HttpResponse:
    if not account.is_active:
        signing_in.log_failure(request, account.name, moment=moment)
        return _refuse(request, NOT_ENOUGH, status=403)
    target = request.session.get(_NEXT, "")
    if signed_in_account(request) == account and _is_just_given(claims, moment):
        signing_in.confirm_factor(request, account, moment=moment)
    else:
        signing_in.finish_sign_in(request, account, moment=moment, backend=BACKEND)
    return redirect(target) if target else lead_on(request)


def _is_just_given(claims: dict[str, Any], moment: datetime) -> bool:
    """Return whether the provider asked for the sign-in again, and not long ago."""
    given = claims.get("auth_time", claims["iat"])
    return moment.timestamp() - float(given) <= _AGAIN_WITHIN.total_seconds()


def _refuse(request: HttpRequest, sentence: str, *, status: int) -> HttpResponse:
    answer = show(request, "provider_refused", {"refusal": gettext(sentence)}, is_refused=True)
    answer.status_code = status
    return answer
