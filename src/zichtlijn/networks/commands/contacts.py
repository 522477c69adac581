"""`zichtlijn networks from-contacts`: what a sensor reports, as observations of two people."""

from datetime import datetime
from pathlib import Path

import click

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.runs.choices import (
    DAY,
    INPUT_FILE,
    RunChoices,
    skip_option,
    takes_run_choices,
)
from zichtlijn.kernel.runs.failures import WrongUse
from zichtlijn.kernel.runs.run import Outcome, open_run
from zichtlijn.networks.sources.contact_lists import derive_spells, read_contacts
from zichtlijn.networks.sources.observations import form_observations

TABLE = "observations.csv"

EXAMPLE = """\b
Voorbeeld:
  zichtlijn networks from-contacts contacten.dat --gap-seconds 60 --start 2013-06-24 --out uit
"""


@click.command("from-contacts", epilog=EXAMPLE, options_metavar="[KEUZES]")
@reads_no_person
@click.argument("contacts", metavar="CONTACTEN", type=INPUT_FILE)
@click.option(
    "--gap-seconds",
    type=click.IntRange(min=0),
    default=60,
    show_default=True,
    metavar="SECONDEN",
    help="Een langere pauze begint een nieuwe waarneming; 0 maakt er een van elke rij.",
)
@click.option(
    "--start",
    type=DAY,
    metavar="DATUM",
    help="Dag (UTC) vanaf waar de seconden tellen; niet nodig bij Unix-tijd.",
)
@skip_option
@takes_run_choices
def observe_contacts(
    contacts: Path,
    *,
    choices: RunChoices,
    gap_seconds: int,
    start: datetime | None,
    skip_bad_rows: bool,
) -> None:
    """Maak waarnemingen van CONTACTEN: rijen `t i j` van een sensor.

    CONTACTEN heeft spaties, tabs of komma's tussen de velden en mag .gz of .zip zijn. Elke
    aaneengesloten tijd van contact tussen twee mensen wordt een waarneming.
    """
    with open_run("networks from-contacts", choices=choices, files=[TABLE]) as run:
        run.teller.tell("Contacten lezen", 0.0)
        found = read_contacts(contacts)
        if start is None and not found.is_unix_time:
            raise WrongUse("De tijden zijn geen Unix-tijd. Geef de begindag op met --start.")
        run.refuse_unless_skipped(found.rejected, skip_bad_rows=skip_bad_rows)
        if found.contacts.is_empty():
            raise UnreadableFile("Geen enkele rij van dit bestand is bruikbaar.")
        if start is not None and found.is_unix_time:
            run.teller.note("De tijden zijn Unix-tijd; --start telt niet mee.")
        begin = None if start is None or found.is_unix_time else start.date()
        spells = derive_spells(found.contacts, gap_seconds=gap_seconds, start=begin)
        people, observations = spells["person"].n_unique(), spells.height // 2
        outcome = Outcome(
            inputs=[found.file],
            parameters={
                "gap_seconds": gap_seconds,
                "start": begin.isoformat() if begin else None,
                "skip_bad_rows": skip_bad_rows,
            },
            figures={"persons": people, "observations": observations},
            rejected=found.rejected,
            tables={TABLE: form_observations(spells)},
        )
        run.finish(outcome, sentence=f"{observations} waarnemingen van {people} mensen.")
