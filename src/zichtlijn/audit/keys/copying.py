"""Copy the key store for a backup, and put a copy back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings

from zichtlijn.audit.keys.master import read_master, write_master
from zichtlijn.audit.keys.shredding import list_shredded, shred_one
from zichtlijn.audit.keys.store import empty_write_ahead_log, read_store
from zichtlijn.audit.keys.terms import KeysUnavailable


def copy_store(store: Path, master: Path) -> None:
    """Write the whole store and the master key to new files. Raises KeysUnavailable."""
    with read_store() as connection, closing(sqlite3.connect(store)) as target:
        connection.backup(target)
    write_master(master, read_master(Path(settings.MASTER_KEY)))


def adopt_store(store: Path, master: Path) -> int:
    """Put a copy in the place of the store; return how many keys were shredded in it on the way.

    What was shredded here since the copy was made is shredded in the copy before it is put in
    place, so that breaking off at any step brings no key back. Raises KeysUnavailable where the
    copy is no key store or comes without its master key.
    """
    newcomer = read_master(master)
    with closing(sqlite3.connect(store, isolation_level=None)) as copy:
        _check_is_store(copy)
        again = sum(shred_one(copy, key_id) for key_id in list_shredded())
        with read_store() as connection:
            copy.backup(connection)
    empty_write_ahead_log()
    write_master(Path(settings.MASTER_KEY), newcomer)
    return again


def _check_is_store(copy: sqlite3.Connection) -> None:
    try:
        (said,) = copy.execute("PRAGMA integrity_check").fetchone()
        copy.execute("SELECT id, kind, made_at, wrapped FROM record_key LIMIT 1")
        copy.execute("SELECT within, wrapped FROM index_key LIMIT 1")
    except sqlite3.Error as problem:
        raise KeysUnavailable("Dit is geen sleutelkluis.") from problem
    if said != "ok":
        raise KeysUnavailable("Deze sleutelkluis is beschadigd.")
