"""The rule table: generated cases before three judges, and mutants killed."""

import time
from collections.abc import Iterator

from tests.privacy.access_judges import compare_judgements
from tests.privacy.access_mutants import find_witness, make_mutants

from benchmarks.bars import Bar
from zichtlijn.privacy.sources.rule_table import read_rule_table


def rows() -> Iterator[Bar]:
    yield _judge(50_000)
    yield _kill()


def night_rows() -> Iterator[Bar]:
    yield _judge(1_000_000)
    yield _kill()


def _judge(number: int) -> Bar:
    started = time.perf_counter()
    compared = compare_judgements(number, table=read_rule_table(), seed=20261121)
    seconds = time.perf_counter() - started
    wrong = compared.leaks + compared.disagreements + compared.wrongful_refusals
    return Bar(
        "authorisation cases, three judgements",
        f"{compared.cases:,} cases, {compared.rules_hit} of 43 rows hit, {seconds:.0f} s",
        f"{wrong} leaks, disagreements and wrongful refusals",
        "0",
        wrong == 0 and compared.cases == number,
    )


def _kill() -> Bar:
    table = read_rule_table()
    mutants = [mutant for mutant in make_mutants(table) if not mutant.is_redundant]
    killed = sum(find_witness(mutant, table=table, seed=1) is not None for mutant in mutants)
    return Bar(
        "mutants of the rule table killed",
        f"{len(mutants)} mutants",
        f"{killed / len(mutants):.1%}",
        "100 %",
        killed == len(mutants) > 0,
    )
