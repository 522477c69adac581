"""A log of years in one go, and the question what one account saw in it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction

from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.audit.chain.lines import write_moment
from zichtlijn.audit.models import LogLine, LogSegment, LogSubject
from zichtlijn.audit.queries import fetch_reads_by

ACCOUNTS = 500
SUBJECTS = 2
_MONTHS = 24
_BEGIN = datetime(2030, 1, 1, tzinfo=UTC)  # after what was logged of the page
_ACCOUNT = "account-7"


class Answered(NamedTuple):
    """How long an answer took, over how many deeds with how many codes."""

    seconds: float
    deeds: int
    codes: int


def fill_log(lines: int) -> int:
    """Write so many lines over two years with two people each; returns how many stand there.

    One account's people are truly sealed, so that they can be opened; those of others are noise
    of the same length. The hashes are no chain: this question does not look at them.
    """
    first = LogLine.objects.latest("seq").seq + 1
    step = timedelta(days=730) / lines
    segments = _open_months(first, lines)
    with _in_bulk(), transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(_LINE, _draw_lines(first, lines, step))
        cursor.execute(_NOISE, [first, SUBJECTS, _ACCOUNT])
        mine = LogLine.objects.filter(seq__gte=first, reader=_ACCOUNT)
        LogSubject.objects.bulk_create(_seal(mine.iterator(), segments), batch_size=2000)
    return LogLine.objects.filter(seq__gte=first).count()


@contextmanager
def _in_bulk() -> Iterator[None]:
    """Write once and straight to the file; what is asked of it afterwards goes as always."""
    with connection.cursor() as cursor:
        (kept,) = cursor.execute("PRAGMA synchronous").fetchone()
        for word in ("journal_mode = DELETE", "synchronous = OFF", "cache_size = -1000000"):
            cursor.execute(f"PRAGMA {word}")
        yield
        for word in ("journal_mode = WAL", f"synchronous = {kept}", "cache_size = -2000"):
            cursor.execute(f"PRAGMA {word}")


def time_reads_by() -> dict[str, Answered]:
    """Ask for two years and for one day, each three times; the slowest of each is told."""
    spans = {"two years": timedelta(days=731), "a day": timedelta(days=1)}
    return {name: max(_time(span) for _ in range(3)) for name, span in spans.items()}


def _time(span: timedelta) -> Answered:
    access = Access(
        "fg", "gemeente", "data_protection_officer", "oversight", "AVG 39", "log",
        _BEGIN + timedelta(days=800), "0" * 32,
    )  # fmt: skip
    started = time.perf_counter()
    seen = fetch_reads_by(_ACCOUNT, since=_BEGIN, until=_BEGIN + span, access=access)
    seconds = time.perf_counter() - started
    return Answered(seconds, len(seen), sum(len(one.codes) for one in seen))


def _open_months(first: int, lines: int) -> dict[str, str]:
    names = [f"{2030 + month // 12}-{month % 12 + 1:02d}" for month in range(_MONTHS)]
    ids = keys.make_keys(keys.KeyKind.LOG_SUBJECT, len(names), moment=_BEGIN)
    for place, (name, key_id) in enumerate(zip(names, ids, strict=True)):
        LogSegment.objects.create(
            name=name,
            key_id=key_id,
            first_seq=first + place * (lines // _MONTHS),
            signed_seq=first + lines,
            signed_at=write_moment(_BEGIN + timedelta(days=800)),
        )
    return dict(zip(names, ids, strict=True))


def _draw_lines(first: int, lines: int, step: timedelta) -> Iterator[tuple[object, ...]]:
    for number in range(lines):
        written = write_moment(_BEGIN + number * step)
        yield (
            first + number, written[:7], written, f"{number:032x}", f"{number:016x}",
            f"account-{number % ACCOUNTS}", f"{number:064x}",
        )  # fmt: skip


def _seal(lines: Iterator[LogLine], segments: dict[str, str]) -> Iterator[LogSubject]:
    for line in lines:
        for place in range(SUBJECTS):
            code = f"p{(line.seq * 31 + place) % 5000}"
            bound_to = log.bind_subject(line.operation_id, place)
            yield LogSubject(
                line_id=line.seq,
                place=place,
                index=f"{line.seq % 5000:064x}",
                times=1,
                sealed=keys.seal(segments[line.segment], code, bound_to=bound_to),
            )


_LINE = """
INSERT INTO audit_logline (seq, segment, time, trace_id, operation_id, action, status, activity,
    reader, organisation, role, origin, purpose, legal_ground, scope, reason, recipient, count,
    decision, rule, emergency, subjects, prev, hash)
VALUES (%s, %s, %s, %s, %s, 'persons.records.list', 'OK', 'urn:zichtlijn:verwerking:persons:1',
    %s, 'police', 'neighbourhood_officer', 'desk', 'youth_group_approach',
    'AVG artikel 6 lid 1 onder e, Gemeentewet artikel 172', 'group:00c0ffee', 'meeting', '',
    2, 'allowed', 'R26', 0, hex(zeroblob(32)), hex(zeroblob(32)), %s)
"""
_NOISE = """
INSERT INTO audit_logsubject (line_id, place, "index", times, sealed)
WITH RECURSIVE
    chosen(seq) AS (SELECT %s),
    places(place) AS (SELECT 0 UNION ALL SELECT place + 1 FROM places WHERE place + 1 < %s)
SELECT line.seq, place, printf('%%064x', line.seq %% 5000), 1, zeroblob(52)
FROM audit_logline AS line, places
WHERE line.seq >= (SELECT seq FROM chosen) AND line.reader <> %s
"""
