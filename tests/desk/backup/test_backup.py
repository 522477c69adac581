"""A backup opens again, and what was destroyed since does not come back with it."""

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.journeys.server import command_line, own_environment

WORDS = "een lange zin om te bewaren"


@pytest.fixture(scope="module")
def passphrase(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("zin") / "wachtzin"
    file.write_text(WORDS + "\n")
    return file


def zichtlijn(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command_line(*words), env=own_environment(home), capture_output=True, text=True, timeout=120
    )


def ask(home: Path, what: str) -> int:
    with closing(sqlite3.connect(home / "zichtlijn.sqlite3")) as opened:
        (counted,) = opened.execute(f"SELECT {what}").fetchone()
    return int(counted)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "thuis"
    assert zichtlijn(made, "retention", "run").returncode == 0
    return made


def test_a_backup_is_put_back_and_the_log_goes_on(
    home: Path, passphrase: Path, tmp_path: Path
) -> None:
    file = tmp_path / "kopie"
    made = zichtlijn(home, "backup", str(file), "--passphrase-file", str(passphrase))
    assert made.returncode == 0, made.stderr
    assert file.exists() and file.with_name("kopie.keys").exists()
    assert zichtlijn(home, "retention", "due").returncode == 0
    before = ask(home, "max(seq) FROM audit_logline")
    done = zichtlijn(home, "restore", str(file), "--passphrase-file", str(passphrase))
    assert done.returncode == 0, done.stderr
    assert "1 regels van na de kopie zijn behouden" in done.stdout
    assert ask(home, "max(seq) FROM audit_logline") > before
    checked = zichtlijn(home, "log", "verify")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert not list(home.glob(".backup-*"))
