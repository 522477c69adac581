"""`zichtlijn fireworks locate`: receivers and picks in, bangs with their ellipses out."""

from dataclasses import asdict
from pathlib import Path

import click
import polars as pl

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.fireworks.analysis.locating import locate
from zichtlijn.fireworks.commands.choosing import AutoNumber
from zichtlijn.fireworks.sources.moments import Clock, write_moments
from zichtlijn.fireworks.sources.picks import PickList, read_picks
from zichtlijn.fireworks.sources.receivers import ReceiverList, read_receivers
from zichtlijn.fireworks.terms import Figures, Listening, Located, WrongData
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.writing import Json
from zichtlijn.kernel.runs.choices import (
    INPUT_FILE,
    RunChoices,
    skip_option,
    takes_run_choices,
    timezone_option,
)
from zichtlijn.kernel.runs.failures import WrongUse
from zichtlijn.kernel.runs.run import Outcome, Run, open_run

TABLES = ("events.csv", "calibration.csv", "receivers.csv", "assignments.csv")
DIGITS = {
    "x": 2,
    "y": 2,
    "sd_major_m": 2,
    "sd_minor_m": 2,
    "angle_deg": 1,
    "score": 2,
    "level_db_10m": 1,
    "residual_ms": 3,
    "mean_residual_ms": 3,
    "sound_speed": 2,
    "wind_x": 2,
    "wind_y": 2,
}

EXAMPLE = """\b
Voorbeeld:
  zichtlijn fireworks locate --receivers ontvangers.csv --picks tijden.csv --out uitkomst
"""


@click.command("locate", epilog=EXAMPLE, options_metavar="[KEUZES]")
@reads_no_person
@click.option(
    "--receivers",
    "receivers_path",
    required=True,
    type=INPUT_FILE,
    metavar="BESTAND",
    help="Ontvangers: receiver, x, y, z in meters.",
)
@click.option(
    "--picks",
    "picks_path",
    required=True,
    type=INPUT_FILE,
    metavar="BESTAND",
    help="Aankomsttijden: receiver, t en eventueel level_db, snr_db, clock_ms.",
)
@click.option(
    "--sigma-ms",
    type=click.FloatRange(0.1, 50),
    default=6.0,
    show_default=True,
    metavar="MS",
    help="Ruis van een aankomsttijd, waarmee wordt begonnen.",
)
@click.option(
    "--audible-m",
    type=click.FloatRange(100, 5000),
    default=800.0,
    show_default=True,
    metavar="METER",
    help="Zo ver is een knal te horen.",
)
@click.option(
    "--temperature-c",
    type=click.FloatRange(-40, 50),
    metavar="GRADEN",
    help="Anders afgeleid, te beginnen bij 10.",
)
@click.option(
    "--wind-x", type=click.FloatRange(-40, 40), metavar="M/S", help="Wind in de richting van x."
)
@click.option(
    "--wind-y", type=click.FloatRange(-40, 40), metavar="M/S", help="Wind in de richting van y."
)
@click.option(
    "--calibrate/--no-calibrate",
    default=True,
    show_default=True,
    help="Leid geluidssnelheid, wind en klokken af uit zestig goede knallen.",
)
@click.option(
    "--min-receivers",
    type=AutoNumber(click.IntRange(min=4)),
    default="auto",
    show_default=True,
    help="Zoveel ontvangers moeten een knal melden.",
)
@click.option(
    "--min-score",
    type=AutoNumber(click.FLOAT),
    default="auto",
    show_default=True,
    help="Zo zeker moet een knal zijn; ln van hoeveel beter dan toeval.",
)
@timezone_option
@skip_option
@takes_run_choices
def locate_bangs(
    receivers_path: Path,
    picks_path: Path,
    *,
    choices: RunChoices,
    timezone: str | None,
    skip_bad_rows: bool,
    min_receivers: float | None,
    **options: float | bool | None,
) -> None:
    """Bepaal uit aankomsttijden waar en wanneer het knalde, en hoe zeker dat is.

    Van elke knal staat er een ellips bij. Geluid wordt nooit gelezen, alleen tijden en niveaus.
    """
    least = None if min_receivers is None else int(min_receivers)
    listening = Listening(min_receivers=least, **options)  # type: ignore[arg-type]  # click has checked each of them
    with open_run("fireworks locate", choices=choices, files=TABLES) as run:
        receivers = read_receivers(receivers_path)
        _look_over(run, receivers, skip_bad_rows=skip_bad_rows)
        names = receivers.receivers["receiver"].to_list()
        picks = read_picks(picks_path, receivers=names, timezone=timezone, progress=run.teller.tell)
        _look_over(run, picks, skip_bad_rows=skip_bad_rows)
        if picks.picks.is_empty():
            raise UnreadableFile("Geen enkele rij van dit bestand is bruikbaar.")
        try:
            located = locate(
                receivers.receivers, picks.picks, listening=listening, progress=run.teller.tell
            )
        except WrongData as problem:
            raise WrongUse(str(problem)) from problem
        parameters = _list_parameters(listening, timezone=timezone, skip_bad_rows=skip_bad_rows)
        outcome = Outcome(
            inputs=[receivers.file, picks.file],
            parameters=parameters,
            figures=_list_figures(located.figures),
            rejected=pl.concat([receivers.rejected, picks.rejected]),
            tables=_write_tables(located, clock=picks.clock),
        )
        run.finish(outcome, sentence=_say_outcome(located.figures))


