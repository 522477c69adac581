"""From a code of the provider to the account it belongs to; whatever does not fit is refused."""

from typing import Any

import jwt
import requests
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.urls import reverse
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from zichtlijn.desk.accounts.models import Account
from zichtlijn.desk.accounts.oidc.provider import (
    ALGORITHMS,
    TIMEOUT_S,
    Provider,
    Registration,
    find_provider,
    prove_who_we_are,
    read_registration,
)

_CLOCKS_MAY_DIFFER_S = 30
_MUST_HAVE = ["iss", "sub", "aud", "exp", "iat", "nonce"]


class ProviderBackend(OIDCAuthenticationBackend):  # type: ignore[misc]  # a package without types
    """Take the identity token of the provider, and of it the subject alone.

    The rest of the package is kept: the state and nonce of the session, PKCE, the token
    request. No account is made here, and no user data is fetched.
    """

    def __init__(self) -> None:
        # the package reads its settings here; ours come from the provider's own description,
        # which is asked for only when somebody signs in
        self.UserModel = Account

    def get_user(self, user_id: int) -> Account | None:
        """Return the account of a sitting."""
        return Account.objects.filter(pk=user_id, is_active=True).first()

    def read_claims(
        self, request: HttpRequest, *, nonce: str, code_verifier: str
    ) -> dict[str, Any]:
        """Trade the code of this request for the claims of a token that holds.

        Raises SuspiciousOperation where it does not, ProviderTrouble, and what the package
        raises for an answer that is no answer.
        """
        registration = read_registration()
        provider = find_provider(registration)
        self.request = request
        self._take(registration, provider)
        answer = self.get_token(
            {
                "client_id": registration.client_id,
                "grant_type": "authorization_code",
                "code": request.GET["code"],
                "redirect_uri": request.build_absolute_uri(reverse("accounts:provider_answer")),
                "code_verifier": code_verifier,
                **prove_who_we_are(registration, audience=provider.token_endpoint),
            }
        )
        claims: dict[str, Any] = self.verify_token(answer["id_token"], nonce=nonce)
        _check_assurance(claims, registration)
        return claims

    def verify_token(self, token: str, **kwargs: object) -> dict[str, Any]:
        """Return the claims of a token that the provider made for us, now, for this question."""
        claims: dict[str, Any] = super().verify_token(token, **kwargs)
        if claims.get("azp", self.OIDC_RP_CLIENT_ID) != self.OIDC_RP_CLIENT_ID:
            raise SuspiciousOperation("a token for another party")
        return claims

    def retrieve_matching_jwk(self, token: str) -> jwt.PyJWK:
        """Return the provider's key for this token; one without a name only where there is one.

        OpenID Connect Core 10.1: a token names its key when the provider has several.
        """
        answer = requests.get(self.OIDC_OP_JWKS_ENDPOINT, timeout=TIMEOUT_S)
        answer.raise_for_status()
        named = jwt.get_unverified_header(token).get("kid")
        fitting = [
            key
            for key in answer.json()["keys"]
            if named in {None, key.get("kid")} and key.get("use", "sig") == "sig"
        ]
        if len(fitting) != 1:
            raise SuspiciousOperation("no key, or no telling which")
        return jwt.PyJWK(fitting[0], algorithm=self.OIDC_RP_SIGN_ALGO)

    def _take(self, registration: Registration, provider: Provider) -> None:
        self._issuer = provider.issuer
        self.OIDC_RP_CLIENT_ID = registration.client_id
        self.OIDC_OP_TOKEN_ENDPOINT = provider.token_endpoint
        self.OIDC_OP_JWKS_ENDPOINT = provider.jwks_uri
        self.OIDC_RP_IDP_SIGN_KEY = None
        agreed = [one for one in ALGORITHMS if one in provider.algorithms]
        if not agreed:
            raise SuspiciousOperation("no signature that we know")
        self.OIDC_RP_SIGN_ALGO = agreed[0]

    def _verify_jws(self, payload: str, key: jwt.PyJWK) -> dict[str, Any]:
        """Check what the package leaves: issuer, audience, times, and an algorithm of our list."""
        try:
            claims: dict[str, Any] = jwt.decode(
                payload,
                key.key,
                algorithms=[self.OIDC_RP_SIGN_ALGO],
                issuer=self._issuer,
                audience=self.OIDC_RP_CLIENT_ID,
                leeway=_CLOCKS_MAY_DIFFER_S,
                options={"require": _MUST_HAVE},
            )
        except jwt.PyJWTError as problem:
            raise SuspiciousOperation("a token that does not hold") from problem
        return claims


def _check_assurance(claims: dict[str, Any], registration: Registration) -> None:
    """Raise SuspiciousOperation unless the provider asked for enough (OIDC NL GOV: acr)."""
    if registration.acr and claims.get("acr") not in registration.acr:
        raise SuspiciousOperation("not enough assurance (acr)")
    given = claims.get("amr")
    if registration.amr and not set(registration.amr) & set(
        given if isinstance(given, list) else []
    ):
        raise SuspiciousOperation("not enough assurance (amr)")
