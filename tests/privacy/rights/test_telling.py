"""Who is told, who received what, and that the paperwork itself goes on its day."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.privacy.rights.conftest import JIP
from tests.privacy.rights.stand_in import StandInRoom

from zichtlijn.audit.access import Access
from zichtlijn.audit.keys import KeyShredded, unseal
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.audit.models import LogLine
from zichtlijn.privacy.models.rights import (
    Contest,
    DataSubjectRequest,
    Disclosure,
    Notice,
    Notification,
    Postponement,
)
from zichtlijn.privacy.operations import rights as operations
from zichtlijn.privacy.operations.retention import run_retention
from zichtlijn.privacy.queries import rights as queries
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rights import (
    NewDisclosure,
    NewNotification,
    NotificationState,
    PostponementGround,
)

NAMED = NewNotification(
    person=JIP, scope="group:1", purpose="youth_group_approach",
    legal_ground="Gemeentewet artikel 172", source="youth_worker", age="16_plus",
    first_named_on=date(2026, 12, 1),
)  # fmt: skip
LEFT = NewDisclosure(
    person=JIP, room="networks", record="1", recipient="de politie", article="AVG artikel 6",
    what="een waarneming van 8 december 2026", expires_on=None,
)  # fmt: skip
REASON = "De ouders zijn nog niet bereikt."


def _state(today: date) -> NotificationState:
    return queries.find_notification_states([JIP], scope="group:1", today=today)[JIP]


def test_the_clock_starts_once_and_knows_its_legal_day(access: Access) -> None:
    code = operations.start_notification(NAMED, access=access)
    assert operations.start_notification(NAMED, access=access) == code
    assert Notification.objects.get().due_on == date(2027, 1, 4)  # 1 January is a Friday
    assert _state(date(2027, 1, 4)) == "running"
    assert _state(date(2027, 1, 5)) == "late"


def test_a_person_without_a_clock_counts_as_late(db: None) -> None:
    assert _state(date(2026, 12, 1)) == "late"


def test_a_postponement_keeps_its_ground_its_end_and_who_decided(access: Access) -> None:
    code = operations.start_notification(NAMED, access=access)
    operations.postpone_telling(
        code, ground=PostponementGround.SAFETY_OF_CHILD, reason=REASON,
        until=date(2027, 2, 1), access=access,
    )  # fmt: skip
    assert (_state(date(2027, 2, 1)), _state(date(2027, 2, 2))) == ("postponed", "late")
    (kept,) = queries.fetch_notification(code, access=access).postponements
    assert (kept.ground, kept.decided_by, kept.reason) == ("safety_of_child", "r.visser", REASON)
    assert REASON.encode() not in bytes(Postponement.objects.get().sealed_reason)


def test_the_letter_is_kept_as_it_left(access: Access) -> None:
    code = operations.start_notification(NAMED, access=access)
    operations.tell_person(
        code, letter="U staat in onze gegevens.", sent_on=date(2026, 12, 15), access=access
    )
    assert queries.fetch_notification(code, access=access).letter == "U staat in onze gegevens."
    assert _state(date(2027, 6, 1)) == "informed"
    with pytest.raises(NotAllowed, match="al geïnformeerd"):
        operations.waive_telling(code, reason=REASON, access=access)


def test_a_recalled_disclosure_makes_a_notice_once(access: Access) -> None:
    code = operations.record_disclosure(LEFT, access=access)
    operations.note_receipt(code, access=access)
    operations.recall_disclosure(code, access=access)
    with pytest.raises(NotAllowed, match="al teruggeroepen"):
        operations.recall_disclosure(code, access=access)
    row = Disclosure.objects.get()
    assert (row.receipt_on, row.recalled_on) == (date(2026, 12, 15), date(2026, 12, 15))
    assert "Wij roepen dit terug." in Notice.objects.get().text
    assert LogLine.objects.get(action="privacy.disclosure.record").recipient == "de politie"


def test_nobody_receives_something_without_article_and_name(access: Access) -> None:
    with pytest.raises(NotAllowed, match="op grond van welk artikel"):
        operations.record_disclosure(LEFT._replace(article=" "), access=access)
    assert Disclosure.objects.count() == 0


def test_no_clock_disclosure_or_letter_without_its_line(
    access: Access, request: pytest.FixtureRequest
) -> None:
    code = operations.start_notification(NAMED, access=access)
    request.getfixturevalue("failing_log")
    today = date(2026, 12, 15)
    deeds: list[Callable[[], object]] = [
        lambda: operations.start_notification(NAMED._replace(person="emma"), access=access),
        lambda: operations.record_disclosure(LEFT, access=access),
        lambda: operations.tell_person(code, letter="brief", sent_on=today, access=access),
        lambda: operations.waive_telling(code, reason=REASON, access=access),
        lambda: queries.fetch_notifications(access=access),
    ]
    for deed in deeds:
        with pytest.raises(LogUnavailable):
            deed()
    assert (Notification.objects.count(), Disclosure.objects.count()) == (1, 0)
    assert Notification.objects.get().informed_on is None


def test_the_paperwork_goes_on_its_day_with_its_keys(
    room: StandInRoom, ask: Callable[..., str], access: Access, django_capture_on_commit_callbacks
) -> None:
    room.hold(JIP)
    code = ask()
    operations.contest_record(
        code, room="networks", record="1", words="Dat was ik niet.", access=access
    )
    operations.start_notification(NAMED, access=access)
    request = DataSubjectRequest.objects.get()
    last = max(request.destroy_on, Notification.objects.get().destroy_on)
    assert last > date(2028, 11, 30)
    with django_capture_on_commit_callbacks(execute=True):
        run_retention(today=last, access=access)
    kept = [model.objects.count() for model in (DataSubjectRequest, Contest, Notification)]
    assert kept == [0, 0, 0]
    with pytest.raises(KeyShredded):
        unseal(request.key_id, bytes(request.sealed_addressee), bound_to="anything")
