"""A sitting that was left alone, grew old or lost its rights, on a real server with a real file."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError

import pytest
from django.core import signing
from tests.journeys.server import serve_desk, stop_desk
from tests.journeys.test_signing_in import invite_into
from tests.journeys.visitors import PHRASE, Answer, Visitor, enrol, tell_code

WHO, PAGE = "eva.regisseur", "/verzoeken/"
SALT = "django.contrib.sessions.SessionStore"


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    """Somebody who signed in for the first time, on a desk of his own."""
    code = invite_into(tmp_path, WHO, "--role", "process_director")
    running = serve_desk(tmp_path)
    yield enrol(running.url, WHO, code)
    stop_desk(running)


@contextmanager
def _database(home: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(home / "zichtlijn.sqlite3", timeout=20)) as opened, opened:
        yield opened


def _turn_back(home: Path, stamp: str, by: timedelta) -> None:
    """Move a stamp of the one sitting that is open back, as time would."""
    key = (home / "secret_key").read_text().strip()
    with _database(home) as opened:
        rows = opened.execute("SELECT session_key, session_data FROM django_session").fetchall()
        for name, data in rows:
            kept = signing.loads(data, key=key, salt=SALT)
            if stamp not in kept:
                continue
            kept[stamp] = (datetime.fromisoformat(kept[stamp]) - by).isoformat()
            moved = signing.dumps(kept, key=key, salt=SALT, compress=True)
            change = "UPDATE django_session SET session_data = ? WHERE session_key = ?"
            opened.execute(change, (moved, name))
            return
    raise AssertionError(f"no sitting with {stamp}")


def _choose_purpose(visitor: Visitor) -> None:
    visitor.post("/doel/kiezen/", origin="/doel/", doel="data_subject_right", reden="inform")
    assert visitor.get(PAGE).url.endswith(PAGE)


def _sign_in_again(visitor: Visitor, asked: Answer) -> str:
    """Sign in on the page that asked for it, and return where that leads."""
    path = asked.url.removeprefix(visitor.home)
    visitor.post(path, username=WHO, password=PHRASE, next=PAGE)
    code = tell_code(visitor.secret, moment=time.time() + 30)  # noqa: TID251 - the last was used
    return visitor.post("/inloggen/code/", code=code, next=PAGE).url


def test_who_comes_back_signs_in_again_returns_to_his_page_and_chooses_his_purpose_again(
    visitor: Visitor, tmp_path: Path
) -> None:
    _choose_purpose(visitor)

    _turn_back(tmp_path, "seen_at", timedelta(minutes=16))
    asked = visitor.get(PAGE)
    assert asked.url.endswith("/inloggen/?next=%2Fverzoeken%2F&reden=stil")
    assert "kwartier" in asked.words
    led = _sign_in_again(visitor, asked)
    assert led.endswith("/doel/?next=%2Fverzoeken%2F")  # back to the page, and first for what
    _choose_purpose(visitor)

    with _database(tmp_path) as opened:
        opened.execute("UPDATE privacy_rolegrant SET ended_at = granted_on || ' 00:00:00'")
    with pytest.raises(HTTPError, match="403"):
        visitor.get(PAGE)
    with _database(tmp_path) as opened:
        opened.execute("UPDATE privacy_rolegrant SET ended_at = NULL")
    assert visitor.get(PAGE).url.endswith(PAGE)

    _turn_back(tmp_path, "begun_at", timedelta(hours=8, seconds=1))
    assert visitor.get(PAGE).url.endswith("/inloggen/?next=%2Fverzoeken%2F&reden=lang")
