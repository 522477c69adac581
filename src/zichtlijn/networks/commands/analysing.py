"""`zichtlijn networks analyse`: observations in, ties, groups, life lines and signals out."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import click
import polars as pl

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.writing import Json
from zichtlijn.kernel.runs.choices import (
    DAY,
    INPUT_FILE,
    RunChoices,
    read_today,
    skip_option,
    takes_run_choices,
    timezone_option,
)
from zichtlijn.kernel.runs.failures import WrongUse
from zichtlijn.kernel.runs.run import Outcome, open_run
from zichtlijn.networks.analysis.study import analyse
from zichtlijn.networks.commands.figures import list_figures, say_outcome
from zichtlijn.networks.sources.observations import Delivery, read_observations
from zichtlijn.networks.terms import Analysis, AnalysisSettings, Method, NullModel, Step, WrongData

AUTO = "auto"
TABLES = ("ties.csv", "groups.csv", "group_windows.csv", "life_lines.csv", "signals.csv")

EXAMPLE = """\b
Voorbeeld:
  zichtlijn networks analyse waarnemingen.csv --out uitkomst --timezone Europe/Amsterdam
"""


@click.command("analyse", epilog=EXAMPLE, options_metavar="[KEUZES]")
@reads_no_person
@click.argument("observations", metavar="WAARNEMINGEN", type=INPUT_FILE)
@click.option(
    "--as-of", type=DAY, metavar="DATUM", help="Peildatum; anders de laatste dag in het bestand."
)
@click.option(
    "--half-life-days",
    type=click.FloatRange(min=0, min_open=True),
    default=90.0,
    show_default=True,
    metavar="DAGEN",
    help="Na zoveel dagen weegt een waarneming half.",
)
@click.option(
    "--step",
    type=click.Choice([str(step) for step in Step]),
    default=str(Step.MONTH),
    show_default=True,
    help="Lengte van een venster; all is een venster over alles.",
)
@click.option(
    "--method",
    type=click.Choice([str(method) for method in Method]),
    default=str(Method.AUTO),
    show_default=True,
    help="events voor waarnemingen, contacts voor dichte sensoren.",
)
@click.option(
    "--gathering-size",
    type=click.IntRange(min=2),
    default=30,
    show_default=True,
    metavar="AANTAL",
    help="Waarnemingen van meer mensen geven geen banden.",
)
@click.option(
    "--fdr",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.05,
    show_default=True,
    metavar="DEEL",
    help="Welk deel van de bevestigde banden toeval mag zijn.",
)
@click.option(
    "--null-model",
    type=click.Choice([AUTO, *(str(model) for model in NullModel)]),
    default=AUTO,
    show_default=True,
    help="Wat toeval is voor een band; auto kijkt binnen plek en maand als er plekken zijn.",
)
@click.option(
    "--bootstraps",
    type=click.IntRange(min=0),
    default=200,
    show_default=True,
    metavar="AANTAL",
    help="Herhalingen om te zien hoe vast een groep is.",
)
@timezone_option
@skip_option
@takes_run_choices
def analyse_observations(
    observations: Path,
    *,
    choices: RunChoices,
    as_of: datetime | None,
    timezone: str | None,
    skip_bad_rows: bool,
    **options: str | float,
) -> None:
    """Leid banden, groepen en hun veranderingen af uit WAARNEMINGEN.

    WAARNEMINGEN is CSV, .csv.gz of .parquet met een rij per persoon per waarneming: minstens
    observation_id, observed_at en person (een pseudoniem). Namen worden geweigerd.
    """
    with open_run("networks analyse", choices=choices, files=TABLES) as run:
        today = read_today(timezone)
        if as_of and as_of.date() > today:
            raise WrongUse("De dag van --as-of ligt in de toekomst; dan is er nog niets gezien.")
        delivery = read_observations(
            observations,
            today=today,
            timezone=timezone,
            progress=run.teller.tell,
        )
        if delivery.ignored_columns:
            run.teller.note("Niet gelezen kolommen: " + ", ".join(delivery.ignored_columns) + ".")
        run.refuse_unless_skipped(delivery.rejected, skip_bad_rows=skip_bad_rows)
        settings = _settle(options, as_of=as_of, seed=choices.seed, presences=delivery.presences)
        try:
            analysis = analyse(
                delivery.presences,
                settings=settings,
                null_model=_read_null_model(str(options["null_model"])),
                progress=run.teller.tell,
            )
        except WrongData as problem:
            raise WrongUse(f"De analyse kan niet: {problem}.") from problem
        parameters = _list_parameters(settings, timezone=timezone, skip_bad_rows=skip_bad_rows)
        run.finish(_gather(analysis, delivery, parameters), sentence=say_outcome(analysis.figures))


def _settle(
    options: Mapping[str, str | float],
    *,
    as_of: datetime | None,
    seed: int,
    presences: pl.DataFrame,
) -> AnalysisSettings:
    """Return the settings; the last day of the file stands in for an --as-of not given."""
    last = presences["observed_on"].max()
    if not isinstance(last, date):
        raise UnreadableFile("Geen enkele rij van dit bestand is bruikbaar.")
    return AnalysisSettings(
        as_of=as_of.date() if as_of else last,
        half_life_days=float(options["half_life_days"]),
        step=Step(str(options["step"])),
        method=Method(str(options["method"])),
        gathering_size=int(options["gathering_size"]),
        fdr=float(options["fdr"]),
        bootstraps=int(options["bootstraps"]),
        seed=seed,
    )


def _read_null_model(chosen: str) -> NullModel | None:
    return None if chosen == AUTO else NullModel(chosen)


def _list_parameters(
    settings: AnalysisSettings, *, timezone: str | None, skip_bad_rows: bool
) -> dict[str, Json]:
    return {
        "as_of": settings.as_of.isoformat(),
        "half_life_days": settings.half_life_days,
        "step": str(settings.step),
        "method": str(settings.method),
        "gathering_size": settings.gathering_size,
        "fdr": settings.fdr,
        "bootstraps": settings.bootstraps,
        "timezone": timezone,
        "skip_bad_rows": skip_bad_rows,
    }


def _gather(analysis: Analysis, delivery: Delivery, parameters: dict[str, Json]) -> Outcome:
    frames = (
        analysis.ties,
        analysis.groups,
        analysis.group_windows,
        analysis.life_lines,
        analysis.signals,
    )
    return Outcome(
        inputs=[delivery.file],
        parameters=parameters,
        figures=list_figures(analysis.figures) | {"columns_ignored": [*delivery.ignored_columns]},
        rejected=delivery.rejected,
        tables=dict(zip(TABLES, frames, strict=True)),
    )
