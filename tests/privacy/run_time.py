"""The same question asked of the product while it runs: real rows, real SQL, and the oracle.

An asker is made in the database (role, seat, purpose, step of the table, emergency, reason) and
never handed to the product as words; the oracle gets the words. Each asker asks many records,
one after the other by the predicate, and all at once by the condition of `keep_admitted` on a table.
"""

# seeded draws of cases, no secret; the SQL is what is being tested
# ruff: noqa: S311, S608

from datetime import timedelta
from itertools import count
from random import Random
from typing import NamedTuple

from django.db import connection
from tests.privacy.access_cases import QUIET, draw_cases
from tests.privacy.access_oracle import judge
from tests.privacy.town import NOW, TODAY, enter

from zichtlijn.privacy.models import BreakGlass, Membership, Opening, RoleGrant, Scope
from zichtlijn.privacy.policies import asking
from zichtlijn.privacy.queries.admitting import fetch_asker, keep_admitted
from zichtlijn.privacy.queries.rules import fetch_ruling_table
from zichtlijn.privacy.terms.access import CLOSED, Case, RuleTable
from zichtlijn.privacy.terms.asking import Asker, RecordFacts

FREE = tuple(column for column in RecordFacts._fields if column not in ("data_class", "regime"))
_NUMBERS = count()
_OPENS = {"masked": 1, "allowed": 2}


class Compared(NamedTuple):
    askers: int
    cases: int
    leaks: int
    wrongful_refusals: int
    disagreements: int
    shown: int


def compare_at_run_time(askers: int, *, records: int, table: RuleTable, seed: int) -> Compared:
    rng = Random(seed)
    cases = leaks = refusals = disagreements = shown = 0
    _make_records_table()
    for asked in draw_cases(askers, table=table, seed=seed):
        near = asked if asked.gate == "none" and asked.member == "no" else _seat(asked)
        some = [_vary(near, rng) for _ in range(records)]
        in_words, kept = _ask(near, some)
        for number, case in enumerate(some):
            expected = judge(case)
            opens = _OPENS.get(expected.outcome, 0)
            opened = _OPENS.get(in_words[number][0], 0)
            leaks += (opened > opens) + (number in kept and not opens)
            refusals += (opened < opens) + (number not in kept and bool(opens))
            disagreements += in_words[number] != tuple(expected)
            cases, shown = cases + 1, shown + bool(opens)
    return Compared(askers, cases, leaks, refusals, disagreements, shown)


def _seat(case: Case) -> Case:
    """A step belongs to a table; without one nobody sits anywhere."""
    return case._replace(gate="step_3") if case.gate == "none" else case


def _vary(case: Case, rng: Random) -> Case:
    facts = dict.fromkeys(FREE)
    for column in FREE:
        facts[column] = getattr(case, column) if rng.random() < 0.75 else QUIET.get(column, "none")
    for column in rng.sample(FREE, k=rng.choice((0, 0, 1, 1, 2, 3))):
        facts[column] = rng.choice(CLOSED[column])
    return case._replace(**facts)


def _ask(case: Case, some: list[Case]) -> tuple[list[tuple[str, str]], set[int]]:
    access, scope = _make_asker(case)
    facts = fetch_asker(access, scope=scope)
    ruling = fetch_ruling_table()
    answers = [
        tuple(
            asking.judge(
                one.verb, _record(one), facts, table=ruling.table, sentences=ruling.sentences
            ).decision
        )
        for one in some
    ]
    where = keep_admitted(
        case.verb, access=access, scope=scope, known=_record(case), columns={c: c for c in FREE}
    )
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM asked_records")
        cursor.executemany(
            f"INSERT INTO asked_records VALUES ({', '.join(['%s'] * (len(FREE) + 1))})",
            [(n, *(getattr(one, c) for c in FREE)) for n, one in enumerate(some)],
        )
        kept = cursor.execute(f"SELECT number FROM asked_records WHERE {where}").fetchall()
    return answers, {number for (number,) in kept}


def _record(case: Case) -> RecordFacts:
    return RecordFacts(**{column: getattr(case, column) for column in RecordFacts._fields})


def _make_asker(case: Case):
    asker = Asker(f"asker-{next(_NUMBERS)}", case.role, case.organisation)
    RoleGrant.objects.create(granted_on=TODAY, granted_by="t", until=TODAY, **asker._asdict())
    table = None
    if case.gate != "none":
        table = Scope.objects.create(
            code=f"{next(_NUMBERS):x}", kind="group", title="Plein", regime=case.regime, gate=case.gate,
            purpose=case.purpose, ends_on=TODAY, covenant="",
        )  # fmt: skip
        if case.member != "no":
            ended = None if case.member == "yes" else NOW - timedelta(hours=1)
            Membership.objects.create(scope=table, until=TODAY, ended_at=ended, **asker._asdict())
    opening = Opening.objects.create(
        code=f"o{next(_NUMBERS)}", purpose=case.purpose, scope=table,
        reason="meeting" if case.reason == "yes" else "", opened_at=NOW, ends_at=NOW + timedelta(hours=1),
        is_emergency=case.break_glass != "no", destroy_on=TODAY, **asker._asdict(),
    )  # fmt: skip
    if case.break_glass != "no":
        late = case.break_glass == "review_overdue"
        BreakGlass.objects.create(
            opening=opening, account=asker.account, opened_at=NOW, reason_key="", reason_sealed=b"",
            review_by=TODAY - timedelta(days=1) if late else TODAY,
        )  # fmt: skip
    return enter(asker, opening=opening.code), str(table) if table else "somewhere"


def _make_records_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS asked_records")
        cursor.execute(f"CREATE TEMP TABLE asked_records (number, {', '.join(FREE)})")
