"""`zichtlijn log ...` signs, verifies and exports the log of this installation."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.audit.worlds import write_log


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("own log")
    write_log(home, lines=12)
    return home


def _zichtlijn(*arguments: object, home: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("zichtlijn")
    return subprocess.run(
        [command, "log", *map(str, arguments)],
        env={**os.environ, "ZICHTLIJN_HOME": str(home)},
        capture_output=True,
        text=True,
    )


def test_the_log_of_this_installation_is_signed_verified_and_taken_out(
    home: Path, tmp_path: Path
) -> None:
    verified = _zichtlijn("verify", home=home)
    assert (verified.returncode, verified.stderr) == (0, "")
    assert "regel 1 tot en met 12" in verified.stdout
    signed = _zichtlijn("checkpoint", home=home)  # that it was verified is line 13
    assert "tot en met regel 13" in signed.stdout
    assert "niets bijgekomen" in _zichtlijn("checkpoint", home=home).stdout
    out = tmp_path / "uit"
    exported = _zichtlijn("export", "--out", out, home=home)
    assert (exported.returncode, exported.stderr) == (0, "")
    assert "14 regels" in exported.stdout
    assert _zichtlijn("export", "--out", out, home=home).returncode == 2  # it is not empty
    assert _zichtlijn("export", "--out", out, "--force", home=home).returncode == 0
    brought = _zichtlijn("verify", out / "log.csv", "--checkpoints", out / "checkpoints.jsonl", home=home)  # fmt: skip
    assert "Tot en met regel 13 staat een controlepunt" in brought.stdout
    without = _zichtlijn("verify", out / "log.csv", home=home)
    assert "Er is geen controlepunt" in without.stdout


def test_a_changed_line_is_named_and_the_command_fails(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"
    with sqlite3.connect(home / "zichtlijn.sqlite3") as source, sqlite3.connect(copy) as target:
        source.backup(target)
        target.execute("DROP TRIGGER audit_no_update")
        target.execute("UPDATE audit_logline SET reader = 'iemand anders' WHERE seq = 5")
        target.commit()
    done = _zichtlijn("verify", copy, home=home)
    assert (done.returncode, done.stdout) == (3, "Het logboek klopt niet. Regel 5 is gewijzigd.\n")


def test_without_a_log_there_is_a_sentence(tmp_path: Path) -> None:
    for question in (["verify"], ["checkpoint"], ["export", "--out", tmp_path / "uit"]):
        done = _zichtlijn(*question, home=tmp_path / "nothing")
        assert done.returncode == 1
        assert "zichtlijn doctor" in done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "uit").exists()


def test_a_key_that_is_gone_is_said(home: Path, tmp_path: Path) -> None:
    write_log(tmp_path, lines=2)
    (tmp_path / "checkpoint_key").unlink()
    _zichtlijn("verify", home=tmp_path)
    done = _zichtlijn("checkpoint", home=tmp_path)
    assert (done.returncode, "de sleutel ontbreekt" in done.stderr) == (1, True)
