"""Writing somebody down: by whom, how old, sealed, with a clock, and nothing without its line."""

import pytest
from tests.persons.table import ADULT, ELEVEN, FOURTEEN, seen, sit_down, somebody, written

from zichtlijn.audit import log
from zichtlijn.persons import operations, queries
from zichtlijn.persons.models import IdentityRecord, IdentityVersion, NamedObservation, SearchKey
from zichtlijn.persons.terms import (
    AskedToRephrase,
    GivenNames,
    NotAllowed,
    Part,
    RecordState,
    WrongWriting,
)
from zichtlijn.privacy.terms.asking import NotAllowed as RefusedByTable

pytestmark = pytest.mark.django_db

NOBODY = GivenNames({}, {}, {})


@pytest.fixture
def table():
    return sit_down()


@pytest.fixture
def failing_log(monkeypatch):
    """A log that cannot be written."""

    def fail(*args, **words):
        raise log.LogUnavailable

    monkeypatch.setattr(log, "record", fail)


def test_who_is_written_down_at_the_table_can_be_read_by_the_officer_with_a_reason(table):
    code = written(table)
    shown = queries.show_person(code, access=table.police)
    assert shown.records[0].identity == somebody()
    assert not shown.is_masked


def test_a_youth_worker_sees_initials_also_of_whom_he_wrote_down(table):
    code = written(table)
    card = queries.show_person(code, access=table.youth)
    assert (card.records[0].initials, card.records[0].birth_year) == ("J.W.", "2005")
    assert card.is_masked


def test_nothing_in_the_tables_tells_a_name(table):
    code = written(table, "Wiebren Zwaagstra", address="Lindelaan 12")
    operations.write_observation(
        seen(text="Hielp een buurvrouw."), record_id=code, access=table.youth
    )
    rows = [*IdentityRecord.objects.values(), *IdentityVersion.objects.values(), *SearchKey.objects.values(),
            *NamedObservation.objects.values()]  # fmt: skip
    assert len(rows) >= 5
    kept = repr(rows)
    for told in ("Wiebren", "Zwaagstra", "Lindelaan", "2005-05-17", "buurvrouw", "Kolkplein"):
        assert told not in kept


def test_a_child_under_twelve_is_refused_by_name(table):
    with pytest.raises(NotAllowed, match="onder de 12"):
        written(table, born=ELEVEN)
    assert not IdentityRecord.objects.exists()


@pytest.mark.parametrize("born", [FOURTEEN, None], ids=["14 years", "unknown"])
def test_a_child_of_twelve_to_fifteen_waits_for_another_organisation(table, born):
    code = written(table, born=born)
    assert IdentityRecord.objects.get(pk=code).state == RecordState.WAITING
    there = queries.fetch_table(table.scope, given_names=NOBODY, access=table.police)
    known = queries.fetch_known(table.scope, access=table.police)
    assert ([r.record for r in known], [r.record for r in there.waiting_records]) == (
        [],
        [code],
    )
    with pytest.raises(RefusedByTable):
        operations.approve_record(code, access=table.youth)
    operations.approve_record(code, access=table.police)
    row = IdentityRecord.objects.get(pk=code)
    assert (row.state, row.approved_by_organisation) == (RecordState.STANDING, "police")
    with pytest.raises(NotAllowed, match="wacht niet meer"):
        operations.approve_record(code, access=table.director)


def test_before_step_2b_nobody_is_written_down(table):
    early = sit_down(gate="step_2A")
    with pytest.raises(RefusedByTable, match="2B"):
        written(early)
    assert not IdentityRecord.objects.exists()


def test_who_sits_at_another_table_writes_nobody_down_here(table):
    with pytest.raises(RefusedByTable):
        written(table, by=table.stranger)


@pytest.mark.parametrize(
    ("name", "born", "field"),
    [("  ", ADULT, "full_name"), ("Jan 123456782", ADULT, "full_name"), ("Jan Bos", ADULT.replace(year=1880), "birth_date"),
     ("Jan Bos", ADULT.replace(year=2031), "birth_date")],
)  # fmt: skip
def test_what_cannot_be_a_name_or_a_birthday_is_refused_at_its_field(table, name, born, field):
    with pytest.raises(WrongWriting) as refused:
        written(table, name, born=born)
    assert refused.value.field == field


def test_an_identity_number_in_an_address_is_refused(table):
    with pytest.raises(AskedToRephrase):
        written(table, address="BSN 111222333")
    assert not IdentityRecord.objects.exists()


def test_no_record_without_its_line_in_the_log(table, failing_log):
    with pytest.raises(log.LogUnavailable):
        written(table)
    assert not IdentityRecord.objects.exists()
    assert not IdentityVersion.objects.exists()


def test_a_record_has_a_clock_from_the_retention_table(table):
    row = IdentityRecord.objects.get(pk=written(table))
    assert row.retention_rule.startswith("B11")
    assert row.destroy_on > row.written_at.date()


