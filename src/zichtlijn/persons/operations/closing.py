"""When a table ends before its day, what stayed for it goes sooner (rules B10 and B11)."""

from datetime import date

from django.db.models import Max
from django.utils import timezone

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.persons.models import IdentityRecord, NamedObservation
from zichtlijn.persons.queries.facts import IDENTITY, OBSERVATION, REGIME
from zichtlijn.privacy.policies.retention import set_clock
from zichtlijn.privacy.queries.retention import read_table_of
from zichtlijn.privacy.terms.retention import Clock


def bring_forward(scope: str, *, closed_on: date, access: Access) -> int:
    """Set the clocks of a table by the day on which it ended, and return how many moved.

    A clock keeps its version and only ever moves to an earlier day. Call it in the transaction
    that ends the table. Raises LogUnavailable.
    """
    moved = sum(
        _move_observation(row, closed_on)
        for row in NamedObservation.objects.filter(scope=scope).only(
            "observed_at", "remove_on", "destroy_on", "retention_rule"
        )
    )
    moved += sum(_move_record(row, closed_on) for row in IdentityRecord.objects.filter(scope=scope))
    log.record("persons.clocks.bring_forward", scope=scope, access=access, count=moved)
    return moved


def _move_observation(row: NamedObservation, closed_on: date) -> bool:
    clock = _set(OBSERVATION, row.retention_rule, timezone.localdate(row.observed_at), closed_on)
    if clock.destroy_on >= row.destroy_on:
        return False
    row.destroy_on = clock.destroy_on
    if clock.remove_on is not None:
        row.remove_on = min(clock.remove_on, row.remove_on or clock.remove_on)
    row.save(update_fields=["destroy_on", "remove_on"])
    return True


def _move_record(row: IdentityRecord, closed_on: date) -> bool:
    """Who somebody is stays known no shorter than the last observation of him."""
    own = _set(
        IDENTITY, row.retention_rule, timezone.localdate(row.written_at), closed_on
    ).destroy_on
    seen = NamedObservation.objects.filter(record=row).aggregate(last=Max("destroy_on"))["last"]
    last = max(own, seen or own)
    if last >= row.destroy_on:
        return False
    row.destroy_on = last
    row.save(update_fields=["destroy_on"])
    return True


def _set(data_class: str, retention_rule: str, born_on: date, closed_on: date) -> Clock:
    table = read_table_of(retention_rule)
    return set_clock(data_class, REGIME, born_on=born_on, table=table, closes_on=closed_on)
