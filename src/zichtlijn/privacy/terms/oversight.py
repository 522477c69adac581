"""The words of oversight: what waits for the data protection officer, and looks out of the way."""

from datetime import date, datetime
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
    OWN_NAME = "own_name"  # somebody with the surname of the reader
    OWN_STREET = "own_street"  # somebody in the street of the reader
    COLLEAGUE = "colleague"  # somebody with the name of a colleague
    CELEBRITY = "celebrity"  # somebody with the name of a well-known person


class OddLooks(NamedTuple):
    """Looks of one account that somebody should ask about."""

    kind: OddKind
    account: str
    role: str
    since: datetime
    until: datetime
    people: int
    looks: int
    tables: tuple[str, ...] = ()  # where it was, as the log names them


OF_READER = frozenset({OddKind.OWN_NAME, OddKind.OWN_STREET})
"""Marks that belong to one account; the others count for every reader."""

WATCHED = OF_READER | {OddKind.COLLEAGUE, OddKind.CELEBRITY}
"""The categories of marks."""


class Mark(NamedTuple):
    """What is watched: a keyed hash and a word; the name behind it is not kept."""

    category: OddKind
    account: str  # whose own name or street; empty where it counts for every reader
    keyed_hash: str


class NewMark(NamedTuple):
    """A mark before it is hashed: the keys of one name or street, never kept as they stand."""

    category: OddKind
    account: str
    keys: frozenset[str]


class KeptMark(NamedTuple):
    """A mark as the list tells it: there is no name to tell."""

    code: str
    category: OddKind
    account: str
    added_by: str
    second: str
    added_at: datetime
    destroy_on: date


class Waiting(NamedTuple):
    """How much waits, in numbers only."""

    not_informed: int  # people not told in time (AVG 14)
    to_inform: int  # those whose day is still to come
    requests_open: int
    requests_late: int
    fewest_days_left: int | None  # of the open request that ends first
    emergencies: int  # broken glasses that wait for a verdict
    emergencies_late: int


class Period(NamedTuple):
    """The days that an audit is about, both included."""

    since: date
    until: date

    def __str__(self) -> str:
        """Return both days, as a proposal keeps them."""
        return f"{self.since}/{self.until}"


class AuditTable(NamedTuple):
    """One table of an audit package: cells are text, and none names anybody in the data."""

    name: str
    what: str  # one Dutch sentence
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


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
