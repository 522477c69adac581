"""What the retention table says, what stays longer than it says, and what was destroyed."""

import csv
import hashlib
import io
from collections.abc import Iterator
from datetime import UTC, date
from functools import cache
from importlib.resources import files

from django.apps import apps
from django.db.models import CharField, Model, QuerySet

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.privacy.models import DestructionRecord, Remains, RetentionStay, StoppedModule
from zichtlijn.privacy.policies.retention_rows import read_retention_rules
from zichtlijn.privacy.terms.proof import Destruction, Link
from zichtlijn.privacy.terms.retention import (
    NotFound,
    RecordClock,
    RetentionTable,
    Stay,
    StayState,
    WrongRetentionTable,
)

_SHIPPED = files("zichtlijn.privacy") / "sources" / "retention_rules.csv"


@cache
def read_retention_table() -> RetentionTable:
    """Return the table by which clocks are set. Raises WrongRetentionTable."""
    return parse_retention_table(_SHIPPED.read_bytes())


def parse_retention_table(written: bytes) -> RetentionTable:
    """Return the table in these bytes, checked. Raises WrongRetentionTable."""
    try:
        text = written.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise WrongRetentionTable("De tabel met bewaartermijnen is geen tekst.") from problem
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return read_retention_rules(rows, sha256=hashlib.sha256(written).hexdigest())


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
    for model in apps.get_app_config(room).get_models():
        about = model._meta  # noqa: SLF001 - Django documents it for this use
        names = {field.name for field in about.get_fields()}
        if not names >= {"destroy_on", "retention_rule"}:
            continue
        # a number is an id only where rows have no code of their own, as a delivery of observations
        if isinstance(about.pk, CharField) or (record.isdecimal() and "code" not in names):
            yield model._default_manager.all()  # noqa: SLF001 - idem
