"""That two records are of one person is said by two people, keeps both records, and can be undone."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.persons.table import FOURTEEN, sit_down, somebody, written

from zichtlijn.audit import log
from zichtlijn.persons import operations, queries
from zichtlijn.persons.analysis.joining import (
    choose_person,
    derive_persons,
    derive_state,
    list_companions,
)
from zichtlijn.persons.models import IdentityRecord, IdentityVersion, Joining, JoiningStep
from zichtlijn.persons.policies import check_can_confirm
from zichtlijn.persons.terms import (
    AskedToRephrase,
    Author,
    GivenNames,
    Joined,
    JoiningState,
    NotAllowed,
    Step,
    StepTaken,
    WrongWriting,
)
from zichtlijn.privacy.terms.asking import NotAllowed as RefusedByTable

NOBODY = GivenNames({}, {}, {})
WHY = "Zelfde jongen, ik sprak hem zelf."


@pytest.fixture
def table(db):
    return sit_down()


def joined(table, one, other):
    joining = operations.propose_joining(one, other, reason=WHY, access=table.youth)
    operations.confirm_joining(joining, reason=WHY, access=table.police)
    return joining


def state_of(table):
    """All that this room keeps and shows of people at a table, in one comparable thing."""
    known = queries.fetch_known(table.scope, access=table.director)
    cards = [queries.show_person(card.record, access=table.director) for card in known]
    return (
        known,
        [(card.record, card.records, card.sightings) for card in cards],
        list(IdentityRecord.objects.values()),
        [{**row, "sealed_name": bytes(row["sealed_name"])} for row in IdentityVersion.objects.values("id", "number", "key_id", "sealed_name")],
    )  # fmt: skip


def test_two_people_of_two_roles_join_and_both_records_stay(table):
    one, other = written(table, "Jorrit Wijbenga"), written(table, "J. Wijbenga", by=table.police)
    joined(table, one, other)
    card = queries.show_person(one, access=table.director)
    assert {record.record for record in card.records} == {one, other}
    assert {record.identity.full_name for record in card.records} == {
        "Jorrit Wijbenga",
        "J. Wijbenga",
    }


def test_nobody_confirms_what_he_proposed_himself(table):
    one, other = written(table), written(table, by=table.police)
    joining = operations.propose_joining(one, other, reason=WHY, access=table.youth)
    with pytest.raises(RefusedByTable):
        operations.confirm_joining(joining, reason=WHY, access=table.youth)
    assert queries.fetch_person(one, access=table.police).joinings[0].state is JoiningState.PROPOSED


PEOPLE = [Author(account, role, organisation) for account in ("a", "b") for role, organisation in
          (("youth_worker", "youth_work"), ("neighbourhood_officer", "police"), ("process_director", "municipality"),
           ("safety_adviser", "municipality"))]  # fmt: skip


def test_who_may_be_the_second_person_by_truth_table():
    cases = failures = 0
    for state in JoiningState:
        for first in PEOPLE:
            for second in PEOPLE:
                may = state is JoiningState.PROPOSED and all(
                    a != b for a, b in zip(first, second, strict=True)
                )
                try:
                    check_can_confirm(state, proposed_by=first, confirmed_by=second)
                    done = True
                except NotAllowed:
                    done = False
                cases, failures = cases + 1, failures + (done is not may)
    print(f"{failures} of {cases} wrong")
    assert (failures, cases) == (0, 4 * 64)


def test_who_sits_elsewhere_proposes_nothing_here(table):
    one, other = written(table), written(table, by=table.police)
    with pytest.raises(RefusedByTable):
        operations.propose_joining(one, other, reason=WHY, access=table.stranger)


def test_an_undone_joining_leaves_all_as_it_was(table):
    one, other = written(table, "Jorrit Wijbenga"), written(table, "J. Wijbenga", by=table.police)
    third = written(table, "Hinke Galama")
    joined(table, one, third)
    before = state_of(table)
    joining = joined(table, one, other)
    assert state_of(table) != before
    operations.undo_joining(joining, reason="Toch een ander.", access=table.director)
    assert state_of(table) == before
    cards = queries.show_person(one, access=table.police).joinings
    (undone,) = [card for card in cards if card.joining == joining]
    assert [(step.step, step.reason) for step in undone.steps] == [
        ("proposed", WHY),
        ("confirmed", WHY),
        ("undone", "Toch een ander."),
    ]


def test_an_undone_joining_is_not_undone_twice(table):
    joining = joined(table, written(table), written(table, by=table.police))
    operations.undo_joining(joining, reason="Toch een ander.", access=table.youth)
    with pytest.raises(NotAllowed, match="al ongedaan"):
        operations.undo_joining(joining, reason="Toch een ander.", access=table.youth)


def test_two_persons_are_not_made_one_behind_peoples_backs(table):
    a, b, c, d = (written(table, f"Piter {name}") for name in ("Bouma", "Algra", "Faber", "Galama"))
    joined(table, a, b)
    joined(table, c, d)
    with pytest.raises(NotAllowed, match="Maak eerst een van beide los"):
        operations.propose_joining(a, c, reason=WHY, access=table.youth)
    with pytest.raises(NotAllowed, match="al samengevoegd"):
        operations.propose_joining(a, b, reason=WHY, access=table.youth)


def test_a_record_that_went_to_another_meanwhile_is_not_joined(table):
    a, b, c = (written(table, f"Piter {name}") for name in ("Bouma", "Algra", "Faber"))
    first = operations.propose_joining(a, b, reason=WHY, access=table.youth)
    joined(table, b, c)
    with pytest.raises(NotAllowed, match="intussen"):
        operations.confirm_joining(first, reason=WHY, access=table.police)


def test_a_reason_is_asked_and_looked_through(table):
    one, other = written(table), written(table, by=table.police)
    with pytest.raises(WrongWriting):
        operations.propose_joining(one, other, reason="ja", access=table.youth)
    with pytest.raises(AskedToRephrase):
        operations.propose_joining(one, other, reason="Beide zijn Marokkaans.", access=table.youth)
    assert not Joining.objects.exists()


def test_a_reason_stands_sealed(table):
    operations.propose_joining(
        written(table), written(table, by=table.police), reason=WHY, access=table.youth
    )
    (step,) = JoiningStep.objects.all()
    assert b"jongen" not in bytes(step.sealed_reason)


def test_what_people_judged_is_not_proposed_again(table):
    one = written(table, "Jorrit Wijbenga")
    other = written(table, "Jorrit Wybenga", by=table.police)
    there = queries.fetch_table(table.scope, given_names=NOBODY, access=table.youth)
    assert [{r.one.record, r.other.record} for r in there.resemblances] == [{one, other}]
    parted = operations.set_apart(one, other, reason="Neven met dezelfde naam.", access=table.youth)
    assert (
        queries.fetch_table(table.scope, given_names=NOBODY, access=table.youth).resemblances == ()
    )
    operations.undo_joining(parted, reason="Toch niet zeker.", access=table.police)
    assert (
        len(queries.fetch_table(table.scope, given_names=NOBODY, access=table.youth).resemblances)
        == 1
    )


def test_resemblances_tell_no_name_and_stand_by_id(table):
    from zichtlijn.persons.sources.given_names import read_given_names

    for name in ("Johannes Tuinstra", "Jan Tuinstra", "Hinke Galama", "Hinke Galema"):
        written(table, name)
    there = queries.fetch_table(table.scope, given_names=read_given_names(), access=table.youth)
    pairs = [(r.one.record, r.other.record) for r in there.resemblances]
    assert len(pairs) == 2
    assert pairs == sorted(pairs)
    assert "Johannes" not in repr(there)
    assert "Tuinstra" not in repr(there)


def test_joined_persons_get_the_stricter_answer_of_the_two(table):
    adult, contested = written(table), written(table, by=table.police)
    joined(table, adult, contested)
    assert queries.show_person(adult, access=table.police).records[0].identity
    IdentityRecord.objects.filter(pk=contested).update(contested=True)
    with pytest.raises(RefusedByTable):
        queries.show_person(adult, access=table.police)
    with pytest.raises(RefusedByTable):
        queries.fetch_person(adult, access=table.police)


def test_a_waiting_child_is_not_joined(table):
    child, adult = written(table, born=FOURTEEN), written(table)
    with pytest.raises((NotAllowed, RefusedByTable)):
        operations.propose_joining(child, adult, reason=WHY, access=table.police)


def test_no_joining_without_its_line_in_the_log(table, monkeypatch):
    one, other = written(table), written(table, by=table.police)

    def fail(*args, **words):
        raise log.LogUnavailable

    monkeypatch.setattr(log, "record", fail)
    with pytest.raises(log.LogUnavailable):
        operations.propose_joining(one, other, reason=WHY, access=table.youth)
    assert not Joining.objects.exists()


# the same in the pure half, ten thousand times: whatever was joined before, a joining that is
# undone leaves everybody with exactly the companions he had

RECORDS = "abcdefgh"
MOMENT = datetime(2026, 11, 23, tzinfo=UTC)


def _join(joinings, one, other):
    persons = derive_persons(joinings)
    if one in persons and other in persons:
        return None
    person = choose_person(one, other, persons=persons) or f"p{len(joinings)}"
    return [*joinings, Joined(str(len(joinings)), person, (one, other), JoiningState.STANDING)]


def _companions(joinings):
    persons = derive_persons(joinings)
    return {record: list_companions(record, persons=persons) for record in RECORDS}


def _undo(joinings, at):
    return [j._replace(state=JoiningState.UNDONE) if i == at else j for i, j in enumerate(joinings)]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(RECORDS), st.sampled_from(RECORDS), st.booleans()), max_size=12
    )
)
def test_companions_are_mutual_and_alone_is_alone(deeds):
    joinings = []
    for one, other, back in deeds:
        if one != other:
            joinings = _join(joinings, one, other) or joinings
        if back and joinings:
            joinings = _undo(joinings, len(joinings) - 1)
    companions = _companions(joinings)
    for record, others in companions.items():
        assert record in others
        assert all(companions[other] == others for other in others)


def test_ten_thousand_joinings_are_undone_without_a_trace():
    from random import Random

    rng = Random(20261123)  # noqa: S311 - invented deeds
    pairs = list(combinations(RECORDS, 2))
    cases = failures = 0
    while cases < 10_000:
        joinings = []
        for one, other in rng.sample(pairs, rng.randint(0, 5)):
            joinings = _join(joinings, one, other) or joinings
            if joinings and rng.random() < 0.3:
                joinings = _undo(joinings, rng.randrange(len(joinings)))
        before = _companions(joinings)
        more = _join(joinings, *rng.choice(pairs))
        if more is None:
            continue
        cases += 1
        failures += _companions(_undo(more, len(more) - 1)) != before or _companions(more) == before
    print(f"{failures} of {cases} joinings left a trace")
    assert (failures, cases) == (0, 10_000)


@pytest.mark.parametrize(
    ("steps", "state"),
    [((Step.PROPOSED,), JoiningState.PROPOSED), ((Step.PROPOSED, Step.CONFIRMED), JoiningState.STANDING),
     ((Step.PROPOSED, Step.DECLINED), JoiningState.DECLINED), ((Step.PROPOSED, Step.CONFIRMED, Step.UNDONE), JoiningState.UNDONE)],
)  # fmt: skip
def test_the_newest_step_says_where_a_joining_stands(steps, state):
    taken = [StepTaken("1", step, MOMENT + timedelta(days=n)) for n, step in enumerate(steps)]
    assert derive_state(taken) is state


def test_search_finds_by_two_fields_at_one_table_only(table):
    code = written(table, "Jorrit van der Meulen", address="Lindelaan 12")
    asked = [somebody("J. v.d. Meulen"), somebody("Meulen, Jorrit van der"), somebody("", address="lindelaan 12"),
             somebody("Vandermeulen", None, "Lindelaan 12")]  # fmt: skip
    for question in asked:
        (found,) = queries.search_records(question, scope=table.scope, access=table.police)
        assert (found.record, found.identity, found.initials) == (code, None, "J.M.")
    elsewhere = queries.search_records(asked[0], scope=table.stranger.scope, access=table.stranger)
    assert elsewhere == ()
    with pytest.raises(RefusedByTable):
        queries.search_records(asked[0], scope=table.scope, access=table.stranger)


@pytest.mark.parametrize("asked", [somebody("Wijbenga", None), somebody("", None, "Lindelaan 12"), somebody("")],
                         ids=["name", "address", "birth date"])  # fmt: skip
def test_one_field_is_browsing_and_refused(table, asked):
    written(table, address="Lindelaan 12")
    with pytest.raises(WrongWriting, match="Vul er twee in"):
        queries.search_records(asked, scope=table.scope, access=table.police)
