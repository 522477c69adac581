"""The report over the rooms as they are, against an oracle that counts their tables by hand."""

import time
from datetime import datetime, timedelta

import polars as pl
import pytest
from tests.persons.table import seen, sit_down, written
from tests.privacy.town import NOW

from zichtlijn.audit.access import Access
from zichtlijn.networks.models import Presence
from zichtlijn.networks.operations import Arrival, import_delivery
from zichtlijn.networks.terms import PRESENCES, DeliveryKind
from zichtlijn.persons.models import IdentityRecord, NamedObservation
from zichtlijn.persons.operations import confirm_joining, propose_joining, write_observation
from zichtlijn.persons.terms import Part
from zichtlijn.privacy.operations import rights as operations
from zichtlijn.privacy.reports.inspection import InspectionReport, inspection_report
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rights import AskedBy, IdentityCheck, NewRequest, RequestKind

PSEUDONYM = "p-4711"
WHY = "Zelfde dag, zelfde straat, zelf gesproken."


def _write_people() -> tuple[str, str, str]:
    """Jorrit twice, by two professions and joined; Emma, who was seen beside him."""
    table = sit_down()
    one = written(table, "Jorrit Wijbenga", pseudonym=PSEUDONYM)
    other = written(table, "J. Wijbenga", by=table.police)
    emma = written(table, "Emma Zwaagstermeer")
    for record in (one, emma):
        for part in (Part.PRESENT, Part.CALMING, Part.ACTIVE):
            write_observation(seen(part), record_id=record, access=table.youth)
    write_observation(seen(place="Skatebaan"), record_id=other, access=table.police)
    joining = propose_joining(one, other, reason=WHY, access=table.youth)
    confirm_joining(joining, reason=WHY, access=table.police)
    _deliver(table.youth)
    return one, other, emma


def _deliver(access: Access) -> None:
    moment = datetime(2026, 10, 1, 20)
    rows = [
        (
            f"o{number}",
            moment,
            moment.date(),
            person,
            "jongerenwerk",
            "present",
            "plein",
            None,
            0.75,
        )
        for number in range(3)
        for person in (PSEUDONYM, "p-0815")
    ]
    presences = pl.DataFrame(rows, schema=dict(PRESENCES.columns), orient="row")
    arrival = Arrival(
        DeliveryKind.UPLOAD, "pleinen", "pleinen.csv", "0" * 64,
        expires_on=NOW.date() + timedelta(days=90),
    )  # fmt: skip
    import_delivery(presences, arrival=arrival, access=access)


def _report(person: str, access: Access) -> InspectionReport:
    asked = NewRequest(
        person=person, kind=RequestKind.INSPECTION, asked_by=AskedBy.SELF, age="16_plus",
        identity_check=IdentityCheck.SHOWN_AT_DESK, received_on=NOW.date(),
        addressee="Jorrit Wijbenga", question="Wat staat er over mij?",
    )  # fmt: skip
    code = operations.register_request(asked, access=access)
    return inspection_report(code, organisation="gemeente Oeverdam", access=access)


def _count_by_hand(records: tuple[str, ...], pseudonym: str) -> set[tuple[str, str]]:
    identities = IdentityRecord.objects.filter(pk__in=records).values_list("pk", flat=True)
    seen_rows = NamedObservation.objects.filter(record_id__in=records).values_list("pk", flat=True)
    presences = Presence.objects.filter(person=pseudonym).values_list("pk", flat=True)
    return {
        *(("persons", str(key)) for key in identities),
        *(("persons", str(key)) for key in seen_rows),
        *(("networks", str(key)) for key in presences),
    }


def test_the_report_holds_every_row_of_every_room_and_no_row_of_anybody_else(
    db: None, open_door
) -> None:
    one, other, _emma = _write_people()
    access = open_door(moment=NOW)
    expected = _count_by_hand((one, other), PSEUDONYM)
    assert len(expected) == 2 + 4 + 3
    for person in (one, other):  # whichever of the joined records the desk starts from
        started = time.perf_counter()
        report = _report(person, access)
        seconds = time.perf_counter() - started
        found = {(fact.room, fact.record) for fact in report.facts}
        print(f"{len(found & expected)} of {len(expected)} records, {seconds:.2f} s")
        assert found == expected
        assert seconds < 10
        assert "Emma" not in str(report)
        assert "Zwaagstermeer" not in str(report)
        assert "p-0815" not in str(report)


def test_what_is_contested_leaves_the_presences_that_count(db: None, open_door) -> None:
    one, _other, _emma = _write_people()
    access = open_door(moment=NOW)
    fact = next(fact for fact in _report(one, access).facts if fact.room == "networks")
    request = _report(one, access).request
    operations.contest_record(
        request, room="networks", record=fact.record, words="Dit was ik niet.", access=access
    )
    counted = Presence.objects.filter(person=PSEUDONYM, contested=False)
    assert counted.count() == 2
    again = inspection_report(request, organisation="gemeente Oeverdam", access=access)
    assert again.contested == 1


def test_no_parent_asks_about_somebody_whom_the_records_call_grown_up(db: None, open_door) -> None:
    one, _other, _emma = _write_people()
    asked = NewRequest(
        person=one, kind=RequestKind.INSPECTION, asked_by=AskedBy.PARENT, age="12_15",
        identity_check=IdentityCheck.SHOWN_AT_DESK, received_on=NOW.date(),
        addressee="de moeder", question="Wat staat er over mijn kind?",
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="16 jaar of ouder"):
        operations.register_request(asked, access=open_door(moment=NOW))
