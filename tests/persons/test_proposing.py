"""Possible same persons: right 99 times in 100, and equally good for names of every origin."""

from datetime import date
from pathlib import Path

import pytest
from tests.persons.invented_names import DEVELOPMENT, HELD_OUT
from tests.persons.invented_register import invent_register
from tests.persons.scoring import Score, list_true_pairs, score
from tests.persons.written_register import read_written_register, score_written

from zichtlijn.persons.analysis.proposing import (
    propose_same_persons,
    want_every_band,
    want_supported_bands,
)
from zichtlijn.persons.reports.words import REASONS
from zichtlijn.persons.sources.given_names import read_given_names
from zichtlijn.persons.terms import Band, Proposal, Record

NAMES = read_given_names()
WRITTEN = Path(__file__).parent / "names" / "another_hand.csv"
UNSEEN = Path(__file__).parent / "names" / "third_hand.csv"  # never learnt from: keep it so


def _propose(*rows: tuple[str, str, str | None], place: str | None = None) -> list[Proposal]:
    records = [
        Record(record_id, name, date.fromisoformat(day) if day else None, place)
        for record_id, name, day in rows
    ]
    return propose_same_persons(records, given_names=NAMES, wants=want_every_band)


def _bands(*rows: tuple[str, str, str | None], place: str | None = None) -> list[str]:
    return [str(proposal.band) for proposal in _propose(*rows, place=place)]


def _measure(pool: dict, *, people_of_each: int, seed: int) -> Score:
    register = invent_register(pool, people_of_each=people_of_each, seed=seed, given_names=NAMES)
    proposals = propose_same_persons(
        register.records, given_names=NAMES, wants=want_supported_bands
    )
    return score(register, proposals)


@pytest.mark.parametrize(
    ("pool", "seed"),
    [(DEVELOPMENT, 1), (HELD_OUT, 11), (HELD_OUT, 12)],
    ids=["seen", "new", "new2"],
)
def test_names_of_every_origin_are_proposed_alike(pool: dict, seed: int) -> None:
    measured = _measure(pool, people_of_each=300, seed=seed)
    print(measured, f"recall {measured.recall:.3f} precision {measured.precision:.4f}")
    assert measured.pairs > 1_000
    assert measured.precision >= 0.99
    assert measured.recall >= 0.95
    assert len(measured.recalls) == 6
    assert measured.gap <= 0.05


def test_a_register_of_another_hand_is_proposed_as_well() -> None:
    register = read_written_register(WRITTEN)
    found = propose_same_persons(register.records, given_names=NAMES, wants=want_supported_bands)
    whole = score_written(register, found)
    decidable = score_written(register, found, keeps=lambda pair: pair.is_decidable)
    print(whole, decidable)
    assert whole.pairs == 250
    assert len(register.negatives) == 66
    assert whole.precision >= 0.99
    assert whole.recall >= 0.95
    assert whole.gap <= 0.05
    assert decidable.pairs == 227
    assert decidable.recall >= 0.98
    assert decidable.gap <= 0.05


def test_a_register_that_nobody_learnt_from_is_proposed_as_well() -> None:
    register = read_written_register(UNSEEN)
    found = propose_same_persons(register.records, given_names=NAMES, wants=want_supported_bands)
    told = score_written(register, found, keeps=lambda pair: not pair.damage.startswith("doubtful"))
    print(told)
    assert told.pairs == 300
    assert len(register.negatives) == 84
    assert told.precision >= 0.99
    assert told.recall >= 0.95
    assert len(told.recalls) == 6
    assert told.gap <= 0.05


@pytest.mark.night
def test_a_register_of_a_town_is_proposed_as_well() -> None:
    measured = _measure(HELD_OUT, people_of_each=3_000, seed=5)
    print(measured)
    assert measured.precision >= 0.99
    assert measured.recall >= 0.95
    assert measured.gap <= 0.05


def test_twins_are_two_people() -> None:
    assert _bands(("a", "Jan Jansen", "1990-05-06"), ("b", "Piet Jansen", "1990-05-06")) == []
    assert _bands(("a", "Amin Haddaoui", "1990-05-06"), ("b", "Amina Haddaoui", "1990-05-06")) == []
    assert _bands(("a", "Esra Kaya", "1990-05-06"), ("b", "Elif Kaya", "1990-05-06")) == []


def test_an_initial_that_fits_both_twins_is_weak() -> None:
    rows = ("a", "Jan Jansen", "1990-05-06"), ("b", "Joost Jansen", "1990-05-06")
    found = _propose(*rows, ("c", "J. Jansen", "1990-05-06"))
    assert [(p.record_a, p.record_b, p.band) for p in found] == [
        ("a", "c", Band.POSSIBLE),
        ("b", "c", Band.POSSIBLE),
    ]
    assert all("er is nog iemand op wie dit past" in proposal.reasons for proposal in found)
    assert _bands(rows[0], ("c", "J. Jansen", "1990-05-06")) == ["likely"]


