"""`zichtlijn algorithms ...`: the cards as drafts for the Algoritmeregister."""

from pathlib import Path

import click

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.desk import environment
from zichtlijn.desk.algorithms.cards import read_cards, write_card
from zichtlijn.kernel.files.folders import check_can_write_folder, write_whole_folder
from zichtlijn.kernel.runs.choices import force_option, out_option


@click.group("algorithms", options_metavar="[KEUZES]", subcommand_metavar="OPDRACHT ...")
def algorithms() -> None:
    """De kaarten van de algoritmes, als ontwerp voor het Algoritmeregister."""


@algorithms.command("export", options_metavar="[KEUZES]")
@out_option
@force_option
@reads_no_person
def export_cards(out: Path, *, force: bool) -> None:
    """Schrijf van elk algoritme een kaart in JSON (publicatiestandaard 1.0) in een map.

    Publiceren blijft mensenwerk: vul contact, datum en impacttoetsen aan in het register zelf.
    """
    check_can_write_folder(out, force=force)
    cards = read_cards(organisation=environment.read_text(environment.ORGANISATION))
    with write_whole_folder(
        out, replaced=[f"{card.code}.algorithm.json" for card in cards]
    ) as folder:
        for card in cards:
            (folder / f"{card.code}.algorithm.json").write_bytes(write_card(card))
    click.echo(f"{len(cards)} kaarten geschreven in {out}")
