"""The data protection officer sees what waits, and which looks to ask about."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.privacy.town import NOW, TODAY, enter, hold, set_table, work

from zichtlijn.audit import log
from zichtlijn.audit.activities import REGISTER_VERSIONS, name_activity
from zichtlijn.audit.models import LogLine
from zichtlijn.privacy.analysis.oversight import find_odd_looks
from zichtlijn.privacy.models import Notification
from zichtlijn.privacy.operations.emergencies import open_emergency
from zichtlijn.privacy.queries.processing import read_register
from zichtlijn.privacy.queries.retention import read_shipped_table
from zichtlijn.privacy.reports.oversight import oversight_page
from zichtlijn.privacy.reports.processing import register_page, write_register_file
from zichtlijn.privacy.terms.access import CLOSED
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.oversight import Look, OddKind

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # ten o'clock in Amsterdam


def _look(person: object, *, hours: float = 0, account: str = "a", scope: str = "group:1") -> Look:
    return Look(account, "analyst", MORNING + timedelta(hours=hours), scope, str(person))


def test_thirty_people_on_one_page_are_work_and_a_hundred_in_an_hour_are_a_question() -> None:
    usual = [_look(person, hours=hour) for hour in range(3) for person in range(30)]
    assert find_odd_looks(usual) == ()
    (odd,) = find_odd_looks([*usual, *(_look(person, hours=5) for person in range(100))])
    assert (odd.kind, odd.account, odd.people, odd.looks) == (OddKind.MANY, "a", 100, 100)


def test_who_always_sees_many_is_not_asked_each_hour() -> None:
    assert find_odd_looks(_look(p, hours=h) for h in range(4) for p in range(60)) == ()


def test_looks_between_midnight_and_six_are_one_question_to_an_account() -> None:
    night = [_look("x", hours=16), _look("y", hours=17.5), _look("z", hours=20.5)]
    (odd,) = find_odd_looks(night)
    assert (odd.kind, odd.people) == (OddKind.NIGHT, 2)  # 02:00 and 03:30; 06:30 is morning
    (odd,) = find_odd_looks([*night, _look("x", hours=24 * 7 + 16)])
    assert (odd.people, odd.looks, (odd.until - odd.since).days) == (2, 3, 7)  # a night shift


def test_one_person_on_five_days_from_two_tables_is_a_question() -> None:
    days = [_look("x", hours=24 * day) for day in range(5)]
    assert find_odd_looks(days) == ()  # one table: that is the work
    days[1] = _look("x", hours=24, scope="group:1:edition:3")
    assert find_odd_looks(days) == ()  # what lies on a table is no other table
    days[2] = _look("x", hours=48, scope="group:2")
    assert [odd.kind for odd in find_odd_looks(days)] == [OddKind.AGAIN]


def test_who_sees_everybody_at_his_tables_as_often_is_not_asked_about_one() -> None:
    """Two tables share a person; five days are what this account gives to everybody."""
    daily = [_look(f"p{number}", hours=24 * day) for day in range(5) for number in range(4)]
    shared = [_look("x", hours=24 * day, scope=f"group:{day % 2}") for day in range(10)]
    assert find_odd_looks([*daily, *shared]) == ()
    more = _look("x", hours=240, scope="group:2")
    assert [odd.kind for odd in find_odd_looks([*daily, *shared, more])] == [OddKind.AGAIN]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 40), st.integers(0, 200)), max_size=80))  # fmt: skip
def test_what_is_asked_never_names_more_than_was_looked_at(
    told: list[tuple[str, int, int]],
) -> None:
    looks = [_look(person, hours=hour, account=account) for account, person, hour in told]
    for odd in find_odd_looks(looks):
        own = [look for look in looks if look.account == odd.account]
        assert 1 <= odd.people <= odd.looks <= len(own)
        assert odd.since <= odd.until
    assert set(find_odd_looks(looks)) == set(find_odd_looks(looks[::-1]))


@pytest.mark.django_db
def test_the_desk_counts_what_waits_and_what_is_late() -> None:
    officer, table = hold("neighbourhood_officer"), set_table()
    open_emergency(table.code, purpose=table.purpose, reason="gevaar op straat, nu meteen",
                   access=enter(officer))  # fmt: skip
    day = TODAY + timedelta(days=14)
    for number, days in enumerate((-1, 5)):
        Notification.objects.create(
            code=f"n{number}", person=f"p{number}", scope="group:3", purpose="p", legal_ground="g",
            source="wijkagent", age="16_plus", first_named_on=TODAY, due_on=day + timedelta(days=days),
            key_id="k", retention_rule="B33/1", destroy_on=TODAY + timedelta(days=700),
        )  # fmt: skip
    overseer = work(hold("data_protection_officer"), moment=NOW + timedelta(days=14))
    page = oversight_page(access=overseer)
    assert (page.waiting.not_informed, page.waiting.to_inform) == (1, 1)
    assert (page.waiting.emergencies, page.waiting.emergencies_late) == (1, 1)
    assert (page.waiting.requests_open, page.waiting.fewest_days_left) == (0, None)
    assert page.past_term == 0


@pytest.mark.django_db
def test_odd_looks_are_told_by_account_and_never_by_person() -> None:
    asker = hold("process_director", account="n.bakker")
    director = work(asker, set_table(asker))
    for number in range(50):
        log.record("networks.presences.read", scope="group:3", access=director, subjects=[f"p{number}"])  # fmt: skip
    page = oversight_page(access=work(hold("data_protection_officer")))
    (row,) = page.odd
    assert (row.account, row.people, page.looks) == ("n.bakker", 50, 50)
    assert "p1" not in str(page.odd)
    assert LogLine.objects.filter(action="privacy.oversight.read").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["analyst", "neighbourhood_officer", "mayor"])
def test_nobody_else_sits_at_the_desk_of_oversight(role: str) -> None:
    with pytest.raises(NotAllowed):
        oversight_page(access=enter(hold(role)))


def test_every_line_of_the_log_points_at_an_entry_of_the_register() -> None:
    entries = read_register()
    assert {entry.room: entry.version for entry in entries} == REGISTER_VERSIONS
    assert {entry.uri for entry in entries} == {
        name_activity(f"{room}.thing.do") for room in REGISTER_VERSIONS
    }


def test_every_class_of_data_in_the_register_is_in_the_rules_and_has_a_term() -> None:
    classes = {one for entry in read_register() for one in entry.data_classes}
    assert len(classes) > 5
    assert classes <= set(CLOSED["data_class"])
    assert classes <= {rule.data_class for rule in read_shipped_table().rules}


@pytest.mark.django_db
def test_the_register_says_what_the_tables_do() -> None:
    page = register_page()
    persons = next(row for row in page.rows if row.uri.endswith("persons:1"))
    assert "persoonskaart" in persons.data_classes
    assert any("twaalf maanden" in term for term in persons.terms)
    assert any("bronbeheerder" in each for each in persons.permissions)
    assert not any("raadslid" in each for each in persons.permissions)
    print(
        f"register of processing: {len(page.rows)} entries, {sum(not row.why for row in page.rows)} without a purpose"
    )
    lines = write_register_file().splitlines()
    assert len(lines) == len(page.rows) + 1
