"""What was taken away after a backup stays away when that backup is put back."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.desk.backup.homes import WORDS, done
from tests.journeys.server import own_environment

ENDED_BY_RESTORE = {"recovery codes", "sitting", "opening", "agreement"}
"""What nobody takes away by hand, but may have been used up or ended since: made anew."""


class Town(NamedTuple):
    """A home in which much was taken away after its backup was made."""

    folder: Path
    ids: dict[str, str]
    there: dict[str, bool]  # before it was taken away
    left: dict[str, bool]  # after


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Made once; tests copy it."""
    folder = tmp_path_factory.mktemp("stad")
    (folder / "wachtzin").write_text(WORDS)
    laid = _ask(folder / "thuis", "lay")
    done(folder / "thuis", "backup", folder / "kopie", "--passphrase-file", folder / "wachtzin")
    return Town(
        folder, laid["laid"], laid["there"], _ask(folder / "thuis", "take", told=laid["laid"])
    )


@pytest.fixture
def here(town: Town, tmp_path: Path) -> Path:
    shutil.copytree(town.folder, tmp_path / "hier")
    return tmp_path / "hier"


def _ask(home: Path, word: str, *, told: dict | None = None) -> dict:
    settings = {"DJANGO_SETTINGS_MODULE": "zichtlijn.desk.settings"}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.desk.backup.taking", word],
        env={**own_environment(home), **settings},
        input=json.dumps(told or {}),
        capture_output=True,
        text=True,
        timeout=300,
        cwd=Path(__file__).parents[3],
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout.splitlines()[-1])


def _restore(here: Path, *words: object, home: str = "thuis") -> str:
    return done(
        here / home, "restore", here / "kopie", *words, "--passphrase-file", here / "wachtzin"
    )


def _read_told(home: Path) -> dict[tuple[str, str], int]:
    with closing(sqlite3.connect(home / "zichtlijn.sqlite3")) as opened:
        (told,) = opened.execute("SELECT told FROM privacy_restoration").fetchone()
    return {(kind, became): number for kind, became, number in json.loads(told)}


def _check_nothing_came_back(town: Town, here: Path) -> None:
    back = _ask(here / "thuis", "look", told=town.ids)
    came = [name for name, is_there in back.items() if is_there]
    print(f"{len(back)} things taken away or ended, {len(came)} came back with the backup")
    assert len(back) >= 26
    assert came == []
    done(here / "thuis", "log", "verify")


def test_everything_was_there_and_then_was_taken_away(town: Town) -> None:
    assert {name for name, is_there in town.there.items() if not is_there} == set()
    assert {name for name, is_there in town.left.items() if is_there} == ENDED_BY_RESTORE


def test_nothing_comes_back_where_the_database_was_lost(town: Town, here: Path) -> None:
    for file in (here / "thuis").glob("zichtlijn.sqlite3*"):
        file.unlink()
    for file in (here / "thuis" / "checkpoints").glob("*.jsonl"):
        file.unlink()  # they name lines that are lost: the verifier would rightly say so
    said = _restore(here)
    assert "Zittingen: alle beëindigd" in said
    _check_nothing_came_back(town, here)
    told = _read_told(here / "thuis")
    done_again = {kind for kind, became in told if became == "done"}
    assert done_again == {
        "account", "contest", "delivery", "gate", "joining", "module", "passkey", "proposal", "receiver",
        "role", "rules", "seat", "stay", "terms",
    }  # fmt: skip
    lost = {kind: number for (kind, became), number in told.items() if became == "lost"}
    assert lost == {"emergency": 1, "version": 1}
    assert told["receiver", "done"] == told["stay", "done"] == 2
    assert told["contest", "done"] == 2


@pytest.mark.night
def test_nothing_comes_back_where_the_database_stands(town: Town, here: Path) -> None:
    _restore(here)
    _check_nothing_came_back(town, here)
    again = _restore(here)  # twice is once
    _check_nothing_came_back(town, here)
    assert "Teruggezet" in again


@pytest.mark.night
def test_a_database_of_before_there_were_marks_gets_them_at_the_next_start(here: Path) -> None:
    home = here / "thuis"
    known = _count_marks(home)
    for room, number in (("persons", "0001"), ("privacy", "0003")):
        _go_back(home, room, number)
    with closing(sqlite3.connect(home / "zichtlijn.sqlite3")) as opened:
        tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master")}
    assert "privacy_personmark" not in tables  # it is an old one
    done(home, "retention", "due")
    print(f"{_count_marks(home)} of {known} records marked")
    assert _count_marks(home) == known > 0


def _go_back(home: Path, room: str, number: str) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "zichtlijn.desk.settings"}
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", room, number, "-v", "0"],
        env={**own_environment(home), **settings},
        check=True,
        timeout=120,
    )


def _count_marks(home: Path) -> int:
    with closing(sqlite3.connect(home / "zichtlijn.sqlite3")) as opened:
        (number,) = opened.execute("SELECT count(*) FROM privacy_personmark").fetchone()
    return int(number)


@pytest.mark.night
def test_a_new_machine_says_that_it_has_no_list(town: Town, here: Path) -> None:
    said = _restore(here, "--keys", here / "kopie.keys", home="nieuw")
    assert "Op de pagina Toezicht staat wat u zelf moet doen" in said
    assert _read_told(here / "nieuw")["list", "lost"] == 1
    back = _ask(here / "nieuw", "look", told=town.ids)
    assert back["role"]  # the list was lost with the old machine: that is what it says
    assert not any(back[name] for name in ENDED_BY_RESTORE)
