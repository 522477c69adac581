"""Checkpoints: what the chain's newest hash was and when, signed, in a folder that leaves here.

A chain alone does not notice that its newest lines were cut off, or that all of it was written
anew. Who holds a checkpoint does (RFC 6962 has the same thought).
"""

import json
import logging
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from zichtlijn.audit.chain.lines import read_moment, write_canonically, write_moment
from zichtlijn.audit.chain.segments import End
from zichtlijn.audit.chain.signing import CheckpointsUnavailable, sign, write_public_key
from zichtlijn.audit.models import LogLine, LogSegment

MOST_LINES = 1000
MOST_TIME = timedelta(minutes=15)
_FILE = "checkpoints.jsonl"
_logger = logging.getLogger(__name__)


class Checkpoint(NamedTuple):
    """The line the chain had come to, and when that was put down."""

    seq: int
    hash: str
    segment: str
    time: str


def plan_checkpoints(line: LogLine, *, end: End, moment: datetime) -> None:
    """Sign once the transaction holds: the first line ever, the end of a month, and what is due."""
    if end.closes:
        _plan(Checkpoint(end.seq - 1, end.prev, end.closes, line.time))
    signed = end.segment.signed_seq
    waited = moment - read_moment(end.segment.signed_at)
    if not signed or line.seq - signed >= MOST_LINES or waited >= MOST_TIME:
        _plan(Checkpoint(line.seq, line.hash, line.segment, line.time))


def sign_newest(*, moment: datetime) -> Checkpoint | None:
    """Sign the newest line; None where it is signed already or there is none.

    Raises CheckpointsUnavailable.
    """
    line = LogLine.objects.last()
    signed = max((checkpoint.seq for checkpoint in read_checkpoints()), default=0)
    if line is None or line.seq <= signed:
        return None
    checkpoint = Checkpoint(line.seq, line.hash, line.segment, write_moment(moment))
    write_checkpoint(checkpoint)
    return checkpoint


def write_checkpoint(checkpoint: Checkpoint) -> None:
    """Sign and append one checkpoint, durable. Raises CheckpointsUnavailable."""
    folder = Path(settings.CHECKPOINTS)
    file = folder / _FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        words = checkpoint._asdict()
        signature = sign(write_canonically(words).encode(), first_ever=not file.exists())
        write_public_key(folder)
        with file.open("a", encoding="utf-8") as written:
            written.write(json.dumps({**words, "signature": signature.hex()}) + "\n")
            written.flush()
            os.fsync(written.fileno())
    except OSError as problem:
        raise CheckpointsUnavailable("de map is niet te schrijven") from problem
    signed_now = {"signed_seq": checkpoint.seq, "signed_at": checkpoint.time}
    LogSegment.objects.filter(name=checkpoint.segment).update(**signed_now)


def read_checkpoints() -> Iterator[Checkpoint]:
    """Return the checkpoints that were written, oldest first; none where there is no file.

    Their signatures are the verifier's matter. Raises CheckpointsUnavailable.
    """
    file = Path(settings.CHECKPOINTS) / _FILE
    try:
        for written in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
            words = json.loads(written)
            yield Checkpoint(*(words[name] for name in Checkpoint._fields))
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise CheckpointsUnavailable("het bestand met controlepunten is beschadigd") from problem


def _plan(checkpoint: Checkpoint) -> None:
    transaction.on_commit(partial(_write_or_warn, checkpoint))


def _write_or_warn(checkpoint: Checkpoint) -> None:
    """Write it; the deed is done and stays so, therefore a failure is told and not raised."""
    try:
        write_checkpoint(checkpoint)
    except CheckpointsUnavailable as problem:
        _logger.error("%s", problem)  # noqa: TRY400  # a sentence for who runs the server
