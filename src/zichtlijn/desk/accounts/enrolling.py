"""How an account gets its factors: by an invitation that counts once."""

import hmac
import secrets
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.http import HttpRequest

from zichtlijn.audit import log
from zichtlijn.desk.accounts import factors
from zichtlijn.desk.accounts.models import Account, Invitation
from zichtlijn.desk.accounts.signing_in import count_failure, is_locked
from zichtlijn.desk.accounts.terms import (
    CODE_SIGNS,
    INVITATION_TERM,
    Invited,
    normalise_code,
)
from zichtlijn.desk.door import open_session_access
from zichtlijn.privacy.operations.taking import note_taken
from zichtlijn.privacy.terms.taking import TakenKind

_GROUPS, _SIGNS_A_GROUP = 4, 5


def invite(account: Account, *, moment: datetime) -> Invited:
    """Make an invitation for an account; an earlier one no longer counts."""
    code = "".join(secrets.choice(CODE_SIGNS) for _ in range(_GROUPS * _SIGNS_A_GROUP))
    expires_at = moment + INVITATION_TERM
    Invitation.objects.update_or_create(
        account=account, defaults={"code_sha256": _hash(code), "expires_at": expires_at}
    )
    groups = [code[at : at + _SIGNS_A_GROUP] for at in range(0, len(code), _SIGNS_A_GROUP)]
    return Invited(account.name, "-".join(groups), expires_at)


@transaction.atomic
def check_invitation(
    request: HttpRequest, *, name: str, code: str, moment: datetime
) -> Account | None:
    """Return for whom an invitation counts; a wrong one is counted and logged.

    Raises LogUnavailable.
    """
    if is_locked(request, name):
        return None
    found = Invitation.objects.select_related("account").filter(account__name=name).first()
    expected = found.code_sha256 if found else _hash("")
    is_right = hmac.compare_digest(expected, _hash(normalise_code(code)))
    if found and is_right and found.expires_at > moment and found.account.is_active:
        return found.account
    count_failure(request, name, moment=moment)
    return None


@transaction.atomic
def enrol_with_codes(
    account: Account, *, password: str, secret: str, code: str, moment: datetime
) -> tuple[str, ...]:
    """Let an account sign in by password and app; return its recovery codes.

    Raises NotSignedIn when the code is not that of the app; LogUnavailable.
    """
    _log_factor("desk.factor.add", account, moment=moment)
    factors.add_codes(account, secret=secret, code=code, moment=moment)
    account.set_password(password)
    account.save(update_fields=["password"])
    _use_invitation(account)
    return factors.renew_recovery_codes(account)


@transaction.atomic
def enrol_with_passkey(account: Account, *, answer: object, moment: datetime) -> None:
    """Let an account sign in by passkey. Raises NotSignedIn, LogUnavailable."""
    _log_factor("desk.factor.add", account, moment=moment)
    factors.add_passkey(account, answer)
    _use_invitation(account)


@transaction.atomic
def enrol_with_subject(account: Account, *, issuer: str, subject: str, moment: datetime) -> None:
    """Bind an account to whoever this is at the provider. Raises LogUnavailable."""
    _log_factor("desk.factor.add", account, moment=moment)
    account.issuer, account.subject = issuer, subject
    account.save(update_fields=["issuer", "subject"])
    _use_invitation(account)


@transaction.atomic
def renew_recovery_codes(account: Account, *, moment: datetime) -> tuple[str, ...]:
    """Make new recovery codes; the old ones no longer count. Raises LogUnavailable."""
    _log_factor("desk.factor.add", account, moment=moment)
    return factors.renew_recovery_codes(account)


@transaction.atomic
def drop_passkey(account: Account, *, number: int, moment: datetime) -> bool:
    """Forget a passkey, unless no other way in would be left. Raises LogUnavailable."""
    others = [one for one in factors.list_passkeys(account) if one.number != number]
    if not others and not account.has_usable_password():
        return False
    _log_factor("desk.factor.remove", account, moment=moment)
    note_taken(TakenKind.PASSKEY, str(number), moment=moment)
    return factors.remove_passkey(account, number=number)


def _log_factor(action: str, account: Account, *, moment: datetime) -> None:
    access = open_session_access(account.name, moment=moment)
    log.record(action, scope="session", access=access)


def _use_invitation(account: Account) -> None:
    Invitation.objects.filter(account=account).delete()


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()
