"""The limits and words of signing in."""

import re
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

IDLE = timedelta(minutes=15)
"""A sitting in which nothing was asked for so long has ended (ASVS 7.3.1)."""

LONGEST_SITTING = timedelta(hours=8)
"""A sitting of a working day has ended, used or not (ASVS 7.3.2)."""

SEEN_EVERY = timedelta(seconds=60)
"""How often it is written down that somebody is there: a sitting ends sooner, never later."""

RECENT_FACTOR = timedelta(minutes=10)
"""How long a second factor counts as just given, for what asks it again (ASVS 7.5.3)."""

HALF_WAY = timedelta(minutes=10)
"""How long a password that was right waits for its second factor, and a passkey for its answer."""

INVITATION_TERM = timedelta(days=3)
LONGEST_NAME = 40
SHORTEST_PASSWORD = 12
NAME_PATTERN = re.compile(rf"[a-z0-9][a-z0-9._-]{{1,{LONGEST_NAME - 1}}}")

CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Signs of an invitation: none that is taken for another."""

UNKNOWN_ACCOUNT = "onbekend account"
"""What the log says where a name was typed that is nobody's: it may have been a password."""


class Judgement(Enum):
    """What a sitting is worth at a moment."""

    ALIVE = "alive"
    IDLE_TOO_LONG = "idle"
    TOO_OLD = "old"


class Stamps(NamedTuple):
    """When a sitting began, when it was last used, and when a factor was last given."""

    begun_at: datetime
    seen_at: datetime
    factor_at: datetime


class Invited(NamedTuple):
    """What a command prints once: the account and the code with which it is first used."""

    name: str
    code: str
    expires_at: datetime


class AccountRow(NamedTuple):
    """One account as the list shows it."""

    name: str
    is_active: bool
    is_invented: bool
    factors: tuple[str, ...]  # Dutch words
    waits_for_invitation: bool
    last_sign_in: datetime | None


class WrongAccount(ValueError):
    """What was asked of an account cannot be; the message is a sentence for the administrator."""


class NotSignedIn(Exception):
    """Signing in did not succeed; the message is a sentence for whoever tried."""


def judge_sitting(stamps: Stamps, *, moment: datetime) -> Judgement:
    """Return whether a sitting still holds at `moment`.

    >>> from datetime import UTC
    >>> begun = datetime(2026, 11, 22, 9, tzinfo=UTC)
    >>> stamps = Stamps(begun, begun + timedelta(hours=2), begun)
    >>> judge_sitting(stamps, moment=begun + timedelta(hours=2, minutes=15)).value
    'alive'
    >>> judge_sitting(stamps, moment=begun + timedelta(hours=2, minutes=16)).value
    'idle'
    >>> judge_sitting(stamps._replace(seen_at=begun + timedelta(hours=8)),
    ...               moment=begun + timedelta(hours=8, minutes=1)).value
    'old'
    """
    if moment - stamps.begun_at > LONGEST_SITTING or moment < stamps.begun_at:
        return Judgement.TOO_OLD
    return Judgement.IDLE_TOO_LONG if moment - stamps.seen_at > IDLE else Judgement.ALIVE


def name_invented(role: str) -> str:
    """Return the account that a try-out has for a role.

    >>> name_invented("youth_worker")
    'probeer-youth-worker'
    """
    return f"probeer-{role.replace('_', '-')}"


def normalise_code(typed: str) -> str:
    """Return an invitation as it was made: capitals, without spaces and dashes."""
    return re.sub(r"[\s-]", "", typed).upper()
