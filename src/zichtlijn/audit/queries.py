"""Read the log back. Reading it is a deed too, and gets its own line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.audit.chain.checkpoints import MOST_LINES, Checkpoint, read_checkpoints
from zichtlijn.audit.chain.lines import hash_line, read_moment, write_moment
from zichtlijn.audit.chain.signing import CheckpointsUnavailable
from zichtlijn.audit.keys import KeyShredded, Sealed, blind_index, unseal_many
from zichtlijn.audit.models import LogLine, LogSegment, LogSubject

_AT_ONCE = 900  # lines in one question: SQLite takes a thousand values


@dataclass(frozen=True)
class Deed:
    """One line of the log."""

    moment: datetime
    action: str
    scope: str
    count: int | None
    reader: str
    organisation: str
    role: str
    purpose: str
    legal_ground: str
    trace_id: str
    seq: int = 0
    reason: str = ""
    recipient: str = ""
    origin: str = "desk"
    decision: str = "allowed"
    rule: str = ""
    emergency: bool = False


@dataclass(frozen=True)
class NewestDeeds:
    """The end of the log, newest first, and how long the log is."""

    total: int
    deeds: tuple[Deed, ...]


class Read(NamedTuple):
    """One time that somebody's data was touched, as that person may see it: no account."""

    moment: datetime
    organisation: str
    role: str
    purpose: str
    reason: str
    legal_ground: str
    action: str
    scope: str
    records: int  # of this person, in this deed
    recipient: str
    decision: str
    emergency: bool


class Seen(NamedTuple):
    """One deed of an account, with the codes of those whose data it touched."""

    deed: Deed
    codes: tuple[str, ...]  # empty too where their key was destroyed after the term


class Look(NamedTuple):
    """One time that an account touched the data of one person, who is told by a mark alone."""

    account: str
    role: str
    moment: datetime
    scope: str
    person: str  # the keyed hash of the log: tells one person from another and names nobody


class ChainState(NamedTuple):
    """How far the log has been signed, and whether what came after holds together."""

    total: int  # lines there are
    first: int  # number of the oldest line; 0 in an empty log
    checkpoint: Checkpoint | None
    unsigned: int  # lines after the newest checkpoint
    broken: int  # the first of these, at most a thousand, that does not hold; 0 where all do
    trouble: str  # why checkpoints cannot be read; a sentence, or empty

    @property
    def signed_at(self) -> datetime | None:
        """Return when the newest checkpoint was made."""
        return read_moment(self.checkpoint.time) if self.checkpoint else None


def fetch_newest_deeds(*, most: int, access: Access) -> NewestDeeds:
    """Return at most `most` lines, newest first; the first is that the log is now read."""
    with transaction.atomic():
        log.record("audit.log.read", scope="log", access=access)
        lines = LogLine.objects.order_by("-seq")[:most]
        return NewestDeeds(LogLine.objects.count(), tuple(_tell(line) for line in lines))


def fetch_reads_of(codes: Sequence[str], *, access: Access) -> tuple[Read, ...]:
    """Return every time the data of the person with these codes was touched, newest first.

    `codes` are the random ids and pseudonyms under which this person stands in the records. Who
    read is told as role and organisation, never by account. A refused look counts: it was tried.
    """
    with transaction.atomic():
        log.record("audit.reads.read", scope=access.scope, subjects=codes, access=access)
        indexes = [blind_index(code, within=log.WITHIN) for code in codes]
        found = LogSubject.objects.filter(index__in=indexes).select_related("line")
        times: dict[int, int] = {}
        lines: dict[int, LogLine] = {}
        for one in found:
            lines[one.line.seq] = one.line
            times[one.line.seq] = times.get(one.line.seq, 0) + one.times
    return tuple(_tell_read(lines[seq], times[seq]) for seq in sorted(lines, reverse=True))


def fetch_reads_by(
    account: str, *, since: datetime, until: datetime, access: Access
) -> tuple[Seen, ...]:
    """Return what one account did from `since` until before `until`, oldest first.

    It answers what an account saw when a session was stolen (AVG 33) or a look-up is doubted.
    """
    with transaction.atomic():
        log.record("audit.account.read", scope=access.scope, access=access)
        start, end = write_moment(since), write_moment(until)
        asked = LogLine.objects.filter(reader=account, time__gte=start, time__lt=end)
        lines = list(asked.order_by("seq"))
        codes = _open_codes({line.seq: line for line in lines if line.subjects})
    return tuple(Seen(_tell(line), tuple(codes.get(line.seq, ()))) for line in lines)


