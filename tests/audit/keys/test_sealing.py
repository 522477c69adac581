"""What names people is noise without its key, and opens in its own place only."""

import os
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.audit import keys
from zichtlijn.audit.keys import master, store

MOMENT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PLACE = "persons.record:9f3c:name"
NAME = "Fatima de Groot"


@pytest.fixture
def key_id() -> str:
    return keys.make_key(keys.KeyKind.RECORD, moment=MOMENT)


def test_what_was_sealed_comes_back_under_its_own_key(key_id: str) -> None:
    sealed = keys.seal(key_id, NAME, bound_to=PLACE)
    assert b"Fatima" not in sealed
    assert keys.unseal(key_id, sealed, bound_to=PLACE) == NAME


def test_two_seals_of_one_name_share_nothing_to_compare(key_id: str) -> None:
    first, second = (keys.seal(key_id, "Jan", bound_to=PLACE) for _ in range(2))
    assert first[:5] == second[:5]  # scheme and version
    assert first[5:17] != second[5:17]
    assert first[17:20] != second[17:20]


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=60), bound_to=st.text(max_size=20))
def test_every_text_comes_back_as_it_was(text: str, bound_to: str) -> None:
    key_id = keys.make_key(keys.KeyKind.PERSON_CARD, moment=MOMENT)
    assert (
        keys.unseal(key_id, keys.seal(key_id, text, bound_to=bound_to), bound_to=bound_to) == text
    )


def test_a_name_moved_to_another_place_or_another_key_does_not_open(key_id: str) -> None:
    other = keys.make_key(keys.KeyKind.RECORD, moment=MOMENT)
    sealed = keys.seal(key_id, NAME, bound_to=PLACE)
    for under, place in ((key_id, "persons.record:0000:name"), (other, PLACE)):
        with pytest.raises(keys.SealBroken) as refused:
            keys.unseal(under, sealed, bound_to=place)
        assert "Fatima" not in str(refused.value)


def test_one_bit_changed_anywhere_is_noticed(key_id: str) -> None:
    sealed = keys.seal(key_id, NAME, bound_to=PLACE)
    opened = 0
    for bit in range(8 * len(sealed)):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(keys.SealBroken):
            opened += bool(keys.unseal(key_id, bytes(changed), bound_to=PLACE))
    print(f"{8 * len(sealed)} bits changed, {opened} opened")
    assert (opened, len(sealed) > 40) == (0, True)


@pytest.mark.parametrize("length", [0, 4, 5, 17, 20])
def test_what_is_cut_short_does_not_open(key_id: str, length: int) -> None:
    sealed = keys.seal(key_id, NAME, bound_to=PLACE)
    with pytest.raises(keys.SealBroken):
        keys.unseal(key_id, sealed[:length], bound_to=PLACE)


def test_another_program_opens_what_we_seal_by_the_book(key_id: str) -> None:
    """AES-256-GCM as NIST describes it: header and place as additional data, 12 bytes of nonce."""
    sealed = keys.seal(key_id, NAME, bound_to=PLACE)
    with store.read_store() as opened:
        (wrapped,) = opened.execute("SELECT wrapped FROM record_key").fetchone()
        wrapping = store.fetch_master(opened).versions[1]
    unwrapped = AESGCM(wrapping).decrypt(
        wrapped[5:17], wrapped[17:], wrapped[:5] + f"record\n{key_id}".encode()
    )
    text = AESGCM(unwrapped).decrypt(
        sealed[5:17], sealed[17:], sealed[:5] + f"{key_id}\n{PLACE}".encode()
    )
    assert (text.decode(), len(unwrapped), sealed[0]) == (NAME, 32, 1)


def test_many_open_in_their_order_and_no_nonce_comes_twice() -> None:
    ids = keys.make_keys(keys.KeyKind.RECORD, 40, moment=MOMENT)
    rng = random.Random(1)  # noqa: S311 - invented names
    names = [f"naam {rng.randrange(10**6)}" for _ in range(400)]
    sealed = [
        keys.Sealed(ids[n % 40], keys.seal(ids[n % 40], name, bound_to=PLACE), PLACE)
        for n, name in enumerate(names)
    ]
    assert keys.unseal_many(sealed) == tuple(names)
    assert len({one.text[5:17] for one in sealed}) == 400


def test_an_id_that_was_never_a_key_is_told_apart_from_a_shredded_one() -> None:
    with pytest.raises(keys.KeysUnavailable, match="geen bekende sleutel"):
        keys.seal("0" * 32, NAME, bound_to=PLACE)


