"""Ask the scanner and the rule table before anything is written."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.persons.models import IdentityRecord
from zichtlijn.persons.policies import check_texts
from zichtlijn.persons.queries.facts import describe_record
from zichtlijn.persons.terms import NotAllowed as NotAllowedHere
from zichtlijn.persons.terms import RecordState, Stretch
from zichtlijn.privacy.queries.admitting import admit
from zichtlijn.privacy.reports import scan_text, suggest_instead
from zichtlijn.privacy.terms.access import Outcome
from zichtlijn.privacy.terms.asking import NotAllowed, RecordFacts
from zichtlijn.privacy.terms.texts import Category

NEVER_IN_A_NAME = frozenset({Category.BSN, Category.PHOTO_HANDLE})
"""In names and addresses stand words such as Turk and Pool that say nothing of anybody."""


class Deed(NamedTuple):
    """A deed as the log names it, and whose data it touches."""

    action: str
    scope: str
    subject: str


def check_free_texts(texts: Mapping[str, str]) -> None:
    """Raise AskedToRephrase where a free text tells what guard rail G2 forbids."""
    check_texts([stretch for field, text in texts.items() for stretch in _scan(field, text)])


def check_names(texts: Mapping[str, str]) -> None:
    """Raise AskedToRephrase where a name or address holds a number or account of a person."""
    check_texts(
        [
            Stretch(field, found.start, found.end, suggest_instead(found))
            for field, text in texts.items()
            for found in scan_text(text)
            if found.category in NEVER_IN_A_NAME
        ]
    )


def admit_writing(facts: RecordFacts, *, deed: Deed, access: Access) -> RecordState:
    """Return whether what is written stands at once, or waits for a second person (R29).

    Raises NotAllowed for every other answer of the rule table; LogUnavailable.
    """
    try:
        admit(
            "write",
            facts,
            access=access,
            subjects=(deed.subject,),
            count=1,
            action=deed.action,
            scope=deed.scope,
        )
    except NotAllowed as refusal:
        if refusal.outcome is not Outcome.NEEDS_SECOND_PERSON:
            raise
        log.record(
            f"{deed.action.rpartition('.')[0]}.offer",
            scope=deed.scope,
            access=access,
            count=1,
            subjects=(deed.subject,),
            rule=refusal.rule,
        )
        return RecordState.WAITING
    return RecordState.STANDING


def admit_records(
    verb: str,
    records: Sequence[IdentityRecord],
    *,
    action: str,
    access: Access,
    own_entry: str = "no",
    record_organisation: str = "other",
) -> None:
    """Ask the rules for each record of a deed; raise NotAllowed where one says no.

    `own_entry` and `record_organisation` are those of the proposal where one is confirmed.
    """
    for record in records:
        facts = describe_record(record, access=access)._replace(
            own_entry=own_entry, record_organisation=record_organisation
        )
        outcome = admit(
            verb,
            facts,
            access=access,
            subjects=(record.pk,),
            count=1,
            action=action,
            scope=record.scope,
        )
        if outcome is not Outcome.ALLOWED:
            raise NotAllowedHere("Dit mag hier alleen zonder namen.")


def _scan(field: str, text: str) -> list[Stretch]:
    return [
        Stretch(field, found.start, found.end, suggest_instead(found)) for found in scan_text(text)
    ]
