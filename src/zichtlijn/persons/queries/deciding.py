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
    """What this room holds at one table, masked, and what waits for people there."""

    records: tuple[RecordCard, ...]
    resemblances: tuple[Resemblance, ...]
    waiting_joinings: tuple[JoiningCard, ...]
    waiting_records: tuple[RecordCard, ...]
    waiting_sightings: tuple[SightingCard, ...]


def fetch_table(scope: str, *, given_names: GivenNames, access: Access) -> TableOfPersons:
    """Return what is held at a table and what waits there; all masked, all ordered by id.

    Raises NotAllowed, LogUnavailable.
    """
    with transaction.atomic():
        rows, waiting = (
            choose_records(
                IdentityRecord.objects.filter(state=state), verb="find", scope=scope, access=access
            )
            for state in (RecordState.STANDING, RecordState.WAITING)
        )
        _admit_list([*rows, *waiting], scope=scope, access=access)
        joinings = read_joinings(scope)
        cards = describe_records(rows, [Outcome.MASKED] * len(rows), access=access)
        return TableOfPersons(
            cards,
            _find_resemblances(rows, cards, joinings, given_names),
            describe_joinings(
                _keep_shown(list_waiting(joinings), rows),
                scope=scope,
                may_read_reasons=False,
                access=access,
            ),
            describe_records(waiting, [Outcome.MASKED] * len(waiting), access=access),
            _list_waiting_sightings(rows, access=access),
        )


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


def _admit_list(rows: Sequence[IdentityRecord], *, scope: str, access: Access) -> None:
    facts = describe_record(rows[0], access=access) if rows else facts_without_person(IDENTITY)
    admit(
        "find",
        facts,
        access=access,
        subjects=[row.pk for row in rows],
        count=len(rows),
        action="persons.records.list",
        scope=scope,
    )


def _find_resemblances(
    rows: Sequence[IdentityRecord],
    cards: Sequence[RecordCard],
    joinings: Sequence[Joined],
    given_names: GivenNames,
) -> tuple[Resemblance, ...]:
    """Return the pairs that people have not spoken on yet; nothing in them tells a name."""
    identities = open_identities(fetch_versions(rows))
    records = [
        Record(row.pk, identity.full_name, identity.birth_date, None)
        for row, identity in zip(rows, identities, strict=True)
    ]
    proposals = propose_same_persons(records, given_names=given_names, wants=want_supported_bands)
    persons, judged = derive_persons(joinings), list_judged(joinings)
    known = {card.record: card for card in cards}
    return tuple(
        Resemblance(known[one.record_a], known[one.record_b], one.band, _hide_names(one))
        for one in proposals
        if frozenset((one.record_a, one.record_b)) not in judged
        and not (
            persons.get(one.record_a) and persons.get(one.record_a) == persons.get(one.record_b)
        )
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


def _list_waiting_sightings(
    rows: Sequence[IdentityRecord], *, access: Access
) -> tuple[SightingCard, ...]:
    waiting = NamedObservation.objects.filter(
        record__in=[row.pk for row in rows], state=RecordState.WAITING
    )
    return describe_sightings(list(waiting), is_open=False, access=access)
