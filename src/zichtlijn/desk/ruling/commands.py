"""`zichtlijn privacy`: what tests rules and texts on plain files, and what asks the database."""

from datetime import datetime
from pathlib import Path

import click

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.desk.commanding.running import carry_out
from zichtlijn.kernel.runs.groups import LazyGroup, Place
from zichtlijn.privacy.commands import PLACES
from zichtlijn.privacy.terms.access import CLOSED

_HERE = "zichtlijn.desk.ruling.commands"
_DEEDS = "zichtlijn.desk.ruling.deeds"
_OVERSIGHT = "zichtlijn.desk.ruling.oversight_commands"
_BY = click.option("--by", required=True, metavar="ACCOUNT", help="Account van wie dit doet.")
_REASON = click.option(
    "--reason", required=True, metavar="REDEN", help="Waarom; wordt verzegeld bewaard."
)
_FILE = click.argument("file", metavar="TABEL", type=click.Path(path_type=Path))
_CODE = click.argument("code", metavar="CODE")

privacy = LazyGroup(
    "privacy",
    summary="Wie mag wat met welke gegevens, en wat hoort niet in een tekst.",
    places={
        **PLACES,
        "rules": Place(_HERE, "rules", "De regeltabel lezen, toetsen en veranderen."),
        "tables": Place(_HERE, "tables", "Groepen en casussen, en wie er aan tafel zit."),
        "watch": Place(_OVERSIGHT, "watch", "Kenmerken van bekenden, zonder namen."),
        "audit-package": Place(_OVERSIGHT, "audit_package", "Het auditpakket voor de Wpg."),
    },
)


@click.group("rules", options_metavar="[KEUZES]", subcommand_metavar="OPDRACHT ...")
def rules() -> None:
    """De regeltabel: lezen, toetsen, en met twee mensen veranderen."""


@rules.command("show", options_metavar="[KEUZES]")
@reads_no_person
def show() -> None:
    """Toon de regels die nu gelden, als CSV die te veranderen is."""
    carry_out(_DEEDS, "show")


@rules.command("check", options_metavar="[KEUZES]")
@_FILE
@reads_no_person
def check(file: Path) -> None:
    """Toets TABEL op dezelfde eisen als een voorstel; er wordt niets bewaard."""
    carry_out(_DEEDS, "check", file)


@rules.command("propose", options_metavar="[KEUZES]")
@_FILE
@click.option(
    "--sentences",
    type=click.Path(path_type=Path),
    metavar="ZINNEN",
    help="Zinnen voor de gebruiker (rule, sentence), als er een regel bij komt.",
)
@_REASON
@_BY
@reads_no_person
def propose(file: Path, *, sentences: Path | None, reason: str, by: str) -> None:
    """Stel TABEL voor. Iemand met een andere rol moet het bevestigen."""
    carry_out(_DEEDS, "propose", file, sentences, reason, by)


@rules.command("confirm", options_metavar="[KEUZES]")
@_CODE
@_BY
@reads_no_person
def confirm(code: str, *, by: str) -> None:
    """Bevestig het voorstel CODE, als tweede persoon; het geldt meteen."""
    carry_out(_DEEDS, "confirm", code, by)


@click.group("tables", options_metavar="[KEUZES]", subcommand_metavar="OPDRACHT ...")
def tables() -> None:
    """Groepen en casussen: de tafels waaraan over mensen wordt gesproken."""


@tables.command("list", options_metavar="[KEUZES]")
@reads_no_person
def list_all() -> None:
    """Toon de tafels met hun doel, stap, einde en leden."""
    carry_out(_DEEDS, "list_tables")


@tables.command("make", options_metavar="[KEUZES]")
@click.argument("title", metavar="PLEK")
@click.option("--kind", type=click.Choice(["group", "case", "signal"]), default="group",
              metavar="SOORT", help="Groep, casus of signaal; zonder keuze een groep.")  # fmt: skip
@click.option("--purpose", type=click.Choice(CLOSED["purpose"]), required=True, metavar="DOEL",
              help="Doel uit de regeltabel.")  # fmt: skip
@click.option("--gate", type=click.Choice(CLOSED["gate"]), default="step_1", metavar="STAP",
              help="Eerste stap; zonder keuze stap 1.")  # fmt: skip
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, metavar="DAG",
              help="Laatste dag van de tafel.")  # fmt: skip
@click.option("--covenant", default="", metavar="CONVENANT", help="Afspraak waaronder dit valt.")
@_BY
@reads_no_person
def make(
    title: str, *, kind: str, purpose: str, gate: str, until: datetime, covenant: str, by: str
) -> None:
    """Maak een tafel met de naam van een PLEK, nooit van een mens."""
    chosen = {"kind": kind, "purpose": purpose, "gate": gate, "covenant": covenant}
    carry_out(_DEEDS, "make_table", title, by, **chosen, until=until.date())


@tables.command("seat", options_metavar="[KEUZES]")
@_CODE
@click.argument("account", metavar="ACCOUNT")
@click.option("--role", type=click.Choice(CLOSED["role"]), required=True, metavar="ROL",
              help="In welke rol dit account aan tafel zit.")  # fmt: skip
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, metavar="DAG",
              help="Laatste dag van de plaats, hooguit over twaalf maanden.")  # fmt: skip
@_BY
@reads_no_person
def seat(code: str, account: str, *, role: str, until: datetime, by: str) -> None:
    """Geef ACCOUNT een plaats aan tafel CODE."""
    carry_out(_DEEDS, "seat", code, account, role, until.date(), by)


@tables.command("leave", options_metavar="[KEUZES]")
@_CODE
@click.argument("account", metavar="ACCOUNT")
@_BY
@reads_no_person
def leave(code: str, account: str, *, by: str) -> None:
    """Neem de plaats van ACCOUNT aan tafel CODE terug; het geldt bij het volgende verzoek."""
    carry_out(_DEEDS, "leave", code, account, by)


@tables.command("step", options_metavar="[KEUZES]")
@_CODE
@click.option("--to", "gate", type=click.Choice(CLOSED["gate"]), required=True, metavar="STAP",
              help="Naar welke stap.")  # fmt: skip
@_REASON
@_BY
@reads_no_person
def step(code: str, *, gate: str, reason: str, by: str) -> None:
    """Stel voor om tafel CODE naar een andere stap te brengen."""
    carry_out(_DEEDS, "propose_step", code, gate, reason, by)


@tables.command("confirm-step", options_metavar="[KEUZES]")
@_CODE
@_BY
@reads_no_person
def confirm_step(code: str, *, by: str) -> None:
    """Bevestig het voorstel CODE voor een andere stap, namens een andere organisatie."""
    carry_out(_DEEDS, "confirm_step", code, by)
