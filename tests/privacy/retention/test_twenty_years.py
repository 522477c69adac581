"""Twenty years go by: nothing stays a day too long, nothing goes a day too soon, no key is left over."""

import csv
import random
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.db import connection

from zichtlijn.audit import keys
from zichtlijn.audit.access import Access
from zichtlijn.audit.keys import store
from zichtlijn.persons import holdings as persons
from zichtlijn.persons.models import IdentityRecord, IdentityVersion, NamedObservation
from zichtlijn.privacy.models import DestructionRecord
from zichtlijn.privacy.operations import holdings
from zichtlijn.privacy.operations.retention import run_retention
from zichtlijn.privacy.policies.proof import find_first_break
from zichtlijn.privacy.policies.retention import set_clock
from zichtlijn.privacy.queries.retention import fetch_destructions, read_shipped_table

TABLE = read_shipped_table()
FILE = Path("src/zichtlijn/privacy/sources/retention_rules.csv")
BEGIN, YEARS = date(2026, 1, 1), 20
ONE_DAY = timedelta(days=1)
Commits = Callable[[], AbstractContextManager[object]]


class Kept(NamedTuple):
    """One invented record, and the day by which it must be gone according to the oracle."""

    number: int
    born_on: date
    destroy_on: date
    due: date


def _count_months(born_on: date, months: int) -> date:
    """The oracle: a month at a time, by hand."""
    year, month = born_on.year, born_on.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return date(year, month, min(born_on.day, monthrange(year, month)[1]))


def _invent(number: int, rng: random.Random) -> Iterator[Kept]:
    with FILE.open(encoding="utf-8") as file:
        rules = [
            (row["data_class"], row["regime"], int(row["destroy_months"]))
            for row in csv.DictReader(file)
        ]
    for one in range(number):
        data_class, regime, months = rng.choice(rules)
        born_on = BEGIN + timedelta(days=rng.randrange(YEARS * 365))
        clock = set_clock(data_class, regime, born_on=born_on, table=TABLE)
        yield Kept(one, born_on, clock.destroy_on, _count_months(born_on, months))


def _let_twenty_years_pass(number: int, seed: int) -> Counter[str]:
    """Let records of every class be born and end in a real table, with the timer each night."""
    records = list(_invent(number, random.Random(seed)))  # noqa: S311 - an invented history
    due = {record.number: record.due for record in records}
    births: dict[date, list[Kept]] = {}
    for record in records:
        births.setdefault(record.born_on, []).append(record)
    counted: Counter[str] = Counter(late=0, early=0, orphaned=0, destroyed=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE kept (number INTEGER PRIMARY KEY, destroy_on TEXT, key INTEGER)"
        )
        cursor.execute("CREATE INDEX kept_by_day ON kept (destroy_on)")
        day, living_keys = BEGIN, set()
        while day <= max(due.values()) + ONE_DAY:
            born = births.get(day, ())
            cursor.executemany(
                "INSERT INTO kept VALUES (%s, %s, %s)",
                [(one.number, one.destroy_on.isoformat(), one.number) for one in born],
            )
            living_keys |= {one.number for one in born}
            cursor.execute(
                "DELETE FROM kept WHERE destroy_on <= %s RETURNING number, key", [day.isoformat()]
            )
            for gone, key in cursor.fetchall():
                counted["destroyed"] += 1
                counted["early"] += day < due[gone]
                counted["late"] += day > due[gone]
                living_keys.discard(key)
            day += ONE_DAY
        cursor.execute("SELECT count(*) FROM kept")
        counted["late"] += cursor.fetchone()[0]
        counted["orphaned"] = len(living_keys)
        cursor.execute("DROP TABLE kept")
    return counted


def _hold_the_bar(number: int) -> None:
    counted = _let_twenty_years_pass(number, seed=20261122)
    print(f"{number} records over {YEARS} years: {dict(counted)}")
    assert dict(counted) == {"late": 0, "early": 0, "orphaned": 0, "destroyed": number}


@pytest.mark.django_db
def test_in_twenty_years_nothing_is_late_early_or_orphaned() -> None:
    _hold_the_bar(10_000)


@pytest.mark.night
@pytest.mark.django_db
def test_in_twenty_years_nothing_of_a_hundred_thousand_is_late_early_or_orphaned() -> None:
    _hold_the_bar(100_000)


def _write_down(number: int, born_on: date) -> list[str]:
    """Write people down as the room of persons does, with a clock of the table; return their keys."""
    moment = datetime.combine(born_on, time(12), tzinfo=UTC)
    made = keys.make_keys(keys.KeyKind.RECORD, 2 * number, moment=moment)
    seen = set_clock("named_observation", "gdpr_public_task", born_on=born_on, table=TABLE)
    known = set_clock("identity", "gdpr_public_task", born_on=born_on, table=TABLE)
    for one in range(number):
        record = IdentityRecord.objects.create(
            id=made[2 * one],
            scope="group:1",
            written_at=moment,
            destroy_on=known.destroy_on,
            retention_rule=known.named,
        )
        IdentityVersion.objects.create(
            record=record, number=1, key_id=made[2 * one], written_at=moment,
            sealed_name=b"x", sealed_birth_date=b"x", sealed_address=b"x",
        )  # fmt: skip
        NamedObservation.objects.create(
            id=made[2 * one + 1], record=record, observed_at=moment, key_id=made[2 * one + 1],
            sealed_place=b"x", sealed_text=b"x", written_at=moment,
            destroy_on=seen.destroy_on, retention_rule=seen.named,
        )  # fmt: skip
    return list(made)


def _count_living_keys() -> int:
    with store.read_store() as opened:
        asked = "SELECT count(*) FROM record_key WHERE wrapped IS NOT NULL AND kind = 'record'"
        return int(opened.execute(asked).fetchone()[0])


def test_the_real_timer_takes_real_people_on_their_day_for_twenty_years(
    committed: Commits, access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A group each half year; the timer runs the night before and the night itself."""
    monkeypatch.setattr(holdings, "_REGISTERED", {"persons": persons})
    early, late, orphaned, people = 0, 0, 0, 0
    for half_year in range(2 * YEARS):
        born_on = date(2026 + half_year // 2, 2 if half_year % 2 == 0 else 8, 28)
        made = _write_down(5, born_on)
        due = _count_months(born_on, 12)
        with committed():
            run_retention(today=due - ONE_DAY, access=access)
        early += 5 - IdentityRecord.objects.count()
        with committed():
            run_retention(today=due, access=access)
        late += IdentityRecord.objects.count() + NamedObservation.objects.count()
        orphaned += _count_living_keys()
        people += len(made)
    recorded = sum(DestructionRecord.objects.values_list("records", flat=True))
    print(f"{people} records over {YEARS} years: late {late}, early {early}, orphaned {orphaned}")
    assert (late, early, orphaned) == (0, 0, 0)
    assert recorded == people == 400
    assert find_first_break(fetch_destructions(access=access)) is None
