"""Second factors: codes of an app, recovery codes and passkeys. Alone in knowing allauth."""

import base64
import binascii
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

import qrcode
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter, get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_noop

from zichtlijn.desk.accounts.models import Account
from zichtlijn.desk.accounts.terms import NotSignedIn

_SECONDS_A_CODE = 30
_CLOCKS_MAY_DIFFER = (0, -1, 1)  # in codes
_USED = "used_counter"
_FACTOR_WORDS = {
    Authenticator.Type.TOTP: "app met codes",
    Authenticator.Type.WEBAUTHN: "passkey",
}


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # a package without types
    """How allauth names us, and how it keeps the secrets of its factors."""

    def get_totp_issuer(self) -> str:
        """Return under which name an app lists its codes."""
        return "Zichtlijn"

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for which host a passkey is made: the one in the address bar."""
        host: str = context.request.get_host()
        return {"id": host.rpartition(":")[0] or host, "name": "Zichtlijn"}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """Return for whom a passkey is made."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": user.get_username()}

    def encrypt(self, text: str) -> str:
        """Seal a secret under the key of this installation, which is not in the database."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        return _fernet().decrypt(encrypted_text.encode()).decode()


class Passkey(NamedTuple):
    """A passkey as its owner sees it."""

    number: int
    made_at: datetime
    last_used_at: datetime | None


class Offer(NamedTuple):
    """A secret for an app, in letters and as the path of a drawn code."""

    secret: str
    path: str  # of an svg in which one module is one unit
    side: int


def offer_secret(account: Account, *, secret: str) -> Offer:
    """Return a secret for an app such as the account may scan or type."""
    code = qrcode.QRCode(border=4)
    code.add_data(get_adapter().build_totp_url(account, secret))
    rows = code.get_matrix()
    modules = [(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    return Offer(secret, "".join(f"M{x} {y}h1v1h-1z" for x, y in modules), len(rows))


def make_secret() -> str:
    """Return a new secret for an app."""
    return str(generate_totp_secret())


def add_codes(account: Account, *, secret: str, code: str, moment: datetime) -> None:
    """Let the codes of an app count for an account. Raises NotSignedIn when the code is not its."""
    counter = _find_counter(secret, code, moment=moment, after=-1)
    if counter is None:
        raise NotSignedIn(WRONG_CODE)
    _of(account, Authenticator.Type.TOTP).delete()
    Authenticator.objects.create(
        user=account,
        type=Authenticator.Type.TOTP,
        data={"secret": get_adapter().encrypt(secret), _USED: counter},
    )


def accept_code(account: Account, code: str, *, moment: datetime) -> bool:
    """Return whether a code of the app or a recovery code is right; each counts once."""
    with transaction.atomic():
        return _accept_app_code(account, code, moment=moment) or _accept_recovery(account, code)


def has_codes(account: Account) -> bool:
    """Return whether an app gives codes for this account."""
    return bool(_of(account, Authenticator.Type.TOTP).exists())


def renew_recovery_codes(account: Account) -> tuple[str, ...]:
    """Make new recovery codes and return them; the old ones no longer count."""
    _of(account, Authenticator.Type.RECOVERY_CODES).delete()
    return tuple(RecoveryCodes.activate(account).get_unused_codes())


def count_recovery_codes(account: Account) -> int:
    """Return how many recovery codes are left."""
    found = _of(account, Authenticator.Type.RECOVERY_CODES).first()
    return len(found.wrap().get_unused_codes()) if found else 0


def ask_new_passkey(account: Account) -> dict[str, Any]:
    """Return what the browser needs to make a passkey; the answer is awaited in the session."""
    asked: dict[str, Any] = webauthn.begin_registration(account, passwordless=True)
    return asked


def ask_passkey(account: Account | None) -> dict[str, Any]:
    """Return what the browser needs to show a passkey: one of the account, or anybody's."""
    asked: dict[str, Any] = webauthn.begin_authentication(account)
    return asked


