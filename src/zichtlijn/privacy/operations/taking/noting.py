"""Write down that something was taken away, where no backup of the database can lose it."""

from datetime import datetime

from zichtlijn.privacy.operations.destruction import keep_gone
from zichtlijn.privacy.terms.taking import TakenKind, write_taken


def note_taken(kind: TakenKind, subject: str, /, *, moment: datetime, **facts: str) -> None:
    """Put a deed on the list that survives a restore; call it in the transaction of the deed.

    Takes random ids and numbers, never a name: the list is kept for good. Once the transaction
    holds the list is written; broken off in between, the next destruction writes it.
    """
    line = write_taken(kind, subject, moment=moment, facts=facts)
    keep_gone(line.room, [line.record])
