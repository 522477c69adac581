"""What names people is noise without its key, and nothing brings a shredded key back."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.audit import keys

MOMENT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PLACE = "persons.record:9f3c:name"


@pytest.fixture
def key_id() -> str:
    return keys.make_key(keys.KeyKind.RECORD, moment=MOMENT)


def test_what_was_sealed_comes_back_under_its_own_key(key_id: str) -> None:
    sealed = keys.seal(key_id, "Fatima de Groot", bound_to=PLACE)
    assert b"Fatima" not in sealed
    assert keys.unseal(key_id, sealed, bound_to=PLACE) == "Fatima de Groot"


def test_two_seals_of_one_name_share_nothing_to_compare(key_id: str) -> None:
    first, second = (keys.seal(key_id, "Jan", bound_to=PLACE) for _ in range(2))
    assert first != second


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=60), bound_to=st.text(max_size=20))
def test_every_text_comes_back_as_it_was(text: str, bound_to: str) -> None:
    key_id = keys.make_key(keys.KeyKind.PERSON_CARD, moment=MOMENT)
    assert (
        keys.unseal(key_id, keys.seal(key_id, text, bound_to=bound_to), bound_to=bound_to) == text
    )
