"""`zichtlijn networks convert`: observations, edge lists, GraphML and GEXF into each other."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import click
import polars as pl

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.kernel.files.folders import write_whole_file
from zichtlijn.kernel.files.terms import InputFile
from zichtlijn.kernel.files.writing import Json, write_table
from zichtlijn.kernel.runs.choices import (
    DAY,
    INPUT_FILE,
    RunChoices,
    read_today,
    skip_option,
    takes_choices_without_folder,
    timezone_option,
)
from zichtlijn.kernel.runs.failures import WrongUse
from zichtlijn.kernel.runs.run import Outcome, Run, open_run
from zichtlijn.networks.sources.graph_files.conversion import (
    UNDATED_DAY,
    count_gatherings,
    derive_graph,
    derive_pair_observations,
)
from zichtlijn.networks.sources.graph_files.edge_lists import form_edge_list, read_edge_list
from zichtlijn.networks.sources.graph_files.edges import Graph
from zichtlijn.networks.sources.graph_files.gexf import read_gexf, write_gexf
from zichtlijn.networks.sources.graph_files.graphml import read_graphml, write_graphml
from zichtlijn.networks.sources.graph_files.kinds import (
    GraphForm,
    choose_form,
    explain_conversion,
    tell_form,
)
from zichtlijn.networks.sources.observations import form_observations, read_observations

EXAMPLE = """\b
Voorbeelden:
  zichtlijn networks convert waarnemingen.csv gephi.gexf
  zichtlijn networks convert verbindingen.csv waarnemingen.csv
"""

_GRAPH_READERS = {
    GraphForm.EDGES: read_edge_list,
    GraphForm.GRAPHML: read_graphml,
    GraphForm.GEXF: read_gexf,
}


@dataclass(frozen=True)
class _Reading:
    """How the file is to be read."""

    timezone: str | None
    first_day: date
    gathering_size: int


class _Content(NamedTuple):
    """What a file holds: PRESENCES, or a graph."""

    presences: pl.DataFrame | None
    graph: Graph | None
    rejected: pl.DataFrame
    file: InputFile


@click.command("convert", epilog=EXAMPLE, options_metavar="[KEUZES]")
@reads_no_person
@click.argument("origin", metavar="IN", type=INPUT_FILE)
@click.argument("target", metavar="UIT", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "form_name",
    type=click.Choice([str(form) for form in GraphForm]),
    help="Wat UIT wordt; anders volgt dat uit het einde van de naam.",
)
@click.option(
    "--date",
    "undated_on",
    type=DAY,
    metavar="DATUM",
    help=f"Dag van verbindingen zonder tijd; anders {UNDATED_DAY}.",
)
@click.option(
    "--gathering-size",
    type=click.IntRange(min=2),
    default=30,
    show_default=True,
    metavar="AANTAL",
    help="Waarnemingen van meer mensen geven geen verbindingen.",
)
@timezone_option
@skip_option
@takes_choices_without_folder
def convert_file(
    origin: Path,
    target: Path,
    *,
    choices: RunChoices,
    form_name: str | None,
    undated_on: datetime | None,
    gathering_size: int,
    timezone: str | None,
    skip_bad_rows: bool,
) -> None:
    """Zet IN om in UIT: waarnemingen, lijst van verbindingen, GraphML of GEXF.

    Een lijst van verbindingen heeft source en target, en mag weight en time hebben. Zo leest
    Gephi of igraph hetzelfde als Zichtlijn.
    """
    with open_run("networks convert", choices=choices) as run:
        if target.exists() and not choices.force:
            raise WrongUse("UIT bestaat al. Kies een andere naam, of ga door met --force.")
        form = tell_form(origin)
        wanted = GraphForm(form_name) if form_name else choose_form(target, origin=form)
        if wanted is None:
            raise WrongUse("UIT eindigt op .csv, .csv.gz, .parquet, .graphml of .gexf.")
        day = undated_on.date() if undated_on else UNDATED_DAY
        reading = _Reading(timezone, day, gathering_size)
        content = _read(origin, form=form, reading=reading, run=run)
        run.refuse_unless_skipped(content.rejected, skip_bad_rows=skip_bad_rows)
        figures = _convert(content, target, wanted=wanted, reading=reading)
        meaning = explain_conversion(origin=form, target=wanted) + _tell_undated(figures, day)
        parameters: dict[str, Json] = {
            "from": str(form),
            "to": str(wanted),
            "date": day.isoformat(),
            "gathering_size": gathering_size,
            "timezone": timezone,
            "skip_bad_rows": skip_bad_rows,
        }
        figures["meaning"] = [*meaning]
        outcome = Outcome([content.file], parameters, figures, content.rejected)
        run.finish(outcome, sentence="\n".join(["Omgezet.", *meaning]))


def _tell_undated(figures: dict[str, Json], day: date) -> tuple[str, ...]:
    """Return the sentence that owns up to a day which no file gave."""
    number = figures.get("undated")
    return (f"Verbindingen zonder tijd: {number}. Zij kregen de dag {day}.",) if number else ()


def _read(origin: Path, *, form: GraphForm, reading: _Reading, run: Run) -> _Content:
    today = read_today(reading.timezone)
    if form is GraphForm.OBSERVATIONS:
        delivery = read_observations(
            origin, today=today, timezone=reading.timezone, progress=run.teller.tell
        )
        return _Content(delivery.presences, None, delivery.rejected, delivery.file)
    run.teller.tell("Verbindingen lezen", 0.0)
    found = _GRAPH_READERS[form](
        origin, today=today, timezone=reading.timezone, first_day=reading.first_day
    )
    return _Content(None, found.graph, found.rejected, found.file)


def _convert(
    content: _Content, target: Path, *, wanted: GraphForm, reading: _Reading
) -> dict[str, Json]:
    """Write the target whole and return its figures."""
    if wanted is GraphForm.OBSERVATIONS:
        return _write_observations(content, target, reading)
    graph, gatherings = content.graph, 0
    if content.presences is not None:
        size = reading.gathering_size
        graph = derive_graph(content.presences, gathering_size=size)
        gatherings = count_gatherings(content.presences, gathering_size=size)
    if graph is None:
        raise WrongUse("In dit bestand staat niets om om te zetten.")
    with write_whole_file(target) as place:
        if wanted is GraphForm.EDGES:
            write_table(form_edge_list(graph), place)
        elif wanted is GraphForm.GRAPHML:
            write_graphml(graph, place)
        else:
            write_gexf(graph, place)
    return {
        "persons": graph.people.len(),
        "edges": graph.edges.height,
        "pairs": _count_pairs(graph),
        "gatherings": gatherings,
    }


def _write_observations(content: _Content, target: Path, reading: _Reading) -> dict[str, Json]:
    presences, undated = content.presences, 0
    if content.graph is not None:
        presences = derive_pair_observations(content.graph, undated_on=reading.first_day)
        undated = content.graph.edges["at"].null_count()
    if presences is None:
        raise WrongUse("In dit bestand staat niets om om te zetten.")
    with write_whole_file(target) as place:
        write_table(form_observations(presences), place)
    return {
        "persons": presences["person"].n_unique(),
        "observations": presences["observation_id"].n_unique(),
        "undated": undated,
    }


def _count_pairs(graph: Graph) -> int:
    ends = graph.edges.select(
        pl.min_horizontal("source", "target").alias("a"),
        pl.max_horizontal("source", "target").alias("b"),
    )
    return ends.n_unique() if ends.height else 0
