"""The rule table: three judgements of one question, and every small mistake found."""

# the SQL is what is being tested
# ruff: noqa: S608

import csv
import hashlib
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from tests.privacy.access_cases import QUIET, draw_cases
from tests.privacy.access_judges import compare_judgements
from tests.privacy.access_mutants import find_witness, make_mutants
from tests.privacy.access_oracle import judge

from zichtlijn.privacy.policies.decisions import decide, find_strangers
from zichtlijn.privacy.policies.filters import quote, write_decision, write_filter
from zichtlijn.privacy.policies.rules.checks import check_rule_table
from zichtlijn.privacy.policies.rules.rows import CELLS, read_cell, read_rules
from zichtlijn.privacy.reports import decide_case, explain_decision
from zichtlijn.privacy.sources.rule_table import (
    parse_rule_table,
    read_rule_table,
    read_sentences,
)
from zichtlijn.privacy.terms.access import (
    CLOSED,
    HABITATS,
    HOMES,
    Case,
    Decision,
    Outcome,
    WrongRuleTable,
)

TABLE = read_rule_table()
CSV = Path(__file__).parents[2] / "src/zichtlijn/privacy/sources/access_rules.csv"


def _case(**facts: str) -> Case:
    usual = QUIET | {"second_person": "none", "transfer": "none", "record_organisation": "own"}
    return Case(**(usual | {"gate": "none", "regime": "gdpr_public_task"} | facts))


WIJKAGENT = {"role": "neighbourhood_officer", "organisation": "police"}
YOUTH = {"purpose": "youth_group_approach"}

# the ten worked examples of the page
EXAMPLES = [
    (_case(**WIJKAGENT, **YOUTH, data_class="identity", gate="step_2A", verb="show"), "refused", "R06"),
    (_case(**WIJKAGENT, **YOUTH, data_class="identity", gate="step_2B", verb="show"), "allowed", "R26"),
    (_case(**WIJKAGENT, **YOUTH, data_class="identity", gate="step_2B", verb="show", reason="no"), "needs_reason", "R26"),
    (_case(role="youth_worker", organisation="youth_work", **YOUTH, data_class="named_observation", age="12_15", gate="step_3", verb="write", second_person="same_organisation"), "needs_second_person", "R29"),
    (_case(role="youth_worker", organisation="youth_work", **YOUTH, data_class="named_observation", age="under_12", gate="step_3", verb="write", second_person="same_organisation"), "refused", "R02"),
    (_case(role="analyst", organisation="municipality", **YOUTH, data_class="group_picture", gate="step_5", verb="show"), "masked", "R38"),
    (_case(role="mayor", organisation="municipality", purpose="public_order_decision", data_class="case_plan", gate="step_5", verb="show", contested="yes"), "refused", "R04"),
    (_case(role="enforcement_officer", organisation="municipality", purpose="enforcement", data_class="police_record", regime="wpg_boa", verb="find", retention="after_first_year"), "masked", "R40"),
    (_case(role="safety_adviser", organisation="municipality", purpose="undermining_weighing", data_class="hand_over_package", regime="wgs_riec", gate="signal_weighed", verb="export", second_person="other_organisation"), "needs_transfer", "R35"),
    (_case(role="resident", organisation="public", relation="parent", age="12_15", purpose="data_subject_right", data_class="named_observation", verb="inspect", contested="yes", retention="passed"), "allowed", "R12"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "outcome", "rule"), EXAMPLES)
def test_the_ten_worked_examples_come_out_as_the_page_says(
    case: Case, outcome: str, rule: str
) -> None:
    assert decide_case(case) == Decision(Outcome(outcome), rule)
    assert judge(case) == (outcome, rule)


def test_the_table_that_ships_is_the_jurists_table() -> None:
    assert TABLE.sha256 == hashlib.sha256(CSV.read_bytes()).hexdigest()
    shared = CSV.parents[5] / "shared" / "domain" / "access-rules.csv"
    if shared.exists():
        assert shared.read_bytes() == CSV.read_bytes()
    assert [rule.number for rule in TABLE.rules] == [f"R{n:02}" for n in range(1, 41)]


def test_fifty_thousand_questions_get_one_answer_from_three_judges() -> None:
    compared = compare_judgements(50_000, table=TABLE, seed=20261121)
    print(compared)
    assert compared.cases == 50_000
    assert (compared.leaks, compared.disagreements, compared.wrongful_refusals) == (0, 0, 0)
    assert compared.rules_hit == 43  # every row, fit, lives and default


