"""Who stands in a picture, and who was shown it: for the line in the log and for the budget."""

from datetime import timedelta

import polars as pl

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Edition, EditionFrame, Look
from zichtlijn.networks.queries.admission import admit_delivery, is_ruled, name_scope
from zichtlijn.networks.queries.frames import unpack_frame

_HOUR = timedelta(hours=1)


def list_people(edition: Edition) -> tuple[str, ...]:
    """Return the pseudonyms of everybody in the ties and groups of an edition, in text order."""
    rows = EditionFrame.objects.filter(edition=edition, name__in=("ties", "groups"))
    frames = [unpack_frame(row.name, bytes(row.parquet)) for row in rows]
    columns = [
        frame[name]
        for frame in frames
        for name in ("person_a", "person_b", "person")
        if name in frame.columns
    ]
    return tuple(pl.concat(columns).unique().sort()) if columns else ()


def admit_picture(edition: Edition, *, access: Access, action: str, count: int) -> None:
    """Let a picture be seen, with a line for each person in it.

    Who looks again within the hour sees the same people: they stand in the log again, and are
    not counted again in his budget. Raises NotAllowed, LogUnavailable.
    """
    delivery, scope = edition.delivery, f"edition:{edition.pk}"
    if not is_ruled(delivery, access=access):
        admit_delivery("find", delivery, access=access, action=action, scope=scope, count=count)
        return
    people = list_people(edition)
    if _note_look(edition, access=access):
        admit_delivery("find", delivery, access=access, action=action, scope=scope, subjects=people)
        return
    outcome = admit_delivery("find", delivery, access=access, action=action, scope=scope)
    log.record(
        "networks.picture.again",
        scope=name_scope(delivery, scope),
        access=access,
        subjects=people,
        decision=str(outcome),
    )


def _note_look(edition: Edition, *, access: Access) -> bool:
    """Return whether this is the reader's first look at an edition within the hour."""
    Look.objects.filter(looked_at__lte=access.moment - _HOUR).delete()
    _, is_first = Look.objects.get_or_create(
        edition=edition, reader=access.reader, defaults={"looked_at": access.moment}
    )
    return is_first
