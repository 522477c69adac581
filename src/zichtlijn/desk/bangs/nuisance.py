"""`zichtlijn fireworks reports`: residents' reports from a file, beside the bangs."""

from pathlib import Path

import click

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.desk.commanding.running import carry_out
from zichtlijn.kernel.runs.choices import HOME_TIMEZONE, INPUT_FILE, timezone_option

_EXAMPLE = """\b
Voorbeeld:
  zichtlijn fireworks reports meldingen.csv
"""


@click.command("reports", epilog=_EXAMPLE, options_metavar="[KEUZES]")
@click.argument("file", metavar="BESTAND", type=INPUT_FILE)
@timezone_option
@reads_no_person
def read_reports(file: Path, *, timezone: str | None) -> None:
    """Lees meldingen van inwoners in uit BESTAND, met de kolommen t, x, y en kind.

    Mag erbij: within_min, de speling van de tijd in minuten. Een bestand met een andere kolom
    wordt geweigerd: namen, adressen en verhalen horen hier niet. De plek wordt een vak van 50
    meter. Hetzelfde bestand nog eens inlezen verandert niets.
    """
    zone = timezone or HOME_TIMEZONE
    carry_out("zichtlijn.desk.bangs.nuisance_deeds", "import_file", file, timezone=zone)
