"""What is hashed: one line with its number and the hash before it.

`verify_log` does the same sum in its own words; it imports nothing from here.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

BEFORE_THE_FIRST = "0" * 64
"""What stands as `prev` in the very first line."""

Cell = str | int | None


def hash_line(values: Mapping[str, Cell], *, seq: int, prev: str) -> str:
    """Return SHA-256 over prev, seq and the canonical JSON of the line, in hexadecimal digits."""
    return hashlib.sha256(f"{prev}{seq}{write_canonically(values)}".encode()).hexdigest()


def write_canonically(values: Mapping[str, Cell]) -> str:
    """Return JSON with its keys sorted, every value as text, and no key for what is empty.

    What is empty is left out so that a column of a later version breaks no older line.

    >>> write_canonically({"scope": "group:3", "count": 40, "reason": "", "emergency": 0})
    '{"count":"40","emergency":"0","scope":"group:3"}'
    """
    filled = {name: str(value) for name, value in values.items() if value not in ("", None)}
    return json.dumps(filled, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_subjects(rows: Iterable[tuple[int, str, int, bytes]]) -> str:
    """Return SHA-256 over the subject lines of one line: place, blind index, times, sealed code.

    No subject lines give the empty text.
    """
    written = "".join(
        f"{place}:{index}:{times}:{sealed.hex().upper()}\n" for place, index, times, sealed in rows
    )
    return hashlib.sha256(written.encode()).hexdigest() if written else ""


def write_moment(moment: datetime) -> str:
    """Return a moment in UTC as the log writes it: 27 signs, whose order is that of time.

    >>> write_moment(datetime.fromisoformat("2026-11-22T10:00:00+01:00"))
    '2026-11-22T09:00:00.000000Z'
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_moment(written: str) -> datetime:
    """Return the moment that a line names."""
    return datetime.fromisoformat(written)