def fetch_looks(*, since: datetime, access: Access) -> tuple[Look, ...]:
    """Return every look at a person since a moment, oldest first, to find what is odd."""
    month = LogSegment.objects.filter(name__lte=write_moment(since)[:7]).last()
    with transaction.atomic():
        log.record("audit.looks.read", scope="log", access=access)
        found = LogSubject.objects.filter(
            line__gte=month.first_seq if month else 0, line__time__gte=write_moment(since)
        ).order_by("line", "place")
        found = found.exclude(line__origin="timer")  # the machine at its own times shows nothing
        columns = ("line__reader", "line__role", "line__time", "line__scope", "index")
        rows = found.values_list(*columns).iterator()
        return tuple(Look(row[0], row[1], read_moment(row[2]), *row[3:]) for row in rows)


def fetch_chain_state() -> ChainState:
    """Return how far the log has been signed; it tells nothing of what stands in a line.

    Whether the whole log holds is for the verifier, which shares no code with this.
    """
    ends = LogLine.objects.order_by("seq").values_list("seq", flat=True)
    first, last = ends.first() or 0, ends.last() or 0
    total = last - first + 1 if last else 0
    trouble, newest = "", None
    try:
        newest = max(read_checkpoints(), default=None, key=lambda checkpoint: checkpoint.seq)
    except CheckpointsUnavailable as problem:
        trouble = str(problem)
    unsigned = last - newest.seq if newest else total
    if unsigned < 0:  # the checkpoint names a line that is no longer there
        return ChainState(total, first, newest, 0, last + 1, trouble)
    broken = _find_broken(max(last - unsigned, last - MOST_LINES, first), newest)
    return ChainState(total, first, newest, unsigned, broken, trouble)


def _find_broken(since: int, newest: Checkpoint | None) -> int:
    """Return the first line from `since` on that does not follow; 0 where all do."""
    prev = newest.hash if newest and newest.seq == since else None
    for place, row in enumerate(LogLine.objects.filter(seq__gte=since).values()):
        line: dict[str, Any] = dict(row)
        seq, before, own = line.pop("seq"), line.pop("prev"), line.pop("hash")
        follows = own == prev if place == 0 else before == prev
        if not (follows or prev is None) or own != hash_line(line, seq=seq, prev=before):
            return int(seq)
        prev = own
    return 0


class _Named(NamedTuple):
    """One person of a line, and what the seal is bound to."""

    seq: int
    bound_to: str
    sealed: bytes


def _open_codes(lines: Mapping[int, LogLine]) -> dict[int, list[str]]:
    keys = dict(LogSegment.objects.values_list("name", "key_id"))
    by_segment: dict[str, list[_Named]] = {}
    for one in _fetch_named(lines):
        by_segment.setdefault(lines[one.seq].segment, []).append(one)
    codes: dict[int, list[str]] = {}
    for segment, those in by_segment.items():
        for one, code in zip(those, _unseal(keys[segment], those), strict=False):
            codes.setdefault(one.seq, []).append(code)
    return codes


def _fetch_named(lines: Mapping[int, LogLine]) -> Iterator[_Named]:
    """Return the people of these lines; the lines themselves are not read a second time."""
    seqs = sorted(lines)
    for at in range(0, len(seqs), _AT_ONCE):
        rows = LogSubject.objects.filter(line__in=seqs[at : at + _AT_ONCE])
        for seq, place, sealed in rows.values_list("line_id", "place", "sealed"):
            bound_to = log.bind_subject(lines[seq].operation_id, place)
            yield _Named(seq, bound_to, bytes(sealed))


def _unseal(key_id: str, those: Iterable[_Named]) -> tuple[str, ...]:
    try:
        return unseal_many(Sealed(key_id, one.sealed, one.bound_to) for one in those)
    except KeyShredded:
        return ()


def _tell(line: LogLine) -> Deed:
    return Deed(
        moment=read_moment(line.time),
        action=line.action,
        scope=line.scope,
        count=line.count,
        reader=line.reader,
        organisation=line.organisation,
        role=line.role,
        purpose=line.purpose,
        legal_ground=line.legal_ground,
        trace_id=line.trace_id,
        seq=line.seq,
        reason=line.reason,
        recipient=line.recipient,
        origin=line.origin,
        decision=line.decision,
        rule=line.rule,
        emergency=bool(line.emergency),
    )


def _tell_read(line: LogLine, records: int) -> Read:
    return Read(
        moment=read_moment(line.time),
        organisation=line.organisation,
        role=line.role,
        purpose=line.purpose,
        reason=line.reason,
        legal_ground=line.legal_ground,
        action=line.action,
        scope=line.scope,
        records=records,
        recipient=line.recipient,
        decision=line.decision,
        emergency=bool(line.emergency),
    )
