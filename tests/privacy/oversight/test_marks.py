"""Who looks at somebody he knows is asked about it, and no list anywhere says whom he knows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.persons.table import ADULT, Table, sit_down
from tests.privacy.town import NOW, hold, later, work

from zichtlijn.audit import log
from zichtlijn.audit.access import Access
from zichtlijn.audit.keys import shred
from zichtlijn.audit.models import LogLine
from zichtlijn.desk.starting.upkeep import bring_up_to_date
from zichtlijn.persons.models import IdentityRecord, IdentityVersion
from zichtlijn.persons.operations import correct_record, write_record
from zichtlijn.persons.operations.destroying import destroy_records
from zichtlijn.persons.queries import fetch_record
from zichtlijn.persons.queries.marking import (
    derive_full_name_marks,
    derive_street_marks,
    derive_surname_marks,
)
from zichtlijn.persons.terms import Identity
from zichtlijn.privacy.analysis.marks import draw_sample, find_marked_looks
from zichtlijn.privacy.models import PersonMark, WatchedMark
from zichtlijn.privacy.operations.oversight.watching import add_marks, remove_mark
from zichtlijn.privacy.queries.marks import list_marks
from zichtlijn.privacy.reports.oversight import OversightPage, oversight_page
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.oversight import Look, Mark, NewMark, OddKind

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WHO = Identity("Joris van den Berkel", ADULT, "Lange Dreef 12, 3561 AB Oeverdam")
WHY = "lijst van personeelszaken, november"


def _look(account: str = "a", person: str = "p", hour: int = 0) -> Look:
    return Look(account, "analyst", MONDAY + timedelta(hours=hour), "group:1", person)


def test_a_street_of_its_own_is_a_question_to_that_reader_alone() -> None:
    mark = Mark(OddKind.OWN_STREET, "a", "s1")
    looks = [_look("a", hour=2), _look("b", hour=1), _look("a", hour=5), _look("a", "q")]
    (odd,) = find_marked_looks(looks, marks=[mark], people={"p": frozenset({"s1", "n"})})
    assert (odd.kind, odd.account, odd.looks, odd.people) == (OddKind.OWN_STREET, "a", 2, 1)
    assert (odd.since.hour, odd.until.hour, odd.tables) == (11, 14, ("group:1",))


def test_a_celebrity_is_a_question_to_every_reader_and_in_order_of_time() -> None:
    mark = Mark(OddKind.CELEBRITY, "", "c")
    looks = [_look("b", hour=1), _look("a", hour=2), *(_look("c", hour=0) for _ in range(9))]
    odd = find_marked_looks(looks, marks=[mark], people={"p": frozenset({"c"})})
    assert [one.account for one in odd] == ["a", "b", "c"]  # newest first, not most first


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("pqr"), st.integers(0, 99)), max_size=40),
    st.sets(st.tuples(st.sampled_from(["own_name", "celebrity"]), st.sampled_from("abc"), st.sampled_from("xyz"))),
    st.dictionaries(st.sampled_from("pqr"), st.frozensets(st.sampled_from("xyz"))),
)  # fmt: skip
def test_each_question_rests_on_a_mark_and_each_meeting_is_asked(
    told: list[tuple[str, str, int]], watched: set[tuple[str, str, str]], people: dict[str, frozenset[str]]
) -> None:  # fmt: skip
    looks = [_look(*one) for one in told]
    marks = [Mark(OddKind(kind), account, index) for kind, account, index in watched]
    found = find_marked_looks(looks, marks=marks, people=people)
    slow = {
        (look.account, mark.category, look.person)
        for look in looks
        for mark in marks
        if mark.keyed_hash in people.get(look.person, ())
        and (mark.category is OddKind.CELEBRITY or mark.account == look.account)
    }
    assert len(found) == len(slow)
    assert {(odd.account, odd.kind) for odd in found} == {one[:2] for one in slow}


def test_the_lot_of_a_month_draws_the_same_looks_again_whatever_their_order() -> None:
    looks = [_look("a", f"p{number}", number) for number in range(500)]
    drawn = draw_sample(looks, seed="2026-10")
    assert len(set(drawn)) == 10
    assert draw_sample(looks[::-1], seed="2026-10") == drawn
    assert draw_sample(looks, seed="2026-11") != drawn


def test_spellings_of_a_name_and_an_address_meet() -> None:
    assert derive_surname_marks("J. v.d. Meijer") & derive_surname_marks("Meyer")
    assert derive_full_name_marks("Joris Meijer") == derive_full_name_marks("J. Meyer")
    assert derive_street_marks("Lange Dreef 3") & derive_street_marks("lange dreef 12a, 3561AB")
    assert derive_street_marks("3561 AB") & derive_street_marks("Lange Dreef 12a, 3561AB")
    assert not derive_surname_marks("Jansen") & derive_surname_marks("Bakker")


def _officer() -> Access:
    return work(hold("data_protection_officer"), reason="oversee")


def _second() -> Access:
    return work(hold("process_director"))


def _add(kind: OddKind, keys: frozenset[str], account: str = "") -> None:
    marks = [NewMark(kind, account, keys)]
    assert add_marks(marks, reason=WHY, second=_second(), access=_officer()) == 1


def _desk() -> OversightPage:
    return oversight_page(access=_officer())


@pytest.fixture
def table(db: None) -> Table:
    return sit_down()


def _odd() -> list[tuple[str, str]]:
    return [(row.account, row.why) for row in _desk().odd]


def _write_and_look(table: Table) -> str:
    code = write_record(WHO, scope=table.scope, access=table.police).code
    fetch_record(code, access=later(table.police, minutes=1))
    return code


def test_a_look_at_the_own_street_comes_on_the_desk_without_a_name(table: Table) -> None:
    _add(OddKind.OWN_STREET, derive_street_marks("Lange Dreef 40, 3561 AB"), table.police.reader)
    _write_and_look(table)
    assert _odd() == [(table.police.reader, "iemand uit de eigen straat")]
    told = str(_desk()) + str(list(WatchedMark.objects.values())) + str(list(PersonMark.objects.values()))  # fmt: skip
    assert "Dreef" not in told
    assert "Berkel" not in told


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (OddKind.COLLEAGUE, "iemand met de naam van een collega"),
        (OddKind.CELEBRITY, "iemand met de naam van een bekende persoon"),
    ],
)
def test_a_colleague_and_a_celebrity_are_found_for_every_reader(
    table: Table, kind: OddKind, why: str
) -> None:
    _add(kind, derive_full_name_marks("J. van den Berkel"))
    _write_and_look(table)
    assert _odd() == [(table.police.reader, why)]


def test_a_corrected_record_is_met_by_what_it_says_now(table: Table) -> None:
    _add(OddKind.CELEBRITY, derive_full_name_marks("Joris van den Berkel"))
    code = _write_and_look(table)
    correct_record(code, Identity("Joris Maas", ADULT, ""), access=later(table.police, minutes=2))
    assert _odd() == []


def test_what_the_machine_does_at_night_is_no_look(table: Table) -> None:
    code = _write_and_look(table)
    before = _desk().looks
    night = replace(table.police, origin="timer", moment=NOW + timedelta(hours=18))
    log.record("persons.identity.destroy", scope="persons", access=night, subjects=(code,))
    assert _desk().looks == before


def _older_database(codes: list[str]) -> None:
    """As the tables were before there were marks."""
    PersonMark.objects.all().delete()
    IdentityRecord.objects.filter(pk__in=codes).update(marked=False)


def test_records_of_before_there_were_marks_get_theirs_once_at_the_start(table: Table) -> None:
    _add(OddKind.CELEBRITY, derive_full_name_marks("Joris van den Berkel"))
    code, gone = _write_and_look(table), write_record(WHO, scope=table.scope, access=table.police)
    kept = set(PersonMark.objects.filter().values_list("person", "destroy_on"))
    _older_database([code, gone.code])
    shred(IdentityVersion.objects.filter(record=gone.code).values_list("key_id", flat=True))
    assert _odd() == []
    bring_up_to_date()
    assert _odd() == [(table.police.reader, "iemand met de naam van een bekende persoon")]
    assert PersonMark.objects.count() == 1  # what nobody can open any more has nothing to hash
    assert set(PersonMark.objects.values_list("person", "destroy_on")) < kept
    line = LogLine.objects.get(action="persons.record.mark")
    assert (line.reader, line.origin) == ("bewaartermijnen", "timer")
    assert (line.count, line.named.count()) == (2, 2)
    bring_up_to_date()
    assert LogLine.objects.filter(action="persons.record.mark").count() == 1


def test_hashes_go_with_the_record(table: Table) -> None:
    code = _write_and_look(table)
    assert PersonMark.objects.count() == 1
    destroy_records([code])
    assert PersonMark.objects.count() == 0


@pytest.mark.django_db
def test_a_mark_takes_two_people_of_two_roles() -> None:
    officer = _officer()
    mark = NewMark(OddKind.COLLEAGUE, "", frozenset({"name:j|berkel"}))
    for second in (officer, _officer()):
        with pytest.raises(NotAllowed):
            add_marks([mark], reason=WHY, second=second, access=officer)
    assert WatchedMark.objects.count() == 0
    add_marks([mark], reason=WHY, second=_second(), access=officer)
    (kept,) = list_marks(access=officer)
    assert kept.destroy_on.isoformat() == "2028-11-23"
    remove_mark(kept.code, reason=WHY, second=_second(), access=officer)
    with pytest.raises(NotAllowed):
        remove_mark(kept.code, reason=WHY, second=_second(), access=officer)
    assert list_marks(access=officer) == ()


@pytest.mark.django_db
def test_last_month_is_sampled_by_lot(table: Table) -> None:
    code = write_record(WHO, scope=table.scope, access=table.police).code
    for day in range(1, 15):
        fetch_record(code, access=later(table.police, minutes=day))
    overseer = work(
        hold("data_protection_officer"), reason="oversee", moment=NOW + timedelta(days=20)
    )
    page = oversight_page(access=overseer)
    assert page.sampled_from.strftime("%Y-%m") == "2026-11"
    assert 0 < len(page.sample) <= 10
    assert page.sample == oversight_page(access=overseer).sample
    assert {row.account for row in page.sample} == {table.police.reader}
