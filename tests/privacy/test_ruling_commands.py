"""The rules and the tables on the command line; the real program once, its deeds one by one."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.privacy.town import NOW, TODAY, hold

from zichtlijn.desk import door
from zichtlijn.desk.commanding import refusing
from zichtlijn.desk.ruling.commands import privacy
from zichtlijn.desk.starting import serving
from zichtlijn.kernel.runs.failures import BrokenInput
from zichtlijn.privacy.policies.rules.shipped import read_shipped_rules
from zichtlijn.privacy.queries.rules import fetch_ruling_number

AHEAD = (TODAY + timedelta(days=200)).isoformat()


@pytest.fixture
def _town(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three accounts, and a moment that stands still."""
    monkeypatch.setattr(serving, "prepare_database", lambda: None)
    monkeypatch.setattr(door, "read_clock", lambda: NOW)
    monkeypatch.setattr(refusing, "_ask_codes", lambda _: None)  # tests/desk/commanding does
    for name, role in (
        ("jurist", "policy_officer"),
        ("regisseur", "process_director"),
        ("agent", "neighbourhood_officer"),
    ):
        hold(role, account=name)


def _run(*words: str) -> str:
    done = CliRunner().invoke(privacy, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.usefixtures("_town")
def test_a_jurist_changes_the_rules_with_a_second_person(tmp_path: Path) -> None:
    table = tmp_path / "regels.csv"
    table.write_text(_run("rules", "show").replace("AVG recital 38 [K]", "AVG recital 38"))
    checked = _run("rules", "check", str(table))
    assert checked == "In orde: 40 regels, die elkaar nergens tegenspreken.\n"
    proposed = _run("rules", "propose", str(table), "--reason", "besluit", "--by", "jurist")
    code = proposed.split("confirm ")[1].split()[0]
    with pytest.raises(BrokenInput, match="Een eigen voorstel"):
        _run("rules", "confirm", code, "--by", "jurist")
    assert _run("rules", "confirm", code, "--by", "regisseur") == "Versie 2 geldt nu.\n"
    assert fetch_ruling_number() == 2
    assert _run("rules", "show") == table.read_text()


@pytest.mark.usefixtures("_town")
def test_a_row_more_comes_with_its_sentence(tmp_path: Path) -> None:
    table, sentences = tmp_path / "regels.csv", tmp_path / "zinnen.csv"
    table.write_bytes(read_shipped_rules())
    sentences.write_text("rule,sentence\nR01,Te weinig.\n")
    asked = ("rules", "propose", str(table), "--sentences", str(sentences), "--reason", "x")
    with pytest.raises(BrokenInput, match="Nederlandse zin"):
        _run(*asked, "--by", "jurist")


@pytest.mark.usefixtures("_town")
def test_what_is_wrong_is_told_and_nothing_is_kept(tmp_path: Path) -> None:
    table = tmp_path / "fout.csv"
    table.write_text("rule,block\nR01,A\n")
    for words, sentence in (
        (("rules", "check", str(table)), "kolommen"),
        (("rules", "check", str(tmp_path / "nergens.csv")), "kan niet worden gelezen"),
        (("rules", "propose", str(table), "--reason", "x", "--by", "jurist"), "kolommen"),
        (
            ("rules", "propose", str(table), "--reason", "x", "--by", "agent"),
            "verandert de regels niet",
        ),
        (("rules", "confirm", "f" * 32, "--by", "regisseur"), "niet, of niet meer"),
        (("rules", "confirm", "f" * 32, "--by", "niemand"), "bestaat niet, of heeft geen rol"),
        (("tables", "leave", "0000", "agent", "--by", "regisseur"), "is er niet"),
    ):
        with pytest.raises(BrokenInput, match=sentence):
            _run(*words)
    assert fetch_ruling_number() == 1


@pytest.mark.usefixtures("_town")
def test_a_table_is_made_filled_and_moved_by_two_organisations() -> None:
    purpose = "youth_group_approach"
    made = _run(
        "tables", "make", "Kolkplein", "--purpose", purpose, "--until", AHEAD, "--by", "regisseur"
    )
    code = made.split()[-1]
    seat = ("tables", "seat", code, "agent", "--until", AHEAD, "--by", "regisseur", "--role")
    with pytest.raises(BrokenInput, match="heeft deze rol niet"):
        _run(*seat, "mayor")
    assert "Plaats gegeven" in _run(*seat, "neighbourhood_officer")
    step = _run("tables", "step", code, "--to", "step_2A", "--reason", "vast", "--by", "regisseur")
    proposal = step.split("confirm-step ")[1].split()[0]
    with pytest.raises(BrokenInput, match="andere organisatie"):
        _run("tables", "confirm-step", proposal, "--by", "jurist")
    done = _run("tables", "confirm-step", proposal, "--by", "agent")
    assert done == "De tafel staat nu op step_2A.\n"
    listed = _run("tables", "list")
    assert f"{code}  Kolkplein: {purpose}, step_2A" in listed
    assert "  agent, neighbourhood_officer (police)" in listed
    assert "teruggenomen" in _run("tables", "leave", code, "agent", "--by", "regisseur")
    assert "  agent" not in _run("tables", "list")


def test_the_program_leaves_with_a_sentence_and_exit_code_3(tmp_path: Path) -> None:
    program = str(Path(sys.executable).parent / "zichtlijn")
    surroundings = {**os.environ, "ZICHTLIJN_HOME": str(tmp_path)}
    said = subprocess.run(
        [program, "privacy", "rules", "check", str(tmp_path / "nergens.csv")],
        env=surroundings, capture_output=True, text=True,
    )  # fmt: skip
    assert said.returncode == 3
    assert "kan niet worden gelezen" in said.stderr
    assert "Traceback" not in said.stderr
