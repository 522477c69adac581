"""`zichtlijn privacy decide`: cases in, decisions out."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
import polars as pl

from zichtlijn.audit.declaring import reads_no_person
from zichtlijn.kernel.files.writing import Json
from zichtlijn.kernel.runs.choices import INPUT_FILE, RunChoices, skip_option, takes_run_choices
from zichtlijn.kernel.runs.run import Outcome as Left
from zichtlijn.kernel.runs.run import open_run
from zichtlijn.privacy.reports import decide_case, explain_decision
from zichtlijn.privacy.sources.cases import CaseDelivery, read_cases
from zichtlijn.privacy.sources.rule_table import read_rule_table
from zichtlijn.privacy.terms.access import CLOSED, DEFAULT, FIT, LIVES, Case, Decision, Outcome

TABLE = "decisions.csv"

EXAMPLE = """\b
Voorbeeld:
  zichtlijn privacy decide gevallen.csv --out uitkomst
"""


@click.command("decide", epilog=EXAMPLE, options_metavar="[KEUZES]")
@reads_no_person
@click.argument("cases", metavar="GEVALLEN", type=INPUT_FILE)
@skip_option
@takes_run_choices
def decide_cases(cases: Path, *, choices: RunChoices, skip_bad_rows: bool) -> None:
    """Leg GEVALLEN voor aan de regeltabel: wie mag wat met welke gegevens.

    GEVALLEN is CSV, .csv.gz of .parquet met de 21 kolommen van een geval. Deze opdracht leest
    geen personen en bewaart niets: zo kan een buitenstaander de regels toetsen.
    """
    with open_run("privacy decide", choices=choices, files=[TABLE]) as run:
        delivery = read_cases(cases, progress=run.teller.tell)
        if delivery.ignored_columns:
            run.teller.note("Niet gelezen kolommen: " + ", ".join(delivery.ignored_columns) + ".")
        run.refuse_unless_skipped(delivery.rejected, skip_bad_rows=skip_bad_rows)
        run.teller.tell("gevallen beslissen", 0.5)
        asked = delivery.cases.select(*CLOSED).iter_rows()
        decisions = [decide_case(Case(*values)) for values in asked]
        outcome = Left(
            inputs=[delivery.file],
            parameters={"skip_bad_rows": skip_bad_rows},
            figures=_count(decisions),
            rejected=delivery.rejected,
            tables={TABLE: _list_decisions(delivery, decisions)},
        )
        run.finish(outcome, sentence=f"{len(decisions)} gevallen beslist.")


def _list_decisions(delivery: CaseDelivery, decisions: Sequence[Decision]) -> pl.DataFrame:
    said = {decision: explain_decision(decision) for decision in set(decisions)}
    return pl.DataFrame(
        {
            "case_id": delivery.cases["case_id"],
            "outcome": [str(decision.outcome) for decision in decisions],
            "rule": [decision.rule for decision in decisions],
            "reason": [said[decision] for decision in decisions],
        },
        schema=dict.fromkeys(("case_id", "outcome", "rule", "reason"), pl.String),
    )


def _count(decisions: Sequence[Decision]) -> dict[str, Json]:
    """Return the figures of the summary; a rule that was never hit is named as such."""
    table = read_rule_table()
    outcomes = Counter(decision.outcome for decision in decisions)
    hits = Counter(decision.rule for decision in decisions)
    names = [*sorted(rule.number for rule in table.rules), FIT, LIVES, DEFAULT]
    return {
        "cases": len(decisions),
        "outcomes": {str(outcome): outcomes[outcome] for outcome in Outcome},
        "rules": {name: hits[name] for name in sorted(names, key=lambda name: -hits[name])},
        "rules_never_hit": [name for name in names if not hits[name]],
        "rule_table_sha256": table.sha256,
    }
