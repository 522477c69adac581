"""`zichtlijn backup` and `zichtlijn restore`: a copy that opens again, and putting it back."""

from importlib import import_module
from pathlib import Path

import click

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.desk.starting import serving

_FILE = click.Path(dir_okay=False, path_type=Path)
_GIVEN = click.Path(exists=True, dir_okay=False, path_type=Path)
_PASSPHRASE = click.option(
    "--passphrase-file", type=_GIVEN, metavar="BESTAND", help="De wachtzin, op de eerste regel."
)


@reads_no_person
@click.command("backup", options_metavar="[KEUZES]")
@click.argument("file", metavar="BESTAND", type=_FILE)
@_PASSPHRASE
@click.option(
    "--public-key", type=_GIVEN, metavar="BESTAND", help="Openbare sleutel (X25519, PEM)."
)
def backup(file: Path, *, passphrase_file: Path | None, public_key: Path | None) -> None:
    """Maak een reservekopie in BESTAND, terwijl Zichtlijn doorgaat.

    De sleutels komen apart in BESTAND.keys. Bewaar dat ergens anders, en niet langer dan 35 dagen.
    Zonder keuze vraagt de opdracht om een wachtzin.
    """
    if passphrase_file and public_key:
        raise click.UsageError("Kies een wachtzin of een openbare sleutel, niet beide.")
    words = "" if public_key else _read_words(passphrase_file, twice=True)
    _ready()
    for line in import_module("zichtlijn.desk.backup.deeds").make(file, words, public_key):
        click.echo(line)


@reads_no_person
@click.command("restore", options_metavar="[KEUZES]")
@click.argument("file", metavar="BESTAND", type=_GIVEN)
@click.option("--keys", "keys_file", type=_GIVEN, metavar="BESTAND", help="Het bestand .keys.")
@_PASSPHRASE
@click.option("--private-key", type=_GIVEN, metavar="BESTAND", help="Privésleutel (X25519, PEM).")
def restore(
    file: Path,
    *,
    keys_file: Path | None,
    passphrase_file: Path | None,
    private_key: Path | None,
) -> None:
    """Zet de reservekopie in BESTAND terug. Stop Zichtlijn eerst.

    Wat sinds de kopie vernietigd is, wordt opnieuw vernietigd voordat iemand het kan zien.
    """
    if passphrase_file and private_key:
        raise click.UsageError("Kies een wachtzin of een privésleutel, niet beide.")
    words = "" if private_key else _read_words(passphrase_file, twice=False)
    serving.make_django_ready()
    deeds = import_module("zichtlijn.desk.backup.deeds")
    for line in deeds.restore(file, keys_file, words, private_key):
        click.echo(line)


def _read_words(file: Path | None, *, twice: bool) -> str:
    if file is None:
        asked: str = click.prompt("Wachtzin", hide_input=True, confirmation_prompt=twice)
        return asked
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return lines[0] if lines else ""


def _ready() -> None:
    try:
        serving.make_django_ready()
        serving.prepare_database()
    except serving.NotReady as problem:
        raise click.ClickException(str(problem)) from problem
