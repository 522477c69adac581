"""`zichtlijn privacy scan-text`: texts in, questions to the writer out."""

from collections import Counter
from pathlib import Path

import click
import polars as pl

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.kernel.runs.choices import INPUT_FILE, RunChoices, skip_option, takes_run_choices
from zichtlijn.kernel.runs.progress import Teller
from zichtlijn.kernel.runs.run import Outcome, open_run
from zichtlijn.privacy.reports import scan_text, suggest_instead
from zichtlijn.privacy.sources.texts import read_texts
from zichtlijn.privacy.terms.texts import Category

TABLE = "findings.csv"
TOLD_EACH = 2_000

SCHEMA = {
    "text_id": pl.String,
    "category": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "suggestion": pl.String,
}

EXAMPLE = """\b
Voorbeeld:
  zichtlijn privacy scan-text notities.csv --out uitkomst
"""


@click.command("scan-text", epilog=EXAMPLE, options_metavar="[KEUZES]")
@reads_no_person
@click.argument("texts", metavar="TEKSTEN", type=INPUT_FILE)
@skip_option
@takes_run_choices
def scan_texts(texts: Path, *, choices: RunChoices, skip_bad_rows: bool) -> None:
    """Zoek in TEKSTEN wat niet over iemand geschreven mag worden, zoals afkomst of gezondheid.

    TEKSTEN is CSV, .csv.gz of .parquet met text_id en text. De uitkomst is een vraag aan de
    schrijver: er wordt niets geblokkeerd, niets veranderd en niets van de tekst bewaard.
    """
    with open_run("privacy scan-text", choices=choices, files=[TABLE]) as run:
        delivery = read_texts(texts, progress=run.teller.tell)
        if delivery.ignored_columns:
            run.teller.note("Niet gelezen kolommen: " + ", ".join(delivery.ignored_columns) + ".")
        run.refuse_unless_skipped(delivery.rejected, skip_bad_rows=skip_bad_rows)
        findings = _scan(delivery.texts, teller=run.teller)
        counted = Counter(findings["category"])
        outcome = Outcome(
            inputs=[delivery.file],
            parameters={"skip_bad_rows": skip_bad_rows},
            figures={
                "texts": delivery.texts.height,
                "findings": {str(category): counted[str(category)] for category in Category},
            },
            rejected=delivery.rejected,
            tables={TABLE: findings},
        )
        told = f"{findings.height} vragen aan de schrijver in {delivery.texts.height} teksten."
        run.finish(outcome, sentence=told)


def _scan(texts: pl.DataFrame, *, teller: Teller) -> pl.DataFrame:
    rows: list[tuple[str, str, int, int, str]] = []
    for number, (text_id, text) in enumerate(texts.iter_rows()):
        if number % TOLD_EACH == 0:
            teller.tell("teksten lezen", number / texts.height)
        rows += [
            (text_id, str(found.category), found.start, found.end, suggest_instead(found))
            for found in scan_text(text)
        ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")
