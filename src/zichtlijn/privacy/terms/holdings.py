"""What rooms tell about the records they hold on people."""

from datetime import date
from typing import NamedTuple


class Subject(NamedTuple):
    """The person an inspection is about: every code under which rooms may know him."""

    person: str  # the random id of the person; never a name
    codes: tuple[str, ...]  # pseudonyms and record ids, sorted


class Held(NamedTuple):
    """One record held on a person, in words that he can read; nobody else is told from it."""

    room: str
    record: str  # id of the record inside its room, to contest or rectify it
    data_class: str  # word of the rule table
    regime: str
    what: str  # one Dutch sentence, B1
    happened_on: date | None
    place: str
    written_by: str  # role or function, never a name of a source (R05)
    organisation: str
    purpose: str
    legal_ground: str
    destroy_on: date | None
    contested: bool
    left_in: str = ""  # the record under which its room keeps what left together, "delivery:3"


class Destroyed(NamedTuple):
    """What one room destroyed in one go: counts and ground, no content."""

    room: str
    data_class: str
    records: int
    ground: str
    record_ids: tuple[str, ...]  # random ids only, to replay after a restore
