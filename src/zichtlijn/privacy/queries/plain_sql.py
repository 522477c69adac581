"""Questions that every request asks several times, written as SQL that SQLite and PostgreSQL share.

To build such a question from objects takes ten times as long as to answer it.
"""

from datetime import date, datetime
from typing import Any

from django.db import connection

Word = str | int | date | datetime


def fetch_rows(question: str, *words: Word) -> list[tuple[Any, ...]]:
    """Return what the database answers; dates and moments in `words` as it keeps them."""
    with connection.cursor() as cursor:
        cursor.execute(question, [_keep(word) for word in words])
        return list(cursor.fetchall())


def change_rows(deed: str, *words: Word) -> None:
    """Write or delete rows."""
    with connection.cursor() as cursor:
        cursor.execute(deed, [_keep(word) for word in words])


def _keep(word: Word) -> Word | None:
    if not isinstance(word, datetime):
        return word
    return connection.ops.adapt_datetimefield_value(word)
