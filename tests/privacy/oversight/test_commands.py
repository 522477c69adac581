"""What the data protection officer has done on the command line, and never alone."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.privacy.town import NOW, hold

from zichtlijn.audit import log
from zichtlijn.audit.models import LogLine
from zichtlijn.audit.operations import sign_newest
from zichtlijn.desk import door
from zichtlijn.desk.commanding import refusing
from zichtlijn.desk.ruling.commands import privacy
from zichtlijn.desk.starting import serving
from zichtlijn.kernel.runs.failures import BrokenInput
from zichtlijn.privacy.models import Disclosure, Proposal, WatchedMark

TWO = ("--by", "fg", "--second", "regisseur")


@pytest.fixture
def _town(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three accounts, and a moment that stands still."""
    monkeypatch.setattr(serving, "prepare_database", lambda: None)
    monkeypatch.setattr(door, "read_clock", lambda: NOW)
    monkeypatch.setattr(refusing, "_ask_codes", lambda _: None)  # tests/desk/commanding does
    for name, role in (
        ("fg", "data_protection_officer"),
        ("regisseur", "process_director"),
        ("agent", "neighbourhood_officer"),
    ):
        hold(role, account=name)


def _run(*words: str) -> str:
    done = CliRunner().invoke(privacy, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def _list(tmp_path: Path, *rows: str) -> str:
    file = tmp_path / "bekenden.csv"
    file.write_text("\n".join(["category,account,name,address", *rows]) + "\n")
    return str(file)


@pytest.mark.usefixtures("_town")
def test_a_list_goes_in_and_no_name_stays(tmp_path: Path) -> None:
    file = _list(
        tmp_path,
        "own_name,agent,Wijbenga,",
        'own_street,agent,,"Lange Dreef 4, 3561 AB"',
        "colleague,,F. el Idrissi,",
        "celebrity,,Joris Berkelaar,",
    )
    said = _run("watch", "add", file, "--reason", "lijst van personeelszaken", *TWO)
    assert "Toegevoegd: 4 kenmerken" in said
    listed = _run("watch", "list")
    assert "own_street van agent" in listed
    assert "4 kenmerken" in listed
    kept = str(list(WatchedMark.objects.values())) + str(list(LogLine.objects.values())) + listed
    for word in ("ijbenga", "Dreef", "3561 AB", "3561AB", "drissi", "erkelaar"):
        assert word not in kept
    code = listed.split()[0]
    assert "Verwijderd" in _run("watch", "remove", code, "--reason", "uit dienst", *TWO)
    assert "3 kenmerken" in _run("watch", "list")
    accounts = set(LogLine.objects.filter(action__startswith="privacy.proposal").values_list("reader", flat=True))  # fmt: skip
    assert accounts == {"fg", "regisseur"}


@pytest.mark.usefixtures("_town")
@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("own_name,,Wijbenga,", "Regel 3: account hoort bij"),
        ("celebrity,agent,Joris Wijbenga,", "Regel 3: account hoort bij"),
        ("celebrity,,Wijbenga,", "Regel 3: hier ontbreekt"),
        ("own_street,agent,,", "Regel 3: hier ontbreekt"),
        ("vriend,,Wijbenga,", "Regel 3: category is een van"),
    ],
)
def test_a_wrong_line_is_said_by_number_and_nothing_is_kept(
    row: str, said: str, tmp_path: Path
) -> None:
    file = _list(tmp_path, "colleague,,A. Bakker,", row)
    with pytest.raises(BrokenInput, match=said) as refused:
        _run("watch", "add", file, "--reason", "lijst van personeelszaken", *TWO)
    assert "ijbenga" not in str(refused.value)
    assert WatchedMark.objects.count() == 0


@pytest.mark.usefixtures("_town")
@pytest.mark.parametrize(
    ("by", "second"), [("agent", "regisseur"), ("fg", "fg"), ("fg", "niemand")]
)
def test_neither_alone_nor_without_the_officer(by: str, second: str, tmp_path: Path) -> None:
    file = _list(tmp_path, "colleague,,A. Bakker,")
    with pytest.raises(BrokenInput):
        _run("watch", "add", file, "--reason", "lijst", "--by", by, "--second", second)
    with pytest.raises(BrokenInput):
        _package(tmp_path, "--by", by, "--second", second)
    assert not list(tmp_path.glob("*.zip"))
    assert WatchedMark.objects.count() == 0