def _look_over(run: Run, read: ReceiverList | PickList, *, skip_bad_rows: bool) -> None:
    if read.ignored_columns:
        run.teller.note("Niet gelezen kolommen: " + ", ".join(read.ignored_columns) + ".")
    run.refuse_unless_skipped(read.rejected, skip_bad_rows=skip_bad_rows)


def _list_parameters(
    listening: Listening, *, timezone: str | None, skip_bad_rows: bool
) -> dict[str, Json]:
    given = asdict(listening)
    for rule in ("min_receivers", "min_score"):
        given[rule] = "auto" if given[rule] is None else given[rule]
    return given | {"timezone": timezone, "skip_bad_rows": skip_bad_rows}


def _list_figures(figures: Figures) -> dict[str, Json]:
    rounded = {
        name: round(value, 3) if isinstance(value, float) else value
        for name, value in asdict(figures).items()
    }
    return {**rounded, "picks": figures.picks}


def _write_tables(located: Located, *, clock: Clock) -> dict[str, pl.DataFrame]:
    """Return the tables as contracts.md has them."""
    events = _date(located.events, "at_us", "t", clock=clock).select(
        "event", "t", "x", "y", "sd_major_m", "sd_minor_m", "angle_deg", "receivers", "score",
        "level_db_10m", "ghost",
    )  # fmt: skip
    calibrations = _date(located.calibrations, "from_us", "from", clock=clock)
    calibrations = _date(calibrations, "to_us", "to", clock=clock).select(
        "from", "to", "sound_speed", "wind_x", "wind_y", "events"
    )
    receivers = located.receivers.select(
        "receiver", "picks", "matched", "mean_residual_ms", "health"
    )
    assignments = _date(located.assignments, "at_us", "t", clock=clock).select(
        "event", "receiver", "t", "residual_ms"
    )
    frames = (events, calibrations, receivers, assignments)
    return {name: _round(frame) for name, frame in zip(TABLES, frames, strict=True)}


def _date(frame: pl.DataFrame, column: str, name: str, *, clock: Clock) -> pl.DataFrame:
    return frame.with_columns(write_moments(frame, column=column, clock=clock).alias(name))


def _round(frame: pl.DataFrame) -> pl.DataFrame:
    """Round to what is meant; the plus takes the sign off a zero."""
    return frame.with_columns(
        pl.col(column).round(DIGITS[column]) + 0.0 for column in frame.columns if column in DIGITS
    )


def _say_outcome(figures: Figures) -> str:
    """Return in one sentence what was found."""
    if not figures.events:
        return "Geen knal gevonden die genoeg ontvangers samen meldden."
    words = f"{figures.events} knallen gevonden uit {figures.picks} aankomsttijden"
    return f"{words}; {figures.ghosts} kunnen een echo zijn."
