"""Checks of who can come in: accounts, sessions, the address, the sign-in of the organisation."""

from collections.abc import Mapping, Sequence

from django.conf import LazySettings
from django.db import DatabaseError

from zichtlijn.desk.accounts import keeping
from zichtlijn.desk.doctor.terms import Finding, good, mind, wrong
from zichtlijn.desk.environment import HOSTS, HTTPS, OIDC_ISSUER, read_names, read_switch, read_text
from zichtlijn.desk.starting.conditions import check_one_organisation, check_provider
from zichtlijn.desk.starting.serving import NotReady

_HERE = {"localhost", "127.0.0.1", "[::1]", "::1"}
_HOURS_8_S = 8 * 60 * 60


def check_accounts(environment: Mapping[str, str]) -> Finding:
    """Look whether everybody who can come in has two factors, and whether anybody can."""
    subject = "accounts"
    try:
        names = [row.name for row in keeping.list_accounts() if row.is_active]
        bare, invented = keeping.list_without_factor(), keeping.list_invented()
    except DatabaseError:  # the check of the tables says why
        return mind(subject, "De accounts zijn nog niet te lezen.", "Zie: tabellen.")
    elsewhere = _list_other_hosts(environment)
    if bare:
        return wrong(
            subject,
            f"Zonder tweede stap: {', '.join(bare)}.",
            "Typ voor elk account: zichtlijn accounts reset NAAM",
        )
    if invented and elsewhere:
        return wrong(
            subject,
            f"{len(invented)} verzonnen account(s) op een adres voor anderen.",
            "Zij zijn voor een proef op deze machine. Typ: zichtlijn accounts revoke NAAM --all",
        )
    if not names and elsewhere:
        return mind(
            subject,
            "Er zijn nog geen accounts; alleen op deze machine is iets te zien.",
            "Typ: zichtlijn accounts add NAAM",
        )
    return good(subject, _count(names))


def check_sessions(settings: LazySettings) -> Finding:
    """Look whether sittings are kept as promised: at the server, short, and for one site."""
    subject = "zittingen"
    kept = {
        "aan de server": settings.SESSION_ENGINE == "django.contrib.sessions.backends.db",
        "hooguit acht uur": settings.SESSION_COOKIE_AGE <= _HOURS_8_S,
        "niet voor scripts": settings.SESSION_COOKIE_HTTPONLY,
        "niet voor andere sites": settings.SESSION_COOKIE_SAMESITE in {"Strict", "Lax"},
    }
    broken = [promise for promise, holds in kept.items() if not holds]
    if broken:
        return wrong(
            subject, f"Niet zoals beloofd: {', '.join(broken)}.", "Zet de instellingen terug."
        )
    return good(subject, f"{', '.join(kept).capitalize()}.")


def check_address(environment: Mapping[str, str]) -> Finding:
    """Look whether what goes over a network is sealed on its way."""
    elsewhere = _list_other_hosts(environment)
    if elsewhere and not read_switch(HTTPS, environment):
        return wrong(
            "https",
            f"ZICHTLIJN_HOSTS noemt {', '.join(elsewhere)}, maar https is niet verplicht.",
            "Zet een proxy met een certificaat ervoor en ZICHTLIJN_HTTPS=ja.",
        )
    return good("https", "Verplicht." if elsewhere else "Niet nodig: alleen deze machine.")


def check_sign_in(environment: Mapping[str, str]) -> Finding:
    """Look which way in is open, and whether it asks two factors."""
    subject = "inloggen"
    if not read_text(OIDC_ISSUER, environment):
        return good(subject, "Passkey, of wachtwoord en code, op deze werkplek zelf.")
    try:
        check_provider()
    except NotReady as problem:
        return wrong(subject, str(problem), "Zie docs/how-to/aansluiten-op-de-eigen-inlog.md")
    return good(subject, "De inlog van de eigen organisatie, en geen andere.")


def check_organisation(organisation: str, *, vendor: str) -> Finding:
    """Look whether one organisation works here, as this database asks."""
    try:
        check_one_organisation(organisation, vendor=vendor)
    except NotReady as problem:
        return wrong("organisatie", str(problem), "Zie docs/reference/settings.md")
    return good("organisatie", organisation)


def _list_other_hosts(environment: Mapping[str, str]) -> list[str]:
    return [host for host in read_names(HOSTS, environment) if host not in _HERE]


def _count(names: Sequence[str]) -> str:
    if not names:
        return "Nog geen; de werkplek is een voorbeeld voor deze machine."
    return f"{len(names)}, elk met een tweede stap zodra het is gebruikt."
