"""Destroy keys, and wrap those that stay anew."""

import sqlite3
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from zichtlijn.audit.keys.ciphers import read_version
from zichtlijn.audit.keys.master import Master, only, with_new_version, write_master
from zichtlijn.audit.keys.store import empty_write_ahead_log, fetch_master, open_store
from zichtlijn.audit.keys.tombstones import KEY, Tombstone, bury, list_tombstones
from zichtlijn.audit.keys.wrapping import bind_index_key, bind_record_key, unwrap, wrap


class _Table(NamedTuple):
    select: str
    update: str
    bind: Callable[[str], str]


_TABLES = (
    _Table(
        "SELECT id, wrapped FROM record_key WHERE wrapped IS NOT NULL",
        "UPDATE record_key SET wrapped = ? WHERE id = ?",
        bind_record_key,
    ),
    _Table(
        "SELECT within, wrapped FROM index_key",
        "UPDATE index_key SET wrapped = ? WHERE within = ?",
        bind_index_key,
    ),
)


def shred(key_ids: Collection[str]) -> int:
    """Destroy keys for good; return how many were still there. Twice is once.

    First the ids go on the list of what is destroyed, so that no backup brings a key back. Then
    the wrapped key is overwritten in place and the write-ahead log cut to nothing: on return no
    file of the store holds it. The id stays, so that a reader is told what happened.
    Raises KeysUnavailable.
    """
    bury(Tombstone(KEY, key_id) for key_id in key_ids)
    with open_store() as connection:
        shredded = sum(_shred_one(connection, key_id) for key_id in key_ids)
    empty_write_ahead_log()
    return shredded


def shred_again() -> int:
    """Destroy every key on the list of what is destroyed that an older store brought back.

    Returns how many had come back. Raises KeysUnavailable.
    """
    gone = [stone.record for stone in list_tombstones() if stone.room == KEY]
    with open_store() as connection:
        again = sum(_shred_one(connection, key_id) for key_id in gone)
    empty_write_ahead_log()
    return again


def rewrap() -> int:
    """Give the master key a new version and wrap every key under it; return how many.

    Safe to break off at every step: the file holds both versions until no key needs the old one.
    Raises KeysUnavailable, SealBroken.
    """
    file = Path(settings.MASTER_KEY)
    with open_store() as connection:
        master = with_new_version(fetch_master(connection))
        write_master(file, master)
        number = _rewrap_all(connection, master)
    empty_write_ahead_log()
    with open_store() as connection:  # another rewrap may have been here in between
        master = fetch_master(connection)
        write_master(file, only(master, _list_versions_used(connection)))
    return number


def _shred_one(connection: sqlite3.Connection, key_id: str) -> int:
    # NULL first, so that the bytes of the old key are freed and, by secure_delete, zeroed
    asked = "UPDATE record_key SET wrapped = NULL WHERE id = ? AND wrapped IS NOT NULL"
    return connection.execute(asked, (key_id,)).rowcount


def _rewrap_all(connection: sqlite3.Connection, master: Master) -> int:
    rows = list(_list_wrapped(connection))
    for table, name, wrapped in rows:
        bound_to = table.bind(name)
        secret = unwrap(wrapped, connection=connection, bound_to=bound_to)
        anew = wrap(secret, master=master, bound_to=bound_to)
        connection.execute(table.update, (anew, name))
    return len(rows)


def _list_versions_used(connection: sqlite3.Connection) -> set[int]:
    return {read_version(wrapped) for _, _, wrapped in _list_wrapped(connection)}


def _list_wrapped(connection: sqlite3.Connection) -> Iterator[tuple[_Table, str, bytes]]:
    for table in _TABLES:
        for name, wrapped in connection.execute(table.select):
            yield table, name, wrapped
