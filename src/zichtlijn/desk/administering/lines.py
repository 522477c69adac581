"""What `zichtlijn accounts` does, as lines to print; imported once Django is ready."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.desk import door
from zichtlijn.desk.accounts import keeping
from zichtlijn.desk.accounts.terms import AccountRow, Invited, name_invented
from zichtlijn.privacy.queries.scopes import fetch_grants
from zichtlijn.privacy.terms.access import CLOSED, HOMES
from zichtlijn.privacy.terms.asking import Grant

_DAYS_OF_A_ROLE = 365


def add(name: str, role: str, organisation: str, until: date | None, subject: str) -> Iterator[str]:
    """Make an account, with a role where one is named, and tell its invitation."""
    access = _open()
    with transaction.atomic():
        invited = keeping.add_account(
            name, subject=subject, issuer=settings.OIDC_ISSUER, access=access
        )
        if role:
            _grant(name, role, organisation, until, access=access)
    yield from _tell(invited)


def add_invented() -> Iterator[str]:
    """Make an invented account for each role, for a try-out on this machine; told once."""
    access = _open()
    yield "Verzonnen accounts, alleen voor een proef op deze machine. Elke code werkt één keer,"
    yield "op de pagina /inloggen/uitnodiging/. De werkplek vraagt nu om in te loggen."
    for role in CLOSED["role"]:
        name = name_invented(role)
        with transaction.atomic():
            if any(row.name == name for row in keeping.list_accounts()):
                yield f"Er al: {name}"
                continue
            invited = keeping.add_account(name, is_invented=True, access=access)
            _grant(name, role, "", None, access=access)
        yield f"{name}: {invited.code}"


def list_all() -> Iterator[str]:
    """Tell of every account its roles, its factors and when it was last used."""
    rows = keeping.list_accounts()
    for row in rows:
        yield from _describe(row, fetch_grants(row.name, moment=door.read_clock()))
    if not rows:
        yield "Er zijn nog geen accounts. Maak er een: zichtlijn accounts add NAAM"


def grant(name: str, role: str, organisation: str, until: date | None) -> Iterator[str]:
    """Give a role to an account."""
    last = _grant(name, role, organisation, until, access=_open())
    yield f"{name} is {role} tot en met {last:%d-%m-%Y}."


def revoke(name: str, role: str) -> Iterator[str]:
    """Take a role back."""
    ended = keeping.revoke(name, role=role, access=_open())
    yield f"Teruggenomen: {ended} keer {role} van {name}."


def close(name: str) -> Iterator[str]:
    """Close an account."""
    keeping.close(name, access=_open())
    yield f"Account {name} is gesloten."


def end_sessions(name: str) -> Iterator[str]:
    """End the sittings of an account."""
    keeping.end_sessions(name, access=_open())
    yield f"De zittingen van {name} zijn beëindigd."


def reset(name: str) -> Iterator[str]:
    """Take all ways in from an account and tell its new invitation."""
    invited = keeping.reset(name, access=_open())
    yield from _tell(invited)


def _open() -> Access:
    return door.open_command_access(scope="account")


def _grant(name: str, role: str, organisation: str, until: date | None, *, access: Access) -> date:
    last = until or access.moment.date() + timedelta(days=_DAYS_OF_A_ROLE)
    home = organisation or HOMES[role][0]
    keeping.grant(name, role=role, organisation=home, until=last, access=access)
    return last


def _tell(invited: Invited) -> Iterator[str]:
    yield f"Account {invited.name}. Geef deze code persoonlijk; zij werkt één keer:"
    yield f"  {invited.code}"
    yield f"Te gebruiken tot {invited.expires_at:%d-%m-%Y %H:%M} UTC, op /inloggen/uitnodiging/"


def _describe(row: AccountRow, grants: tuple[Grant, ...]) -> Iterator[str]:
    closed = "" if row.is_active else " (gesloten)"
    invented = " (verzonnen, om te proberen)" if row.is_invented else ""
    yield f"{row.name}{closed}{invented}"
    waits = "; uitnodiging wacht" if row.waits_for_invitation else ""
    last = f"{row.last_sign_in:%d-%m-%Y}" if row.last_sign_in else "nooit"
    yield f"  inlog: {', '.join(row.factors) or 'nog geen'}{waits}; laatst ingelogd: {last}"
    for one in grants:
        yield f"  {one.role} ({one.organisation}) tot en met {one.until:%d-%m-%Y}"
