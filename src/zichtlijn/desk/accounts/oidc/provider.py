"""What is known of the provider: its own description, and how we prove who we are there."""

import secrets
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jwt
import requests
from django.utils.translation import gettext_noop

from zichtlijn.desk import environment

TIMEOUT_S = 10
ALGORITHMS = ("RS256", "ES256")
_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_ASSERTION_LIVES_S = 60
_KNOWN_FOR_S = 3600


class ProviderTrouble(Exception):
    """The provider cannot be used now; the message is a sentence for the reader."""


@dataclass(frozen=True)
class Registration:
    """How this desk is known at the provider, from the settings."""

    issuer: str
    client_id: str
    secret_file: str
    key_file: str
    acr: tuple[str, ...]
    amr: tuple[str, ...]


@dataclass(frozen=True)
class Provider:
    """The addresses of the provider, as it describes itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    algorithms: tuple[str, ...]


def read_registration() -> Registration:
    """Return what the environment says of the provider."""
    return Registration(
        issuer=environment.read_text(environment.OIDC_ISSUER).rstrip("/"),
        client_id=environment.read_text(environment.OIDC_CLIENT_ID),
        secret_file=environment.read_text(environment.OIDC_SECRET_FILE),
        key_file=environment.read_text(environment.OIDC_KEY_FILE),
        acr=tuple(environment.read_names(environment.OIDC_ACR)),
        amr=tuple(environment.read_names(environment.OIDC_AMR)),
    )


def find_provider(registration: Registration) -> Provider:
    """Return the provider's own description, asked at most once an hour.

    Raises ProviderTrouble when it cannot be reached or calls itself by another name.
    """
    return _discover(registration.issuer, int(time.monotonic() // _KNOWN_FOR_S))


def prove_who_we_are(registration: Registration, *, audience: str) -> dict[str, str]:
    """Return what the token request carries: a signed assertion, or the shared secret.

    Raises ProviderTrouble when the file with our key or secret cannot be read.
    """
    try:
        if registration.key_file:
            key = Path(registration.key_file).read_text(encoding="ascii")
            return {
                "client_assertion_type": _ASSERTION,
                "client_assertion": _sign(registration.client_id, key, audience=audience),
            }
        secret = Path(registration.secret_file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError, jwt.PyJWTError) as problem:
        raise ProviderTrouble(NOT_SET_UP) from problem
    return {"client_secret": secret}


NOT_SET_UP = gettext_noop("De koppeling met de inlog van uw organisatie is niet goed ingesteld.")
UNREACHABLE = gettext_noop("De inlog van uw organisatie geeft nu geen antwoord.")


@cache
def _discover(issuer: str, hour: int) -> Provider:
    del hour  # makes the memory forget
    try:
        answer = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=TIMEOUT_S)
        answer.raise_for_status()
        described: dict[str, Any] = answer.json()
        found = Provider(
            issuer=described["issuer"],
            authorization_endpoint=described["authorization_endpoint"],
            token_endpoint=described["token_endpoint"],
            jwks_uri=described["jwks_uri"],
            algorithms=tuple(described.get("id_token_signing_alg_values_supported", ALGORITHMS)),
        )
    except (requests.RequestException, ValueError, KeyError, TypeError) as problem:
        raise ProviderTrouble(UNREACHABLE) from problem
    if found.issuer.rstrip("/") != issuer:
        raise ProviderTrouble(NOT_SET_UP)
    return found


def _sign(client_id: str, key: str, *, audience: str) -> str:
    now = int(time.time())  # noqa: TID251 - the provider holds it against its own clock
    claims = {
        "iss": client_id,
        "sub": client_id,
        "aud": audience,
        "jti": secrets.token_hex(16),
        "iat": now,
        "exp": now + _ASSERTION_LIVES_S,
    }
    return jwt.encode(claims, key, algorithm="RS256")
