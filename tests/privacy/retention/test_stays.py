"""One record may stay longer: by two people within a maximum, or under a hold with an end."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from zichtlijn.audit import keys
from zichtlijn.audit.access import Access
from zichtlijn.audit.models import LogLine
from zichtlijn.persons.models import IdentityRecord
from zichtlijn.privacy.models import DestructionRecord, RetentionStay
from zichtlijn.privacy.operations import holdings, retention, stopping
from zichtlijn.privacy.queries.retention import (
    find_clock,
    list_kept_records,
    list_stays,
    list_stopped_modules,
)
from zichtlijn.privacy.terms.holdings import Destroyed
from zichtlijn.privacy.terms.retention import NotAllowed, NotFound

pytestmark = pytest.mark.django_db
Commits = Callable[[], AbstractContextManager[object]]

REASON = "De evaluatie met de politie is pas in april klaar."
DUE = date(2026, 12, 1)
RECORD = "a" * 32


class Room:
    """A room that keeps one invented record, under the rules of the house."""

    ROOM = "persons"

    def destroy_past_term(self, *, today: date, access: Access) -> tuple[Destroyed, ...]:  # noqa: ARG002 - the door of a room
        kept = list_kept_records("persons", today=today)
        rows = IdentityRecord.objects.filter(destroy_on__lte=today).exclude(pk__in=kept)
        ids = tuple(rows.values_list("pk", flat=True))
        rows.delete()
        return (Destroyed("persons", "identity", len(ids), "termijn", ids),) if ids else ()

    def count_past_term(self, *, today: date) -> int:
        return IdentityRecord.objects.filter(destroy_on__lte=today).count()


@pytest.fixture(autouse=True)
def room(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(holdings, "_REGISTERED", {"persons": Room()})
    IdentityRecord.objects.create(
        id=RECORD,
        scope="group:1",
        written_at=datetime(2025, 12, 1, tzinfo=UTC),
        destroy_on=DUE,
        retention_rule="B11/1",
    )


def _exists() -> bool:
    return IdentityRecord.objects.filter(pk=RECORD).exists()


def _run(day: date, access: Access) -> None:
    retention.run_retention(today=day, access=access)


def test_on_its_day_it_goes_and_the_day_before_it_stays(access: Access) -> None:
    _run(DUE - timedelta(days=1), access)
    assert _exists()
    _run(DUE, access)
    assert not _exists()
    assert DestructionRecord.objects.get().records == 1


def test_two_people_keep_it_until_the_day_they_said(access: Access, colleague: Access) -> None:
    until = date(2027, 5, 1)
    code = retention.propose_extension("persons", RECORD, until=until, reason=REASON, access=access)
    retention.confirm_extension(code, access=colleague)
    _run(DUE, access)
    _run(until - timedelta(days=1), access)
    assert _exists()
    _run(until, access)
    assert not _exists()


def test_what_one_person_asked_keeps_nothing(access: Access) -> None:
    retention.propose_extension(
        "persons", RECORD, until=date(2027, 5, 1), reason=REASON, access=access
    )
    _run(DUE, access)
    assert not _exists()


@pytest.mark.parametrize(
    ("until", "reason", "said"),
    [
        (date(2027, 5, 1), "kort", "ten minste 20 tekens"),
        (DUE, REASON, "niet na de dag"),
        (date(2027, 12, 2), REASON, "B11 is de laatste dag 1-12-2027"),
    ],
)
def test_an_extension_has_a_reason_a_later_day_and_a_maximum(
    until: date, reason: str, said: str, access: Access
) -> None:
    with pytest.raises(NotAllowed, match=said):
        retention.propose_extension("persons", RECORD, until=until, reason=reason, access=access)
    assert not RetentionStay.objects.exists()


def test_it_is_asked_before_the_day_and_confirmed_before_the_day(
    access: Access, colleague: Access
) -> None:
    late = replace(access, moment=datetime(2026, 12, 1, 12, tzinfo=UTC))
    with pytest.raises(NotAllowed, match="al voorbij"):
        retention.propose_extension(
            "persons", RECORD, until=date(2027, 5, 1), reason=REASON, access=late
        )
    code = retention.propose_extension(
        "persons", RECORD, until=date(2027, 5, 1), reason=REASON, access=access
    )
    with pytest.raises(NotAllowed, match="intussen voorbij"):
        retention.confirm_extension(code, access=replace(colleague, moment=late.moment))


def test_nobody_agrees_with_himself_or_twice(access: Access, colleague: Access) -> None:
    code = retention.propose_extension(
        "persons", RECORD, until=date(2027, 5, 1), reason=REASON, access=access
    )
    with pytest.raises(NotAllowed, match="Vraag een collega"):
        retention.confirm_extension(code, access=access)
    retention.confirm_extension(code, access=colleague)
    with pytest.raises(NotFound):
        retention.confirm_extension(code, access=colleague)


def test_a_hold_keeps_it_until_its_end_or_until_it_is_lifted(access: Access) -> None:
    code = retention.place_hold(
        "persons", RECORD, until=date(2027, 9, 1), reason=REASON, access=access
    )
    assert [stay.code for stay in list_stays(today=DUE, access=access)] == [code]
    _run(DUE, access)
    assert _exists()
    retention.lift_hold(code, access=access)
    _run(DUE, access)
    assert not _exists()
    with pytest.raises(NotFound):
        retention.lift_hold(code, access=access)


@pytest.mark.parametrize("until", [date(2026, 11, 22), date(2028, 11, 23)])
def test_a_hold_ends_after_today_and_within_two_years(until: date, access: Access) -> None:
    with pytest.raises(NotAllowed, match="binnen twee jaar"):
        retention.place_hold("persons", RECORD, until=until, reason=REASON, access=access)


def test_why_it_stays_is_sealed_and_goes_with_its_own_term(
    access: Access, committed: Commits, own_keys: object
) -> None:
    code = retention.place_hold(
        "persons", RECORD, until=date(2027, 9, 1), reason=REASON, access=access
    )
    stay = RetentionStay.objects.get()
    assert b"politie" not in bytes(stay.sealed_reason)
    bound_to = f"privacy.stay:{code}"
    assert keys.unseal(stay.key_id, bytes(stay.sealed_reason), bound_to=bound_to) == REASON
    assert stay.destroy_on == date(2029, 9, 1)
    with committed():
        _run(stay.destroy_on, access)
    assert not RetentionStay.objects.exists()
    with pytest.raises(keys.KeyShredded):
        keys.unseal(stay.key_id, bytes(stay.sealed_reason), bound_to=bound_to)


def test_each_step_stands_in_the_log(access: Access, colleague: Access) -> None:
    code = retention.propose_extension(
        "persons", RECORD, until=date(2027, 5, 1), reason=REASON, access=access
    )
    retention.confirm_extension(code, access=colleague)
    hold = retention.place_hold(
        "persons", RECORD, until=date(2027, 9, 1), reason=REASON, access=access
    )
    retention.lift_hold(hold, access=access)
    assert list(LogLine.objects.values_list("action", flat=True)) == [
        "privacy.extension.propose",
        "privacy.extension.confirm",
        "privacy.hold.place",
        "privacy.hold.lift",
    ]


@pytest.mark.parametrize(("room_name", "record"), [("persons", "b" * 32), ("nergens", RECORD)])
def test_what_is_not_there_is_not_kept_longer(room_name: str, record: str, access: Access) -> None:
    with pytest.raises(NotFound):
        find_clock(room_name, record)


def test_a_stopped_module_holds_nobody_and_proves_it(access: Access, colleague: Access) -> None:
    hold = retention.place_hold(
        "persons", RECORD, until=date(2027, 9, 1), reason=REASON, access=access
    )
    stop = {"reason": "Besluit van het college.", "second": colleague.reader, "access": access}
    with pytest.raises(NotAllowed, match="nog 1 keer"):
        stopping.stop_module("persons", **stop)
    retention.lift_hold(hold, access=access)
    with pytest.raises(NotAllowed, match="collega"):
        stopping.stop_module("persons", **{**stop, "second": access.reader})
    with pytest.raises(NotFound, match="persons"):
        stopping.stop_module("nergens", **stop)
    assert [one.records for one in stopping.stop_module("persons", **stop)] == [1]
    assert not _exists()
    assert list_stopped_modules() == {"persons"}
    assert "gestopt door twee personen" in DestructionRecord.objects.get().ground
