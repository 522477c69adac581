"""The pass that every read of a record asks for."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Access:
    """Who reads, for whom, why, on what ground, and since when.

    Made at the door only, once for each request or command. Nothing below the door
    changes it or makes another.
    """

    reader: str  # the account, never a name of a person concerned
    organisation: str
    role: str
    purpose: str  # one of a closed list
    legal_ground: str
    scope: str  # what it was opened for, such as "dataset:3"
    moment: datetime  # with time zone
    trace_id: str  # 32 hexadecimal digits; the same in every line of one request
