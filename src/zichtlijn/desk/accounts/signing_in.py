"""Signing in and out: each with its line in the log, in one transaction, at the given moment."""

from datetime import datetime

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_noop

from zichtlijn.audit import log
from zichtlijn.desk.accounts import factors
from zichtlijn.desk.accounts.models import Account
from zichtlijn.desk.accounts.sittings import begin_sitting, note_factor
from zichtlijn.desk.accounts.terms import HALF_WAY, UNKNOWN_ACCOUNT, NotSignedIn
from zichtlijn.desk.door import open_session_access

LOCAL_BACKEND = "django.contrib.auth.backends.ModelBackend"
WRONG_PASSWORD = gettext_noop(
    "Deze naam en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw."
)
_HALF = "half_way"


@transaction.atomic
def check_password(
    request: HttpRequest, *, name: str, password: str, moment: datetime
) -> Account | None:
    """Return whose name and password these are; a wrong one is counted and logged.

    Nobody is signed in yet: see `wait_for_factor`. Raises LogUnavailable.
    """
    found = authenticate(request, username=name, password=password)
    if isinstance(found, Account):
        return found
    log_failure(request, name, moment=moment)
    return None


@transaction.atomic
def check_code(request: HttpRequest, account: Account, *, code: str, moment: datetime) -> bool:
    """Return whether a code of the account is right; a wrong one is counted and logged.

    While the account is locked no code is right. Raises LogUnavailable.
    """
    if is_locked(request, account.name):
        return False
    if factors.accept_code(account, code, moment=moment):
        return True
    count_failure(request, account.name, moment=moment)
    return False


@transaction.atomic
def check_passkey(
    request: HttpRequest, answer: object, *, account: Account | None, moment: datetime
) -> Account | None:
    """Return whose passkey this is; a wrong one is logged. Raises LogUnavailable."""
    try:
        owner = factors.recognise_passkey(answer, account=account)
    except NotSignedIn:
        log_failure(request, account.name if account else UNKNOWN_ACCOUNT, moment=moment)
        return None  # not counted: there is nothing to guess
    return owner if owner.is_active else None


@transaction.atomic
def finish_sign_in(
    request: HttpRequest, account: Account, *, moment: datetime, backend: str = LOCAL_BACKEND
) -> None:
    """Begin a sitting under a new key; nothing of the session before it stays.

    Call it only after both factors, a passkey, or the sign-in of the organisation.
    Raises LogUnavailable; nobody is signed in then.
    """
    log.record(
        "desk.session.begin",
        scope="session",
        access=open_session_access(account.name, moment=moment),
    )
    request.session.flush()
    login(request, account, backend=backend)
    begin_sitting(request.session, moment=moment)
    request.session.clear_expired()


@transaction.atomic
def confirm_factor(request: HttpRequest, account: Account, *, moment: datetime) -> None:
    """Note that a factor was given again, for what asks a recent one. Raises LogUnavailable."""
    access = open_session_access(account.name, moment=moment)
    log.record("desk.factor.confirm", scope="session", access=access)
    note_factor(request.session, moment=moment)


@transaction.atomic
def sign_out(request: HttpRequest, name: str, *, moment: datetime) -> None:
    """End the sitting because its owner asks so. Raises LogUnavailable; it goes on then."""
    access = open_session_access(name, moment=moment)
    log.record("desk.session.end", scope="session", access=access)
    logout(request)


@transaction.atomic
def expire_sitting(request: HttpRequest, name: str, *, moment: datetime) -> None:
    """End a sitting that lasted too long or was left alone. Raises LogUnavailable."""
    access = open_session_access(name, moment=moment)
    log.record("desk.session.expire", scope="session", access=access)
    logout(request)


def wait_for_factor(request: HttpRequest, account: Account, *, step: str, moment: datetime) -> None:
    """Remember under a new key that half of a sign-in is done: `step` says what is awaited."""
    request.session.flush()
    request.session[_HALF] = {"account": account.pk, "step": step, "at": moment.isoformat()}


def read_half_way(request: HttpRequest, *, step: str, moment: datetime) -> Account | None:
    """Return for whom a step of signing in is awaited; None where none is, or for too long."""
    kept = request.session.get(_HALF)
    if not isinstance(kept, dict) or kept["step"] != step:
        return None
    if moment - datetime.fromisoformat(kept["at"]) > HALF_WAY:
        return None
    return Account.objects.filter(pk=kept["account"], is_active=True).first()


def is_locked(request: HttpRequest, name: str) -> bool:
    """Return whether too many attempts for this name came from this address."""
    locked = not AxesProxyHandler.is_allowed(request, {"username": name})
    if locked:
        setattr(request, "axes_locked_out", True)  # noqa: B010 - the attribute is that of axes
    return locked


def count_failure(request: HttpRequest, name: str, *, moment: datetime) -> None:
    """Count a failed attempt, and log it. Raises LogUnavailable."""
    AxesProxyHandler.user_login_failed(__name__, {"username": name}, request)
    log_failure(request, name, moment=moment)


def log_failure(request: HttpRequest, name: str, *, moment: datetime) -> None:
    """Log that somebody did not come in, by the name of the account if there is one."""
    known = Account.objects.filter(name=name).values_list("name", flat=True).first()
    locked = getattr(request, "axes_locked_out", False)
    log.record(
        "desk.session.lock" if locked else "desk.session.refuse",
        scope="session",
        access=open_session_access(known or UNKNOWN_ACCOUNT, moment=moment),
        decision="refused",
    )
