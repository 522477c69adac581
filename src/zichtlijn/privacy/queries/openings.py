"""Which purpose is open for somebody at this moment, and whether he sits at its table."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from zichtlijn.audit.access import Access
from zichtlijn.privacy.queries.plain_sql import fetch_rows
from zichtlijn.privacy.terms.asking import LEGAL_GROUNDS, Asker, OpenPurpose


class OpenTable(NamedTuple):
    """The group, case or signal for which a purpose was opened."""

    number: int
    kind: str
    code: str
    title: str
    regime: str
    gate: str
    ends_on: date

    @property
    def name(self) -> str:
        """Return how the log and an Access name it."""
        return f"{self.kind}:{self.code}"


class Opened(NamedTuple):
    """A living choice of purpose."""

    code: str
    purpose: str
    reason: str
    is_emergency: bool
    ends_at: datetime
    table: OpenTable | None
    member: str  # the word of the rule table for the asker's seat at it: yes, no, or ended

    @property
    def scope(self) -> str:
        """Return how the log names its table; empty for a purpose without one."""
        return self.table.name if self.table else ""


def find_open_purpose(access: Access) -> OpenPurpose | None:
    """Return what the banner of a page says; None where no purpose is open."""
    asker = Asker(access.reader, access.role, access.organisation)
    opened = find_opening(access.opening, asker, moment=access.moment)
    if opened is None:
        return None
    return OpenPurpose(
        code=opened.code,
        purpose=opened.purpose,
        legal_ground=LEGAL_GROUNDS[opened.purpose],
        scope=opened.scope,
        title=opened.table.title if opened.table else "",
        ends_at=opened.ends_at,
        is_emergency=opened.is_emergency,
    )


def find_opening(code: str, asker: Asker, *, moment: datetime) -> Opened | None:
    """Return the living choice of purpose with this code; None where it ended or is another's."""
    if not code:
        return None
    words = (moment, moment.date(), *asker, *asker, code, *asker, moment)
    for is_seated, has_sat, purpose, reason, is_emergency, ends_at, *table in fetch_rows(
        _LIVING, *words
    ):
        return Opened(
            code,
            purpose,
            reason,
            bool(is_emergency),
            ends_at if ends_at.tzinfo else ends_at.replace(tzinfo=UTC),  # SQLite keeps no zone
            OpenTable(*table) if table[0] is not None else None,
            "yes" if is_seated else "ended" if has_sat else "no",
        )
    return None


_LIVING = """
SELECT
    EXISTS (
        SELECT 1 FROM privacy_membership AS seat
        WHERE seat.scope_id = opening.scope_id
        AND (seat.ended_at IS NULL OR seat.ended_at > %s) AND seat.until >= %s
        AND seat.account = %s AND seat.role = %s AND seat.organisation = %s
    ),
    EXISTS (
        SELECT 1 FROM privacy_membership AS seat
        WHERE seat.scope_id = opening.scope_id
        AND seat.account = %s AND seat.role = %s AND seat.organisation = %s
    ),
    opening.purpose, opening.reason, opening.is_emergency, opening.ends_at,
    scope.id, scope.kind, scope.code, scope.title, scope.regime, scope.gate, scope.ends_on
FROM privacy_opening AS opening LEFT JOIN privacy_scope AS scope ON scope.id = opening.scope_id
WHERE opening.code = %s AND opening.account = %s AND opening.role = %s
AND opening.organisation = %s AND opening.ended_at IS NULL AND opening.ends_at > %s
"""