def _package(out: Path, *two: str, until: str = "2026-11-23") -> str:
    return _run("audit-package", "--from", "2026-11-01", "--until", until, "--out", str(out), "--reason", "report", *two)  # fmt: skip


def _unpack(file: Path, place: Path) -> Path:
    with zipfile.ZipFile(file) as package:
        package.extractall(place)
    return place


def _verify(place: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, place / "verify_package.py", place], capture_output=True, text=True
    )


def _work(subject: str = "p1") -> None:
    plain = door.open_command_access(scope="group:1")
    for purpose in ("enforcement", "youth_group_approach"):
        ground = "Wpg artikel 8" if purpose == "enforcement" else "AVG"
        asked = plain.__class__(**{**plain.__dict__, "purpose": purpose, "legal_ground": ground, "reason": "check"})  # fmt: skip
        log.record(f"networks.presences.{'read' if ground == 'AVG' else 'show'}", scope="group:1", subjects=[subject], access=asked)  # fmt: skip


@pytest.mark.usefixtures("_town")
def test_the_package_holds_the_work_under_the_wpg_and_verifies_itself(tmp_path: Path) -> None:
    _work()
    _package(tmp_path / "uit", *TWO)
    sign_newest(moment=NOW)
    _package(tmp_path / "pakket.zip", *TWO)
    place = _unpack(tmp_path / "pakket.zip", tmp_path / "open")
    names = {file.name for file in place.iterdir()}
    assert names >= {"index.html", "index.csv", "log.csv", "chain.csv", "checkpoints.jsonl", "rules_1.csv",
                     "role_grants.csv", "transfers.csv", "destructions.csv", "emergencies.csv", "norms.csv",
                     "proposals.csv", "retention_rules.csv", "processing_register.csv", "rights_requests.csv"}  # fmt: skip
    said = (place / "log.csv").read_text()
    assert "networks.presences.show" in said
    assert "networks.presences.read" not in said  # no police work
    assert "Wpg 32a" in (place / "index.html").read_text()
    assert _verify(place).stdout == "Het pakket klopt.\n"
    assert Proposal.objects.filter(kind="privacy.audit_package", state="confirmed").count() == 2
    left = Disclosure.objects.values_list("recipient", "person")
    assert list(left) == [("de auditor", "")] * 2


@pytest.mark.usefixtures("_town")
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("log.csv", "networks.presences.show", "networks.presences.hide"),
        ("role_grants.csv", "agent", "agens"),
        ("checkpoints.jsonl", '"signature": "', '"signature": "00'),
    ],
)
def test_a_changed_package_is_found_out(file: str, old: str, new: str, tmp_path: Path) -> None:
    _work()
    sign_newest(moment=NOW)
    _package(tmp_path / "pakket.zip", *TWO)
    place = _unpack(tmp_path / "pakket.zip", tmp_path / "open")
    text = (place / file).read_text()
    assert old in text
    (place / file).write_text(text.replace(old, new, 1))
    done = _verify(place)
    assert done.returncode == 3
    assert file.partition(".")[0] in done.stdout


@pytest.mark.usefixtures("_town")
def test_the_same_period_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _work()
    sign_newest(moment=NOW)
    for day, name in ((1, "een.zip"), (2, "twee.zip")):
        monkeypatch.setattr(door, "read_clock", lambda day=day: NOW.replace(day=23 + day))
        _package(tmp_path / name, *TWO)
    assert (tmp_path / "een.zip").read_bytes() == (tmp_path / "twee.zip").read_bytes()


@pytest.mark.usefixtures("_town")
def test_a_period_that_is_no_period_is_refused(tmp_path: Path) -> None:
    for until in ("2026-10-01", "2027-01-01"):
        with pytest.raises(BrokenInput, match="laatste dag"):
            _package(tmp_path / "uit", *TWO, until=until)
