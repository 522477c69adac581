"""Carry over what must never go back: the log, the proofs and the numbers of what is replaced.

Works on two SQLite files, beside Django: the old one is attached to the restored one.
"""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from zichtlijn.audit.keys import Tombstone
from zichtlijn.privacy.terms.taking import read_taken

_HAS_RESTORATIONS = "SELECT 1 FROM old.sqlite_master WHERE name = 'privacy_restoration'"
_LONGEST = 16  # digits of a number that a table hands out
_CHAINS = (("audit_logline", "seq"), ("privacy_destructionrecord", "number"))


def carry_over(old: Path, restored: Path, *, stones: Collection[Tombstone]) -> int:
    """Continue the chains of `restored` with the newer links of `old`; return how many log lines.

    Only where the old chain goes through the very line at which the backup ends; another chain is
    never mixed in. Numbers that the old database handed out are not handed out again, so that a
    list of what is destroyed can never point at something new. A file that cannot be read gives
    nothing; all or nothing.
    """
    with closing(sqlite3.connect(restored, isolation_level=None)) as opened:
        _skip_numbers(opened, _find_highest(stones))
        if not _is_readable(old):
            return 0
        opened.execute("ATTACH DATABASE ? AS old", (str(old),))
        opened.execute("BEGIN IMMEDIATE")
        lines = _carry(opened)
        opened.execute("COMMIT")
    return lines


def _is_readable(old: Path) -> bool:
    try:
        with closing(sqlite3.connect(old)) as opened:
            tables = opened.execute("SELECT name FROM sqlite_master").fetchall()
            (said,) = opened.execute("PRAGMA quick_check").fetchone()
    except sqlite3.Error:
        return False
    return said == "ok" and {(table,) for table, _ in _CHAINS} <= set(tables)


def _carry(opened: sqlite3.Connection) -> int:
    carried = 0
    if _goes_on(opened, *_CHAINS[0]):
        known = "name NOT IN (SELECT name FROM main.audit_logsegment)"
        _copy(opened, "audit_logsegment", where=known)
        newer = "(SELECT coalesce(max(seq), 0) FROM main.audit_logline)"
        _copy(opened, "audit_logsubject", where=f"line_id > {newer}")
        carried = _copy(opened, "audit_logline", where=f"seq > {newer}")
    if _goes_on(opened, *_CHAINS[1]):
        newer = "(SELECT coalesce(max(number), 0) FROM main.privacy_destructionrecord)"
        _copy(opened, "privacy_destructionrecord", where=f"number > {newer}")
    if opened.execute(_HAS_RESTORATIONS).fetchone():  # the old one may be of an older version
        newer = "(SELECT coalesce(max(id), 0) FROM main.privacy_restoration)"
        _copy(opened, "privacy_restoration", where=f"id > {newer}")
    # what was put on hold since the backup stays on hold
    opened.execute("DELETE FROM main.privacy_retentionstay")
    _copy(opened, "privacy_retentionstay", where="1")
    opened.execute(
        "UPDATE sqlite_sequence SET seq = max(seq, coalesce("
        "(SELECT seq FROM old.sqlite_sequence o WHERE o.name = sqlite_sequence.name), 0))"
    )
    return carried


def _goes_on(opened: sqlite3.Connection, table: str, number: str) -> bool:
    last = opened.execute(
        f"SELECT {number}, hash FROM main.{table} ORDER BY {number} DESC LIMIT 1"  # noqa: S608 - our own names
    ).fetchone()
    if last is None:
        return True
    asked = f"SELECT 1 FROM old.{table} WHERE {number} = ? AND hash = ?"  # noqa: S608 - idem
    return opened.execute(asked, last).fetchone() is not None


def _copy(opened: sqlite3.Connection, table: str, *, where: str) -> int:
    # by name: a table that was changed by a migration may hold its columns in another order
    ours, theirs = (
        [row[1] for row in opened.execute(f"PRAGMA {of}.table_info({table})")]
        for of in ("main", "old")
    )
    columns = ", ".join(f'"{name}"' for name in ours if name in theirs)
    copied = opened.execute(
        f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM old.{table} WHERE {where}"  # noqa: S608 - our own names
    )
    return copied.rowcount


def _find_highest(stones: Collection[Tombstone]) -> int:
    told = [stone.record for stone in stones]
    told += [word for taken in read_taken(stones) for word in taken.subject.split()]
    # a random id of digits alone is no number of a row
    return max((int(one) for one in told if one.isdecimal() and len(one) < _LONGEST), default=0)


def _skip_numbers(opened: sqlite3.Connection, highest: int) -> None:
    opened.execute("UPDATE sqlite_sequence SET seq = max(seq, ?)", (highest,))
