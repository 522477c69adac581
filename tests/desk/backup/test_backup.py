"""A backup opens again; a wrong or cut file changes nothing; the log goes on after a restore."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from tests.desk.backup.homes import WORDS, done, zichtlijn
from tests.journeys.server import command_line, own_environment


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a backup beside it, made once; tests copy it."""
    made = tmp_path_factory.mktemp("kopie")
    (made / "wachtzin").write_text(WORDS + "\n")
    done(made / "thuis", "retention", "due")
    done(made / "thuis", "backup", made / "een", "--passphrase-file", made / "wachtzin")
    return made


@pytest.fixture
def here(place: Path, tmp_path: Path) -> Path:
    shutil.copytree(place, tmp_path / "hier")
    return tmp_path / "hier"


def _ask(home: Path, what: str) -> int:
    with closing(sqlite3.connect(home / "zichtlijn.sqlite3")) as opened:
        (counted,) = opened.execute(f"SELECT {what}").fetchone()
    return int(counted)


def _restore(here: Path, *words: object) -> subprocess.CompletedProcess[str]:
    given = words or (here / "een",)
    return zichtlijn(here / "thuis", "restore", *given, "--passphrase-file", here / "wachtzin")


def _state(home: Path) -> dict[str, str]:
    return {
        str(file.relative_to(home)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(home.rglob("*"))
        if file.is_file() and not file.name.endswith(("-shm", "-wal"))
    }


def test_the_log_goes_on_where_it_was_and_its_chain_is_whole(here: Path) -> None:
    home = here / "thuis"
    done(home, "retention", "due")
    before = _ask(home, "max(seq) FROM audit_logline")
    restored = _restore(here)
    assert restored.returncode == 0, restored.stderr
    assert "1 regels van na de kopie zijn behouden" in restored.stdout
    assert _ask(home, "max(seq) FROM audit_logline") > before
    assert zichtlijn(home, "log", "verify").returncode == 0
    assert not list(home.glob(".backup-*"))


def test_two_files_for_one_account_with_nothing_to_read_in_them(here: Path) -> None:
    for name in ("een", "een.keys"):
        file = here / name
        assert b"SQLite" not in file.read_bytes()
        assert (file.stat().st_mode & 0o077) == 0, name
    assert sorted(file.name for file in here.iterdir()) == ["een", "een.keys", "thuis", "wachtzin"]


@pytest.mark.parametrize("kept", [13, 0.5])
def test_a_wrong_file_changes_nothing(here: Path, kept: float) -> None:
    whole, before = (here / "een").read_bytes(), _state(here / "thuis")
    (here / "een").write_bytes(whole[: int(kept if kept > 1 else kept * len(whole))])
    ended = _restore(here)
    assert (ended.returncode, _state(here / "thuis")) == (3, before)
    assert "Traceback" not in ended.stderr
    assert ended.stderr.strip().endswith(".")


def test_nothing_is_put_back_under_a_desk_that_runs(here: Path) -> None:
    with subprocess.Popen(
        command_line("serve", "--port", "0"),
        env=own_environment(here / "thuis"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        assert running.stdout
        assert "klaar op" in running.stdout.readline()
        refused = _restore(here)
        again = ("--passphrase-file", here / "wachtzin")
        taken = zichtlijn(here / "thuis", "backup", here / "een", *again)
        made = done(here / "thuis", "backup", here / "twee", *again)
        running.terminate()
    assert (refused.returncode, "draait nog" in refused.stderr) == (3, True)
    assert (taken.returncode, "bestaat al" in taken.stderr) == (3, True)
    assert "Reservekopie" in made
    assert _restore(here, here / "twee").returncode == 0


def test_a_new_machine_needs_the_keys_and_then_has_all(here: Path) -> None:
    new = here / "nieuw"
    words = ("--passphrase-file", here / "wachtzin")
    without = zichtlijn(new, "restore", here / "een", *words)
    assert (without.returncode, "--keys" in without.stderr) == (3, True)
    said = done(new, "restore", here / "een", "--keys", here / "een.keys", *words)
    assert "Teruggezet" in said
    assert zichtlijn(new, "log", "verify").returncode == 0
    assert (new / "keys" / "master_key").read_bytes() != (
        here / "thuis/keys/master_key"
    ).read_bytes()


def test_a_broken_database_is_replaced_by_its_backup(here: Path) -> None:
    database = here / "thuis" / "zichtlijn.sqlite3"
    whole = database.read_bytes()
    database.write_bytes(whole[:100] + os.urandom(len(whole) - 100))
    restored = _restore(here)
    assert restored.returncode == 0, restored.stderr
    assert "0 regels van na de kopie" in restored.stdout
    assert _ask(here / "thuis", "count(*) FROM audit_logline") > 0
