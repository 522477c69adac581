"""Whoever is named at a command proves it himself; what is refused is a line and nothing else."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from axes.handlers.proxy import AxesProxyHandler
from tests.desk.commanding.apps import give_app, show_code
from tests.privacy.town import NOW, hold, set_table

from zichtlijn.audit.log import LogUnavailable
from zichtlijn.audit.models import LogLine
from zichtlijn.desk import door
from zichtlijn.desk.accounts.models import Account
from zichtlijn.desk.commanding import refusing
from zichtlijn.desk.commands import main
from zichtlijn.desk.starting import serving
from zichtlijn.kernel.runs.reporting import run_reporting
from zichtlijn.privacy.models import Opening, Proposal, RuleVersion, Scope

ROLES = {
    "fg": "data_protection_officer",
    "regisseur": "process_director",
    "jurist": "policy_officer",
    "agent": "neighbourhood_officer",
}
WRONG = "000000"


class Town(NamedTuple):
    """The accounts of a town hall with their apps, and the clock at its door."""

    apps: dict[str, str]
    clock: list[datetime]

    def code(self, name: str) -> str:
        return show_code(self.apps[name], self.clock[0])

    def wait(self) -> None:
        """Let half a minute pass: every app shows its next code."""
        self.clock[0] += timedelta(seconds=30)


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    said: str


Typed = Callable[..., Ended]


@pytest.fixture
def typed(db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Type a command as at the machine, with lines of input after it."""
    monkeypatch.setattr(serving, "prepare_database", lambda: None)
    monkeypatch.setattr(door, "read_clock", lambda: NOW)

    def run(*words: str, lines: tuple[str, ...] = ()) -> Ended:
        monkeypatch.setattr("sys.stdin", StringIO("".join(f"{line}\n" for line in lines)))
        code = run_reporting(lambda: main.main(list(words), standalone_mode=False))
        return Ended(code, "".join(capsys.readouterr()))

    return run


