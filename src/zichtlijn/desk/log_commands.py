"""`zichtlijn log ...`: sign, verify and export the log."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from zichtlijn.audit.declaring import reads, reads_no_person
from zichtlijn.desk.starting import serving
from zichtlijn.kernel.files.folders import check_can_write_folder, write_whole_folder
from zichtlijn.kernel.runs.choices import force_option, out_option
from zichtlijn.kernel.runs.failures import BROKEN_INPUT
from zichtlijn.privacy.terms.asking import Reason

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("log", options_metavar="[KEUZES]", subcommand_metavar="OPDRACHT ...")
def log() -> None:
    """Onderteken het logboek, kijk het na of haal het als bestanden op."""


@log.command("checkpoint", options_metavar="[KEUZES]")
@reads_no_person
def sign_log() -> None:
    """Onderteken de nieuwste regel van het logboek; laat dit elk kwartier doen.

    Het controlepunt komt in de map ZICHTLIJN_CHECKPOINTS. Is er sinds het vorige niets bijgekomen,
    dan gebeurt er niets.
    """
    click.echo(_ask_own_log(lambda own: own.sign_own_log()))


@log.command("verify", options_metavar="[KEUZES]")
@reads_no_person
@click.argument("file", metavar="[LOGBOEK]", type=_FILE, required=False)
@click.option("--checkpoints", type=_FILE, metavar="BESTAND", help="De controlepunten.")
@click.option("--public-key", type=_FILE, metavar="BESTAND", help="De openbare sleutel erbij.")
def verify_log(file: Path | None, checkpoints: Path | None, public_key: Path | None) -> None:
    """Kijk na of het logboek klopt; eindigt met 3 en de eerste foute regel als het niet klopt.

    LOGBOEK is een database of log.csv uit de uitvoer. Zonder LOGBOEK kijkt de opdracht het
    logboek van deze installatie na, en zet dat in het logboek.
    """
    if file is None:
        said = _ask_own_log(lambda own: own.verify_own_log())
    else:
        given = {"checkpoints": checkpoints, "public_key": public_key}
        said = _ask_own_log(lambda own: own.verify_file(file, **given))
    click.echo(said.sentence)
    raise SystemExit(0 if said.holds else BROKEN_INPUT)


@log.command("export", options_metavar="[KEUZES]")
@reads("read_log", "export")
@out_option
@force_option
@click.option("--by", default="", metavar="ACCOUNT", help="Account van de functionaris (FG).")
@click.option("--second", default="", metavar="ACCOUNT", help="Tweede persoon, met een andere rol.")
@click.option("--reason", type=click.Choice([word.value for word in Reason]), metavar="REDEN",
              help="Reden uit de vaste lijst, zoals oversee of report.")  # fmt: skip
def export_log(out: Path, *, force: bool, by: str, second: str, reason: str | None) -> None:
    """Haal het logboek op als bestanden voor een auditor, met het programma dat ze nakijkt.

    In de map komen log.csv, log_subjects.csv, de controlepunten, verify_log.py en
    processing_log.jsonl: het Logboek Dataverwerkingen als OTLP, zonder gebruikers. Zodra er
    accounts zijn, gaat het logboek alleen mee met --by, --second en --reason (regel R16).
    """
    check_can_write_folder(out, force=force)
    asked = (by, second, reason or "")
    with write_whole_folder(out) as folder:
        click.echo(_ask_own_log(lambda own: own.export_own_log(folder, asked)))


def _ask_own_log(question: Callable[[Any], Any]) -> Any:
    """Ask something of this installation's log; what stands in the way becomes a sentence."""
    try:
        serving.make_django_ready()
        # models can be imported only once Django is ready
        own_log = import_module("zichtlijn.desk.starting.own_log")
        refusing = import_module("zichtlijn.desk.commanding.refusing")
        with own_log.speak_in_sentences(), refusing.at_the_door():
            return question(own_log)
    except serving.NotReady as problem:
        raise click.ClickException(str(problem)) from problem
