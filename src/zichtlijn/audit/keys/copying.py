"""Copy the key store for a backup, and take back from a copy what is missing here."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings

from zichtlijn.audit.keys.master import Master, read_master, write_master
from zichtlijn.audit.keys.store import fetch_master, open_store, read_store
from zichtlijn.audit.keys.terms import KeysUnavailable
from zichtlijn.audit.keys.tombstones import KEY, list_tombstones
from zichtlijn.audit.keys.wrapping import bind_index_key, bind_record_key, unwrap_by, wrap

_ADD_RECORD_KEY = "INSERT OR IGNORE INTO record_key VALUES (?, ?, ?, ?)"
_ADD_INDEX_KEY = "INSERT OR REPLACE INTO index_key VALUES (?, ?)"


def copy_store(store: Path, master: Path) -> None:
    """Write the whole store and the master key to new files. Raises KeysUnavailable."""
    with open_store() as connection:
        fetch_master(connection)  # a store that was never used gets its master key now
    with read_store() as connection, closing(sqlite3.connect(store)) as target:
        connection.backup(target)
    write_master(master, read_master(Path(settings.MASTER_KEY)))


def adopt_store(store: Path, master: Path) -> int:
    """Take from a copy every key that is missing here; return how many.

    Each is wrapped anew under the master key of this store. A key that stands on the list of what
    is destroyed is never taken, and a key that is here already stays as it is. All or nothing.
    Raises KeysUnavailable where the copy is no key store or its master key is not its own.
    """
    theirs = read_master(master)
    gone = {stone.record for stone in list_tombstones() if stone.room == KEY}
    with closing(sqlite3.connect(store)) as copy, open_store() as connection:
        _check_is_store(copy)
        ours = fetch_master(connection)
        _adopt_index_keys(copy, connection, theirs=theirs, ours=ours)
        return _adopt_record_keys(copy, connection, theirs=theirs, ours=ours, gone=gone)


def _check_is_store(copy: sqlite3.Connection) -> None:
    try:
        (said,) = copy.execute("PRAGMA integrity_check").fetchone()
        copy.execute("SELECT id, kind, made_at, wrapped FROM record_key LIMIT 1")
        copy.execute("SELECT within, wrapped FROM index_key LIMIT 1")
    except sqlite3.Error as problem:
        raise KeysUnavailable("Dit is geen sleutelkluis.") from problem
    if said != "ok":
        raise KeysUnavailable("Deze sleutelkluis is beschadigd.")


def _adopt_record_keys(
    copy: sqlite3.Connection,
    connection: sqlite3.Connection,
    *,
    theirs: Master,
    ours: Master,
    gone: set[str],
) -> int:
    taken = 0
    rows = copy.execute("SELECT id, kind, made_at, wrapped FROM record_key")
    for key_id, kind, made_at, wrapped in rows:
        anew = None  # a shredded key comes along as shredded: a reader is told what happened
        if wrapped is not None and key_id not in gone:
            bound_to = bind_record_key(key_id)
            secret = unwrap_by(theirs, wrapped, bound_to=bound_to)
            anew = wrap(secret, master=ours, bound_to=bound_to)
        added = connection.execute(_ADD_RECORD_KEY, (key_id, kind, made_at, anew)).rowcount
        taken += added if anew is not None else 0
    return taken


def _adopt_index_keys(
    copy: sqlite3.Connection, connection: sqlite3.Connection, *, theirs: Master, ours: Master
) -> None:
    # the copy's key wins: what is put back beside it was indexed with it
    for within, wrapped in copy.execute("SELECT within, wrapped FROM index_key"):
        bound_to = bind_index_key(within)
        secret = unwrap_by(theirs, wrapped, bound_to=bound_to)
        connection.execute(_ADD_INDEX_KEY, (within, wrap(secret, master=ours, bound_to=bound_to)))
