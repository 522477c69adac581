"""The key store: one small SQLite file, apart from the database, that holds wrapped keys."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from zichtlijn.audit.keys.master import Master, make_first_master, read_master
from zichtlijn.audit.keys.terms import KeysUnavailable

_TABLES = """
    CREATE TABLE IF NOT EXISTS record_key (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, made_at TEXT NOT NULL, wrapped BLOB
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS index_key (
        within TEXT PRIMARY KEY, wrapped BLOB NOT NULL
    ) WITHOUT ROWID;
"""
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)
_PATIENCE_SECONDS = 20


class _Opened(NamedTuple):
    place: Path
    process: int
    connection: sqlite3.Connection


_HERE = threading.local()  # a connection a thread, as sqlite3 asks


@contextmanager
def open_store() -> Iterator[sqlite3.Connection]:
    """Give the key store of this installation, made at first use; commit or take all back.

    Raises KeysUnavailable where it cannot be opened, read or written.
    """
    try:
        connection = _connect(Path(settings.KEY_STORE))
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
    except (sqlite3.Error, OSError) as problem:
        raise KeysUnavailable("De sleutelkluis kan niet worden gebruikt.") from problem


@contextmanager
def read_store() -> Iterator[sqlite3.Connection]:
    """Give the key store to read from, without waiting for who writes. Raises KeysUnavailable."""
    try:
        yield _connect(Path(settings.KEY_STORE))
    except (sqlite3.Error, OSError) as problem:
        raise KeysUnavailable("De sleutelkluis kan niet worden gebruikt.") from problem


def empty_write_ahead_log() -> None:
    """Move every page into the store and cut its write-ahead log to nothing.

    Until then copies of what was overwritten stand in the log. Raises KeysUnavailable where a
    reader holds on for longer than twenty seconds.
    """
    with read_store() as connection:
        (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise KeysUnavailable("De sleutelkluis is te lang bezet om iets te vernietigen.")


def fetch_master(connection: sqlite3.Connection) -> Master:
    """Return the master key; make it only where nothing was ever wrapped. Raises KeysUnavailable.

    A store with keys whose master key is gone must not get another: that would look like health.
    """
    file = Path(settings.MASTER_KEY)
    if file.exists() or _holds_anything(connection):
        return read_master(file)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return make_first_master(file)


def _connect(place: Path) -> sqlite3.Connection:
    opened: _Opened | None = getattr(_HERE, "opened", None)
    if opened is not None and (opened.place, opened.process) == (place, os.getpid()):
        return opened.connection
    if opened is not None:
        opened.connection.close()
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    connection = sqlite3.connect(place, timeout=_PATIENCE_SECONDS, isolation_level=None)
    place.chmod(0o600)  # SQLite gives its -wal and -shm the same
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    connection.executescript(_TABLES)
    _HERE.opened = _Opened(place, os.getpid(), connection)
    return connection


def _holds_anything(connection: sqlite3.Connection) -> bool:
    asked = "SELECT EXISTS (SELECT 1 FROM record_key) OR EXISTS (SELECT 1 FROM index_key)"
    (holds,) = connection.execute(asked).fetchone()
    return bool(holds)
