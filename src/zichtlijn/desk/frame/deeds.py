"""The deeds of the log in the reader's words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy

from zichtlijn.audit.queries import Deed

_WORDS = {
    "audit.log.read": gettext_lazy("Logboek gelezen"),
}


@dataclass(frozen=True)
class DeedRow:
    """One line of the log, ready to draw."""

    moment: datetime
    words: str
    scope: str
    count: int | None
    reader: str
    role: str
    purpose: str


def describe_deed(deed: Deed) -> DeedRow:
    """Return a line as the page draws it; a deed without words keeps its own name."""
    return DeedRow(
        moment=deed.moment,
        words=str(_WORDS.get(deed.action, deed.action)),
        scope=deed.scope,
        count=deed.count,
        reader=deed.reader,
        role=deed.role,
        purpose=deed.purpose,
    )
