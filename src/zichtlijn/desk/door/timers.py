"""In whose name the machine itself works: the timer shows nothing to anybody."""

from dataclasses import replace

from zichtlijn.audit.access import Access
from zichtlijn.desk import door

KEEPING_PURPOSE = "oversight"
KEEPING_GROUND = "AVG artikel 5 lid 1 onder e"
"""For what, and by which article, terms of keeping are kept."""


def open_timer_access() -> Access:
    """Return the access of the timer: its lines say that it was the timer, and nobody else."""
    return replace(
        door.open_command_access(scope="retention"),
        reader="bewaartermijnen",
        role="timer",
        purpose=KEEPING_PURPOSE,
        legal_ground=KEEPING_GROUND,
        origin="timer",
    )
