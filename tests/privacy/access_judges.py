"""The three judgements beside each other: predicate, SQL on a real SQLite, oracle."""

# the SQL is what is being tested
# ruff: noqa: S608

import sqlite3
from itertools import islice
from typing import NamedTuple

from tests.privacy.access_cases import draw_cases
from tests.privacy.access_oracle import judge

from zichtlijn.privacy.policies.decisions import decide
from zichtlijn.privacy.policies.filters import write_decision
from zichtlijn.privacy.terms.access import CLOSED, Case, RuleTable

OPENS = {"masked": 1, "allowed": 2}
PORTION = 50_000


class Compared(NamedTuple):
    cases: int
    leaks: int  # more is opened than the oracle opens
    wrongful_refusals: int  # less is opened
    disagreements: int  # another word or another row
    rules_hit: int


def compare_judgements(number: int, *, table: RuleTable, seed: int) -> Compared:
    cases = draw_cases(number, table=table, seed=seed)
    counted, leaks, refusals, disagreements = 0, 0, 0, 0
    hit: set[str] = set()
    while portion := list(islice(cases, PORTION)):
        for case, in_sql in zip(portion, _decide_in_sql(portion, table), strict=True):
            expected, decided = judge(case), decide(case, table=table)
            for answer in (tuple(decided), in_sql):
                opened = OPENS.get(answer[0], 0) - OPENS.get(expected.outcome, 0)
                leaks, refusals = leaks + (opened > 0), refusals + (opened < 0)
                disagreements += answer != tuple(expected)
            hit.add(decided.rule)
        counted += len(portion)
    return Compared(counted, leaks, refusals, disagreements, len(hit))


def _decide_in_sql(cases: list[Case], table: RuleTable) -> list[tuple[str, str]]:
    written = write_decision(table, known={})
    base = sqlite3.connect(":memory:")
    base.execute(f"CREATE TABLE cases ({', '.join(CLOSED)})")
    base.executemany(f"INSERT INTO cases VALUES ({', '.join('?' * len(CLOSED))})", cases)
    answers = base.execute(
        f"SELECT {written.outcome}, {written.rule} FROM cases ORDER BY rowid"
    ).fetchall()
    base.close()
    return answers
