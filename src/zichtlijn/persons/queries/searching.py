"""Find somebody in one group or case, by two identifying fields; never over all of them."""

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.audit.keys import blind_index
from zichtlijn.persons.analysis.searching import count_fields, derive_search_keys
from zichtlijn.persons.models import IdentityRecord, SearchKey
from zichtlijn.persons.policies import check_can_search
from zichtlijn.persons.queries.choosing import choose_records
from zichtlijn.persons.queries.facts import IDENTITY, describe_record
from zichtlijn.persons.queries.records import describe_records
from zichtlijn.persons.terms import Identity, RecordCard, RecordState
from zichtlijn.privacy.queries.admitting import admit
from zichtlijn.privacy.terms.access import Outcome
from zichtlijn.privacy.terms.asking import facts_without_person


def search_records(asked: Identity, *, scope: str, access: Access) -> tuple[RecordCard, ...]:
    """Return the records of a table that two of the fields fit, masked, by id.

    Raises WrongWriting with fewer than two fields, NotAllowed, LogUnavailable. Who is found by
    no key is not there: nothing is said of those who are almost alike.
    """
    check_can_search(fields=count_fields(asked))
    with transaction.atomic():
        found = IdentityRecord.objects.filter(
            pk__in=find_by_keys(asked, scope=scope), state=RecordState.STANDING
        )
        kept = choose_records(found, verb="find", scope=scope, access=access)
        facts = describe_record(kept[0], access=access) if kept else facts_without_person(IDENTITY)
        admit(
            "find",
            facts,
            access=access,
            subjects=[record.pk for record in kept],
            count=len(kept),
            action="persons.records.search",
            scope=scope,
        )
        return describe_records(kept, [Outcome.MASKED] * len(kept), access=access)


def find_by_keys(asked: Identity, *, scope: str) -> set[str]:
    """Return the ids of the records of a table that share a key with what was asked."""
    values = make_index(asked, scope=scope)
    rows = SearchKey.objects.filter(value__in=values, version__record__scope=scope)
    current = rows.values_list("version__record", "version__number", "version__record__version")
    return {record for record, number, newest in current if number == newest}


def make_index(identity: Identity, *, scope: str) -> frozenset[str]:
    """Return the search keys as they are kept: hashed with a key of this table alone."""
    keys = derive_search_keys(identity)
    return frozenset(blind_index(key, within=f"persons/{scope}") for key in keys)
