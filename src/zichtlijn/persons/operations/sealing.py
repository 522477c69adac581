"""Seal what names somebody, and make the ids and clocks that a new row needs."""

import secrets
from datetime import date

from django.utils import timezone

from zichtlijn.audit import keys, log
from zichtlijn.audit.access import Access
from zichtlijn.persons.analysis.ages import derive_age_band
from zichtlijn.persons.analysis.marking import derive_marks
from zichtlijn.persons.models import IdentityRecord, IdentityVersion, NamedObservation, SearchKey
from zichtlijn.persons.queries.facts import REGIME
from zichtlijn.persons.queries.searching import make_index
from zichtlijn.persons.queries.unsealing import (
    bind_observation,
    bind_reason,
    bind_version,
    open_identities,
)
from zichtlijn.persons.terms import Identity, Sighting
from zichtlijn.privacy.operations.destruction import shred_after_commit
from zichtlijn.privacy.operations.oversight.marking import keep_marks
from zichtlijn.privacy.policies.retention import set_clock
from zichtlijn.privacy.queries.retention import read_retention_table
from zichtlijn.privacy.queries.scopes import fetch_scope
from zichtlijn.privacy.terms.retention import Clock

LOST_NAME = "Naam verloren bij terugzetten"


def make_id() -> str:
    """Return a random id, which says nothing about whom it is."""
    return secrets.token_hex(16)


def set_end(data_class: str, *, born_on: date, scope: str, access: Access) -> Clock:
    """Return the clock of a record at a table; as long as its approach runs, and a year after."""
    table = fetch_scope(scope.partition(":")[2], access=access)
    return set_clock(
        data_class,
        REGIME,
        born_on=born_on,
        table=read_retention_table(),
        closes_on=table.ends_on if table else None,
    )


def keep_version(
    record: IdentityRecord, identity: Identity, *, number: int, access: Access
) -> IdentityVersion:
    """Keep what a record says under a fresh key, with the keys by which it is found."""
    version = IdentityVersion(
        record=record,
        number=number,
        key_id=keys.make_key(keys.KeyKind.RECORD, moment=access.moment),
        written_by=access.reader,
        written_by_role=access.role,
        organisation=access.organisation,
        written_at=access.moment,
    )
    born = identity.birth_date.isoformat() if identity.birth_date else ""
    version.sealed_name = _seal_field(version, "name", identity.full_name.strip())
    version.sealed_birth_date = _seal_field(version, "birth_date", born)
    version.sealed_address = _seal_field(version, "address", identity.address.strip())
    version.save(force_insert=True)
    values = sorted(make_index(identity, scope=record.scope))
    SearchKey.objects.bulk_create(SearchKey(version=version, value=value) for value in values)
    mark(record, identity)
    return version


def mark(record: IdentityRecord, identity: Identity) -> None:
    """Keep by which keyed hashes oversight may find that a reader knows this person."""
    keep_marks(
        (record.pk, record.pseudonym),
        derive_marks(identity),
        destroy_on=record.destroy_on,
        retention_rule=record.retention_rule,
    )
    record.marked = True
    record.save(update_fields=["marked"])


def renew_version(record: IdentityRecord, identity: Identity, *, access: Access) -> None:
    """Keep a better version under a fresh key; of the old one only date and writer are left."""
    old = IdentityVersion.objects.get(record=record, number=record.version)
    SearchKey.objects.filter(version=old).delete()
    shred_after_commit([old.key_id])
    old.sealed_name = old.sealed_birth_date = old.sealed_address = b""
    old.save()
    record.version += 1
    record.age_band = derive_age_band(identity.birth_date, on=timezone.localdate(record.written_at))
    record.save(update_fields=["version", "age_band"])
    keep_version(record, identity, number=record.version, access=access)


def cover_lost_names(*, access: Access) -> int:
    """Write over every record whose words were bettered after a copy was made; return how many.

    On the copy stand the old words, of which the key is gone; the better ones went with the newer
    database. The record stays, with what was seen, until somebody writes the name again.
    """
    rows = IdentityRecord.objects.order_by("pk")
    lost = [record for record in rows if _is_shredded(record)]
    for record in lost:
        renew_version(record, Identity(LOST_NAME, None, ""), access=access)
    if lost:
        log.record("persons.record.cover", scope="persons", access=access, count=len(lost))
    return len(lost)


def seal_sighting(observation: NamedObservation, sighting: Sighting, *, access: Access) -> None:
    """Seal place and text of an observation under a fresh key of its own."""
    observation.key_id = keys.make_key(keys.KeyKind.RECORD, moment=access.moment)
    for field, text in (("place", sighting.place.strip()), ("text", sighting.text.strip())):
        sealed = keys.seal(observation.key_id, text, bound_to=bind_observation(observation, field))
        setattr(observation, f"sealed_{field}", sealed)


def seal_reason(reason: str, *, joining: str, key_id: str) -> bytes:
    """Return a reason sealed under the key of the person card."""
    return keys.seal(key_id, reason.strip(), bound_to=bind_reason(joining))


def _is_shredded(record: IdentityRecord) -> bool:
    version = IdentityVersion.objects.get(record=record, number=record.version)
    try:
        open_identities([version])
    except keys.KeyShredded:
        return True
    return False


def _seal_field(version: IdentityVersion, field: str, text: str) -> bytes:
    return keys.seal(version.key_id, text, bound_to=bind_version(version, field))
