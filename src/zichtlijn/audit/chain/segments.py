"""The end of the chain: the newest line, and the month it belongs to."""

from datetime import datetime
from typing import NamedTuple

from zichtlijn.audit.chain.lines import BEFORE_THE_FIRST, write_moment
from zichtlijn.audit.keys import KeyKind, make_key
from zichtlijn.audit.models import LogLine, LogSegment


class End(NamedTuple):
    """Where the next line goes."""

    seq: int  # its number
    prev: str  # hash of the line before it
    segment: LogSegment
    closes: str  # month that ended with the line before; empty where it goes on


def find_end(*, moment: datetime) -> End:
    """Return where the next line goes; call it in the transaction that writes the line.

    SQLite lets one writer in at a time (BEGIN IMMEDIATE); on PostgreSQL whoever is to write
    waits here for the row of the newest month. A clock that runs back opens no earlier month.
    """
    newest = LogSegment.objects.select_for_update().last()
    last = LogLine.objects.order_by("-seq").values_list("seq", "hash").first()
    seq, prev = last or (0, BEFORE_THE_FIRST)
    month = write_moment(moment)[:7]
    if newest is not None and newest.name >= month:
        return End(seq + 1, prev, newest, "")
    opened = LogSegment.objects.create(
        name=month,
        key_id=make_key(KeyKind.LOG_SUBJECT, moment=moment),
        first_seq=seq + 1,
        signed_seq=seq,
        signed_at=write_moment(moment),
    )
    return End(seq + 1, prev, opened, newest.name if newest else "")