@pytest.fixture
def town(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> Town:
    """Three people with an app each."""
    clock = [NOW]
    monkeypatch.setattr(door, "read_clock", lambda: clock[0])
    for name, role in ROLES.items():
        hold(role, account=name)
    apps = {name: give_app(name, moment=NOW) for name in ROLES}
    made = Town(apps, clock)
    made.wait()
    return made


def _refused() -> list[tuple[str, str, str, str]]:
    lines = LogLine.objects.filter(decision="refused").order_by("seq")
    return list(lines.values_list("action", "reader", "scope", "rule"))


def _propose(typed: Typed, tmp_path: Path, by: str, *lines: str) -> Ended:
    table = tmp_path / "regels.csv"
    if not table.exists():
        table.write_text(
            typed("privacy", "rules", "show").said.replace("AVG recital 38 [K]", "AVG")
        )
    words = ("privacy", "rules", "propose", str(table), "--reason", "besluit", "--by", by)
    return typed(*words, lines=lines)


def test_two_people_change_the_rules_each_with_the_code_of_his_own_app(
    typed: Typed, town: Town, tmp_path: Path
) -> None:
    made = _propose(typed, tmp_path, "regisseur", town.code("regisseur"))
    assert made.code == 0, made.said
    assert "Code uit de app van regisseur" in made.said
    code = made.said.split("confirm ")[1].split()[0]
    confirm = ("privacy", "rules", "confirm", code, "--by", "jurist")
    stolen = typed(*confirm, lines=(town.code("regisseur"),))
    assert (stolen.code, RuleVersion.objects.filter(number=2).count()) == (3, 0)
    assert "Versie 2 geldt nu." in typed(*confirm, lines=(town.code("jurist"),)).said
    given = LogLine.objects.filter(action="desk.factor.confirm").values_list("reader", "origin")
    assert list(given) == [("regisseur", "command"), ("jurist", "command")]


def test_a_code_counts_once_also_when_the_deed_was_refused(
    typed: Typed, town: Town, tmp_path: Path
) -> None:
    code = town.code("agent")
    first = _propose(typed, tmp_path, "agent", code)
    assert "verandert de regels niet" in first.said
    again = _propose(typed, tmp_path, "agent", code)
    assert (again.code, "al gebruikt" in again.said) == (3, True)
    command = "command:privacy rules propose"
    assert _refused() == [
        ("desk.command.refuse", "agent", command, "fit"),
        ("desk.command.refuse", "agent", command, "factor"),
    ]


def test_five_wrong_codes_lock_the_account_here_even_for_the_right_one(
    typed: Typed, town: Town, tmp_path: Path
) -> None:
    said = [_propose(typed, tmp_path, "fg", WRONG).said for _ in range(5)]
    assert ["klopt niet" in one for one in said] == [True, True, True, True, False]
    locked = _propose(typed, tmp_path, "fg", town.code("fg"))
    assert (locked.code, "Te veel verkeerde codes" in locked.said) == (3, True)
    assert [rule for *_, rule in _refused()] == ["factor"] * 4 + ["locked"] * 2
    assert _propose(typed, tmp_path, "regisseur", town.code("regisseur")).code == 0
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize(
    ("by", "reader", "rule", "told"),
    [
        ("fg", "fg", "factor", "geen code van fg gegeven"),
        ("geheim-woord", "onbekend account", "account", "is er niet, of het is gesloten"),
        ("passkey", "passkey", "factor", "heeft geen app met codes"),
    ],
)
@pytest.mark.usefixtures("town")
def test_who_cannot_prove_it_is_told_why(
    by: str, reader: str, rule: str, told: str, typed: Typed
) -> None:
    Account.objects.create(name="passkey", made_at=NOW)
    ended = typed("retention", "lift", "a" * 32, "--by", by)
    assert (ended.code, told in ended.said) == (3, True), ended.said
    assert _refused() == [("desk.command.refuse", reader, "command:retention lift", rule)]
    assert not LogLine.objects.filter(reader="geheim-woord").exists()


def test_while_nobody_has_an_account_four_eyes_are_two_accounts(typed: Typed) -> None:
    ended = typed("retention", "stop", "persons", "--reason", "einde proef", "--by", "a", "--second", "b")  # fmt: skip
    assert (ended.code, "vraagt twee accounts" in ended.said) == (3, True)
    assert _refused() == [("desk.command.refuse", "lokale gebruiker", "command:retention stop", "accounts")]  # fmt: skip


def test_one_account_is_not_two_people(typed: Typed, town: Town) -> None:
    ended = typed("retention", "stop", "persons", "--reason", "einde van de proef", "--by", "fg", "--second", "fg", lines=(town.code("fg"),) * 2)  # fmt: skip
    assert (ended.code, "twee keer hetzelfde account" in ended.said) == (3, True)
    assert [rule for *_, rule in _refused()] == ["second_person"]


def test_a_refusal_in_the_middle_undoes_the_deed_and_its_line_stays(
    typed: Typed, town: Town, tmp_path: Path
) -> None:
    """The officer's choice of purpose and his proposal were made before the second said no."""
    known = tmp_path / "bekenden.csv"
    known.write_text("category,account,name,address\ncolleague,,A. Bakker,\n")
    words = ("privacy", "watch", "add", str(known), "--reason", "  ", "--by", "fg", "--second", "agent")  # fmt: skip
    ended = typed(*words, lines=(town.code("fg"), town.code("agent")))
    assert ended.code == 3, ended.said
    assert (Opening.objects.count(), Proposal.objects.count()) == (0, 0)
    assert LogLine.objects.filter(action="privacy.purpose.open").count() == 0
    assert [line[:3] for line in _refused()] == [
        ("desk.command.refuse", "fg", "command:privacy watch add")
    ]


def test_a_refusal_of_the_rule_table_is_one_line_with_its_row(
    typed: Typed, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zichtlijn.privacy.queries.admitting import admit
    from zichtlijn.privacy.terms.asking import facts_without_person

    def read(*_: object, **__: object) -> Iterator[str]:
        access = door.open_session_access("regisseur", moment=NOW, origin="command")
        admit("show", facts_without_person("identity"), access=access, action="persons.record.show", scope="x")  # fmt: skip
        yield "een naam"

    monkeypatch.setattr("zichtlijn.desk.ruling.deeds.list_tables", read)
    ended = typed("privacy", "tables", "list")
    assert ended.code == 3
    assert "een naam" not in ended.said
    assert [(action, rule) for action, *_, rule in _refused()] == [
        ("privacy.purpose.missing", "purpose")
    ]


def test_where_the_log_cannot_take_the_line_the_command_says_so(
    typed: Typed, town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LogUnavailable

    monkeypatch.setattr(refusing.log, "record", fail)
    ended = _propose(typed, tmp_path, "fg", town.code("fg"))
    assert (ended.code, "logboek kan niet worden bijgewerkt" in ended.said) == (1, True)
    assert Proposal.objects.count() == 0


def _commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:  # fmt: skip
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))
        elif command is not None:
            yield (*path, name), command


def _fill(command: click.Command, file: Path) -> list[str]:
    """Return words with which a command can be typed: something that fits for each choice."""
    words: list[str] = []
    for choice in command.params:
        if not choice.required and choice.name not in {"by", "second", "reason"}:
            continue
        kind = choice.type
        fit = (
            kind.choices[0] if isinstance(kind, click.Choice)
            else "2026-11-01" if isinstance(kind, click.DateTime)
            else str(file) if isinstance(kind, click.Path) and kind.exists
            else str(file.with_name("uit")) if isinstance(kind, click.Path)
            else {"by": "fg", "second": "regisseur"}.get(choice.name or "", "iets-van-tien-tekens")
        )  # fmt: skip
        words += [fit] if isinstance(choice, click.Argument) else [choice.opts[0], str(fit)]
    return words


def test_no_command_in_somebodys_name_goes_without_his_code(
    typed: Typed, town: Town, tmp_path: Path
) -> None:
    file = tmp_path / "invoer.csv"
    file.write_text("category,account,name,address\ncolleague,,A. Bakker,\n")
    scope = set_table()
    found = [
        (path, command)
        for path, command in _commands(main)
        if {"by", "second"} & {choice.name for choice in command.params}
    ]
    passed = []
    for path, command in found:
        takes_two = {"by", "second"} <= {choice.name for choice in command.params}
        right = (town.code("fg"), WRONG) if takes_two else (WRONG,)
        ended = typed(*path, *_fill(command, file), lines=right)
        if (ended.code, "klopt niet of is al gebruikt" in ended.said) != (3, True):
            passed.append((path, ended))
        AxesProxyHandler.reset_attempts()
        town.wait()
    print(f"{len(found) - len(passed)} of {len(found)} commands with --by ask the code of each")
    assert len(found) >= 15
    assert passed == []
    assert [rule for *_, rule in _refused()] == ["factor"] * len(found)
    assert list(Scope.objects.values_list("code", "gate")) == [(scope.code, scope.gate)]
    assert Proposal.objects.count() == 0
