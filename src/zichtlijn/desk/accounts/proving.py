"""An account proves itself at a command: a code of its own app, each code once, five tries."""

from datetime import datetime

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from zichtlijn.audit import log
from zichtlijn.desk.accounts import factors
from zichtlijn.desk.accounts.keeping import has_accounts
from zichtlijn.desk.accounts.models import Account
from zichtlijn.desk.accounts.signing_in import is_locked
from zichtlijn.desk.accounts.terms import UNKNOWN_ACCOUNT
from zichtlijn.desk.door import open_session_access
from zichtlijn.privacy.terms.asking import NotAllowed

_THIS_MACHINE = "127.0.0.1"
"""Whence a code is typed: wrong ones count together with those in a browser on this machine."""


class NotProven(NotAllowed):
    """An account did not prove itself; `account` is how the log names it, empty where none is."""

    def __init__(self, sentence: str, *, rule: str, account: str) -> None:
        super().__init__(sentence, rule=rule)
        self.account = account


def check_can_prove(name: str) -> Account:
    """Return the account that is to give a code. Raises NotProven where it cannot."""
    if not has_accounts():
        raise NotProven(
            "Er zijn nog geen accounts. Wat twee mensen samen doen vraagt twee accounts, elk met "
            "een eigen app met codes. Maak ze met: zichtlijn accounts add NAAM --role ROL",
            rule="accounts",
            account="",
        )
    found = Account.objects.filter(name=name, is_active=True).first()
    if found is None:
        raise NotProven(
            "Dit account is er niet, of het is gesloten. Zie: zichtlijn accounts list",
            rule="account",
            account=UNKNOWN_ACCOUNT,  # what was typed may be a password
        )
    if not factors.has_codes(found):
        raise NotProven(
            f"Account {name} heeft geen app met codes. Die is op de opdrachtregel nodig: een "
            "passkey of de inlog van de organisatie werkt alleen in de browser.",
            rule="factor",
            account=name,
        )
    return found


def prove(account: Account, code: str, *, moment: datetime) -> None:
    """Take a code of the account's app, or one of its recovery codes; each counts once.

    A wrong one is counted. Raises NotProven, LogUnavailable.
    """
    if not code:
        raise NotProven(
            f"Er is geen code van {account.name} gegeven.", rule="factor", account=account.name
        )
    request = _ask_from_here()
    if _is_right(request, account, code, moment=moment):
        return
    if is_locked(request, account.name):
        minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
        raise NotProven(
            f"Te veel verkeerde codes van {account.name}. Probeer het over {minutes} minuten.",
            rule="locked",
            account=account.name,
        )
    raise NotProven(factors.WRONG_CODE, rule="factor", account=account.name)


@transaction.atomic
def _is_right(request: HttpRequest, account: Account, code: str, *, moment: datetime) -> bool:
    if is_locked(request, account.name):
        return False
    if not factors.accept_code(account, code, moment=moment):
        AxesProxyHandler.user_login_failed(__name__, {"username": account.name}, request)
        return False
    AxesProxyHandler.reset_attempts(username=account.name, ip_address=_THIS_MACHINE)
    access = open_session_access(account.name, moment=moment, origin="command")
    log.record("desk.factor.confirm", scope="session", access=access)
    return True


def _ask_from_here() -> HttpRequest:
    """Return a request such as the package that counts wants: it counts by name and address."""
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = _THIS_MACHINE
    return request
