"""Which records of a table this reader may be shown now; of others nothing is said or counted."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from zichtlijn.audit.access import Access
from zichtlijn.persons.models import IdentityRecord, IdentityVersion, NamedObservation
from zichtlijn.persons.queries.facts import (
    IDENTITY,
    OBSERVATION,
    REGIME,
    fetch_notifications,
    write_observation_columns,
    write_record_columns,
)
from zichtlijn.persons.terms import RecordState
from zichtlijn.privacy.queries.admitting import keep_admitted
from zichtlijn.privacy.terms.access import Outcome
from zichtlijn.privacy.terms.asking import RecordFacts

Row = TypeVar("Row", IdentityRecord, NamedObservation)

SHOWN = (Outcome.ALLOWED, Outcome.MASKED)


def choose_records(
    rows: QuerySet[IdentityRecord], *, verb: str, scope: str, access: Access
) -> list[IdentityRecord]:
    """Return those of the records of a table that this reader may be shown, by id."""
    today = access.moment.date()
    there = rows.filter(scope=scope)
    told = fetch_notifications(there, today=today)
    condition = keep_admitted(
        verb,
        access=access,
        scope=scope,
        known=RecordFacts(IDENTITY, REGIME, part="none"),
        columns=write_record_columns(told, today=today),
        outcomes=SHOWN,
    )
    return list(_keep(there, condition).order_by("pk"))


def choose_observations(
    records: Sequence[IdentityRecord], *, verb: str, outcome: Outcome, scope: str, access: Access
) -> list[NamedObservation]:
    """Return the observations of records for which the rules give one outcome, oldest first."""
    today = access.moment.date()
    rows = NamedObservation.objects.select_related("record").filter(
        record__in=[record.pk for record in records], scope=scope, state=RecordState.STANDING
    )
    columns = write_observation_columns(fetch_notifications(records, today=today), today=today)
    kept: list[NamedObservation] = []
    for own_entry, whose in (
        ("yes", rows.filter(written_by=access.reader)),
        ("no", rows.exclude(written_by=access.reader)),
    ):
        condition = keep_admitted(
            verb,
            access=access,
            scope=scope,
            known=RecordFacts(OBSERVATION, REGIME, own_entry=own_entry),
            columns=columns,
            outcomes=(outcome,),
        )
        kept += _keep(whose, condition)
    return sorted(kept, key=lambda row: (row.observed_at, row.pk))


def fetch_versions(records: Sequence[IdentityRecord]) -> list[IdentityVersion]:
    """Return the version that counts of each record, in their order."""
    rows = IdentityVersion.objects.filter(record__in=[record.pk for record in records])
    found = {(row.record_id, row.number): row for row in rows}
    return [found[record.pk, record.version] for record in records]


def _keep(rows: QuerySet[Row], condition: str) -> QuerySet[Row]:
    # the rule table writes the condition from its closed lists; nothing anybody typed is in it
    kept = RawSQL(condition, (), output_field=BooleanField())  # noqa: S611
    return rows.alias(is_shown=kept).filter(is_shown=True)