def test_father_and_son_with_one_name_are_two_people() -> None:
    assert _bands(("a", "Piet Dijkstra", "1960-02-02"), ("b", "Piet Dijkstra", "1988-07-01")) == []
    assert _bands(("a", "Piet Dijkstra", "1960-02-02"), ("b", "Piet Dijkstra", "1990-02-02")) == []


def test_brothers_are_two_people() -> None:
    assert _bands(("a", "Ali Demir", "1990-02-02"), ("b", "Ahmet Demir", "1992-02-02")) == []


def test_the_first_of_january_says_little_for_everybody() -> None:
    for one, other in [("Jan de Wit", "Jan Mulder"), ("Ali Kaya", "Ali Demir")]:
        assert _bands(("a", one, "1985-01-01"), ("b", other, "1985-01-01")) == []
    for name in ("Hendrik Mulder", "Mohamed Amrani"):
        others = [(f"x{n}", name, f"19{60 + n}-0{3 + n}-1{n}") for n in range(4)]
        same = ("a", name, "1985-01-01"), ("b", name, "1985-01-01")
        assert _bands(*same, *others) == ["possible"]
        assert _bands(*same, *others, place="Lindedorp") == ["likely"]
        assert _bands(("a", name, "1985-05-06"), ("b", name, "1985-05-06"), *others) == [
            "almost_certain"
        ]


def test_without_a_birth_date_only_a_name_of_one_person_will_do() -> None:
    rows = ("a", "Rixt Galama", "1970-02-03"), ("b", "Rixt Galama", None)
    assert _bands(*rows, place="Lindedorp") == ["likely"]
    assert _bands(*rows) == ["possible"]
    namesake = ("c", "Rixt Galama", "1998-09-09")
    assert _bands(*rows, namesake, place="Lindedorp") == ["possible", "possible"]


def test_the_reasons_are_words_about_what_agrees_and_what_explains_the_rest() -> None:
    (found,) = _propose(
        ("b", "Berg, Jan", "1980-04-03"), ("a", "Johannes van den Berg", "1980-03-04"), place="X"
    )
    assert found == Proposal(
        "a",
        "b",
        Band.LIKELY,
        (
            "voornaam is roepnaam van Johannes",
            "zelfde achternaam",
            "tussenvoegsel weggelaten of anders geschreven",
            "dag en maand verwisseld",
            "zelfde gemeente",
        ),
    )
    assert not any(character.isdigit() for reason in found.reasons for character in reason)


def test_every_reason_has_its_word_on_screen() -> None:
    register = read_written_register(WRITTEN)
    born = date(1990, 5, 6)
    cut = [Record("y", "Oronaldino Kuik", born, None), Record("z", "Naldino Kuik", born, None)]
    records = [*register.records, *cut]
    found = propose_same_persons(records, given_names=NAMES, wants=want_every_band)
    said = {reason for proposal in found for reason in proposal.reasons}
    # the desk knows no municipality of a record, and says "of the other" for a name
    elsewhere = ("voornaam is roepnaam van", "zelfde gemeente", "andere gemeente")
    plain = {reason for reason in said if not reason.startswith(elsewhere)}
    assert len(plain) > 12
    assert {"voornaam is afgekort", "geboortedatum scheelt een cijfer, een dag of een jaar"} < plain
    assert plain <= set(REASONS)


def test_another_surname_is_at_most_weak() -> None:
    rows = ("a", "Rixt Galama", "1970-02-03"), ("b", "Rixt Talsma", "1970-02-03")
    assert _bands(*rows, place="Lindedorp") == ["possible"]
    assert _bands(*rows) == []


def test_each_pair_stands_on_its_own() -> None:
    found = _propose(
        ("a", "Anna de Vries", "1971-08-09"),
        ("b", "Anna Jansen-de Vries", "1971-08-09"),
        ("c", "Anna Jansen", "1971-08-09"),
    )
    assert [(p.record_a, p.record_b) for p in found] == [("a", "b"), ("b", "c")]


def test_proposals_are_ordered_by_their_ids_never_by_likeness() -> None:
    register = invent_register(HELD_OUT, people_of_each=40, seed=2, given_names=NAMES)
    found = propose_same_persons(register.records, given_names=NAMES, wants=want_every_band)
    ids = [(proposal.record_a, proposal.record_b) for proposal in found]
    assert ids == sorted(ids)
    assert all(one < other for one, other in ids)
    assert len({proposal.band for proposal in found}) == 3
    again = propose_same_persons(register.records[::-1], given_names=NAMES, wants=want_every_band)
    assert again == found


def test_the_score_counts_a_wrong_and_a_missed_pair() -> None:
    register = invent_register(HELD_OUT, people_of_each=20, seed=2, given_names=NAMES)
    truth = list(list_true_pairs(register))
    wrong = Proposal("r0", "r1", Band.LIKELY, ())
    right = Proposal(*truth[0], Band.LIKELY, ())
    measured = score(register, [wrong, right])
    assert (measured.proposed, measured.right, measured.found) == (2, 1, 1)
    assert measured.pairs == len(truth)