def add_passkey(account: Account, answer: object) -> None:
    """Let a passkey count for an account. Raises NotSignedIn when it is no answer to us."""
    try:
        webauthn.parse_registration_response(answer)
        made = webauthn.complete_registration(answer)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as problem:
        raise NotSignedIn(WRONG_PASSKEY) from problem
    if not made.is_user_verified():
        raise NotSignedIn(WRONG_PASSKEY)
    webauthn.WebAuthn.add(account, "passkey", answer)


def recognise_passkey(answer: object, *, account: Account | None) -> Account:
    """Return whose passkey answered our question. Raises NotSignedIn when nobody's did."""
    try:
        webauthn.parse_authentication_response(answer)
        owner = account or webauthn.extract_user_from_response(answer)
        used = webauthn.complete_authentication(owner, answer)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as problem:
        raise NotSignedIn(WRONG_PASSKEY) from problem
    used.record_usage()
    return owner


def list_passkeys(account: Account) -> tuple[Passkey, ...]:
    """Return the passkeys of an account, oldest first."""
    return tuple(
        Passkey(one.pk, one.created_at, one.last_used_at)
        for one in _of(account, Authenticator.Type.WEBAUTHN).order_by("pk")
    )


def remove_passkey(account: Account, *, number: int) -> bool:
    """Forget one passkey; return whether it was there."""
    removed, _ = _of(account, Authenticator.Type.WEBAUTHN).filter(pk=number).delete()
    return bool(removed)


def remove_all(account: Account) -> None:
    """Forget every factor of an account."""
    Authenticator.objects.filter(user=account).delete()


def forget_passkey(number: int) -> bool:
    """Forget a passkey, whosever it is; return whether it was there."""
    removed, _ = Authenticator.objects.filter(pk=number, type=Authenticator.Type.WEBAUTHN).delete()
    return bool(removed)


def forget_recovery_codes() -> None:
    """Forget the recovery codes of all: which were used since cannot be told from a copy."""
    Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES).delete()


def name_factors(account: Account) -> tuple[str, ...]:
    """Return in Dutch which second factors an account has."""
    kinds = set(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    return tuple(words for kind, words in _FACTOR_WORDS.items() if kind in kinds)


WRONG_CODE = gettext_noop(
    "Deze code klopt niet of is al gebruikt. Wacht op de volgende code in uw app."
)
WRONG_PASSKEY = gettext_noop("Deze passkey is niet herkend. Probeer het opnieuw of log anders in.")


def _of(account: Account, kind: str) -> Any:  # a queryset of a model without types
    return Authenticator.objects.filter(user=account, type=kind)


def _accept_app_code(account: Account, code: str, *, moment: datetime) -> bool:
    found = _of(account, Authenticator.Type.TOTP).select_for_update().first()
    if found is None:
        return False
    secret = get_adapter().decrypt(found.data["secret"])
    counter = _find_counter(secret, code, moment=moment, after=found.data.get(_USED, -1))
    if counter is None:
        return False
    found.data[_USED] = counter
    found.last_used_at = moment
    found.save(update_fields=["data", "last_used_at"])
    return True


def _accept_recovery(account: Account, code: str) -> bool:
    found = _of(account, Authenticator.Type.RECOVERY_CODES).first()
    return bool(found and found.wrap().validate_code(code))


def _find_counter(secret: str, code: str, *, moment: datetime, after: int) -> int | None:
    """Return the count of the code, when it is one of now and later than the last that was used."""
    typed = code.replace(" ", "")
    now = int(moment.timestamp()) // _SECONDS_A_CODE
    for counter in (now + apart for apart in _CLOCKS_MAY_DIFFER):
        if counter > after and _is_value(secret, counter, typed):
            return counter
    return None


def _is_value(secret: str, counter: int, typed: str) -> bool:
    try:
        return str(format_hotp_value(hotp_value(secret, counter))) == typed
    except binascii.Error:
        return False


def _fernet() -> Fernet:
    key = sha256(b"zichtlijn second factors " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
