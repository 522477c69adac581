"""What is past its term goes on the day: rows, keys, list and proof, and not half of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from zichtlijn.audit import keys
from zichtlijn.audit.access import Access
from zichtlijn.privacy.models import DestructionRecord, Remains
from zichtlijn.privacy.operations import destruction, holdings, retention
from zichtlijn.privacy.reports.retention import prove_destruction
from zichtlijn.privacy.terms.holdings import Destroyed

Commits = Callable[[], AbstractContextManager[object]]

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def no_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holdings, "_REGISTERED", {})


def _gone(*ids: str) -> Destroyed:
    return Destroyed("persons", "named_observation", len(ids), "bewaartermijn voorbij", ids)


def test_a_key_outlives_its_row_no_longer_than_the_transaction(
    committed: Commits, access: Access
) -> None:
    key_id = keys.make_key(keys.KeyKind.RECORD, moment=access.moment)
    sealed = keys.seal(key_id, "Ans", bound_to="x")
    with committed(), transaction.atomic():
        destruction.shred_after_commit([key_id])
        assert keys.unseal(key_id, sealed, bound_to="x") == "Ans"
    with pytest.raises(keys.KeyShredded):
        keys.unseal(key_id, sealed, bound_to="x")
    assert not Remains.objects.exists()


def test_what_is_taken_back_keeps_its_key(committed: Commits, access: Access) -> None:
    key_id = keys.make_key(keys.KeyKind.RECORD, moment=access.moment)
    sealed = keys.seal(key_id, "Ans", bound_to="x")
    with committed(), pytest.raises(ValueError, match="halverwege"), transaction.atomic():
        _shred_and_stumble(key_id)
    assert keys.unseal(key_id, sealed, bound_to="x") == "Ans"


def test_each_destruction_is_a_link_that_cannot_be_changed(
    committed: Commits, access: Access
) -> None:
    with committed():
        for number in range(3):
            destruction.record_destruction(_gone(f"r{number}"), today=TODAY, access=access)
    proof = prove_destruction(today=TODAY, access=access)
    assert [link.destruction.records for link in proof.links] == [1, 1, 1]
    assert (proof.first_break, proof.waiting, proof.is_sound) == (None, 0, True)
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        DestructionRecord.objects.update(records=0)


def test_a_record_that_was_changed_in_the_file_is_named(committed: Commits, access: Access) -> None:
    for number in range(4):
        destruction.record_destruction(_gone(f"r{number}"), today=TODAY, access=access)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER privacy_no_update_destruction")
        cursor.execute("UPDATE privacy_destructionrecord SET records = 9 WHERE number = 3")
    proof = prove_destruction(today=TODAY, access=access)
    assert (proof.first_break, proof.is_sound) == (3, False)


def test_the_ids_of_what_went_stand_on_the_list_and_nowhere_in_the_record(
    committed: Commits, access: Access
) -> None:
    with committed():
        destruction.record_destruction(_gone("r1", "r2"), today=TODAY, access=access)
    assert keys.list_tombstones() == (
        keys.Tombstone("persons", "r1"),
        keys.Tombstone("persons", "r2"),
    )
    row = DestructionRecord.objects.values().get()
    assert "r1" not in str(row)


def test_a_run_with_nothing_to_destroy_says_so(committed: Commits, access: Access) -> None:
    assert retention.run_retention(today=TODAY + timedelta(days=1), access=access) == ()


def _shred_and_stumble(key_id: str) -> None:
    destruction.shred_after_commit([key_id])
    raise ValueError("halverwege")
