"""Every record has its day, worked out from one table; twenty years go by without one late or early."""

import csv
import io
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.privacy.policies.retention import (
    add_months,
    check_can_hold,
    find_rule,
    find_rule_named,
    set_clock,
    tell_retention,
)
from zichtlijn.privacy.queries.retention import parse_retention_table, read_shipped_table
from zichtlijn.privacy.terms.access import CLOSED, HABITATS
from zichtlijn.privacy.terms.retention import NoClock, NotAllowed, WrongRetentionTable

TABLE = read_shipped_table()
DAYS = st.dates(date(2020, 1, 1), date(2090, 12, 31))
SHIPPED = Path("src/zichtlijn/privacy/sources/retention_rules.csv")


def test_a_named_observation_of_a_youth_by_hand() -> None:
    clock = set_clock(
        "named_observation", "gdpr_public_task", born_on=date(2026, 11, 22), table=TABLE
    )
    assert (clock.named, clock.remove_on, clock.destroy_on) == (
        "B10/1", date(2027, 5, 22), date(2027, 11, 22),
    )  # fmt: skip


def test_while_the_approach_of_its_group_runs_it_stays_until_a_year_after() -> None:
    clock = set_clock(
        "named_observation",
        "gdpr_public_task",
        born_on=date(2026, 11, 22),
        table=TABLE,
        closes_on=date(2027, 8, 31),
    )
    assert (clock.remove_on, clock.destroy_on) == (date(2027, 8, 31), date(2028, 8, 31))
    early = set_clock(
        "police_record",
        "wpg_boa",
        born_on=date(2026, 1, 1),
        table=TABLE,
        closes_on=date(2030, 1, 1),
    )
    assert early.destroy_on == date(2036, 1, 1)  # a rule without it is not lengthened


def test_a_police_record_goes_in_three_steps() -> None:
    clock = set_clock("police_record", "wpg_boa", born_on=date(2024, 2, 29), table=TABLE)
    days = {
        "destroy_on": clock.destroy_on,
        "remove_on": clock.remove_on,
        "narrow_on": clock.narrow_on,
    }
    told = [
        tell_retention(today=date(year, 3, 1), is_held=False, **days)
        for year in (2024, 2025, 2028, 2029, 2033, 2034)
    ]
    assert told == [
        "running",
        "after_first_year",
        "after_first_year",
        "removed",
        "removed",
        "passed",
    ]
    assert tell_retention(today=date(2034, 3, 1), is_held=True, **days) == "hold"
    assert tell_retention(today=date(2025, 3, 1), is_held=True, **days) == "after_first_year"


@settings(max_examples=60, deadline=None)
@given(born_on=DAYS, rule=st.sampled_from(TABLE.rules), closes=st.none() | DAYS)
def test_the_steps_follow_one_another_and_no_record_is_born_dead(born_on, rule, closes) -> None:
    clock = set_clock(rule.data_class, rule.regime, born_on=born_on, table=TABLE, closes_on=closes)
    steps = [day for day in (born_on, clock.narrow_on, clock.remove_on, clock.destroy_on) if day]
    assert steps == sorted(steps)
    assert clock.destroy_on > born_on
    words = [
        tell_retention(today=day, destroy_on=clock.destroy_on, remove_on=clock.remove_on,
                       narrow_on=clock.narrow_on, is_held=False)
        for day in (born_on, clock.destroy_on - timedelta(days=1), clock.destroy_on)
    ]  # fmt: skip
    assert words[-1] == "passed"
    assert set(words) <= set(CLOSED["retention"])
    assert "passed" not in words[:-1]


@settings(max_examples=60, deadline=None)
@given(day=DAYS, months=st.integers(0, 240))
def test_so_many_months_on_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    slow = day
    for _ in range(months):  # the slow twin: a month at a time, from the first of the month
        slow = (slow.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = monthrange(slow.year, slow.month)[1]
    assert add_months(day, months) == (slow.replace(day=min(day.day, last)) if months else day)


def test_every_class_of_data_has_a_term_in_every_regime_in_which_it_lives() -> None:
    pairs = [(c, r) for c, regimes in HABITATS.items() for r in regimes if c != "released_figure"]
    assert len(pairs) >= 28
    for data_class, regime in pairs:
        rule = find_rule(data_class, regime, table=TABLE)
        assert find_rule_named(f"{rule.rule}/1", table=TABLE) == rule


def test_what_no_rule_knows_is_not_kept() -> None:
    with pytest.raises(NoClock, match="Zonder termijn bewaren we niets"):
        set_clock("identity", "care", born_on=date(2026, 1, 1), table=TABLE)
    with pytest.raises(NotAllowed, match="staat niet meer in de tabel"):
        find_rule_named("B99/1", table=TABLE)
    with pytest.raises(NotAllowed, match="20 tekens"):
        check_can_hold(until=date(2027, 1, 1), reason=" kort ", today=date(2026, 1, 1))


def _changed(column: str, value: str, *, row: int = 9) -> bytes:
    rows = list(csv.DictReader(io.StringIO(SHIPPED.read_text())))
    rows[row][column] = value
    written = io.StringIO()
    writer = csv.DictWriter(written, fieldnames=rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"", "kolommen"),
        (b"\xff\xfe", "geen tekst"),
        (b"rule,version\nB01,1\n", "kolommen"),
        (SHIPPED.read_bytes() + b"B99,1\n", "kolommen"),
        (_changed("version", "2"), "één versie"),
        (_changed("destroy_months", "3"), "volgen niet op elkaar"),
        (_changed("destroy_months", "999"), "volgen niet op elkaar"),
        (_changed("destroy_months", "een jaar"), "heel aantal maanden"),
        (_changed("destroy_months", ""), "heel aantal maanden"),
        (_changed("regime", "zomaar"), "regime bestaat niet"),
        (_changed("regime", "care"), "Zonder termijn: named_observation/gdpr_public_task"),
        (_changed("ground", ""), "ontbreekt iets"),
        (_changed("rule", "B09"), "twee keer"),
        (_changed("data_class", "identity"), "twee keer"),
    ],
)
def test_a_table_that_is_not_whole_is_refused_with_a_sentence(written: bytes, said: str) -> None:
    with pytest.raises(WrongRetentionTable, match=said):
        parse_retention_table(written)


def test_a_table_of_no_day_is_refused() -> None:
    with pytest.raises(WrongRetentionTable, match="geen datum"):
        parse_retention_table(SHIPPED.read_bytes().replace(b"2026-11-22", b"gisteren"))
