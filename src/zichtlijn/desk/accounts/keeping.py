"""What the administrator of this machine does with accounts; each with its line in the log."""

from collections.abc import Sequence
from datetime import date

from django.contrib.sessions.models import Session
from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.desk.accounts import factors
from zichtlijn.desk.accounts.enrolling import invite
from zichtlijn.desk.accounts.models import Account, Invitation
from zichtlijn.desk.accounts.terms import NAME_PATTERN, AccountRow, Invited, WrongAccount
from zichtlijn.privacy.operations import tables
from zichtlijn.privacy.operations.taking import note_taken
from zichtlijn.privacy.terms.asking import Asker
from zichtlijn.privacy.terms.taking import Again, TakenKind


def has_accounts() -> bool:
    """Return whether anybody has an account: from the first on, every page asks for sign-in."""
    return Account.objects.exists()


@transaction.atomic
def add_account(
    name: str, *, access: Access, subject: str = "", issuer: str = "", is_invented: bool = False
) -> Invited:
    """Make an account and return its invitation. It may do nothing until a role is given.

    With `subject` it belongs to whoever that is at the provider `issuer`. Raises WrongAccount,
    LogUnavailable.
    """
    if not NAME_PATTERN.fullmatch(name):
        raise WrongAccount(
            "Een accountnaam heeft 2 tot 40 tekens: kleine letters, cijfers, punt, streepje of "
            "laag streepje. Gebruik geen wachtwoord of e-mailadres."
        )
    if Account.objects.filter(name=name).exists():
        raise WrongAccount(f"Er is al een account {name}.")
    if subject and Account.objects.filter(issuer=issuer, subject=subject).exists():
        raise WrongAccount("Dit kenmerk bij de inlogdienst hoort al bij een ander account.")
    account = Account(
        name=name, made_at=access.moment, issuer=issuer if subject else "", subject=subject,
        is_invented=is_invented,
    )  # fmt: skip
    account.set_unusable_password()
    account.save()
    _log("desk.account.add", account, access)
    return invite(account, moment=access.moment)


def list_accounts() -> tuple[AccountRow, ...]:
    """Return all accounts by name: their factors, and whether an invitation still waits."""
    waiting = set(Invitation.objects.values_list("account", flat=True))
    return tuple(
        AccountRow(
            name=one.name,
            is_active=one.is_active,
            is_invented=one.is_invented,
            factors=factors.name_factors(one) + (("eigen inlog",) if one.subject else ()),
            waits_for_invitation=one.pk in waiting,
            last_sign_in=one.last_login,
        )
        for one in Account.objects.all()
    )


@transaction.atomic
def grant(name: str, *, role: str, organisation: str, until: date, access: Access) -> None:
    """Give an account a role until a day within twelve months.

    Raises WrongAccount, privacy's NotAllowed, LogUnavailable.
    """
    account = _find(name)
    if not account.is_active:
        raise WrongAccount(f"Account {name} is ingetrokken. Stel het eerst opnieuw in.")
    tables.grant_role(Asker(name, role, organisation), until=until, access=access)
    _log("desk.account.grant", account, access)


@transaction.atomic
def revoke(name: str, *, role: str, access: Access) -> int:
    """Take a role of an account back and return how often it was held; it counts at once."""
    account = _find(name)
    ended = tables.end_roles(name, role=role, access=access)
    _log("desk.account.revoke", account, access)
    return ended


@transaction.atomic
def close(name: str, *, access: Access) -> None:
    """Close an account of somebody who left: no roles, no sittings, no way in."""
    account = _find(name)
    tables.end_roles(name, access=access)
    _forget_ways_in(account)
    account.is_active = False
    account.save()
    _note(account, access)
    Invitation.objects.filter(account=account).delete()
    _log("desk.account.revoke", account, access)


@transaction.atomic
def reset(name: str, *, access: Access) -> Invited:
    """Take all ways in from an account and return a new invitation; its roles stay.

    For who lost a phone or key: the administrator knows for certain who asks. Raises
    WrongAccount, LogUnavailable.
    """
    account = _find(name)
    _forget_ways_in(account)
    account.is_active = True
    account.save()
    _note(account, access)
    _log("desk.account.reset", account, access)
    return invite(account, moment=access.moment)


@transaction.atomic
def end_sessions(name: str, *, access: Access) -> None:
    """End every sitting of an account; its next request asks to sign in."""
    account = _find(name)
    account.generation += 1
    account.save(update_fields=["generation"])
    _log("desk.account.end_sessions", account, access)


def take_ways_in_again(number: int, *, generation: int, is_active: str, access: Access) -> Again:
    """Take from an account what an older copy of the database gave back; a new invitation helps."""
    account = Account.objects.filter(pk=number, generation__lt=generation).first()
    if account is None:
        return Again.ALREADY
    _forget_ways_in(account)
    account.generation = generation
    account.is_active = is_active == "True"
    account.save()
    _log("desk.account.revoke", account, access)
    return Again.DONE


def drop_passkey_again(number: int) -> Again:
    """Forget a passkey that an older copy of the database brought back."""
    return Again.DONE if factors.forget_passkey(number) else Again.ALREADY


def end_everything() -> int:
    """End every sitting, and what counts once and may have been used since; return how many.

    For a copy that was put back: sittings, invitations and recovery codes are made anew.
    """
    ended, _ = Session.objects.all().delete()
    Invitation.objects.all().delete()
    factors.forget_recovery_codes()
    return ended


def list_without_factor() -> Sequence[str]:
    """Return which accounts have been used without a second factor: none, when all is well."""
    return [
        one.name
        for one in Account.objects.filter(is_active=True, last_login__isnull=False, subject="")
        if not factors.name_factors(one)
    ]


def list_invented() -> Sequence[str]:
    """Return the accounts that were made for a try-out and still let somebody in."""
    return list(
        Account.objects.filter(is_invented=True, is_active=True).values_list("name", flat=True)
    )


def _find(name: str) -> Account:
    account = Account.objects.filter(name=name).first()
    if account is None:
        raise WrongAccount(f"Er is geen account {name}. Zie: zichtlijn accounts list")
    return account


def _forget_ways_in(account: Account) -> None:
    factors.remove_all(account)
    account.set_unusable_password()
    account.issuer = account.subject = ""
    account.generation += 1


def _note(account: Account, access: Access) -> None:
    """Let no restore give an account back the ways in that were taken from it."""
    note_taken(
        TakenKind.ACCOUNT,
        str(account.pk),
        moment=access.moment,
        generation=str(account.generation),
        active=str(account.is_active),
    )


def _log(action: str, account: Account, access: Access) -> None:
    log.record(action, scope=f"account:{account.pk}", access=access)
