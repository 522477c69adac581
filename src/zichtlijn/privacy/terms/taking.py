"""What is taken away besides records: rights, ways in, contested data. No restore may undo it.

Such a deed is written on the list of what was destroyed, which no backup of the database holds, by
random ids and numbers alone. Of each subject only the last word counts.
"""

import json
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NamedTuple

_MARK = "taken:"


class TakenKind(StrEnum):
    """What was taken away, or laid down so that something cannot be done."""

    ROLE = "role"
    SEAT = "seat"
    ACCOUNT = "account"
    PASSKEY = "passkey"
    EMERGENCY = "emergency"
    GATE = "gate"
    RULES = "rules"
    TERMS = "terms"
    MODULE = "module"
    PROPOSAL = "proposal"
    STAY = "stay"
    CONTEST = "contest"
    JOINING = "joining"
    RECEIVER = "receiver"
    DELIVERY = "delivery"
    VERSION = "version"
    LIST = "list"


AGAIN = "privacy.restore.again"
LOST = "privacy.restore.lost"


class Again(StrEnum):
    """What became of it on the copy that was put back."""

    DONE = "done"
    ALREADY = "already"
    LOST = "lost"


class Taken(NamedTuple):
    """One such deed: of what kind, whose or of what, when, and what is needed to do it again."""

    kind: TakenKind
    subject: str  # a random id or a number
    at: str  # ISO, UTC
    facts: Mapping[str, str]


class Told(NamedTuple):
    """What became of all deeds of one kind."""

    kind: TakenKind
    became: Again
    number: int


class Restored(NamedTuple):
    """A backup that was put back, with what was done again and what could not be."""

    restored_at: datetime
    made_on: date
    told: tuple[Told, ...]


class TakenLine(NamedTuple):
    """A deed as the list holds it: a room that is none, and one line of JSON."""

    room: str
    record: str


def write_taken(
    kind: TakenKind, subject: str, *, moment: datetime, facts: Mapping[str, str]
) -> TakenLine:
    """Return the line of a deed.

    >>> write_taken(TakenKind.SEAT, "7", moment=datetime(2026, 11, 22, tzinfo=UTC), facts={})
    TakenLine(room='taken:seat', record='{"at":"2026-11-22T00:00:00+00:00","of":"7"}')
    """
    told = {"at": moment.astimezone(UTC).isoformat(), "of": subject, **facts}
    return TakenLine(_MARK + kind, json.dumps(told, separators=(",", ":")))


def read_taken(lines: Collection[tuple[str, str]], *, since: str = "") -> tuple[Taken, ...]:
    """Return of each subject the last deed, oldest first, where it was done at `since` or later.

    Lines of other rooms and lines that cannot be read are passed over.
    """
    last: dict[tuple[str, str], Taken] = {}
    found = (taken for room, record in lines if (taken := _read(room, record)))
    for taken in sorted(found, key=lambda one: one.at):
        last[taken.kind, taken.subject] = taken
    return tuple(sorted((one for one in last.values() if one.at >= since), key=lambda one: one.at))


def _read(room: str, record: str) -> Taken | None:
    if not room.startswith(_MARK):
        return None
    try:
        facts = dict(json.loads(record))
        at, subject = facts.pop("at"), facts.pop("of")
        return Taken(TakenKind(room.removeprefix(_MARK)), str(subject), str(at), facts)
    except (ValueError, KeyError, TypeError):
        return None
