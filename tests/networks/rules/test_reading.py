"""Who may see a picture of a group is for the rule table, at every read, with a line for everybody in it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.networks.rules.round_table import PICTURED, Seats, bring, compute, confirm
from tests.privacy.town import TODAY, enter, hold, later, work

from zichtlijn.audit.access import Access
from zichtlijn.audit.log import LogUnavailable
from zichtlijn.audit.models import LogLine
from zichtlijn.audit.queries import fetch_reads_of
from zichtlijn.networks import models, queries
from zichtlijn.networks.operations import agree
from zichtlijn.networks.queries.looks import list_people
from zichtlijn.networks.reports.network import graph_page, network_page
from zichtlijn.networks.reports.progress import progress_page
from zichtlijn.networks.terms import DeliveryKind, NotFound
from zichtlijn.networks.terms import NotAllowed as NotAllowedHere
from zichtlijn.privacy.models import Membership, Scope, ShownSubjects
from zichtlijn.privacy.queries.admitting import forget_refusals, log_refusals
from zichtlijn.privacy.terms.asking import Asker, BudgetSpent, NotAllowed, PurposeNeeded

Read = Callable[..., object]
READS: dict[str, Read] = {
    "delivery": lambda s, access: queries.fetch_delivery(s.delivery, access=access),
    "editions": lambda s, access: queries.fetch_editions(s.delivery, access=access),
    "exports": lambda s, access: queries.fetch_exports(s.delivery, access=access),
    "agreements": lambda s, access: queries.fetch_agreements(s.delivery, access=access),
    "observations": lambda s, access: queries.fetch_observations(s.delivery, access=access),
    "presences": lambda s, access: queries.fetch_presences(s.delivery, access=access),
    "edition": lambda s, access: queries.fetch_edition(s.edition, access=access),
    "progress": lambda s, access: progress_page(s.edition, access=access),
    "frames": lambda s, access: queries.fetch_frames(s.edition, ["ties"], access=access),
    "page": lambda s, access: network_page(s.edition, asked={}, access=access),
    "drawing": lambda s, access: graph_page(s.edition, asked={}, access=access),
}
GONE = "Dit is er niet, of u mag het niet zien."


def _ask(read: Read, seats: Seats, access: Access) -> str:
    try:
        read(seats, access)
    except PurposeNeeded:
        return "purpose"
    except NotAllowed as refusal:
        return refusal.rule
    return "shown"


def test_each_role_sees_what_the_rules_show_it_and_nothing_else(seats: Seats) -> None:
    guard = work(hold("data_protection_officer"), purpose="data_subject_right")
    policy = work(hold("policy_officer"), purpose="account")
    expected = {
        "youth": (seats.youth, "shown"),
        "police": (seats.police, "shown"),
        "director": (seats.director, "shown"),
        "analyst": (seats.analyst, "shown"),
        "adviser": (seats.adviser, "shown"),
        "guard for oversight": (seats.guard, "shown"),
        "guard for a request": (guard, "shown"),
        "enforcement": (seats.enforcement, "default"),
        "stranger": (seats.stranger, "missing"),
        "policy": (policy, "default"),
        "youth without purpose": (enter(hold("youth_worker")), "purpose"),
        "guard without purpose": (enter(hold("data_protection_officer")), "purpose"),
    }
    wrong = {
        f"{who}: {name}": answer
        for who, (access, wanted) in expected.items()
        for name, read in READS.items()
        for answer in [_ask(read, seats, access)]
        # progress is decided without a line, as a list is: what is refused is as what is not there
        if answer != wanted
        and not (name == "progress" and wanted == "default" and answer == "missing")
    }
    print(f"{len(wrong)} of {len(expected) * len(READS)} wrong")
    assert wrong == {}


def test_what_stands_at_another_table_is_as_what_is_not_there(seats: Seats) -> None:
    nowhere = seats._replace(delivery=999_999, edition=999_999)
    for read in READS.values():
        words = []
        for asked in (seats, nowhere):
            with pytest.raises(NotAllowed) as refusal:
                read(asked, seats.stranger)
            words.append((str(refusal.value), refusal.value.rule))
        assert words == [(GONE, "missing")] * 2


def test_a_refusal_is_a_line_too(seats: Seats) -> None:
    forget_refusals()
    with pytest.raises(NotAllowed):
        queries.fetch_edition(seats.edition, access=seats.enforcement)
    assert log_refusals() == 1
    line = LogLine.objects.last()
    assert (line.action, line.decision, line.rule) == (
        "networks.edition.read",
        "refused",
        "default",
    )
    assert line.scope == f"{seats.table}:edition:{seats.edition}"


@pytest.mark.parametrize("way", ["gate", "table", "role"])
def test_a_right_that_ended_is_gone_at_the_next_read(seats: Seats, way: str) -> None:
    assert _ask(READS["page"], seats, seats.analyst) == "shown"
    if way == "gate":
        Scope.objects.filter(pk=seats.table.pk).update(gate="step_closed")
    elif way == "table":
        Scope.objects.filter(pk=seats.table.pk).update(ends_on=TODAY - timedelta(days=1))
    else:
        seats = seats._replace(analyst=replace(seats.analyst, role="policy_officer"))
    else_who = seats.analyst if way == "role" else later(seats.analyst, microseconds=1)
    answers = {_ask(read, seats, else_who) for read in READS.values()}
    assert answers <= {"default", "purpose", "missing"}


def test_who_left_the_table_sees_no_row_and_cannot_open_the_picture_again(seats: Seats) -> None:
    """R10 shuts persons at once; a picture without persons ends with the purpose, within two hours."""
    Membership.objects.filter(account=seats.police.reader).update(ended_at=seats.police.moment)
    gone = later(seats.police, microseconds=1)
    with pytest.raises(NotAllowed) as refusal:
        queries.fetch_rejected_csv(seats.delivery, access=gone)
    assert refusal.value.rule == "R10"
    asker = Asker(gone.reader, gone.role, gone.organisation)
    with pytest.raises(NotAllowed, match="niet bij een groep of casus van u"):
        work(asker, seats.table, moment=gone.moment)
    assert _ask(READS["page"], seats, later(seats.police, hours=2)) == "purpose"


def test_published_and_invented_sets_are_open_to_everybody(seats: Seats) -> None:
    models.Delivery.objects.filter(pk=seats.delivery).update(
        kind=DeliveryKind.EXAMPLE, scope="", expires_on=None, destroy_on=None
    )
    askers = (seats.enforcement, seats.stranger, enter(hold("councillor")), seats.guard)
    answers = [_ask(read, seats, access) for access in askers for read in READS.values()]
    assert answers == ["shown"] * (len(askers) * len(READS))
    assert not LogLine.objects.filter(
        action="networks.frames.read", reader=seats.stranger.reader, decision="masked"
    ).exists()


def test_the_list_shows_the_deliveries_of_the_open_table_only(seats: Seats) -> None:
    def listed(access: Access) -> list[int]:
        return [one.id for one in queries.fetch_deliveries(access=access)]

    other = bring(seats.stranger)
    assert listed(seats.analyst) == [seats.delivery]
    assert listed(seats.stranger) == [other]
    assert listed(seats.enforcement) == []
    assert listed(enter(hold("youth_worker"))) == []
    assert sorted(listed(seats.guard)) == sorted([seats.delivery, other])


def test_the_example_desk_does_not_reach_what_stands_at_a_table(
    seats: Seats, access: Access
) -> None:
    assert queries.fetch_deliveries(access=access) == ()
    for name, read in READS.items():
        with pytest.raises((NotFound, NotAllowed)):
            read(seats, access)
        assert name


def test_what_was_brought_before_there_were_accounts_opens_for_oversight_alone(
    seats: Seats, access: Access
) -> None:
    models.Delivery.objects.filter(pk=seats.delivery).update(scope="", purpose=access.purpose)
    assert _ask(READS["page"], seats, seats.analyst) == "missing"
    assert _ask(READS["page"], seats, seats.guard) == "shown"
    assert queries.fetch_delivery(seats.delivery, access=access).id == seats.delivery


def test_a_term_that_passed_shuts_a_delivery_for_work_and_not_for_oversight(seats: Seats) -> None:
    models.Delivery.objects.filter(pk=seats.delivery).update(
        expires_on=TODAY - timedelta(days=1), destroy_on=TODAY
    )
    assert {_ask(read, seats, seats.analyst) for read in READS.values()} <= {"R01", "missing"}
    assert _ask(READS["page"], seats, seats.guard) == "shown"


def test_victims_witnesses_and_what_is_contested_are_in_no_picture(seats: Seats) -> None:
    models.Presence.objects.filter(person="bo").update(contested=True)
    people = queries.fetch_presences(seats.delivery, access=seats.analyst)["person"]
    assert set(people) == PICTURED - {"bo"}
    counted = queries.fetch_observations(seats.delivery, access=seats.analyst)
    assert counted.select("people", "others").rows() == [(2, 0), (2, 1)]


def test_everybody_in_a_picture_can_see_who_looked_at_it(seats: Seats) -> None:
    network_page(seats.edition, asked={}, access=seats.analyst)
    network_page(seats.edition, asked={}, access=later(seats.analyst, minutes=5))
    edition = models.Edition.objects.get(pk=seats.edition)
    assert set(list_people(edition)) == PICTURED
    for person in sorted(PICTURED):
        looks = [
            (read.role, read.decision)
            for read in fetch_reads_of((person,), access=seats.guard)
            if read.action in ("networks.frames.read", "networks.picture.again")
        ]
        assert looks == [("analyst", "masked")] * 2
    reads = fetch_reads_of(("dia",), access=seats.guard)  # a witness: in no picture
    assert {read.action for read in reads} == {"networks.delivery.import", "audit.reads.read"}


def _fill_budget(access: Access) -> None:
    ShownSubjects.objects.create(
        account=access.reader, role=access.role, shown_at=access.moment, number=10_000
    )


def test_a_picture_counts_once_an_hour_and_a_full_hour_stops_politely(seats: Seats) -> None:
    other = seats._replace(edition=compute(seats.delivery, seats.police, seed=2))
    READS["page"](seats, seats.youth)
    shown = ShownSubjects.objects.get(account=seats.youth.reader)
    assert shown.number == len(PICTURED)
    _fill_budget(seats.youth)
    assert _ask(READS["page"], seats, later(seats.youth, minutes=59)) == "shown"
    with pytest.raises(BudgetSpent, match="Dat is het meeste voor uw rol"):
        READS["page"](other, seats.youth)
    assert _ask(READS["page"], other, later(seats.youth, minutes=61)) == "shown"


def test_only_who_may_see_names_gets_rows_as_they_were_typed(seats: Seats) -> None:
    given = queries.fetch_rejected_csv(seats.delivery, access=seats.police)
    assert given.startswith(b"line,column")
    with pytest.raises(NotAllowedHere, match="blijven namen dicht"):
        queries.fetch_rejected_csv(seats.delivery, access=seats.analyst)
    with pytest.raises(NotAllowed):
        queries.fetch_rejected_csv(seats.delivery, access=seats.stranger)


def test_before_names_may_be_written_there_is_a_picture_and_no_row_as_typed(seats: Seats) -> None:
    Scope.objects.filter(pk=seats.table.pk).update(gate="step_1")
    assert _ask(READS["page"], seats, seats.analyst) == "shown"
    with pytest.raises(NotAllowed) as refusal:
        queries.fetch_rejected_csv(seats.delivery, access=seats.police)
    assert refusal.value.rule == "R06"


def test_nothing_is_read_unlogged(seats: Seats, failing_log: None) -> None:
    logged = [read for name, read in READS.items() if name != "progress"]
    for read in logged:
        with pytest.raises(LogUnavailable):
            read(seats, seats.analyst)
    assert len(logged) == 10
    assert models.Look.objects.count() == 0


def test_what_waits_is_confirmed_by_another_organisation_before_it_is_computed(
    seats: Seats,
) -> None:
    waiting = bring(seats.police)
    with pytest.raises(NotAllowedHere, match="wacht nog"):
        compute(waiting, seats.police)
    (asked,) = queries.fetch_agreements(waiting, access=seats.police).asked
    assert asked.is_own
    with pytest.raises(NotFound):  # not one's own
        agree(waiting, asked.code, access=seats.police)
    mine = bring(seats.adviser)
    (asked,) = queries.fetch_agreements(mine, access=seats.director).asked
    with pytest.raises(NotAllowed):  # of one organisation
        agree(mine, asked.code, access=seats.director)
    confirm(waiting, seats.youth)
    assert compute(waiting, seats.police)
