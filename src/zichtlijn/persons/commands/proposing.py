"""`zichtlijn persons propose`: records in, proposals with their reasons out."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
import polars as pl

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.kernel.files.writing import Json
from zichtlijn.kernel.runs.choices import INPUT_FILE, RunChoices, skip_option, takes_run_choices
from zichtlijn.kernel.runs.run import Outcome, open_run
from zichtlijn.persons.analysis.proposing import (
    propose_same_persons,
    want_every_band,
    want_supported_bands,
)
from zichtlijn.persons.sources.given_names import read_given_names
from zichtlijn.persons.sources.records import read_records
from zichtlijn.persons.terms import PROPOSALS, Band, Proposal

TABLE = "proposals.csv"

EXAMPLE = """\b
Voorbeeld:
  zichtlijn persons propose personen.csv --out uitkomst
"""


@click.command("propose", epilog=EXAMPLE, options_metavar="[KEUZES]")
@reads_no_person
@click.argument("persons", metavar="PERSONEN", type=INPUT_FILE)
@click.option("--weak", is_flag=True, help="Noem ook zwakke voorstellen (possible).")
@skip_option
@takes_run_choices
def propose_persons(persons: Path, *, choices: RunChoices, weak: bool, skip_bad_rows: bool) -> None:
    """Stel voor welke rijen van PERSONEN over dezelfde persoon kunnen gaan, en waarom.

    PERSONEN is CSV, .csv.gz of .parquet met record_id, full_name, birth_date (jjjj-mm-dd of
    leeg) en eventueel municipality. Een voorstel beslist niets: samenvoegen doen twee mensen.
    """
    with open_run("persons propose", choices=choices, files=[TABLE]) as run:
        delivery = read_records(persons, progress=run.teller.tell)
        if delivery.ignored_columns:
            run.teller.note("Niet gelezen kolommen: " + ", ".join(delivery.ignored_columns) + ".")
        run.refuse_unless_skipped(delivery.rejected, skip_bad_rows=skip_bad_rows)
        proposals = propose_same_persons(
            delivery.records,
            given_names=read_given_names(),
            wants=want_every_band if weak else want_supported_bands,
            progress=run.teller.tell,
        )
        outcome = Outcome(
            inputs=[delivery.file],
            parameters={"weak": weak, "skip_bad_rows": skip_bad_rows},
            figures=_count(proposals, records=len(delivery.records)),
            rejected=delivery.rejected,
            tables={TABLE: _list_proposals(proposals)},
        )
        told = f"{len(proposals)} voorstellen over {len(delivery.records)} rijen. U beslist."
        run.finish(outcome, sentence=told)


def _list_proposals(proposals: Sequence[Proposal]) -> pl.DataFrame:
    rows = [
        (one.record_a, one.record_b, str(one.band), "; ".join(one.reasons)) for one in proposals
    ]
    return PROPOSALS.keep(pl.DataFrame(rows, schema=dict(PROPOSALS.columns), orient="row"))


def _count(proposals: Sequence[Proposal], *, records: int) -> dict[str, Json]:
    bands = Counter(proposal.band for proposal in proposals)
    named = {name for proposal in proposals for name in proposal[:2]}
    return {
        "records": records,
        "proposals": {str(band): bands[band] for band in Band},
        "records_in_no_proposal": records - len(named),
    }
