"""Put a backup back: checked, with all destructions since done again, before anyone sees it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing as closed_after
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.desk.backup.carrying import carry_over
from zichtlijn.desk.backup.contents import (
    DATABASE,
    KEYS,
    MASTER,
    TOMBSTONES,
    check_database,
    make_workplace,
    unpack,
)
from zichtlijn.desk.backup.locks import Opening
from zichtlijn.desk.backup.replaying import replay_taken
from zichtlijn.desk.backup.sealing import read_heading
from zichtlijn.desk.backup.terms import Restored, What, WrongBackup
from zichtlijn.desk.starting.one_home import InUse, own_home
from zichtlijn.privacy.operations.destruction import finish_destruction
from zichtlijn.privacy.operations.replaying import replay_destructions
from zichtlijn.privacy.operations.retention import run_retention
from zichtlijn.privacy.terms.taking import Again


def restore_backup(
    file: Path, keys_file: Path | None, *, home: Path, opening: Opening, today: date, access: Access
) -> Restored:
    """Put `file` in the place of the database; until the last step nothing has changed.

    Everything is done on a copy beside it: newer log lines are carried over, what was destroyed
    since is destroyed again, what is past its term goes. Then the copy takes its place in one
    step. Raises WrongBackup, LogUnavailable, KeysUnavailable.
    """
    _check_headings(file, keys_file, today=today)
    try:
        with own_home(home), make_workplace(home) as folder:
            return _restore(
                file, keys_file, folder=folder, opening=opening, today=today, access=access
            )
    except InUse as problem:
        raise WrongBackup(
            "Zichtlijn draait nog. Stop het eerst en probeer het opnieuw."
        ) from problem


def _check_headings(file: Path, keys_file: Path | None, *, today: date) -> None:
    if connection.vendor != "sqlite":
        raise WrongBackup("Deze opdracht is voor SQLite. Gebruik bij PostgreSQL pg_restore.")
    if read_heading(file).what is not What.DATABASE:
        raise WrongBackup("Dit is het bestand met sleutels. Geef eerst dat met de database.")
    if keys_file is None:
        return
    heading = read_heading(keys_file)
    if heading.what is not What.KEYS:
        raise WrongBackup("Dit is geen bestand met sleutels.")
    if heading.expires_on is None or heading.expires_on < today:
        raise WrongBackup(
            "Deze sleutels zijn ouder dan 35 dagen. Daarmee zou terugkomen wat al vernietigd is."
        )


def _restore(
    file: Path,
    keys_file: Path | None,
    *,
    folder: Path,
    opening: Opening,
    today: date,
    access: Access,
) -> Restored:
    made_on = read_heading(file).made_on
    had_list = Path(settings.TOMBSTONES).exists()
    unpack(file, folder, what=What.DATABASE, opening=opening)
    check_database(folder / DATABASE)
    _adopt_stones(folder / TOMBSTONES)
    taken = _adopt_keys(keys_file, folder=folder, opening=opening)
    place = Path(str(settings.DATABASES["default"]["NAME"]))
    if place.exists():
        _finish_old()
    with _standing_at(folder / DATABASE):
        _migrate()
    stones = keys.list_tombstones()
    kept = carry_over(place, folder / DATABASE, stones=stones) if place.exists() else 0
    with _standing_at(folder / DATABASE):
        log.record("desk.backup.restore", scope="backup", access=access, count=kept)
        replayed = replay_destructions(stones, access=access)
        taken_away = replay_taken(stones, made_on=made_on, had_list=had_list, access=access)
        gone = run_retention(today=today, access=access)
        finish_destruction()
    _take_place(folder / DATABASE, place)
    return Restored(
        made_on,
        replayed,
        sum(one.records for one in gone),
        kept,
        taken,
        taken_away[Again.DONE],
        taken_away[Again.LOST],
    )


def _adopt_stones(file: Path) -> None:
    here = set(keys.list_tombstones())
    missing = [stone for stone in keys.read_tombstones(file) if stone not in here]
    if missing:
        keys.bury(missing)


def _adopt_keys(keys_file: Path | None, *, folder: Path, opening: Opening) -> int:
    if keys_file is None:
        if not Path(settings.KEY_STORE).exists():
            raise WrongBackup(
                "Hier is geen sleutelkluis. Geef het bestand met sleutels erbij: --keys BESTAND"
            )
        return 0
    beside = folder / "keys"
    beside.mkdir(mode=0o700)
    unpack(keys_file, beside, what=What.KEYS, opening=opening)
    _adopt_stones(beside / TOMBSTONES)
    return keys.adopt_store(beside / KEYS, beside / MASTER)


def _finish_old() -> None:
    # a destruction that was broken off here counts, although the rows of its database go
    try:
        finish_destruction()
    except DatabaseError:
        pass  # the old database cannot be read: that may be why somebody restores
    finally:
        connection.close()


@contextmanager
def _standing_at(database: Path) -> Iterator[None]:
    """Let the rooms work on a copy: the desk is stopped, and we are its only user."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(database)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def _migrate() -> None:
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as problem:
        raise WrongBackup("De tabellen in deze reservekopie zijn niet bij te werken.") from problem


def _take_place(database: Path, place: Path) -> None:
    for file in (database, place):
        _empty_write_ahead_log(file)  # so that no -wal of the one is ever read with the other
    for ending in ("-wal", "-shm"):
        place.with_name(place.name + ending).unlink(missing_ok=True)
    database.replace(place)


def _empty_write_ahead_log(file: Path) -> None:
    try:
        with closed_after(sqlite3.connect(file)) as opened:
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        pass  # a broken old database is replaced all the same
