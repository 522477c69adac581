"""What was destroyed is gone from the disk too, not only from the tables."""

from django.db import connection, transaction


def erase_after_commit() -> None:
    """See to it that the pages destroyed in this transaction are written over once it holds.

    SQLite zeroes what is deleted (secure_delete), but in its write-ahead log: until a checkpoint
    the old pages stand in the database file, and their copies in the log (guard rail G8). A
    reader that is still busy delays this until the next destruction or checkpoint.
    """
    transaction.on_commit(_empty_write_ahead_log)


def _empty_write_ahead_log() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
