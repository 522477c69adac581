"""The rules change by two people, after the table's own checks, and the change rules at once."""

import csv
import io
from datetime import timedelta

import pytest
from tests.privacy.town import KNOWN, NOW, enter, hold, later, set_table, work

from zichtlijn.privacy.models import RuleVersion
from zichtlijn.privacy.operations.rules import (
    confirm_rules,
    propose_row,
    propose_rules,
    refuse_rules,
)
from zichtlijn.privacy.policies.rules.changes import change_row, compare_tables
from zichtlijn.privacy.policies.rules.reading import parse_sentences
from zichtlijn.privacy.queries.admitting import admit
from zichtlijn.privacy.queries.rules import (
    fetch_proposed_rules,
    fetch_rule_versions,
    fetch_ruling_files,
    fetch_ruling_number,
    fetch_ruling_table,
    read_shipped_rules,
    read_shipped_sentences,
)
from zichtlijn.privacy.reports.rules import row_form, rules_page, versions_page, write_rules_file
from zichtlijn.privacy.sources.rule_table import read_rule_table
from zichtlijn.privacy.terms.access import Outcome, WrongRuleTable
from zichtlijn.privacy.terms.asking import Asker, NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def jurist() -> Asker:
    return hold("policy_officer")


@pytest.fixture
def second() -> Asker:
    return hold("process_director")


def _with_row(rule: str, **cells: str) -> dict[str, str]:
    rows = csv.DictReader(io.StringIO(fetch_ruling_files().rules_csv.decode(), newline=""))
    return next(row for row in rows if row["rule"] == rule) | cells


def _propose(jurist: Asker, rule: str = "R26", **cells: str) -> str:
    changed = change_row(fetch_ruling_files().rules_csv, _with_row(rule, **cells))
    return propose_rules(changed, reason="het college besloot zo", access=enter(jurist))


def test_the_table_that_ships_is_version_one() -> None:
    assert fetch_ruling_number() == 1
    assert fetch_ruling_table().table == read_rule_table()
    assert write_rules_file() == read_shipped_rules()


def test_a_change_rules_from_its_confirmation_on(jurist: Asker, second: Asker) -> None:
    officer = hold("neighbourhood_officer")
    table = set_table(officer)
    access = work(officer, table)
    words = {"action": "persons.card.read", "scope": str(table)}
    assert admit("show", KNOWN, access=access, **words) is Outcome.ALLOWED
    code = _propose(jurist, gate="step_3|step_4|step_5|step_6|step_7")
    assert admit("show", KNOWN, access=access, **words) is Outcome.ALLOWED
    assert confirm_rules(code, access=enter(second)) == 2
    assert admit("show", KNOWN, access=access, **words) is Outcome.MASKED
    back = propose_rules(read_shipped_rules(), reason="terug", access=enter(jurist))
    assert confirm_rules(back, access=enter(second)) == 3
    assert admit("show", KNOWN, access=access, **words) is Outcome.ALLOWED


def test_every_version_says_who_with_whom_when_why_and_what(jurist: Asker, second: Asker) -> None:
    code = _propose(jurist, ground="AVG 6(1)(e), nagekeken")
    (waiting,) = fetch_proposed_rules(access=enter(second))
    assert (waiting.code, waiting.proposed_by, waiting.based_on) == (code, jurist, 1)
    assert [(c.rule, c.column, c.after) for c in waiting.changes] == [
        ("R26", "ground", "AVG 6(1)(e), nagekeken")
    ]
    confirm_rules(code, access=later(enter(second), hours=1))
    newest, shipped = fetch_rule_versions(access=enter(second))
    assert (newest.number, newest.proposed_by, newest.confirmed_by) == (2, jurist, second)
    assert newest.confirmed_at == NOW + timedelta(hours=1)
    assert newest.reason == "het college besloot zo"
    assert newest.changes == waiting.changes
    assert (shipped.number, shipped.proposed_by, shipped.changes) == (1, None, ())
    assert fetch_proposed_rules(access=enter(second)) == ()


