"""Questions that every request asks several times, written as SQL that SQLite and PostgreSQL share.

To build such a question from objects takes ten times as long as to answer it.
"""

from datetime import date, datetime
from typing import Any

from django.db import connection


def fetch_rows(question: str, *words: object) -> list[tuple[Any, ...]]:
    """Return what the database answers; dates and moments in `words` as it keeps them."""
    with connection.cursor() as cursor:
        cursor.execute(question, [_keep(word) for word in words])
        return list(cursor.fetchall())


def change_rows(deed: str, *words: object) -> None:
    """Write or delete rows."""
    with connection.cursor() as cursor:
        cursor.execute(deed, [_keep(word) for word in words])


def _keep(word: object) -> object:
    if isinstance(word, datetime):
        return connection.ops.adapt_datetimefield_value(word)
    return connection.ops.adapt_datefield_value(word) if isinstance(word, date) else word
