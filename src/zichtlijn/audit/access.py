"""The pass that every read of a record asks for, and where a request carries it."""

from dataclasses import dataclass, replace
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
    reason: str = ""  # why now, in the reader's words, where a rule asks for it
    origin: str = "desk"  # desk, command or timer: by which way it came in (BIO2 8.15)
    emergency: bool = False  # opened by break-glass
    opening: str = ""  # the choice of purpose it rests on; privacy looks it up at every read


CARRIED_AS = "zichtlijn_access"
"""The attribute of a request in which the door puts what it opened."""


def access_for(request: object, *, scope: str) -> Access:
    """Return the access that the door gave this request, for `scope` such as "dataset:3".

    Every read of one request shares one moment and one trace. A request that did not come
    through the door carries none: that is a bug, and AttributeError rises.
    """
    carried: Access = getattr(request, CARRIED_AS)
    return replace(carried, scope=scope)
