"""Accounts with an app, for who types a command: invented, and each with its own secret."""

from datetime import datetime

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from zichtlijn.desk.accounts import factors
from zichtlijn.desk.accounts.models import Account


def give_app(name: str, *, moment: datetime) -> str:
    """Make an account with an app and return the secret in it; the code of now is used up."""
    account = Account.objects.create(name=name, made_at=moment)
    secret = factors.make_secret()
    factors.add_codes(account, secret=secret, code=show_code(secret, moment), moment=moment)
    return secret


def show_code(secret: str, moment: datetime) -> str:
    """Return what the app shows at a moment."""
    return str(format_hotp_value(hotp_value(secret, int(moment.timestamp()) // 30)))
