"""Collect everything held on one person and say it in plain Dutch (AVG 15, Wpg 25, G9).

A professional makes the report, under the rule for that (R14, R15); what stands in it has the
rights of the person who asked (R12, R13, R07), as a job has the rights of who asked for it.
"""

from collections import Counter

from django.db import transaction

from zichtlijn.audit.access import Access
from zichtlijn.audit.queries import fetch_reads_of
from zichtlijn.privacy.analysis.letters.days import say_day
from zichtlijn.privacy.analysis.letters.words import WITHHOLDING_GROUNDS
from zichtlijn.privacy.operations.rights import collect_held, find_subject
from zichtlijn.privacy.policies.rights.showing import Sorted, WhoAsks, judge, sort_for
from zichtlijn.privacy.queries import rights as queries
from zichtlijn.privacy.queries.rights.admission import TASK, admit_to_right
from zichtlijn.privacy.queries.rules import fetch_ruling_table
from zichtlijn.privacy.reports.inspection.facts import describe_facts
from zichtlijn.privacy.reports.inspection.looks import describe_looks
from zichtlijn.privacy.reports.inspection.paperwork import describe_paperwork
from zichtlijn.privacy.reports.inspection.sharing import describe_sharing
from zichtlijn.privacy.reports.inspection.terms import InspectionReport, Look, Withheld
from zichtlijn.privacy.terms.access import Outcome
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.holdings import Held, Subject
from zichtlijn.privacy.terms.rights import AskedBy, WithholdingGround
from zichtlijn.privacy.terms.rights.records import (
    ContestRecord,
    RequestFile,
    RequestRecord,
    WeighingRecord,
)

PARENT_TOO_LATE = (
    "Vanaf 16 jaar vraagt de persoon zelf. Voor een ouder maken wij dit overzicht niet."
)


def inspection_report(code: str, *, organisation: str, access: Access) -> InspectionReport:
    """Return the report for one request, complete at this moment.

    Raises NotAllowed where the rules do not open it to the professional or to who asked, and
    LogUnavailable; then nothing was shown.
    """
    today = access.moment.date()
    with transaction.atomic():
        file = queries.fetch_request(code, access=access)
        asked = file.record
        _check_may_ask(asked)
        subject = find_subject(asked.person, access=access)
        held = collect_held(subject, access=access)
        _admit(asked, held, access=access)
        split = _split(file, held)
        contests = queries.fetch_contests_of(asked.person, access=access)
        return InspectionReport(
            request=code,
            made_on=today,
            made=say_day(today),
            organisation=organisation,
            is_for_parent=asked.asked_by is AskedBy.PARENT,
            facts=describe_facts(split.shown, contests, due_on=asked.due_on, today=today),
            looks=_find_looks(subject, asked, access=access),
            shared=_find_sharing(subject, held, access=access),
            paperwork=_find_paperwork(asked.person, contests, access=access),
            withheld=_count_withheld(file.weighings, split.to_weigh),
            to_weigh=_count_waiting(file.weighings, split.to_weigh),
        )


def list_to_weigh(file: RequestFile, *, access: Access) -> tuple[Held, ...]:
    """Return the records about which two people have not decided yet (R13)."""
    subject = find_subject(file.record.person, access=access)
    waiting = _split(file, collect_held(subject, access=access)).to_weigh
    decided = {(one.room, one.record) for one in file.weighings if one.second_by}
    return tuple(one for one in waiting if (one.room, one.record) not in decided)


def _who_asks(asked: RequestRecord) -> WhoAsks:
    return WhoAsks(asked.asked_by, asked.age)


def _check_may_ask(asked: RequestRecord) -> None:
    table = fetch_ruling_table().table
    decision = judge(_who_asks(asked), "identity", TASK, contested=False, table=table)
    if decision.outcome is not Outcome.ALLOWED:
        raise NotAllowed(PARENT_TOO_LATE, outcome=decision.outcome, rule=decision.rule)


def _admit(asked: RequestRecord, held: tuple[Held, ...], *, access: Access) -> None:
    admit_to_right(
        "inspect",
        access=access,
        action="privacy.inspection.make",
        scope=f"request:{asked.code}",
        subjects=(asked.person,),
        count=len(held),
    )


def _split(file: RequestFile, held: tuple[Held, ...]) -> Sorted:
    split = sort_for(_who_asks(file.record), held, table=fetch_ruling_table().table)
    given = {(one.room, one.record) for one in file.weighings if one.second_by and one.is_given}
    shown = tuple(one for one in split.to_weigh if (one.room, one.record) in given)
    waiting = tuple(one for one in split.to_weigh if (one.room, one.record) not in given)
    return Sorted((*split.shown, *shown), waiting)


def _find_looks(subject: Subject, asked: RequestRecord, *, access: Access) -> tuple[Look, ...]:
    table = fetch_ruling_table().table
    decision = judge(_who_asks(asked), "read_log", TASK, contested=False, table=table)
    if decision.outcome is not Outcome.ALLOWED:
        return ()
    return describe_looks(fetch_reads_of(subject.codes, access=access))


def _find_sharing(subject: Subject, held: tuple[Held, ...], *, access: Access) -> tuple[str, ...]:
    records = {(one.room, name) for one in held for name in (one.record, one.left_in) if name}
    disclosures = queries.fetch_disclosures(subject.person, records=records, access=access)
    notices = queries.fetch_notices([one.code for one in disclosures], access=access)
    return describe_sharing(disclosures, notices)


def _find_paperwork(
    person: str, contests: tuple[ContestRecord, ...], *, access: Access
) -> tuple[str, ...]:
    return describe_paperwork(
        queries.fetch_requests_of(person, access=access),
        contests,
        queries.fetch_notifications_of(person, access=access),
    )


def _count_withheld(
    weighings: tuple[WeighingRecord, ...], to_weigh: tuple[Held, ...]
) -> tuple[Withheld, ...]:
    there = {(one.room, one.record) for one in to_weigh}
    grounds = Counter(
        one.ground
        for one in weighings
        if one.second_by and not one.is_given and (one.room, one.record) in there
    )
    return tuple(
        Withheld(number, WITHHOLDING_GROUNDS[WithholdingGround(ground)])
        for ground, number in sorted(grounds.items())
    )


def _count_waiting(weighings: tuple[WeighingRecord, ...], to_weigh: tuple[Held, ...]) -> int:
    decided = {(one.room, one.record) for one in weighings if one.second_by}
    return sum((one.room, one.record) not in decided for one in to_weigh)
