"""What is destroyed can be read nowhere; what is stolen without its master key can be read nowhere."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.desk.backup.homes import (
    WORDS,
    ask_planting,
    count_found,
    done,
    read_everything,
)

MARKERS = 200


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "thuis"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    file = tmp_path / "wachtzin"
    file.write_text(WORDS)
    return file


def _plant(home: Path) -> tuple[list[dict[str, str]], list[str]]:
    today = datetime.now(UTC).date()  # noqa: TID251 - the real command asks the real clock
    lines = ask_planting(home, "plant", MARKERS, today)
    sealed = [line for line in lines if "marker" in line]
    return sealed, [line["pseudonym"] for line in lines if "pseudonym" in line]


def _open(home: Path, sealed: list[dict[str, str]]) -> int:
    """Return how many sealed texts of a stolen old copy the keys of this home still open."""
    told = "\n".join(json.dumps(line) for line in sealed)
    (counted,) = ask_planting(home, "read", told=told)
    assert counted["tried"] == len(sealed) == MARKERS
    return int(counted["opened"])


def _rows(home: Path) -> int:
    with closing(sqlite3.connect(home / "zichtlijn.sqlite3")) as opened:
        (rows,) = opened.execute(
            "SELECT (SELECT count(*) FROM persons_identityrecord)"
            " + (SELECT count(*) FROM persons_namedobservation)"
            " + (SELECT count(*) FROM networks_presence)"
        ).fetchone()
    return int(rows)


def test_what_was_destroyed_can_be_read_nowhere_not_even_from_an_old_backup(
    home: Path, words: Path, tmp_path: Path
) -> None:
    sealed, pseudonyms = _plant(home)
    markers = [line["marker"] for line in sealed] + pseudonyms
    copy = tmp_path / "kopie"
    done(home, "backup", copy, "--passphrase-file", words)
    assert _open(home, sealed) == MARKERS  # the search finds something where there is something
    assert count_found(pseudonyms, read_everything(home)) == len(pseudonyms)

    done(home, "retention", "run")
    found = {
        "rows": _rows(home),
        "opened with the keys that are left": _open(home, sealed),
        "in a file of the home": count_found(markers, read_everything(home)),
        "in the backup": count_found(markers, read_everything(tmp_path)),
    }
    keys = ("--keys", tmp_path / "kopie.keys", "--passphrase-file", words)
    said = done(home, "restore", copy, *keys)
    found |= {
        "rows after restore": _rows(home),
        "opened after restore": _open(home, sealed),
        "in a file after restore": count_found(markers, read_everything(tmp_path)),
    }
    print(f"{len(markers)} destroyed markers; found: {found}")
    assert len(markers) >= MARKERS
    assert found == dict.fromkeys(found, 0)
    assert "Opnieuw vernietigd: 0." not in said  # they did come back, and went again
    assert "is heel" in done(home, "retention", "proof")
    done(home, "log", "verify")


def test_a_stolen_disk_without_the_master_key_tells_no_name(home: Path, tmp_path: Path) -> None:
    sealed, _ = _plant(home)
    markers = [line["marker"] for line in sealed]
    assert _open(home, sealed) == MARKERS
    in_files = count_found(markers, read_everything(tmp_path))
    (home / "keys" / "master_key").rename(tmp_path / "elders")
    opened = _open(home, sealed)
    print(f"{len(markers)} planted markers; in plain on the disk: {in_files}; opened: {opened}")
    assert (len(markers), in_files, opened) == (MARKERS, 0, 0)


def _kill(home: Path, kills: int) -> None:
    (told,) = ask_planting(home, "kill", kills, 20261122)
    print(f"{told['kills']} kills, {told['under_way']} in the middle, wrong: {told['wrong']}")
    assert told["wrong"] == []
    assert int(told["kills"]) == kills
    assert int(told["under_way"]) > kills // 2


def test_a_destruction_that_is_killed_is_never_half(home: Path) -> None:
    _kill(home, 20)


@pytest.mark.night
def test_a_hundred_killed_destructions_leave_nothing_half(home: Path) -> None:
    _kill(home, 100)
