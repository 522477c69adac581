"""Names, addresses and free text stand in no word of the server and of no command, faults included.

A real server and real commands, over a desk on which somebody was written down by the real forms.
"""

import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
from tests.desk.silence.breaking_desk import WHERE_IT_BREAKS
from tests.journeys.planting import OFFICER, TABLE, YOUTH, Planted
from tests.journeys.server import (
    RunningDesk,
    _read_address,
    command_line,
    own_environment,
    stop_desk,
)
from tests.journeys.visitors import enrol, make_demo_accounts

from zichtlijn.desk.starting.faults import FaultFormatter

BREAKING = Path(__file__).with_name("breaking_desk.py")
MARKERS = ("Zwaagsterveen", "Markerhof", "Merkzin", "Merkreden", WHERE_IT_BREAKS)
PERSON = {"full_name": "Abel Zwaagsterveen", "birth_date": "2005-05-17", "address": "Markerhof 9"}
SEEN = {"place": "Markerhof", "when": "quarter", "part": "calming", "kind": "helped"}
WRONG = (
    {**PERSON, "birth_date": "2021-05-17"},
    {**PERSON, "birth_date": "Zwaagsterveen"},
    {**PERSON, "full_name": "Zwaagsterveen 9"},
    {**PERSON, "address": "Markerhof 111222333"},
)
COMMANDS = (
    ("doctor",),
    ("log", "verify"),
    ("log", "checkpoint"),
    ("retention", "due"),
    ("retention", "run"),
    ("retention", "proof"),
    ("retention", "proof", "--json"),
    ("accounts", "list"),
    ("privacy", "check-rules"),
    ("algorithms", "check"),
)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Planted, list[int]]]:
    """A desk on which everything was done, right and wrong, and on which it broke down once."""
    home = tmp_path_factory.mktemp("huis")
    invitations = make_demo_accounts(home)
    desk = _serve(home)
    try:
        visitors = {
            role: enrol(desk.url, f"probeer-{role}", invitations[f"probeer-{role}"])
            for role in (YOUTH, OFFICER)
        }
        planted = Planted(desk, visitors, [])
        yield planted, _walk(planted)
    finally:
        stop_desk(desk)


def _serve(home: Path) -> RunningDesk:
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.desk.silence.breaking_desk", "serve", "--port", "0"],
            env=own_environment(home),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            cwd=BREAKING.parents[3],
        )
    return RunningDesk(_read_address(process, home), home, process)


def _walk(planted: Planted) -> list[int]:
    """Write, search, look, join and err; return how each ended."""
    youth, officer = planted.choose(YOUTH, TABLE), planted.choose(OFFICER, TABLE)
    ended: list[int] = []

    def send(visitor, path: str, **fields: str) -> str:
        try:
            answer = visitor.post(path, **fields)
            ended.append(200)
            address = answer.url
        except HTTPError as refused:
            ended.append(refused.code)
            address = refused.url
        assert _find(address) == []
        return address

    cards = [send(youth, "/personen/nieuw/", **PERSON)]
    cards.append(send(officer, "/personen/nieuw/", **{**PERSON, "full_name": "A. Zwaagsterveen"}))
    one, other = (re.search(r"kaart/(\w+)/", card)[1] for card in cards)
    for fields in WRONG:
        send(youth, "/personen/nieuw/", **fields)
    for text in ("Merkzin op het plein.", "Merkzin: een Marokkaanse jongen."):
        send(youth, f"/personen/kaart/{one}/waarneming/", **SEEN, text=text)
    for visitor in (youth, officer):
        send(visitor, "/personen/zoeken/", full_name="Zwaagsterveen", birth_date="2005-05-17")
        send(visitor, "/personen/zoeken/", full_name="Zwaagsterveen", birth_date="Markerhof")
    pair = f"/personen/naast/{one}/{other}/"
    send(youth, pair, deed="propose", reason="Merkreden: dezelfde jongen, zelf gesproken.")
    send(youth, "/personen/nieuw/", **{**PERSON, "address": f"{WHERE_IT_BREAKS} 1"})
    return ended


def _find(text: str) -> list[str]:
    return [marker for marker in MARKERS if marker in text]


@pytest.mark.night  # by day tests/persons/test_silence.py and the journeys look, in one process
def test_the_server_tells_that_it_broke_down_and_not_on_whom(
    walked: tuple[Planted, list[int]],
) -> None:
    planted, ended = walked
    said = (planted.desk.home / "server.log").read_text()
    print(f"{len(ended)} forms, ended {sorted(set(ended))}; {len(said)} signs in the server's log")
    assert len(ended) >= 14
    assert {200, 422, 500} <= set(ended)
    assert "builtins.ValueError" in said  # it was told: a log that is empty proves nothing
    assert "builtins.KeyError" in said
    assert "breaking_desk.py" in said
    assert _find(said) == []


def test_the_same_fault_would_stand_in_a_plain_log() -> None:
    typed = f"cannot keep {PERSON}"
    try:
        raise ValueError(typed)
    except ValueError as problem:
        fault = (type(problem), problem, problem.__traceback__)
    plain, ours = (kind().formatException(fault) for kind in (logging.Formatter, FaultFormatter))
    assert _find(plain) == ["Zwaagsterveen", "Markerhof"]
    assert _find(ours) == []
    assert "builtins.ValueError" in ours


@pytest.mark.night
def test_no_command_says_a_name(walked: tuple[Planted, list[int]], tmp_path: Path) -> None:
    home = walked[0].desk.home
    (tmp_path / "wachtzin").write_text("een lange zin om te bewaren")
    kept = (
        ("log", "export", str(tmp_path / "log")),
        ("backup", str(tmp_path / "kopie"), "--passphrase-file", str(tmp_path / "wachtzin")),
    )
    said = {words: _run(home, *words) for words in (*COMMANDS, *kept)}
    answers = "".join(said.values())
    files = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    found = _find(answers) + _find(files.decode(errors="replace"))
    print(f"{len(said)} commands, {len(answers)} signs said, {len(files)} bytes written, {found}")
    assert all(said.values())
    assert "Traceback" not in answers
    assert b"zichtlijn-reservekopie" in files
    assert found == []


def _run(home: Path, *words: str) -> str:
    ended = subprocess.run(
        command_line(*words),
        env=own_environment(home),
        capture_output=True,
        text=True,
        timeout=120,
    )
    return ended.stdout + ended.stderr
