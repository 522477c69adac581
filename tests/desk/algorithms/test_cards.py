"""Every algorithm in the box has a card that the register would take in."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from zichtlijn.desk.algorithms.cards import Card, read_cards
from zichtlijn.desk.algorithms.commands import algorithms
from zichtlijn.desk.algorithms.standard import FIELDS, LONGEST, find_faults

CARDS = read_cards(organisation="Gemeente Oeverdam")
CODES = [card.code for card in CARDS]


def test_the_standard_has_thirty_one_fields() -> None:
    assert len(FIELDS) == len(set(FIELDS)) == 31


@pytest.mark.parametrize("card", CARDS, ids=CODES)
def test_the_register_would_take_in_every_card(card: Card) -> None:
    assert list(find_faults(card.fields)) == []
    assert set(card.fields) == set(FIELDS)
    assert card.fields["organization"] == "Gemeente Oeverdam"


@pytest.mark.parametrize("field", FIELDS)
def test_a_wrong_field_is_named(field: str) -> None:
    right = dict(CARDS[0].fields)
    missing = {name: value for name, value in right.items() if name != field}
    assert field in {fault.field for fault in find_faults(missing)}
    wrong = deepcopy(right) | {
        field: "x" * (LONGEST.get(field, 0) + 1) if field in LONGEST else "x"
    }
    assert [fault.field for fault in find_faults(wrong)][:1] == [field]


def test_a_field_the_standard_does_not_know_is_named() -> None:
    faults = list(find_faults({**CARDS[0].fields, "score": "1"}))
    assert [(fault.field, fault.why) for fault in faults] == [("score", "kent de standaard niet")]


def test_every_room_that_calculates_about_people_or_bangs_has_a_card() -> None:
    assert {card.room for card in CARDS} >= {"networks", "persons", "privacy", "fireworks"}
    assert len(CARDS) >= 6


@pytest.mark.django_db
def test_the_pages_show_every_card_and_its_file(client: Client) -> None:
    listed = client.get("/algoritmes/").content.decode()
    for card in CARDS:
        assert f"/algoritmes/{card.code}/" in listed
        assert client.get(f"/algoritmes/{card.code}/").status_code == 200
        file = json.loads(client.get(f"/algoritmes/{card.code}.json").content)
        assert list(find_faults(file)) == []
    assert client.get("/algoritmes/bestaat-niet/").status_code == 404


def test_the_command_writes_every_card(tmp_path: Path) -> None:
    done = CliRunner().invoke(algorithms, ["export", "--out", str(tmp_path / "kaarten")])
    assert done.exit_code == 0, done.output
    names = {path.name for path in (tmp_path / "kaarten").iterdir()}
    assert names == {f"{code}.algorithm.json" for code in CODES}