@pytest.mark.night
def test_a_million_questions_get_one_answer_from_three_judges() -> None:
    compared = compare_judgements(1_000_000, table=TABLE, seed=7)
    print(compared)
    assert compared.cases == 1_000_000
    assert (compared.leaks, compared.disagreements, compared.wrongful_refusals) == (0, 0, 0)


def test_every_small_mistake_in_the_table_is_found() -> None:
    mutants = [mutant for mutant in make_mutants(TABLE) if not mutant.is_redundant]
    alive = [mutant.name for mutant in mutants if find_witness(mutant, table=TABLE, seed=1) is None]
    print(f"{len(mutants) - len(alive)} of {len(mutants)} mutants killed")
    assert len(mutants) > 800
    assert alive == []


def test_the_cells_that_are_redundant_on_purpose_change_nothing() -> None:
    redundant = [mutant for mutant in make_mutants(TABLE) if mutant.is_redundant]
    assert len(redundant) > 50
    seen = [mutant.name for mutant in redundant if find_witness(mutant, table=TABLE, seed=1)]
    assert seen == []


def test_a_leak_is_counted_when_a_row_is_dropped() -> None:
    holed = replace(TABLE, rules=tuple(rule for rule in TABLE.rules if rule.number != "R04"))
    compared = compare_judgements(3_000, table=holed, seed=1)
    assert compared.leaks > 0
    locked = replace(TABLE, rules=tuple(rule for rule in TABLE.rules if rule.number != "R19"))
    assert compare_judgements(3_000, table=locked, seed=1).wrongful_refusals > 0


def test_the_filter_keeps_the_same_records_whatever_is_known_beforehand() -> None:
    cases = list(draw_cases(4_000, table=TABLE, seed=3))
    asked = ("role", "organisation", "purpose", "verb", "reason", "second_person", "transfer")
    with sqlite3.connect(":memory:") as base:
        base.execute(f"CREATE TABLE records ({', '.join(CLOSED)})")
        base.executemany(f"INSERT INTO records VALUES ({','.join('?' * 20)})", cases)
        compared = kept = 0
        for who in cases[::200]:
            known = {column: getattr(who, column) for column in asked}
            condition = write_filter(TABLE, known=known, outcomes=(Outcome.ALLOWED, Outcome.MASKED))
            found = base.execute(f"SELECT rowid FROM records WHERE {condition}").fetchall()
            expected = [
                (number,)
                for number, case in enumerate(cases, start=1)
                if judge(case._replace(**known)).outcome in ("allowed", "masked")
            ]
            assert found == expected
            compared, kept = compared + len(cases), kept + len(found)
    print(f"{compared} records compared, {kept} kept")
    assert kept > 500


@pytest.mark.parametrize("column", CLOSED)
def test_the_filter_refuses_what_it_does_not_know(column: str) -> None:
    free = _case(role="councillor", organisation="municipality", purpose="none",
                 data_class="released_figure", regime="open_aggregate", verb="show")  # fmt: skip
    written = write_decision(TABLE, known={})
    with sqlite3.connect(":memory:") as base:
        base.execute(f"CREATE TABLE records ({', '.join(CLOSED)})")
        for strange in (None, "something_else", "*"):
            record = free._replace(**{column: strange})
            base.execute(f"INSERT INTO records VALUES ({','.join('?' * 20)})", record)
        base.execute(f"INSERT INTO records VALUES ({','.join('?' * 20)})", free)
        answers = base.execute(f"SELECT {written.outcome}, {written.rule} FROM records").fetchall()
    assert answers == [("refused", "outside")] * 3 + [("allowed", "R19")]


def test_columns_may_have_another_name_in_the_database() -> None:
    condition = write_filter(TABLE, known={}, columns={"age": "subject.age_band"})
    assert "subject.age_band IN (" in condition
    assert " age IN" not in condition


def test_nothing_but_words_of_the_lists_goes_into_sql() -> None:
    with pytest.raises(ValueError, match="closed lists"):
        quote("x' OR '1'='1")
    with pytest.raises(ValueError, match="geen bekende waarde"):
        write_decision(TABLE, known={"role": "administrator"})


def test_a_value_outside_its_list_is_named_not_decided() -> None:
    values = EXAMPLES[0][0]._asdict() | {"gate": "step_8", "verb": "delete"}
    assert list(find_strangers(values)) == ["gate", "verb"]


