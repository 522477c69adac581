"""The real program on a real file: two people type their codes, and one line of input is one code."""

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.desk.backup.homes import done
from tests.journeys.server import command_line, own_environment
from tests.journeys.visitors import tell_code

PLANTING = """
import json, sys
from datetime import UTC, datetime, timedelta
import django
django.setup()
from tests.desk.commanding.apps import give_app
moment = datetime.now(UTC) - timedelta(minutes=5)
print(json.dumps({name: give_app(name, moment=moment) for name in ("m.visser", "r.bakker")}))
"""


def _plant(home: Path) -> dict[str, str]:
    """Give two people a role and an app; return the secrets in their apps."""
    for name, role in (("m.visser", "process_director"), ("r.bakker", "data_protection_officer")):
        done(home, "accounts", "add", name, "--role", role)
        done(home, "accounts", "revoke", name, "--all")
    with closing(sqlite3.connect(home / "zichtlijn.sqlite3")) as opened, opened:
        opened.execute("DELETE FROM accounts_account")
        opened.execute("UPDATE privacy_rolegrant SET ended_at = NULL")
    settings = {"DJANGO_SETTINGS_MODULE": "zichtlijn.desk.settings"}
    root = str(Path(__file__).resolve().parents[3])
    ended = subprocess.run(
        [sys.executable, "-c", PLANTING], env={**own_environment(home), **settings}, cwd=root,
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return dict(json.loads(ended.stdout))


def _stop(home: Path, *codes: str) -> subprocess.CompletedProcess[str]:
    words = ("stop", "networks", "--reason", "Besluit van het college van 1 december.",
             "--by", "m.visser", "--second", "r.bakker")  # fmt: skip
    return subprocess.run(
        command_line("retention", *words), env=own_environment(home), capture_output=True,
        text=True, timeout=120, input="".join(f"{code}\n" for code in codes),
    )  # fmt: skip


@pytest.mark.night
def test_two_people_stop_a_module_with_a_code_each(tmp_path: Path) -> None:
    home = tmp_path / "thuis"
    secrets = _plant(home)
    first = tell_code(secrets["m.visser"])
    alone = _stop(home, first, first)
    assert (alone.returncode, "klopt niet of is al gebruikt" in alone.stderr) == (3, True)
    next_code = tell_code(secrets["m.visser"], moment=time.time() + 30)  # noqa: TID251 - as the app does
    both = _stop(home, next_code, tell_code(secrets["r.bakker"]))
    assert both.returncode == 0, both.stderr
    assert "Gestopt: networks." in both.stdout
    with closing(sqlite3.connect(home / "zichtlijn.sqlite3")) as opened:
        stopped = opened.execute("SELECT room, stopped_by, second FROM privacy_stoppedmodule").fetchall()  # fmt: skip
        refused = opened.execute("SELECT reader, rule FROM audit_logline WHERE decision = 'refused'").fetchall()  # fmt: skip
    assert stopped == [("networks", "m.visser", "r.bakker")]
    assert refused == [("r.bakker", "factor")]
