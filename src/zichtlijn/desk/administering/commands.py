"""`zichtlijn accounts`: who may come in, and in which roles. For who administers this machine."""

from datetime import datetime

import click

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.desk.commanding.running import carry_out
from zichtlijn.privacy.terms.access import CLOSED

_LINES = "zichtlijn.desk.administering.lines"
_ROLE = click.Choice(CLOSED["role"])
_NAME = click.argument("name", metavar="NAAM")
_ORGANISATION = click.option(
    "--organisation",
    type=click.Choice(CLOSED["organisation"]),
    metavar="SOORT",
    help="Soort organisatie, als de rol er meer kent.",
)
_UNTIL = click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAG",
    help="Laatste dag van de rol, hooguit over twaalf maanden; zonder keuze over een jaar.",
)


@click.group("accounts", options_metavar="[KEUZES]", subcommand_metavar="OPDRACHT ...")
def accounts() -> None:
    """Wie mag inloggen, en in welke rol. Een wachtwoord staat nooit in een opdracht."""


@accounts.command("add", options_metavar="[KEUZES]")
@_NAME
@click.option("--role", type=_ROLE, metavar="ROL", help="Rol die het account meteen krijgt.")
@_ORGANISATION
@_UNTIL
@click.option("--subject", default="", metavar="KENMERK", help="Wie dit is bij de eigen inlog.")
@reads_no_person
def add(
    name: str, *, role: str | None, organisation: str | None, until: datetime | None, subject: str
) -> None:
    """Maak account NAAM en toon de code waarmee het voor het eerst wordt gebruikt."""
    carry_out(_LINES, "add", name, role or "", organisation or "", _day(until), subject)


@accounts.command("list", options_metavar="[KEUZES]")
@reads_no_person
def list_all() -> None:
    """Toon de accounts met hun rollen, factoren en de laatste keer dat er is ingelogd."""
    carry_out(_LINES, "list_all")


@accounts.command("grant", options_metavar="[KEUZES]")
@_NAME
@click.option("--role", type=_ROLE, metavar="ROL", required=True, help="Rol uit de regeltabel.")
@_ORGANISATION
@_UNTIL
@reads_no_person
def grant(name: str, *, role: str, organisation: str | None, until: datetime | None) -> None:
    """Geef account NAAM een rol, voor hooguit twaalf maanden."""
    carry_out(_LINES, "grant", name, role, organisation or "", _day(until))


@accounts.command("revoke", options_metavar="[KEUZES]")
@_NAME
@click.option("--role", type=_ROLE, metavar="ROL", help="Alleen deze rol.")
@click.option("--all", "everything", is_flag=True, help="Sluit het account, met alle rollen.")
@reads_no_person
def revoke(name: str, *, role: str | None, everything: bool) -> None:
    """Neem een rol van account NAAM terug, of sluit het. Het geldt bij het volgende verzoek."""
    if bool(role) == everything:
        raise click.UsageError("Kies een rol met --role ROL, of sluit het account met --all.")
    if role:
        carry_out(_LINES, "revoke", name, role)
    else:
        carry_out(_LINES, "close", name)


@accounts.command("end-sessions", options_metavar="[KEUZES]")
@_NAME
@reads_no_person
def end_sessions(name: str) -> None:
    """Beëindig elke zitting van account NAAM, op elk apparaat."""
    carry_out(_LINES, "end_sessions", name)


@accounts.command("reset", options_metavar="[KEUZES]")
@_NAME
@reads_no_person
def reset(name: str) -> None:
    """Stel de inlog van account NAAM opnieuw in, na verlies van een telefoon of passkey.

    Wees zeker wie het vraagt: bel terug, of vraag het iemand die deze persoon kent.
    """
    carry_out(_LINES, "reset", name)


def _day(moment: datetime | None) -> object:
    return moment.date() if moment else None
