"""The words of oversight: what waits for the data protection officer, and looks out of the way."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Look(NamedTuple):
    """One time that an account touched the data of one person; the person is a mark, no name."""

    account: str
    role: str
    moment: datetime
    scope: str
    person: str


class OddKind(StrEnum):
    """Why somebody should ask about it. None of these says that it was wrong."""

    MANY = "many"  # far more people in an hour than this account is used to
    NIGHT = "night"  # between midnight and six
    AGAIN = "again"  # the same person, on many days, from more than one table


class OddLooks(NamedTuple):
    """Looks of one account that somebody should ask about."""

    kind: OddKind
    account: str
    role: str
    since: datetime
    until: datetime
    people: int
    looks: int


class Waiting(NamedTuple):
    """How much waits, in numbers only."""

    not_informed: int  # people not told in time (AVG 14)
    to_inform: int  # those whose day is still to come
    requests_open: int
    requests_late: int
    fewest_days_left: int | None  # of the open request that ends first
    emergencies: int  # broken glasses that wait for a verdict
    emergencies_late: int


class RegisterEntry(NamedTuple):
    """What only people can say of a processing: a row of the register as it is written."""

    room: str
    version: int
    name: str
    why: str
    data_subjects: str
    data_classes: tuple[str, ...]
    sources: str

    @property
    def uri(self) -> str:
        """Return how each line of the log names this version."""
        return f"urn:zichtlijn:verwerking:{self.room}:{self.version}"


class Term(NamedTuple):
    """How long one class of data stays in one regime."""

    data_class: str
    regime: str
    in_words: str
    ground: str


class Permission(NamedTuple):
    """What a role may do with one class of data, by at least one row of the rule table."""

    data_class: str
    role: str
    verbs: tuple[str, ...]
    rules: tuple[str, ...]


class Processing(NamedTuple):
    """One entry of the register of AVG article 30, completed from the tables that rule."""

    entry: RegisterEntry
    purposes: tuple[str, ...]
    organisations: tuple[str, ...]
    regimes: tuple[str, ...]
    permissions: tuple[Permission, ...]
    terms: tuple[Term, ...]
