"""Better a record by the person's own right (AVG 16): a new version, the old one destroyed.

What can be bettered is a closed list; who asks brings the words of it, never a new text.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import transaction

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.persons.models import IdentityRecord, NamedObservation
from zichtlijn.persons.operations.destroying import destroy_observations
from zichtlijn.persons.operations.sealing import make_id, renew_version, seal_sighting
from zichtlijn.persons.queries.choosing import fetch_versions
from zichtlijn.persons.queries.unsealing import open_identities, open_sightings
from zichtlijn.persons.terms import Identity, Kind, NotFound, Part, Sighting
from zichtlijn.privacy.operations.destruction import record_destruction
from zichtlijn.privacy.terms.holdings import Destroyed

_OF_AN_IDENTITY: Mapping[str, str] = MappingProxyType(
    {"address:none": "Zonder adres", "birth_date:none": "Zonder geboortedatum"}
)
_PARTS: Mapping[Part, str] = MappingProxyType(
    {
        Part.PRESENT: "Rol: aanwezig",
        Part.ACTIVE: "Rol: actief",
        Part.CALMING: "Rol: kalmerend",
        Part.UNKNOWN: "Rol: niet te zeggen",
    }
)
_TEXT = ("text:none", "Zonder de notitie")
_BETTERED = "verbeterd op verzoek van de persoon (AVG 16)"


def list_corrections(code: str) -> tuple[tuple[str, str], ...]:
    """Return what can be bettered of a record or observation, as code and Dutch words.

    Nothing of what is gone: its term may pass while somebody contests it.
    """
    if IdentityRecord.objects.filter(pk=code).exists():
        return tuple(_OF_AN_IDENTITY.items())
    row = NamedObservation.objects.filter(pk=code).first()
    if row is None:
        return ()
    parts = tuple((f"part:{part}", said) for part, said in _PARTS.items() if part != row.part)
    return (*parts, _TEXT)


def rectify(code: str, correction: str, *, access: Access) -> str:
    """Write a record anew without the fault and return its id. Raises NotFound, LogUnavailable."""
    if correction not in dict(list_corrections(code)):
        raise NotFound("Zo kan dit niet worden verbeterd.")
    with transaction.atomic():
        log.record(
            "persons.record.rectify", scope="persons", access=access, count=1, subjects=(code,)
        )
        record = IdentityRecord.objects.filter(pk=code).first()
        if record is None:
            return _rectify_observation(_find_observation(code), correction, access=access)
        _rectify_identity(record, correction, access=access)
    return code


def _rectify_identity(record: IdentityRecord, correction: str, *, access: Access) -> None:
    (version,) = fetch_versions([record])
    (identity,) = open_identities([version])
    field, _, _ = correction.partition(":")
    better: Identity = (
        identity._replace(address="") if field == "address" else identity._replace(birth_date=None)
    )
    renew_version(record, better, access=access)
    record.contested = False
    record.save(update_fields=["contested"])


def _rectify_observation(row: NamedObservation, correction: str, *, access: Access) -> str:
    """Write an observation anew under its own id and key: what is destroyed stays destroyed."""
    ((place, text),) = open_sightings([row])
    field, _, value = correction.partition(":")
    old = row.pk
    sighting = Sighting(
        row.observed_at,
        place,
        Part(value) if field == "part" else Part(row.part),
        Kind(row.kind),
        "" if field == "text" else text,
    )
    row.pk = make_id()
    row.part, row.contested = sighting.part, False
    seal_sighting(row, sighting, access=access)
    row.save(force_insert=True)
    gone = destroy_observations([old])
    bettered = Destroyed("persons", "named_observation", len(gone), _BETTERED, gone)
    record_destruction(bettered, today=access.moment.date(), access=access)
    return str(row.pk)


def _find_observation(code: str) -> NamedObservation:
    row = NamedObservation.objects.filter(pk=code).first()
    if row is None:
        raise NotFound("Dit gegeven is er niet, of niet meer.")
    return row