@pytest.mark.parametrize(
    ("rule", "cells", "sentence"),
    [
        ("R28", {"when": ""}, "R28 en regel R29 spreken elkaar tegen"),
        ("R20", {"organisation": "municipality"}, "R20: de organisaties"),
        ("R26", {"gate": "step_9"}, "kent niet"),
        ("R26", {"when": "weather=fine"}, "Onbekend feit"),
        ("R26", {"conditions": "oath"}, "Onbekende voorwaarde"),
        ("R26", {"outcome": "perhaps"}, "onbekende uitkomst"),
    ],
)
def test_a_change_that_breaks_a_check_is_not_even_kept(
    jurist: Asker, rule: str, cells: dict[str, str], sentence: str
) -> None:
    with pytest.raises(WrongRuleTable, match=sentence):
        _propose(jurist, rule, **cells)
    assert not RuleVersion.objects.exists()


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"", "kolommen"),
        (b"rule,block\nR01,A\n", "kolommen"),
        (b"rule,sentence\n", "kolommen"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(
    jurist: Asker, written: bytes, sentence: str
) -> None:
    with pytest.raises(WrongRuleTable, match=sentence):
        propose_rules(written, reason="x", access=enter(jurist))


def test_a_table_in_which_a_row_lost_its_last_cell_is_refused(jurist: Asker) -> None:
    lines = read_shipped_rules().splitlines(keepends=True)
    cut = b"".join([*lines[:-1], b"R40,F\n"])
    with pytest.raises(WrongRuleTable, match="kolommen"):
        propose_rules(cut, reason="x", access=enter(jurist))


def test_a_new_row_needs_a_dutch_sentence(jurist: Asker, second: Asker) -> None:
    row = _with_row("R33") | {"rule": "R41", "in_words": "The mayor may too."}
    out = io.StringIO(newline="")
    csv.DictWriter(out, fieldnames=list(row), lineterminator="\n").writerow(row)
    longer = read_shipped_rules().rstrip(b"\r\n") + b"\n" + out.getvalue().encode()
    with pytest.raises(WrongRuleTable, match="Nederlandse zin"):
        propose_rules(longer, reason="x", access=enter(jurist))
    said = read_shipped_sentences().rstrip(b"\r\n") + b"\nR41,De burgemeester mag het ook.\n"
    code = propose_rules(longer, sentences_csv=said, reason="x", access=enter(jurist))
    assert confirm_rules(code, access=enter(second)) == 2
    changes = fetch_rule_versions(access=enter(second))[0].changes
    assert {(c.rule, c.column, c.before, c.after) for c in changes} == {("R41", "rule", "", "R41")}
    assert compare_tables(longer, read_shipped_rules())[0][:4] == ("R41", "rule", "R41", "")


def test_a_sentence_may_change_alone(jurist: Asker, second: Asker) -> None:
    code = propose_row(
        _with_row("R26"), sentence="Leden zien een naam.", reason="kort", access=enter(jurist)
    )
    confirm_rules(code, access=enter(second))
    assert fetch_ruling_table().sentences["R26"] == "Leden zien een naam."
    assert row_form("R26").sentence == "Leden zien een naam."
    (change,) = fetch_rule_versions(access=enter(second))[0].changes
    assert (change.rule, change.column) == ("R26", "sentence")


def test_what_rules_already_is_no_change(jurist: Asker) -> None:
    with pytest.raises(WrongRuleTable, match="nu al geldt"):
        propose_rules(read_shipped_rules(), reason="x", access=enter(jurist))


def test_only_some_roles_change_rules_and_never_the_overseer(jurist: Asker) -> None:
    for role in ("data_protection_officer", "analyst", "mayor", "neighbourhood_officer"):
        with pytest.raises(NotAllowed, match="verandert de regels niet"):
            _propose(hold(role), ground="x")
        with pytest.raises(NotAllowed, match="verandert de regels niet"):
            confirm_rules(_propose(jurist, ground=role), access=enter(hold(role)))


def test_one_person_or_one_role_is_not_enough_and_a_no_is_a_no(
    jurist: Asker, second: Asker
) -> None:
    code = _propose(jurist, ground="x")
    with pytest.raises(NotAllowed, match="andere rol"):
        confirm_rules(code, access=enter(hold("policy_officer")))
    with pytest.raises(NotAllowed, match="eigen voorstel"):
        confirm_rules(code, access=enter(hold("safety_adviser", account=jurist.account)))
    refuse_rules(code, access=enter(second))
    with pytest.raises(NotAllowed, match="al beslist"):
        confirm_rules(code, access=enter(second))
    assert fetch_ruling_number() == 1


def test_a_proposal_on_an_older_version_does_not_undo_a_newer_one(
    jurist: Asker, second: Asker
) -> None:
    first, other = _propose(jurist, ground="x"), _propose(jurist, "R28", ground="y")
    confirm_rules(first, access=enter(second))
    with pytest.raises(NotAllowed, match="intussen een andere versie"):
        confirm_rules(other, access=enter(second))
    assert fetch_ruling_number() == 2


def test_a_row_or_sentence_that_does_not_exist_is_said(jurist: Asker) -> None:
    with pytest.raises(WrongRuleTable, match="staat niet in de tabel"):
        row_form("R99")
    with pytest.raises(WrongRuleTable, match="staat niet in de tabel"):
        change_row(read_shipped_rules(), {"rule": "R99"})
    with pytest.raises(WrongRuleTable, match="rule, sentence"):
        parse_sentences(b"rule,words\nR01,x\n", table=read_rule_table())


def test_the_page_shows_every_row_and_what_somebody_looks_for(jurist: Asker, second: Asker) -> None:
    page = rules_page(sought="", access=enter(jurist))
    assert (page.version, page.shown, page.total, page.may_change) == (1, 40, 40, True)
    assert [block.letter for block in page.blocks] == list("ABCDEF")
    found = rules_page(sought="onder de 12 jaar", access=enter(hold("analyst")))
    assert [row.number for block in found.blocks for row in block.rows] == ["R02"]
    assert not found.may_change
    assert rules_page(sought="zeppelin", access=enter(jurist)).blocks == ()
    _propose(jurist, ground="x")
    assert [row.is_own for row in versions_page(access=enter(jurist)).waiting] == [True]
    assert [row.is_own for row in versions_page(access=enter(second)).waiting] == [False]
