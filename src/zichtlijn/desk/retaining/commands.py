"""`zichtlijn retention`: destroy on the day, keep something longer, prove what went."""

from datetime import datetime

import click

from zichtlijn.audit.declaring import reads, reads_no_person
from zichtlijn.desk.commanding.running import carry_out, follow

_DEEDS = "zichtlijn.desk.retaining.deeds"
_ROOM = click.argument("room", metavar="ONDERDEEL")
_RECORD = click.argument("record", metavar="RECORD")
_CODE = click.argument("code", metavar="CODE")
_BY = click.option("--by", required=True, metavar="ACCOUNT", help="Account van wie dit besluit.")
_REASON = click.option(
    "--reason", required=True, metavar="REDEN", help="Waarom; wordt verzegeld bewaard."
)
_UNTIL = click.option(
    "--until",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAG",
    help="Dag waarop het alsnog wordt vernietigd.",
)
_ON = click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAG",
    help="Kijk alsof het deze dag is; er wordt niets vernietigd.",
)


@click.group("retention", options_metavar="[KEUZES]", subcommand_metavar="OPDRACHT ...")
def retention() -> None:
    """Bewaartermijnen: vernietigen op de dag zelf, langer bewaren met twee, en het bewijs."""


@reads_no_person
@retention.command("run", options_metavar="[KEUZES]")
def run() -> None:
    """Vernietig wat zijn termijn voorbij is. Voor cron of systemd; twee keer is een keer."""
    follow(_DEEDS, "run")


@reads_no_person
@retention.command("due", options_metavar="[KEUZES]")
@_ON
def due(on: datetime | None) -> None:
    """Toon per onderdeel hoeveel zijn termijn voorbij is, en wat langer blijft."""
    follow(_DEEDS, "tell_due", on.date() if on else None)


@reads_no_person
@retention.command("extend", options_metavar="[KEUZES]")
@_ROOM
@_RECORD
@_UNTIL
@_REASON
@_BY
def extend(room: str, record: str, *, until: datetime, reason: str, by: str) -> None:
    """Vraag om RECORD van ONDERDEEL langer te bewaren. Een tweede persoon keurt het goed."""
    carry_out(_DEEDS, "extend", room, record, until.date(), reason, by)


@reads_no_person
@retention.command("confirm", options_metavar="[KEUZES]")
@_CODE
@_BY
def confirm(code: str, *, by: str) -> None:
    """Keur een verlenging goed, als tweede persoon."""
    carry_out(_DEEDS, "confirm", code, by)


@reads_no_person
@retention.command("hold", options_metavar="[KEUZES]")
@_ROOM
@_RECORD
@_UNTIL
@_REASON
@_BY
def hold(room: str, record: str, *, until: datetime, reason: str, by: str) -> None:
    """Houd de vernietiging van RECORD tegen, voor een procedure of iemands recht."""
    carry_out(_DEEDS, "hold", room, record, until.date(), reason, by)


@reads_no_person
@retention.command("lift", options_metavar="[KEUZES]")
@_CODE
@_BY
def lift(code: str, *, by: str) -> None:
    """Houd de vernietiging niet langer tegen."""
    carry_out(_DEEDS, "lift", code, by)


@reads_no_person
@retention.command("stop", options_metavar="[KEUZES]")
@_ROOM
@_REASON
@_BY
@click.option("--second", required=True, metavar="ACCOUNT", help="Account van de tweede persoon.")
def stop(room: str, *, reason: str, by: str, second: str) -> None:
    """Stop ONDERDEEL: vernietig wat het over mensen heeft en sluit de pagina's.

    Dit is niet terug te draaien.
    """
    follow(_DEEDS, "stop", room, reason, by, second)


@reads("destruction_record", "show")
@retention.command("proof", options_metavar="[KEUZES]")
@click.option("--json", "as_json", is_flag=True, help="Het bewijs als JSON.")
def proof(*, as_json: bool) -> None:
    """Toon wat er vernietigd is; eindigt met 1 als er iets niet klopt of te laat is."""
    follow(_DEEDS, "tell_proof_as_json" if as_json else "tell_proof")
