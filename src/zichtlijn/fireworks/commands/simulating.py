"""`zichtlijn fireworks simulate`: a night of which the truth is known."""

from typing import Any

import click
import numpy as np
import polars as pl

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.fireworks.analysis.simulation.night import Night, NightPlan, simulate
from zichtlijn.fireworks.sources.moments import Clock, write_moments
from zichtlijn.fireworks.terms import Noise, WrongData
from zichtlijn.kernel.runs.choices import RunChoices, takes_run_choices
from zichtlijn.kernel.runs.failures import WrongUse
from zichtlijn.kernel.runs.run import Outcome, open_run

TABLES = ("receivers.csv", "picks.csv", "truth.csv")

EXAMPLE = """\b
Voorbeeld:
  zichtlijn fireworks simulate --receivers 16 --rate 1000 --noise mid --minutes 10 --out nacht
"""


@click.command("simulate", epilog=EXAMPLE, options_metavar="[KEUZES]")
@reads_no_person
@click.option("--receivers", type=click.IntRange(1, 2000), required=True, metavar="AANTAL",
              help="Ontvangers in het gebied.")  # fmt: skip
@click.option("--rate", type=click.FloatRange(0, 1e6, min_open=True), required=True,
              metavar="PER_UUR", help="Knallen per uur.")  # fmt: skip
@click.option("--noise", type=click.Choice([str(noise) for noise in Noise]), default=str(Noise.MID),
              show_default=True, help="Hoe lastig de nacht is.")  # fmt: skip
@click.option("--minutes", type=click.FloatRange(0, 1440, min_open=True), default=10.0,
              show_default=True, metavar="MINUTEN", help="Duur.")  # fmt: skip
@click.option("--side-m", type=click.FloatRange(100, 50_000), default=1000.0, show_default=True,
              metavar="METER", help="Zijde van het vierkante gebied.")  # fmt: skip
@click.option("--wind-x", type=click.FloatRange(-30, 30), default=0.0, show_default=True,
              metavar="M/S", help="Wind in de richting van x.")  # fmt: skip
@click.option("--wind-y", type=click.FloatRange(-30, 30), default=0.0, show_default=True,
              metavar="M/S", help="Wind in de richting van y.")  # fmt: skip
@click.option("--temperature-c", type=click.FloatRange(-40, 50), default=10.0, show_default=True,
              metavar="GRADEN", help="Temperatuur.")  # fmt: skip
@click.option("--dead", type=click.IntRange(min=0), default=0, show_default=True, metavar="AANTAL",
              help="Ontvangers die niets melden.")  # fmt: skip
@click.option("--offset-sd-ms", type=click.FloatRange(0, 1000), default=0.0, show_default=True,
              metavar="MS", help="Hoeveel de klokken verschillen.")  # fmt: skip
@click.option("--blocked", type=click.FloatRange(0, 1), default=0.05, show_default=True,
              metavar="DEEL", help="Deel dat laat komt, om een hoek.")  # fmt: skip
@click.option("--facades", type=click.IntRange(0, 1000), default=0, show_default=True,
              metavar="AANTAL", help="Gevels die een knal voor velen weerkaatsen.")  # fmt: skip
@takes_run_choices
def simulate_night(
    *, choices: RunChoices, rate: float, noise: str, wind_x: float, wind_y: float, **options: Any
) -> None:
    """Boots een nacht na: ontvangers, wat zij melden, en waar het werkelijk knalde.

    De uitkomst past in `zichtlijn fireworks locate`; truth.csv is om het daarna mee te vergelijken.
    """
    plan = NightPlan(rate_per_hour=rate, noise=Noise(noise), wind=(wind_x, wind_y), **options)
    with open_run("fireworks simulate", choices=choices, files=TABLES) as run:
        run.teller.tell("nacht nabootsen", 0.0)
        try:
            night = simulate(plan, rng=np.random.default_rng(choices.seed))
        except WrongData as problem:
            raise WrongUse(str(problem)) from problem
        bangs, picks = night.truth.height, night.picks.height
        outcome = Outcome(
            inputs=[],
            parameters={
                "rate": rate, "noise": noise, "wind_x": wind_x, "wind_y": wind_y, **options,
            },
            figures={"receivers": night.receivers.height, "bangs": bangs, "picks": picks},
            tables=dict(zip(TABLES, _write(night), strict=True)),
        )  # fmt: skip
        run.finish(outcome, sentence=f"{bangs} knallen, {picks} aankomsttijden.")


def _write(night: Night) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    moments = write_moments(night.picks, column="at_us", clock=Clock.SECONDS)
    picks = night.picks.select("receiver", moments.alias("t"), "level_db", "snr_db", "clock_ms")
    true = write_moments(night.truth, column="at_us", clock=Clock.SECONDS)
    truth = night.truth.select("bang", true.alias("t"), pl.col("x", "y").round(2), "level_db_10m")
    return night.receivers, picks, truth