def test_what_was_seen_is_read_back_by_its_writer(table):
    code = written(table)
    operations.write_observation(
        seen(Part.CALMING, text="Stuurde twee jongeren naar huis."),
        record_id=code,
        access=table.youth,
    )
    (sighting,) = queries.show_person(code, access=table.youth).sightings
    assert (sighting.part, sighting.text, sighting.place) == (
        Part.CALMING,
        "Stuurde twee jongeren naar huis.",
        "Kolkplein",
    )


def test_of_what_another_wrote_a_youth_worker_sees_no_words(table):
    code = written(table)
    operations.write_observation(seen(), record_id=code, access=table.police)
    (sighting,) = queries.show_person(code, access=table.youth).sightings
    assert (sighting.text, sighting.place) == (None, None)


@pytest.mark.parametrize("part", [Part.VICTIM, Part.WITNESS])
def test_victims_and_witnesses_are_not_written_down_by_name(table, part):
    code = written(table)
    with pytest.raises(NotAllowed, match="zonder naam"):
        operations.write_observation(seen(part), record_id=code, access=table.youth)
    assert not NamedObservation.objects.exists()


def test_a_text_that_tells_of_descent_is_asked_back_and_not_kept(table):
    code = written(table)
    with pytest.raises(AskedToRephrase) as asked:
        operations.write_observation(
            seen(text="Een Marokkaanse jongen, rustig."), record_id=code, access=table.youth
        )
    (stretch,) = asked.value.stretches
    assert (stretch.field, stretch.start, stretch.end) == ("text", 4, 15)
    assert "Marokkaanse" not in str(asked.value) + stretch.suggestion
    assert not NamedObservation.objects.exists()


@pytest.mark.parametrize(("hours_ago", "said"), [(-1, "nog komen"), (24 * 40, "maand geleden")])
def test_what_is_yet_to_come_or_long_ago_was_not_just_seen(table, hours_ago, said):
    code = written(table)
    with pytest.raises(WrongWriting, match=said):
        operations.write_observation(seen(hours_ago=hours_ago), record_id=code, access=table.youth)


def test_an_observation_of_a_child_waits_for_another_organisation(table):
    code = written(table, born=FOURTEEN)
    operations.approve_record(code, access=table.police)
    kept = operations.write_observation(seen(), record_id=code, access=table.youth)
    assert kept.state is RecordState.WAITING
    assert queries.fetch_person(code, access=table.police).sightings == ()
    operations.approve_observation(kept.code, access=table.director)
    assert len(queries.fetch_person(code, access=table.police).sightings) == 1


def test_who_somebody_is_stays_known_as_long_as_what_was_seen_of_him(table):
    code = written(table)
    operations.write_observation(seen(), record_id=code, access=table.youth)
    row, observation = IdentityRecord.objects.get(), NamedObservation.objects.get()
    assert row.destroy_on >= observation.destroy_on


def test_a_correction_is_a_new_version_and_the_old_one_can_be_read_by_nobody(
    table, django_capture_on_commit_callbacks
):
    from zichtlijn.audit import keys

    code = written(table, "Jorit Wijbega")
    old = IdentityVersion.objects.get(record=code)
    key, sealed = old.key_id, bytes(old.sealed_name)
    with django_capture_on_commit_callbacks(execute=True):
        assert operations.correct_record(code, somebody(), access=table.youth) == 2
    assert queries.show_person(code, access=table.police).records[0].identity == somebody()
    with pytest.raises(keys.KeyShredded):
        keys.unseal(key, sealed, bound_to=f"persons.record:{code}:1:name")
    assert bytes(IdentityVersion.objects.get(record=code, number=1).sealed_name) == b""
    found = queries.search_records(somebody("J. Wijbega"), scope=table.scope, access=table.police)
    assert found == ()


def test_another_organisation_does_not_correct(table):
    code = written(table)
    with pytest.raises(NotAllowed, match="Alleen wie het schreef"):
        operations.correct_record(code, somebody("Jan Bos"), access=table.police)


def test_the_last_deed_can_be_taken_back_by_its_writer_alone(table):
    code = written(table)
    kept = operations.write_observation(seen(), record_id=code, access=table.youth)
    with pytest.raises(NotAllowed, match="Alleen wie het schreef"):
        operations.take_back_observation(kept.code, access=table.police)
    operations.take_back_observation(kept.code, access=table.youth)
    assert not NamedObservation.objects.exists()
    operations.take_back_record(code, access=table.youth)
    assert not IdentityRecord.objects.exists()


def test_a_record_under_which_others_wrote_is_not_taken_back(table):
    code = written(table)
    operations.write_observation(seen(), record_id=code, access=table.police)
    with pytest.raises(NotAllowed, match="Anderen schreven"):
        operations.take_back_record(code, access=table.youth)
