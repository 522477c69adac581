"""Which clock a record has, what stays longer than it says, and what was destroyed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date

from django.apps import apps
from django.db.models import CharField, Count, Model, QuerySet

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.privacy.models import DestructionRecord, Remains, RetentionStay, StoppedModule
from zichtlijn.privacy.terms.proof import Destruction, Link
from zichtlijn.privacy.terms.retention import (
    NotFound,
    RecordClock,
    Stay,
    StayState,
)


def find_clock(room: str, record: str) -> RecordClock:
    """Return until when one record of a room is kept, and by which rule. Raises NotFound.

    Every table on people has `destroy_on` and `retention_rule`; its ids are random, so that a
    record is found without knowing in which table of its room it stands.
    """
    for table in _list_tables_with_clock(room, record=record):
        found = table.filter(pk=record).values_list("retention_rule", "destroy_on").first()
        if found is not None and found[1] is not None:
            return RecordClock(*found)
    raise NotFound("Dit record is er niet, of niet meer, of het heeft geen eigen termijn.")


def count_clocks() -> Mapping[str, int]:
    """Return how many records in all rooms keep each rule and version, named as in `Clock.named`.

    Numbers alone: no record is read.
    """
    counted: Counter[str] = Counter()
    for room in apps.app_configs:
        for _, table in _list_clocked(room):
            rules = table.order_by().values_list("retention_rule").annotate(Count("pk"))
            counted.update({rule: number for rule, number in rules if rule})
    return counted


def list_kept_records(room: str, *, today: date) -> frozenset[str]:
    """Return the ids of a room that stay past their clock: extended by two people, or on hold.

    A room leaves these out when it destroys what is past its term, and when it counts that.
    """
    running = RetentionStay.objects.filter(
        room=room, state=StayState.RUNNING, until__gt=today
    ).values_list("record", flat=True)
    return frozenset(running)


def list_stays(*, today: date, access: Access) -> tuple[Stay, ...]:
    """Return what stays longer or asks to, soonest end first; the reasons stay sealed."""
    log.record("privacy.stays.read", scope="retention", access=access)
    rows = RetentionStay.objects.exclude(state=StayState.ENDED).filter(until__gt=today)
    columns = ("code", "kind", "state", "room", "record", "rule", "until", "asked_by", "decided_by")
    return tuple(Stay(*row) for row in rows.order_by("until", "pk").values_list(*columns))


def fetch_destructions(*, access: Access) -> tuple[Link, ...]:
    """Return every destruction record in its place in the chain."""
    log.record("privacy.destructions.read", scope="retention", access=access)
    return tuple(
        Link(
            row.number,
            Destruction(
                row.room,
                row.data_class,
                row.records,
                row.ground,
                row.destroyed_on,
                row.destroyed_at.astimezone(UTC).isoformat(),
                row.trace_id,
            ),
            row.previous,
            row.hash,
        )
        for row in DestructionRecord.objects.order_by("number")
    )


def list_stopped_modules() -> frozenset[str]:
    """Return the rooms that two people shut."""
    return frozenset(StoppedModule.objects.values_list("room", flat=True))


def count_remains() -> int:
    """Return how many ids are still to be cleared away after a destruction."""
    return Remains.objects.count()


def _list_tables_with_clock(room: str, *, record: str) -> Iterator[QuerySet[Model]]:
    if room not in apps.app_configs:
        raise NotFound("Deze ruimte bestaat niet.")
    for model, table in _list_clocked(room):
        about = model._meta  # noqa: SLF001 - Django documents it for this use
        names = {field.name for field in about.get_fields()}
        # a number is an id only where rows have no code of their own, as a delivery of observations
        if isinstance(about.pk, CharField) or (record.isdecimal() and "code" not in names):
            yield table


def _list_clocked(room: str) -> Iterator[tuple[type[Model], QuerySet[Model]]]:
    for model in apps.get_app_config(room).get_models():
        names = {field.name for field in model._meta.get_fields()}  # noqa: SLF001 - idem
        if names >= {"destroy_on", "retention_rule"}:
            yield model, model._default_manager.all()  # noqa: SLF001 - idem
