"""Write the log: first the line, then the deed."""

from django.db import DatabaseError

from zichtlijn.audit.access import Access
from zichtlijn.audit.models import LogLine


class LogUnavailable(Exception):
    """The log could not be written, so nothing may be shown or changed."""

    def __init__(self) -> None:
        super().__init__(
            "Het logboek kan niet worden bijgewerkt. Daarom tonen en wijzigen we nu niets. "
            "Probeer het later opnieuw, of vraag uw beheerder om `zichtlijn doctor` uit te voeren."
        )


def record(action: str, *, scope: str, access: Access, count: int | None = None) -> None:
    """Write one line about a deed, in the caller's transaction where there is one.

    Takes the deed as room.thing.verb, what it is about ("dataset:3"), and how many records
    it touches where that is known. Never pass contents, names or free text.
    Raises LogUnavailable; the caller lets it rise, so that the deed is undone with it.
    """
    try:
        LogLine.objects.create(
            moment=access.moment,
            trace_id=access.trace_id,
            action=action,
            scope=scope,
            count=count,
            reader=access.reader,
            organisation=access.organisation,
            role=access.role,
            purpose=access.purpose,
            legal_ground=access.legal_ground,
        )
    except DatabaseError as problem:
        raise LogUnavailable from problem