def test_every_answer_has_a_dutch_sentence_without_a_name() -> None:
    sentences = read_sentences()
    assert len(sentences) == 43
    assert all(sentence.endswith(".") for sentence in sentences.values())
    said = explain_decision(Decision(Outcome.NEEDS_REASON, "R26"))
    assert said.startswith("Geef eerst een reden: vanaf stap 2B")
    assert explain_decision(Decision(Outcome.ALLOWED, "R19")) == sentences["R19"]


def test_closed_lists_and_homes_are_those_of_the_page() -> None:
    assert len(CLOSED) == 20
    assert set(HOMES) == set(CLOSED["role"])
    assert set(HABITATS) == set(CLOSED["data_class"])


def _rows() -> list[dict[str, str]]:
    return list(csv.DictReader(CSV.open(encoding="utf-8", newline="")))


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("verb", "peek", "kent niet"),
        ("when", "weather=fine", "Onbekend feit"),
        ("when", "role=mayor", "Onbekend feit"),
        ("conditions", "oath", "Onbekende voorwaarde"),
        ("block", "G", "onbekend blok"),
        ("outcome", "perhaps", "onbekend blok of een onbekende uitkomst"),
        ("rule", "R02", "zelfde nummer"),
    ],
)
def test_a_row_that_says_what_does_not_exist_is_refused(
    column: str, value: str, sentence: str
) -> None:
    rows = _rows()
    rows[0][column] = value
    with pytest.raises(WrongRuleTable, match=sentence):
        read_rules(rows)


def test_two_rows_of_one_block_may_not_contradict_each_other() -> None:
    rows = _rows()
    next(row for row in rows if row["rule"] == "R28")["when"] = ""
    with pytest.raises(WrongRuleTable, match="R28 en regel R29"):
        check_rule_table(read_rules(rows))


@pytest.mark.parametrize(
    ("rule", "column", "value", "sentence"),
    [
        ("R20", "organisation", "municipality", "R20: de organisaties"),
        ("R25", "regime", "gdpr_public_task|wpg_boa", "R25: de regimes"),
    ],
)
def test_a_cell_that_misleads_its_reader_is_refused(
    rule: str, column: str, value: str, sentence: str
) -> None:
    rows = _rows()
    next(row for row in rows if row["rule"] == rule)[column] = value
    with pytest.raises(WrongRuleTable, match=sentence):
        check_rule_table(read_rules(rows))


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(WrongRuleTable, match="kolommen"):
        parse_rule_table(b"rule,block\nR01,A\n")


def test_a_cell_reads_as_any_one_of_or_none_of() -> None:
    assert len(read_cell("*", column="role")) == 12
    assert read_cell("self|parent", column="relation") == {"self", "parent"}
    assert read_cell("!yes", column="member") == {"no", "ended"}


def test_the_first_row_that_holds_decides() -> None:
    case = EXAMPLES[1][0]
    reversed_table = replace(TABLE, rules=TABLE.rules[::-1])
    assert decide(case, table=reversed_table).rule == "R38"


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({**WIJKAGENT, "organisation": "municipality"}, "fit"),  # no such role works there
        ({**WIJKAGENT, "regime": "bibob"}, "lives"),  # names do not live in that regime
        ({"role": "councillor", "organisation": "municipality", "verb": "write"}, "default"),
    ],
)
def test_what_no_row_speaks_of_is_refused(facts: dict[str, str], rule: str) -> None:
    case = _case(**({**YOUTH, "data_class": "identity", "gate": "step_3", "verb": "show"} | facts))
    assert decide(case, table=TABLE) == Decision(Outcome.REFUSED, rule)


def test_the_page_of_the_rules_is_the_table(project: Path) -> None:
    """Read back from the page, cell by cell, without the tool that made it."""
    page = (project / "docs/reference/access-rules.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith("| R")]
    said, rows = read_sentences(), _rows()
    assert len(lines) == len(rows) == 40
    for line, row in zip(lines, rows, strict=True):
        cells = [cell.replace(" \\| ", "|") for cell in re.split(r"(?<!\\) \| ", line[2:-2])]
        written = [f"{row['rule']} ({row['block']})", row["outcome"], row["conditions"]]
        written += ["" if row[column] == "*" else row[column] for column in CELLS]
        written += [row["when"], row["in_words"], said[row["rule"]], row["ground"]]
        assert cells == written