def test_the_master_key_is_for_its_owner_alone_and_made_once(own_keys: Path, key_id: str) -> None:
    for name in ("master_key", "keys.sqlite3", "keys.sqlite3-wal"):
        assert (own_keys / name).stat().st_mode & 0o077 == 0, name
    before = (own_keys / "master_key").read_bytes()
    keys.make_key(keys.KeyKind.RECORD, moment=MOMENT)
    assert (own_keys / "master_key").read_bytes() == before
    assert not list(own_keys.glob(".master-*"))


def test_two_first_uses_at_once_end_with_one_master_key(own_keys: Path) -> None:
    own_keys.mkdir(parents=True)
    first = master.make_first_master(own_keys / "master_key")
    assert master.make_first_master(own_keys / "master_key") == first


def test_a_store_whose_master_key_is_gone_gets_no_other(own_keys: Path, key_id: str) -> None:
    (own_keys / "master_key").unlink()
    with pytest.raises(keys.KeysUnavailable, match=r"hoofdsleutel ontbreekt.*doctor"):
        keys.make_key(keys.KeyKind.RECORD, moment=MOMENT)
    assert not (own_keys / "master_key").exists()


@pytest.mark.parametrize(
    "written", ["", "[]", "{}", '{"een": "AAAA"}', '{"1": "AAAA"}', '{"1": 5}', "\xff"]
)
def test_a_damaged_master_key_is_said_to_be_so(own_keys: Path, key_id: str, written: str) -> None:
    (own_keys / "master_key").write_text(written, encoding="latin-1")
    with pytest.raises(keys.KeysUnavailable, match="beschadigd"):
        keys.seal(key_id, NAME, bound_to=PLACE)


def test_the_master_key_of_another_store_opens_nothing(own_keys: Path, key_id: str) -> None:
    other = master.with_new_version(master.read_master(own_keys / "master_key"))
    master.write_master(own_keys / "master_key", master.only(other, []))
    with pytest.raises(keys.KeysUnavailable, match="niet die van deze sleutelkluis"):
        keys.seal(key_id, NAME, bound_to=PLACE)


def test_a_master_key_that_cannot_be_read_is_said_to_be_so(own_keys: Path, key_id: str) -> None:
    (own_keys / "master_key").unlink()
    (own_keys / "master_key").mkdir()
    with pytest.raises(keys.KeysUnavailable, match="niet worden gelezen"):
        keys.seal(key_id, NAME, bound_to=PLACE)


def test_a_place_that_cannot_be_written_is_said_to_be_so(own_keys: Path) -> None:
    own_keys.parent.mkdir(exist_ok=True)
    own_keys.write_text("geen map")
    for deed in (
        lambda: keys.make_key(keys.KeyKind.RECORD, moment=MOMENT),
        lambda: keys.blind_index("x", within="y"),
        lambda: master.make_first_master(own_keys / "master_key"),
        lambda: keys.bury([keys.Tombstone("persons", "1")]),
        keys.list_tombstones,
    ):
        with pytest.raises(keys.KeysUnavailable):
            deed()


def test_a_child_process_opens_the_store_for_itself(
    key_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = keys.seal(key_id, NAME, bound_to=PLACE)
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert keys.unseal(key_id, sealed, bound_to=PLACE) == NAME


def test_an_identifier_is_found_again_within_one_collection_only() -> None:
    within = "oeverdam/youth_group_approach"
    found = keys.blind_index("1999-01-31|jansen", within=within)
    assert found == keys.blind_index("1999-01-31|jansen", within=within)
    assert len(found) == 64
    assert int(found, 16) >= 0
    assert found != keys.blind_index("1999-01-31|jansen", within="oeverdam/bibob_test")
    assert found != keys.blind_index("1999-01-30|jansen", within=within)


def test_two_who_need_an_index_key_at_once_get_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from zichtlijn.audit.keys import indexing

    first = keys.blind_index("a", within="w")
    fetch, asked = indexing._fetch_index_secret, []

    def miss_once(*words: object) -> bytes | None:
        asked.append(words)
        return None if len(asked) == 1 else fetch(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(indexing, "_fetch_index_secret", miss_once)
    assert keys.blind_index("a", within="w") == first
    assert len(asked) == 2


def test_keys_are_counted_once_one_of_them_opened(own_keys: Path) -> None:
    assert keys.count_keys() == 0
    one, _ = keys.make_keys(keys.KeyKind.RECORD, 2, moment=MOMENT)
    keys.shred([one])
    assert keys.count_keys() == 1
    (own_keys / "master_key").unlink()
    with pytest.raises(keys.KeysUnavailable):
        keys.count_keys()
