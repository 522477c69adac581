"""`zichtlijn privacy watch` and `audit-package`: what the data protection officer has done."""

from datetime import datetime
from pathlib import Path

import click

from zichtlijn.audit.declaring import reads, reads_no_person
from zichtlijn.desk.commanding.running import carry_out, follow
from zichtlijn.privacy.terms.asking import Reason
from zichtlijn.privacy.terms.oversight import Period

_DEEDS = "zichtlijn.desk.ruling.overseeing"
_FILE = click.argument(
    "file", metavar="LIJST", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
_BY = click.option(
    "--by", required=True, metavar="ACCOUNT", help="Account van de functionaris (FG)."
)
_SECOND = click.option(
    "--second", required=True, metavar="ACCOUNT", help="Tweede persoon, met een andere rol."
)
_REASON = click.option(
    "--reason", required=True, metavar="REDEN", help="Waarom; wordt verzegeld bewaard."
)
_REASONS = click.Choice([word.value for word in Reason])
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group("watch", options_metavar="[KEUZES]", subcommand_metavar="OPDRACHT ...")
def watch() -> None:
    """Eigen straat, collega's en bekende personen: wie daarnaar kijkt, komt op het bureau."""


@watch.command("add", options_metavar="[KEUZES]")
@_FILE
@_REASON
@_BY
@_SECOND
@reads_no_person
def add(file: Path, *, reason: str, by: str, second: str) -> None:
    """Voeg de kenmerken van LIJST toe, met twee mensen; de namen worden niet bewaard.

    LIJST is CSV met category, account, name en address. category is own_name, own_street,
    colleague of celebrity; account hoort bij de eerste twee.
    """
    carry_out(_DEEDS, "add", file, reason, by, second)


@watch.command("list", options_metavar="[KEUZES]")
@reads_no_person
def list_all() -> None:
    """Toon welke kenmerken er zijn, zonder namen."""
    carry_out(_DEEDS, "list_all")


@watch.command("remove", options_metavar="[KEUZES]")
@click.argument("code", metavar="CODE")
@_REASON
@_BY
@_SECOND
@reads_no_person
def remove(code: str, *, reason: str, by: str, second: str) -> None:
    """Verwijder het kenmerk CODE, met twee mensen."""
    carry_out(_DEEDS, "remove", code, reason, by, second)


@click.command("audit-package", options_metavar="[KEUZES]")
@click.option("--from", "since", type=_DAY, required=True, metavar="DAG", help="Eerste dag.")
@click.option("--until", type=_DAY, required=True, metavar="DAG", help="Laatste dag.")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="MAP_OF_ZIP",
              help="Map, of een bestand dat op .zip eindigt.")  # fmt: skip
@click.option("--reason", type=_REASONS, required=True, metavar="REDEN",
              help="Reden uit de vaste lijst, zoals oversee of report.")  # fmt: skip
@_BY
@_SECOND
@reads("read_log", "export")
def audit_package(
    since: datetime, until: datetime, *, out: Path, reason: str, by: str, second: str
) -> None:
    """Maak het auditpakket voor de Wpg (artikel 33) over een periode, met twee mensen."""
    follow(_DEEDS, "write_package", Period(since.date(), until.date()), out, reason, by, second)
