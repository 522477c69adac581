"""What is held on one person, in words that he can read himself."""

from collections.abc import Iterable

from django.utils import timezone

from zichtlijn.persons.analysis.joining import list_companions
from zichtlijn.persons.models import IdentityRecord, NamedObservation, Person
from zichtlijn.persons.queries.facts import IDENTITY, OBSERVATION
from zichtlijn.persons.queries.joinings import read_persons
from zichtlijn.persons.terms import Identity, Kind, Part
from zichtlijn.privacy.terms.holdings import Held

PART_WORDS = {
    Part.PRESENT: "u was erbij",
    Part.ACTIVE: "u deed mee",
    Part.CALMING: "u suste",
    Part.VICTIM: "u was slachtoffer",
    Part.WITNESS: "u zag het",
    Part.UNKNOWN: "uw rol is niet bekend",
}
KIND_WORDS = {
    Kind.CALM: "het was rustig",
    Kind.SOCIABLE: "het was gezellig",
    Kind.SOOTHED: "iemand suste",
    Kind.HELPED: "iemand hielp",
    Kind.ASKED_FOR_HELP: "iemand vroeg om hulp",
    Kind.TENSE: "het was gespannen",
    Kind.NUISANCE: "er was overlast",
}


def find_companions(codes: Iterable[str]) -> list[IdentityRecord]:
    """Return the records under these ids, or of these persons, with those joined to them.

    Writes no line of its own: whoever asks writes it.
    """
    asked = set(codes)
    persons = Person.objects.filter(pk__in=asked)
    named = IdentityRecord.objects.filter(pk__in=asked)
    scopes = {row.scope for row in persons} | {row.scope for row in named}
    found = {row.pk for row in named}
    for scope in sorted(scopes):
        whose = read_persons(scope)
        found |= {record for record, person in whose.items() if person in asked}
        for record in tuple(found):
            found |= set(list_companions(record, persons=whose))
    return list(IdentityRecord.objects.filter(pk__in=found).order_by("pk"))


def describe_identity(room: str, record: IdentityRecord, identity: Identity) -> Held:
    """Return a record as its person reads it."""
    born = identity.birth_date
    parts = [f"Uw naam staat hier als {identity.full_name}"]
    parts += [f"uw geboortedatum als {born.day}-{born.month}-{born.year}"] if born else []
    parts += [f"uw adres als {identity.address}"] if identity.address else []
    return Held(
        room=room,
        record=str(record.pk),
        data_class=IDENTITY,
        regime=record.regime,
        what=", ".join(parts) + ".",
        happened_on=timezone.localdate(record.written_at),
        place="",
        written_by=record.written_by_role,
        organisation=record.organisation,
        purpose=record.purpose,
        legal_ground=record.legal_ground,
        destroy_on=record.destroy_on,
        contested=record.contested,
    )


def describe_seen(room: str, row: NamedObservation, place: str, text: str) -> Held:
    """Return an observation as its person reads it."""
    said = f" Er is bij geschreven: {text}" if text else ""
    what = f"U bent gezien: {PART_WORDS[Part(row.part)]}, {KIND_WORDS[Kind(row.kind)]}.{said}"
    return Held(
        room=room,
        record=str(row.pk),
        data_class=OBSERVATION,
        regime=row.regime,
        what=what,
        happened_on=timezone.localdate(row.observed_at),
        place=place,
        written_by=row.written_by_role,
        organisation=row.organisation,
        purpose=row.purpose,
        legal_ground=row.legal_ground,
        destroy_on=row.destroy_on,
        contested=row.contested,
    )
