"""What leaves and what is destroyed by hand takes two people; who got it is written down and told."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from tests.networks.rules.round_table import PICTURED, Seats, bring, compute, confirm
from tests.privacy.town import NOW, TODAY, hold, later, work

from zichtlijn.audit.access import Access
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.audit.models import LogLine
from zichtlijn.audit.queries import fetch_reads_of
from zichtlijn.networks import holdings, models, operations, queries
from zichtlijn.networks.operations import Workshop
from zichtlijn.networks.terms import NotAllowed as NotAllowedHere
from zichtlijn.networks.terms import NotFound, Recipient
from zichtlijn.privacy.models import Disclosure, Membership, Notice
from zichtlijn.privacy.operations import rights
from zichtlijn.privacy.operations.opening import end_purpose
from zichtlijn.privacy.reports.inspection import inspection_report
from zichtlijn.privacy.terms.access import Outcome
from zichtlijn.privacy.terms.asking import NotAllowed, ReasonNeeded
from zichtlijn.privacy.terms.holdings import Subject
from zichtlijn.privacy.terms.rights import AskedBy, IdentityCheck, NewRequest, RequestKind

POLICE = Recipient.POLICE


def _take(seats: Seats, access: Access, form: str = "ties", recipient: str = POLICE) -> None:
    operations.record_export(
        seats.edition, form=form, rows=3, expires_on=TODAY + timedelta(days=30),
        recipient=recipient, access=access,
    )  # fmt: skip


def _agree_on(seats: Seats, form: str = "ties") -> None:
    operations.ask_export(seats.edition, form=form, recipient=POLICE, access=seats.analyst)
    confirm(seats.delivery, seats.police)


def test_nobody_takes_a_picture_alone(seats: Seats) -> None:
    for access in (seats.analyst, seats.director):
        with pytest.raises(NotAllowed) as refusal:
            _take(seats, access)
        assert refusal.value.outcome is Outcome.NEEDS_SECOND_PERSON
    assert (models.Export.objects.count(), Disclosure.objects.count()) == (0, 0)


def test_who_may_not_export_hears_it_before_a_second_person_is_asked(seats: Seats) -> None:
    for access in (seats.youth, seats.police, seats.adviser, seats.enforcement, seats.guard):
        with pytest.raises(NotAllowed) as refusal:
            operations.ask_export(seats.edition, form="csv", recipient=POLICE, access=access)
        assert refusal.value.outcome is Outcome.REFUSED
    assert queries.fetch_agreements(seats.delivery, access=seats.analyst).asked == ()


def test_without_a_reason_nothing_is_asked(seats: Seats) -> None:
    asker = hold("analyst")
    Membership.objects.create(scope=seats.table, until=TODAY, **asker._asdict())
    access = work(asker, seats.table, reason="")
    with pytest.raises(ReasonNeeded):
        operations.ask_export(seats.edition, form="csv", recipient=POLICE, access=access)


def test_two_people_let_one_file_leave_once_for_one_receiver(seats: Seats) -> None:
    _agree_on(seats)
    for form, recipient in (("csv", POLICE), ("ties", Recipient.YOUTH_WORK)):
        with pytest.raises(NotAllowed):
            _take(seats, seats.analyst, form, recipient)
    with pytest.raises(NotAllowed):  # who agreed did not ask
        _take(seats, seats.director)
    _take(seats, later(seats.analyst, minutes=1))
    (export,) = models.Export.objects.all()
    assert (export.form, export.recipient) == ("ties", "de politie")
    line = LogLine.objects.filter(action="networks.edition.export").last()
    assert (line.decision, line.rule, line.count) == ("masked", "R39", 3)
    with pytest.raises(NotAllowed):
        _take(seats, later(seats.analyst, minutes=2))


def test_what_was_agreed_holds_for_a_week(seats: Seats) -> None:
    _agree_on(seats)
    ready = queries.fetch_agreements(seats.delivery, access=seats.analyst).ready
    assert len(ready) == 1
    models.Agreement.objects.update(agreed_at=NOW - timedelta(days=7))
    assert queries.fetch_agreements(seats.delivery, access=seats.analyst).ready == frozenset()
    with pytest.raises(NotAllowed):
        _take(seats, seats.analyst)


def test_rows_that_go_back_to_their_supplier_are_on_the_list_and_in_no_report(
    seats: Seats,
) -> None:
    operations.record_rejected(seats.delivery, access=seats.police)
    (left,) = Disclosure.objects.all()
    assert (left.recipient, left.record) == (
        "de leverancier van het bestand",
        f"rejected:{seats.delivery}",
    )


def test_everybody_in_a_file_can_see_that_it_left(seats: Seats) -> None:
    _agree_on(seats)
    _take(seats, seats.analyst)
    for person in sorted(PICTURED):
        reads = fetch_reads_of((person,), access=seats.guard)
        assert [one.action for one in reads].count("networks.edition.export") == 1


def test_a_file_of_counts_is_no_disclosure_and_one_of_pairs_is(seats: Seats) -> None:
    for form, disclosed in (("life_lines", 0), ("signals", 0), ("stempel", 0), ("gexf", 1)):
        _agree_on(seats, form)
        _take(seats, seats.analyst, form)
        assert Disclosure.objects.count() == disclosed, form


def test_no_file_leaves_unlogged(seats: Seats, monkeypatch: pytest.MonkeyPatch) -> None:
    _agree_on(seats)

    def refuse(**_: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(LogLine.objects, "create", refuse)
    with pytest.raises(LogUnavailable):
        _take(seats, seats.analyst)
    assert models.Agreement.objects.get().used_at is None
    assert (models.Export.objects.count(), Disclosure.objects.count()) == (0, 0)


@pytest.mark.parametrize(("form", "recipient"), [("xlsx", POLICE), ("csv", "Jan Jansen")])
def test_a_form_or_receiver_that_is_not_on_the_list_is_refused(
    seats: Seats, form: str, recipient: str
) -> None:
    with pytest.raises((NotFound, NotAllowedHere)):
        operations.ask_export(seats.edition, form=form, recipient=recipient, access=seats.analyst)


def test_on_the_example_desk_a_file_of_ones_own_names_ones_own_organisation(
    delivery: int, access: Access
) -> None:
    edition = compute(delivery, access)
    operations.record_export(
        edition, form="ties", rows=1, expires_on=None, recipient="", access=access
    )
    (left,) = Disclosure.objects.all()
    assert (left.recipient, left.record) == ("gemeente Oeverdam", f"delivery:{delivery}")


def _ask_for(person: str, access: Access) -> str:
    asked = NewRequest(
        person=person, kind=RequestKind.INSPECTION, asked_by=AskedBy.SELF, age="16_plus",
        identity_check=IdentityCheck.SHOWN_AT_DESK, received_on=NOW.date(),
        addressee="Ana", question="Wat staat er over mij?",
    )  # fmt: skip
    return rights.register_request(asked, access=access)


def test_the_report_names_who_got_it_and_a_contest_reaches_them(seats: Seats) -> None:
    _agree_on(seats)
    _take(seats, seats.analyst)
    director = work(hold("process_director"), purpose="data_subject_right")
    request = _ask_for("ana", director)
    report = inspection_report(request, organisation="Oeverdam", access=director)
    (shared,) = report.shared
    assert "kreeg de politie: het beeld van een groep, met nummers in plaats van namen." in shared
    assert {fact.room for fact in report.facts} == {"networks"}
    record = report.facts[0].record
    code = rights.contest_record(
        request, room="networks", record=record, words="Dat was ik niet.", access=director
    )
    assert [notice.about for notice in Notice.objects.all()] == ["running"]
    (edition,) = models.Edition.objects.all()
    assert (edition.state, edition.figures) == ("queued", None)
    assert len(queries.fetch_presences(seats.delivery, access=seats.analyst)) == 5
    corrections = dict(holdings.list_corrections(record, access=director))
    assert "part:witness" in corrections
    rights.rectify_contest(code, correction="part:witness", reason="Zij zag het.", access=director)
    assert [notice.about for notice in Notice.objects.all()] == ["running", "rectified"]
    again = inspection_report(request, organisation="Oeverdam", access=director)
    assert "U was getuige." in str(again.facts)
    assert len(queries.fetch_presences(seats.delivery, access=seats.analyst)) == 5


def test_a_witness_is_in_no_file_so_nobody_got_him(seats: Seats) -> None:
    _agree_on(seats)
    _take(seats, seats.analyst)
    director = work(hold("process_director"), purpose="data_subject_right")
    request = _ask_for("dia", director)
    assert inspection_report(request, organisation="Oeverdam", access=director).shared == ()


def test_a_contest_closes_the_edition_where_its_asker_has_no_purpose_any_more(
    seats: Seats,
) -> None:
    end_purpose(access=seats.police)  # who asked for the edition
    (held, *_) = holdings.find_held(Subject("cem", ("cem",)), access=seats.guard)
    holdings.contest(held.record, access=seats.guard)
    assert Workshop().compute_all() == 1
    (edition,) = models.Edition.objects.all()
    assert edition.state == "failed"
    assert "het doel is gesloten" in edition.failure
    assert not models.EditionFrame.objects.exists()
    refused = LogLine.objects.filter(action="privacy.purpose.missing").last()
    assert refused.reader == seats.police.reader


def test_what_one_brought_by_mistake_one_takes_back_within_a_day(seats: Seats) -> None:
    mine = bring(seats.youth)
    with pytest.raises(NotAllowed):
        operations.withdraw_delivery(mine, access=seats.police)
    operations.withdraw_delivery(mine, access=seats.youth)
    assert not models.Delivery.objects.filter(pk=mine).exists()
    operations.withdraw_observation(seats.delivery, "w1", access=seats.youth)
    assert models.Observation.objects.filter(delivery=seats.delivery).count() == 1


def test_later_it_takes_two_people_of_whom_one_oversees(seats: Seats) -> None:
    models.Delivery.objects.filter(pk=seats.delivery).update(imported_at=NOW - timedelta(days=2))
    for access in (seats.youth, seats.director, seats.stranger, seats.enforcement):
        with pytest.raises(NotAllowed):
            operations.withdraw_delivery(seats.delivery, access=access)
        with pytest.raises(NotAllowed):
            operations.ask_withdrawal(seats.delivery, "", access=access)
    with pytest.raises(NotAllowed) as refusal:
        operations.withdraw_delivery(seats.delivery, access=seats.guard)
    assert refusal.value.outcome is Outcome.NEEDS_SECOND_PERSON
    operations.ask_withdrawal(seats.delivery, "w2", access=seats.guard)
    confirm(seats.delivery, seats.director)
    with pytest.raises(NotAllowed):  # agreed on one observation, not on all
        operations.withdraw_delivery(seats.delivery, access=seats.guard)
    operations.withdraw_observation(seats.delivery, "w2", access=seats.guard)
    line = LogLine.objects.filter(action="networks.observation.withdraw").last()
    assert line.rule == "R17"
    assert models.Observation.objects.get(delivery=seats.delivery).code == "w1"


def test_who_declines_leaves_it_shut(seats: Seats) -> None:
    operations.ask_export(seats.edition, form="ties", recipient=POLICE, access=seats.analyst)
    (asked,) = queries.fetch_agreements(seats.delivery, access=seats.police).asked
    operations.decline(seats.delivery, asked.code, access=seats.police)
    assert queries.fetch_agreements(seats.delivery, access=seats.police).asked == ()
    with pytest.raises(NotAllowed):
        _take(seats, seats.analyst)
    with pytest.raises(NotFound):
        operations.decline(seats.delivery, asked.code, access=seats.police)


def test_nobody_brings_a_file_without_a_table_or_where_the_rules_know_no_such_role(
    seats: Seats,
) -> None:
    before = models.Delivery.objects.count()
    for access in (seats.analyst, seats.enforcement, seats.guard):
        with pytest.raises(NotAllowed):
            bring(access)
    with pytest.raises(NotAllowed):
        bring(work(hold("neighbourhood_officer"), purpose="deployment"))
    assert models.Delivery.objects.count() == before
