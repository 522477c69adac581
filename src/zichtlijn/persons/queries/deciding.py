"""What waits for a decision of people at one table: resemblances, joinings, second signatures."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.persons.analysis.joining import derive_persons, list_judged
from zichtlijn.persons.analysis.proposing import propose_same_persons, want_supported_bands
from zichtlijn.persons.models import IdentityRecord, NamedObservation
from zichtlijn.persons.queries.choosing import choose_records, fetch_versions
from zichtlijn.persons.queries.facts import IDENTITY, describe_record
from zichtlijn.persons.queries.joinings import (
    describe_joinings,
    find_joining,
    list_waiting,
    read_joinings,
)
from zichtlijn.persons.queries.records import (
    admit_record,
    describe_records,
    describe_sightings,
)
from zichtlijn.persons.queries.unsealing import open_identities
from zichtlijn.persons.terms import (
    GivenNames,
    Joined,
    JoiningCard,
    Proposal,
    Record,
    RecordCard,
    RecordState,
    Resemblance,
    SightingCard,
)
from zichtlijn.privacy.queries.admitting import admit
from zichtlijn.privacy.terms.access import Outcome
from zichtlijn.privacy.terms.asking import facts_without_person


class TableOfPersons(NamedTuple):
    """How many are known at one table, and what waits for people there, masked."""

    known: int
    resemblances: tuple[Resemblance, ...]
    waiting_joinings: tuple[JoiningCard, ...]
    waiting_records: tuple[RecordCard, ...]
    waiting_sightings: tuple[SightingCard, ...]


def fetch_table(scope: str, *, given_names: GivenNames, access: Access) -> TableOfPersons:
    """Return what waits for people at a table; all masked, all ordered by id.

    Only who stands in something that waits is shown, and counts as shown.
    Raises NotAllowed, LogUnavailable.
    """
    with transaction.atomic():
        rows, waiting = (
            choose_records(
                IdentityRecord.objects.filter(state=state), verb="find", scope=scope, access=access
            )
            for state in (RecordState.STANDING, RecordState.WAITING)
        )
        joinings = read_joinings(scope)
        proposals = _find_resemblances(rows, joinings, given_names)
        asked = _keep_shown(list_waiting(joinings), rows)
        sightings = _find_waiting_sightings(rows)
        shown = {
            *(record for one in proposals for record in (one.record_a, one.record_b)),
            *(record for joining in asked for record in joining.records),
            *(row.record_id for row in sightings),
            *(row.pk for row in waiting),
        }
        told = [row for row in (*rows, *waiting) if row.pk in shown]
        _admit_list(told, action="persons.table.read", scope=scope, access=access)
        return TableOfPersons(
            len(rows),
            _describe_resemblances(proposals, told, access=access),
            describe_joinings(asked, scope=scope, may_read_reasons=False, access=access),
            _describe_masked(waiting, access=access),
            describe_sightings(sightings, is_open=False, access=access),
        )


def fetch_known(scope: str, *, access: Access) -> tuple[RecordCard, ...]:
    """Return who is known at a table, masked, by id. Raises NotAllowed, LogUnavailable."""
    with transaction.atomic():
        rows = choose_records(
            IdentityRecord.objects.filter(state=RecordState.STANDING),
            verb="find",
            scope=scope,
            access=access,
        )
        _admit_list(rows, action="persons.records.list", scope=scope, access=access)
        return _describe_masked(rows, access=access)


def fetch_joining(joining_id: str, *, access: Access) -> tuple[JoiningCard, tuple[RecordCard, ...]]:
    """Return a joining with its records, masked. Raises NotFound, NotAllowed, LogUnavailable."""
    with transaction.atomic():
        return _open_joining(joining_id, verb="find", access=access)


def show_joining(joining_id: str, *, access: Access) -> tuple[JoiningCard, tuple[RecordCard, ...]]:
    """Return a joining with its records and reasons, by name where every rule allows it."""
    with transaction.atomic():
        return _open_joining(joining_id, verb="show", access=access)


def _open_joining(
    joining_id: str, *, verb: str, access: Access
) -> tuple[JoiningCard, tuple[RecordCard, ...]]:
    row, joined = find_joining(joining_id)
    records = list(IdentityRecord.objects.filter(pk__in=joined.records).order_by("pk"))
    action = "persons.joining.show" if verb == "show" else "persons.joining.read"
    outcomes = [admit_record(one, verb=verb, action=action, access=access) for one in records]
    strictest = Outcome.MASKED if Outcome.MASKED in outcomes else Outcome.ALLOWED
    is_open = verb == "show" and strictest is Outcome.ALLOWED
    shown = [Outcome.ALLOWED if is_open else Outcome.MASKED] * len(records)
    (card,) = describe_joinings([joined], scope=row.scope, may_read_reasons=is_open, access=access)
    return card, describe_records(records, shown, access=access)


def _admit_list(rows: Sequence[IdentityRecord], *, action: str, scope: str, access: Access) -> None:
    facts = describe_record(rows[0], access=access) if rows else facts_without_person(IDENTITY)
    admit(
        "find",
        facts,
        access=access,
        subjects=[row.pk for row in rows],
        count=len(rows),
        action=action,
        scope=scope,
    )


def _describe_masked(rows: Sequence[IdentityRecord], *, access: Access) -> tuple[RecordCard, ...]:
    return describe_records(rows, [Outcome.MASKED] * len(rows), access=access)


def _find_resemblances(
    rows: Sequence[IdentityRecord], joinings: Sequence[Joined], given_names: GivenNames
) -> list[Proposal]:
    """Return the pairs that people have not spoken on yet."""
    identities = open_identities(fetch_versions(rows))
    records = [
        Record(row.pk, identity.full_name, identity.birth_date, None)
        for row, identity in zip(rows, identities, strict=True)
    ]
    found = propose_same_persons(records, given_names=given_names, wants=want_supported_bands)
    persons, judged = derive_persons(joinings), list_judged(joinings)
    return [
        one
        for one in found
        if frozenset((one.record_a, one.record_b)) not in judged and not _are_joined(one, persons)
    ]


def _describe_resemblances(
    proposals: Sequence[Proposal], rows: Sequence[IdentityRecord], *, access: Access
) -> tuple[Resemblance, ...]:
    """Return the pairs as a reader is handed them; nothing in them tells a name."""
    cards = {card.record: card for card in _describe_masked(rows, access=access)}
    return tuple(
        Resemblance(cards[one.record_a], cards[one.record_b], one.band, _hide_names(one))
        for one in proposals
    )


def _are_joined(proposal: Proposal, persons: Mapping[str, str]) -> bool:
    whose = persons.get(proposal.record_a)
    return whose is not None and whose == persons.get(proposal.record_b)


_TELLS_A_NAME = "voornaam is roepnaam van"


def _hide_names(proposal: Proposal) -> tuple[str, ...]:
    return tuple(
        f"{_TELLS_A_NAME} de andere" if reason.startswith(_TELLS_A_NAME) else reason
        for reason in proposal.reasons
    )


def _keep_shown(joinings: Sequence[Joined], rows: Sequence[IdentityRecord]) -> tuple[Joined, ...]:
    """Leave out a joining of which one record is not shown to this reader."""
    shown = {row.pk for row in rows}
    return tuple(joining for joining in joinings if set(joining.records) <= shown)


def _find_waiting_sightings(rows: Sequence[IdentityRecord]) -> list[NamedObservation]:
    waiting = NamedObservation.objects.filter(
        record__in=[row.pk for row in rows], state=RecordState.WAITING
    )
    return list(waiting)
