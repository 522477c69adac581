"""Write the log: first the line, then the deed."""

import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import DatabaseError, connection, transaction

from zichtlijn.audit.access import Access
from zichtlijn.audit.activities import name_activity
from zichtlijn.audit.chain.checkpoints import plan_checkpoints
from zichtlijn.audit.chain.lines import Cell, digest_subjects, hash_line, write_moment
from zichtlijn.audit.chain.segments import End, find_end
from zichtlijn.audit.keys import KeyShredded, KeysUnavailable, SealBroken, blind_indexes, seal_many
from zichtlijn.audit.models import LogLine

WITHIN = "audit.log"
"""Where the keyed hash of a data subject means something: in the log and nowhere else."""

_DONE = {"allowed", "masked"}


class LogUnavailable(Exception):
    """The log could not be written, so nothing may be shown or changed."""

    def __init__(self) -> None:
        super().__init__(
            "Het logboek kan niet worden bijgewerkt. Daarom tonen en wijzigen we nu niets. "
            "Probeer het later opnieuw, of vraag uw beheerder om `zichtlijn doctor` uit te voeren."
        )


def record(
    action: str,
    *,
    scope: str,
    access: Access,
    count: int | None = None,
    subjects: Sequence[str] = (),
    decision: str = "allowed",
    rule: str = "",
    recipient: str = "",
) -> None:
    """Write one line about a deed, in the caller's transaction where there is one.

    Takes the deed as room.thing.verb, what it is about ("dataset:3"), and how many records it
    touches where that is known; without it the length of `subjects`. `subjects` are the random
    ids or pseudonyms of those whose data is touched, each as often as it has records in the deed:
    every one of them becomes a sealed line of its own. `recipient` is who else gets the data.
    Never pass contents, names or free text.
    Raises LogUnavailable; the caller lets it rise, so that the deed is undone with it.
    """
    try:
        with transaction.atomic():
            end = find_end(moment=access.moment)
            operation_id = secrets.token_hex(8)
            named = _seal_subjects(Counter(subjects), operation_id=operation_id, end=end)
            values: dict[str, Cell] = {
                "segment": end.segment.name,
                "time": write_moment(access.moment),
                "operation_id": operation_id,
                "action": action,
                "status": "OK" if decision in _DONE else "UNSET",
                "activity": name_activity(action),
                "scope": scope,
                "count": len(subjects) if count is None and subjects else count,
                "recipient": recipient,
                "decision": decision,
                "rule": rule,
                "subjects": digest_subjects(named),
                **_tell_who(access),
            }
            _append(values, named, end=end, access=access)
    except (DatabaseError, KeysUnavailable, KeyShredded, SealBroken) as problem:
        raise LogUnavailable from problem


class _Named(NamedTuple):
    """One person a line is about, as the digest of the line takes it."""

    place: int
    mark: str  # keyed hash
    times: int
    sealed: bytes


_ADD_SUBJECT = """
INSERT INTO audit_logsubject (line_id, place, "index", times, sealed) VALUES (%s, %s, %s, %s, %s)
"""


def _tell_who(access: Access) -> dict[str, Cell]:
    return {
        "trace_id": access.trace_id,
        "reader": access.reader,
        "organisation": access.organisation,
        "role": access.role,
        "origin": access.origin,
        "purpose": access.purpose,
        "legal_ground": access.legal_ground,
        "reason": access.reason,
        "emergency": int(access.emergency),
    }


def _seal_subjects(
    subjects: Mapping[str, int], *, operation_id: str, end: End
) -> tuple[_Named, ...]:
    if not subjects:
        return ()
    places = [bind_subject(operation_id, place) for place in range(len(subjects))]
    sealed = seal_many(end.segment.key_id, list(zip(subjects, places, strict=True)))
    indexes = blind_indexes(subjects, within=WITHIN)
    told = zip(indexes, subjects.values(), sealed, strict=True)
    return tuple(_Named(place, *one) for place, one in enumerate(told))


def bind_subject(operation_id: str, place: int) -> str:
    """Return what a sealed subject is bound to, so that it opens in its own line only."""
    return f"{WITHIN}:{operation_id}:{place}"


def _append(values: dict[str, Cell], named: Sequence[_Named], *, end: End, access: Access) -> None:
    chained = hash_line(values, seq=end.seq, prev=end.prev)
    line = LogLine.objects.create(seq=end.seq, prev=end.prev, hash=chained, **values)
    with connection.cursor() as cursor:
        cursor.executemany(_ADD_SUBJECT, [(end.seq, *one) for one in named])
    plan_checkpoints(line, end=end, moment=access.moment)
