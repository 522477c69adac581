"""What this room holds on somebody can be found, handed over, contested and destroyed whole."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.persons.table import ADULT, FOURTEEN, Table, seen, written
from tests.privacy.town import TODAY

from zichtlijn.audit import keys
from zichtlijn.persons import holdings, operations, queries
from zichtlijn.persons.models import (
    IdentityRecord,
    IdentityVersion,
    JoinedRecord,
    Joining,
    JoiningStep,
    NamedObservation,
    Person,
    SearchKey,
)
from zichtlijn.persons.terms import Identity, NotFound, Part
from zichtlijn.privacy.operations.holdings import Holdings
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.holdings import Subject

WHY = "Zelfde jongen, ik sprak hem zelf."
HELD = (
    IdentityRecord,
    IdentityVersion,
    SearchKey,
    NamedObservation,
    Person,
    Joining,
    JoinedRecord,
    JoiningStep,
)


def join(table: Table, one: str, other: str) -> str:
    joining = operations.propose_joining(one, other, reason=WHY, access=table.youth)
    operations.confirm_joining(joining, reason=WHY, access=table.police)
    return joining


def test_the_room_keeps_the_promise_of_holdings():
    room: Holdings = holdings
    assert room.ROOM == "persons"


def test_a_person_is_found_by_each_of_his_codes(table: Table):
    one, other = written(table, pseudonym="p-17"), written(table, by=table.police)
    alone = written(table, "Hinke Galama", pseudonym="p-18")
    join(table, one, other)
    person = Person.objects.get().pk
    for code in (one, other, person):
        assert holdings.find_codes(code, access=table.director) == tuple(
            sorted((one, other, "p-17"))
        )
    assert holdings.find_codes(alone, access=table.director) == tuple(sorted((alone, "p-18")))
    assert holdings.find_codes("0" * 32, access=table.director) == ()


def test_the_person_reads_all_of_it_in_his_own_words(table: Table):
    code = written(table, "Rixt Galama", address="Lindelaan 12")
    operations.write_observation(
        seen(Part.CALMING, text="Stuurde twee anderen weg."), record_id=code, access=table.police
    )
    IdentityRecord.objects.update(contested=True)
    identity, sighting = holdings.find_held(Subject(code, (code,)), access=table.director)
    assert (
        identity.what
        == "Uw naam staat hier als Rixt Galama, uw geboortedatum als 17-5-2005, uw adres als Lindelaan 12."
    )
    assert (identity.contested, identity.written_by, identity.organisation) == (
        True,
        "youth_worker",
        "youth_work",
    )
    assert (
        sighting.what
        == "U bent gezien: u suste, het was rustig. Er is bij geschreven: Stuurde twee anderen weg."
    )
    assert (sighting.place, sighting.data_class, sighting.happened_on) == (
        "Kolkplein",
        "named_observation",
        TODAY,
    )
    assert sighting.destroy_on


def test_an_unjoined_namesake_is_told_nothing_of_the_other(table: Table):
    one = written(table, "Rixt Galama")
    written(table, "Rixt Galama", by=table.police)
    assert len(holdings.find_held(Subject(one, (one,)), access=table.director)) == 1


def test_what_is_contested_leaves_every_list_at_once_and_comes_back_when_settled(table: Table):
    code = written(table)
    operations.write_observation(seen(), record_id=code, access=table.police)
    seen_code = NamedObservation.objects.get().pk
    holdings.contest(seen_code, access=table.director)
    assert queries.fetch_person(code, access=table.police).sightings == ()
    holdings.contest(code, access=table.director)
    assert queries.fetch_known(table.scope, access=table.police) == ()
    asked = Identity("Wijbenga", ADULT, "")
    assert queries.search_records(asked, scope=table.scope, access=table.police) == ()
    with pytest.raises(NotAllowed):
        queries.show_person(code, access=table.police)
    for one in (code, seen_code):
        holdings.settle(one, access=table.director)
    assert len(queries.fetch_person(code, access=table.police).sightings) == 1
    with pytest.raises(NotFound):
        holdings.contest("0" * 32, access=table.director)


def test_destroying_leaves_no_row_and_no_key_and_twice_is_once(
    table: Table, django_capture_on_commit_callbacks
):
    one, other = written(table), written(table, by=table.police)
    operations.write_observation(seen(), record_id=one, access=table.youth)
    join(table, one, other)
    sealed = [
        (v.key_id, bytes(v.sealed_name), f"persons.record:{v.record_id}:1:name")
        for v in IdentityVersion.objects.all()
    ]
    with django_capture_on_commit_callbacks(execute=True):
        gone = holdings.destroy((one, other, "0" * 32), access=table.director)
    assert [(some.data_class, some.records) for some in gone] == [("identity", 2)]
    assert [model.__name__ for model in HELD if model.objects.exists()] == []
    for key, text, place in sealed:
        with pytest.raises(keys.KeyShredded):
            keys.unseal(key, text, bound_to=place)
    assert holdings.destroy((one, other), access=table.director) == ()


def test_of_three_joined_records_two_stay_joined_and_their_reason_stays_readable(
    table: Table, django_capture_on_commit_callbacks
):
    a, b, c = (written(table, f"Piter {name}") for name in ("Bouma", "Bauma", "Boema"))
    join(table, a, b)
    kept = join(table, b, c)
    old = Person.objects.get().key_id
    with django_capture_on_commit_callbacks(execute=True):
        holdings.destroy((a,), access=table.director)
    card = queries.show_person(b, access=table.police)
    assert {record.record for record in card.records} == {b, c}
    reasons = {joining.joining: joining.steps[0].reason for joining in card.joinings}
    assert reasons[kept] == WHY
    assert "" in reasons.values()  # the reason that spoke of the one who is gone
    assert Person.objects.get().key_id != old


def test_what_is_past_its_term_goes_on_the_day_and_not_before(table: Table):
    code = written(table)
    operations.write_observation(seen(), record_id=code, access=table.youth)
    last = IdentityRecord.objects.get().destroy_on
    assert holdings.count_past_term(today=last - timedelta(days=1)) == 0
    assert holdings.destroy_past_term(today=last - timedelta(days=1), access=table.director) == ()
    assert holdings.count_past_term(today=last) == 2
    gone = holdings.destroy_past_term(today=last, access=table.director)
    assert sorted(some.data_class for some in gone) == ["identity", "named_observation"]
    assert holdings.count_past_term(today=last) == 0


def test_a_record_past_its_term_is_shut_for_work_before_the_timer_comes(table: Table):
    from tests.privacy.town import later

    code = written(table)
    IdentityRecord.objects.update(destroy_on=TODAY)
    with pytest.raises(NotAllowed):
        queries.show_person(code, access=later(table.police, minutes=1))
    assert queries.fetch_known(table.scope, access=table.police) == ()


def test_a_child_who_waits_is_destroyed_like_any_other(table: Table):
    code = written(table, born=FOURTEEN)
    assert holdings.destroy((code,), access=table.director)[0].records == 1


def test_a_correction_hands_the_person_a_choice_of_words(table: Table):
    code = written(table, address="Lindelaan 12")
    kept = operations.write_observation(seen(Part.ACTIVE), record_id=code, access=table.youth)
    offered = dict(holdings.list_corrections(kept.code, access=table.director))
    assert offered["part:present"] == "Rol: aanwezig"
    assert "part:active" not in offered
    assert "part:victim" not in offered
    better = holdings.rectify(kept.code, "part:present", access=table.director)
    row = NamedObservation.objects.get()
    assert (row.pk, row.part) == (better, "present")
    assert better != kept.code
    assert dict(holdings.list_corrections(code, access=table.director)) == {
        "address:none": "Zonder adres",
        "birth_date:none": "Zonder geboortedatum",
    }
    same = holdings.rectify(code, "address:none", access=table.director)
    (identity, *_) = holdings.find_held(Subject(same, (same,)), access=table.director)
    assert "Lindelaan" not in identity.what


def test_of_what_is_gone_nothing_can_be_corrected_and_nothing_breaks(table: Table):
    code = written(table)
    seen_there = operations.write_observation(
        seen(Part.ACTIVE), record_id=code, access=table.youth
    ).code
    assert holdings.list_corrections(seen_there, access=table.director)
    holdings.destroy((code,), access=table.director)
    assert holdings.list_corrections(seen_there, access=table.director) == ()
    assert holdings.list_corrections(code, access=table.director) == ()


def test_nothing_in_the_whole_database_tells_who_it_is_about(table: Table):
    codes = [
        written(table, f"{letter} Zwaagstermeer", address="Markerlaan 9")
        for letter in ("Abel", "Bo", "Cas")
    ]
    for code in codes:
        operations.write_observation(
            seen(text="Markerzin op het plein."), record_id=code, access=table.youth
        )
    join(table, codes[0], codes[1])
    for code in codes:
        queries.show_person(code, access=table.police)
    dump = "\n".join(connection.connection.iterdump()).lower()
    markers = ("zwaagstermeer", "markerlaan", "markerzin", "zelfde jongen", "2005-05-17")
    found = [m for m in markers if m in dump or m.encode().hex() in dump]
    print(f"{len(found)} of {len(markers)} markers in {len(dump):,} characters of tables")
    assert len(dump) > 10_000
    assert found == []
