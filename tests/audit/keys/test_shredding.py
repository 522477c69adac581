"""A shredded key is gone from every file, and nothing brings it back."""

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import override_settings

from zichtlijn.audit import keys
from zichtlijn.audit.keys import store

MOMENT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PLACE = "persons.record:9f3c:name"
TWISTED = """
    CREATE TABLE record_key (id TEXT, kind TEXT CHECK (kind <> 'scheef'), made_at TEXT, wrapped BLOB);
    CREATE TABLE index_key (within TEXT, wrapped BLOB);
    PRAGMA ignore_check_constraints = ON;
    INSERT INTO record_key VALUES ('1', 'scheef', '', NULL);
"""


def _make(number: int) -> dict[str, bytes]:
    ids = keys.make_keys(keys.KeyKind.RECORD, number, moment=MOMENT)
    return {one: keys.seal(one, f"naam van {one}", bound_to=PLACE) for one in ids}


def _wrapped() -> dict[str, bytes]:
    with store.read_store() as opened:
        return dict(opened.execute("SELECT id, wrapped FROM record_key"))


def _everything(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file())


def test_a_shredded_key_opens_nothing_and_says_why() -> None:
    sealed = _make(2)
    gone, stays = sealed
    assert keys.shred([gone]) == 1
    for deed in (
        lambda: keys.unseal(gone, sealed[gone], bound_to=PLACE),
        lambda: keys.seal(gone, "opnieuw", bound_to=PLACE),
    ):
        with pytest.raises(keys.KeyShredded, match="vernietigd en niet meer te lezen"):
            deed()
    assert keys.unseal(stays, sealed[stays], bound_to=PLACE) == f"naam van {stays}"


def test_twice_is_once_and_an_unknown_id_is_no_fault() -> None:
    (only,) = _make(1)
    assert [keys.shred([only]), keys.shred([only]), keys.shred(["f" * 32])] == [1, 0, 0]


def test_the_wrapped_key_is_in_no_file_of_the_store(own_keys: Path) -> None:
    sealed = _make(200)
    wrapped = _wrapped()
    before = _everything(own_keys)
    assert all(one in before for one in wrapped.values())
    assert keys.shred(list(sealed)[:100]) == 100
    after = _everything(own_keys)
    left = sum(wrapped[one] in after or wrapped[one][17:] in after for one in list(sealed)[:100])
    kept = sum(wrapped[one] in after for one in list(sealed)[100:])
    print(f"100 shredded keys, {left} still in a file; 100 others, {kept} there")
    assert (left, kept) == (0, 100)
    assert (own_keys / "keys.sqlite3-wal").stat().st_size == 0


def test_a_reader_who_does_not_let_go_delays_and_does_not_prevent(
    own_keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (only,) = _make(1)
    with closing(sqlite3.connect(own_keys / "keys.sqlite3")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM record_key").fetchone()
        with store.read_store() as opened:
            opened.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(keys.KeysUnavailable, match="te lang bezet"):
            keys.shred([only])
    assert keys.shred([only]) == 0
    assert (own_keys / "keys.sqlite3-wal").stat().st_size == 0


def test_what_is_shredded_stands_on_the_list_first(monkeypatch: pytest.MonkeyPatch) -> None:
    (only,) = _make(1)
    monkeypatch.setattr("zichtlijn.audit.keys.shredding.open_store", _refuse)
    with pytest.raises(keys.KeysUnavailable):
        keys.shred([only])
    assert keys.list_tombstones() == (keys.Tombstone(keys.KEY, only),)
    monkeypatch.undo()
    assert [keys.shred_again(), keys.shred_again()] == [1, 0]


def _refuse() -> None:
    raise keys.KeysUnavailable("De schijf is vol.")


def test_half_a_line_on_the_list_says_nothing_and_harms_no_other(own_keys: Path) -> None:
    keys.bury([keys.Tombstone("persons", "a1"), keys.Tombstone("persons", "a1")])
    with (own_keys / "destroyed").open("ab") as file:
        file.write(b"persons b")
    assert keys.list_tombstones() == (keys.Tombstone("persons", "a1"),)
    keys.bury([keys.Tombstone("persons", "b2")])
    assert keys.Tombstone("persons", "b2") in keys.list_tombstones()


def test_the_list_that_cannot_be_written_stops_the_shredding(own_keys: Path) -> None:
    (only,) = _make(1)
    (own_keys / "destroyed").mkdir()
    with pytest.raises(keys.KeysUnavailable, match="niet bij te werken"):
        keys.shred([only])
    with pytest.raises(keys.KeysUnavailable, match="niet te lezen"):
        keys.list_tombstones()


def test_rewrapping_changes_every_wrap_and_no_text(own_keys: Path) -> None:
    sealed = _make(20)
    index = keys.blind_index("jansen", within="w")
    keys.shred([next(iter(sealed))])
    before, old_master = _wrapped(), (own_keys / "master_key").read_text()
    assert keys.rewrap() == 20  # nineteen keys and one of an index
    assert '"2"' in (own_keys / "master_key").read_text()
    assert '"1"' not in (own_keys / "master_key").read_text()
    assert old_master != (own_keys / "master_key").read_text()
    after = _wrapped()
    assert not {one for one in after.values() if one} & {one for one in before.values() if one}
    for one in list(sealed)[1:]:
        assert keys.unseal(one, sealed[one], bound_to=PLACE) == f"naam van {one}"
    assert keys.blind_index("jansen", within="w") == index
    assert all(one not in _everything(own_keys) for one in before.values() if one)


def test_a_rewrap_broken_off_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = _make(3)
    monkeypatch.setattr("zichtlijn.audit.keys.shredding._rewrap_all", lambda *_: _refuse())
    with pytest.raises(keys.KeysUnavailable):
        keys.rewrap()
    monkeypatch.undo()
    for one, text in sealed.items():
        assert keys.unseal(one, text, bound_to=PLACE) == f"naam van {one}"
    assert keys.rewrap() == 3
    for one, text in sealed.items():
        assert keys.unseal(one, text, bound_to=PLACE) == f"naam van {one}"


def test_every_thread_has_its_own_way_to_the_store() -> None:
    sealed = _make(1)
    (only,) = sealed
    heard: list[str] = []

    def listen() -> None:
        heard.append(keys.unseal(only, sealed[only], bound_to=PLACE))

    threads = [threading.Thread(target=listen) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == [f"naam van {only}"] * 4


@pytest.fixture
def copied(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "kopie.sqlite3", tmp_path / "kopie_master"


def _elsewhere(folder: Path) -> override_settings:
    return override_settings(
        KEY_STORE=folder / "keys.sqlite3",
        MASTER_KEY=folder / "master_key",
        TOMBSTONES=folder / "destroyed",
    )


def test_a_copy_brings_its_keys_to_a_new_machine(copied: tuple[Path, Path], tmp_path: Path) -> None:
    sealed = _make(5)
    index = keys.blind_index("jansen", within="w")
    first = next(iter(sealed))
    keys.shred([first])
    keys.copy_store(*copied)
    with _elsewhere(tmp_path / "nieuw"):
        assert keys.adopt_store(*copied) == 4
        assert keys.adopt_store(*copied) == 0
        for one in list(sealed)[1:]:
            assert keys.unseal(one, sealed[one], bound_to=PLACE) == f"naam van {one}"
        with pytest.raises(keys.KeyShredded):
            keys.unseal(first, sealed[first], bound_to=PLACE)
        assert keys.blind_index("jansen", within="w") == index


def test_a_copy_brings_back_no_key_that_was_shredded_since(
    copied: tuple[Path, Path], own_keys: Path
) -> None:
    sealed = _make(4)
    gone, lost, *_ = sealed
    keys.copy_store(*copied)
    keys.shred([gone])
    with store.open_store() as opened:  # as if a broken disk had lost two keys
        opened.execute("DELETE FROM record_key WHERE id IN (?, ?)", (gone, lost))
    assert keys.adopt_store(*copied) == 1
    assert keys.unseal(lost, sealed[lost], bound_to=PLACE) == f"naam van {lost}"
    with pytest.raises(keys.KeyShredded):
        keys.unseal(gone, sealed[gone], bound_to=PLACE)


def test_a_copy_of_a_store_that_was_never_used_can_be_taken(copied: tuple[Path, Path]) -> None:
    keys.copy_store(*copied)
    assert keys.adopt_store(*copied) == 0


def test_what_is_no_store_or_is_damaged_changes_nothing(copied: tuple[Path, Path]) -> None:
    sealed = _make(50)
    keys.copy_store(*copied)
    file, master_file = copied
    whole = file.read_bytes()
    for broken in (b"geen database", whole[:4096] + b"\0" * 4096 + whole[8192:]):
        file.write_bytes(broken)
        with pytest.raises(keys.KeysUnavailable, match=r"beschadigd|geen sleutelkluis"):
            keys.adopt_store(file, master_file)
    for name, tables, said in (
        ("leeg", "CREATE TABLE iets (a)", "geen sleutelkluis"),
        ("scheef", TWISTED, "beschadigd"),
    ):
        with closing(sqlite3.connect(file.with_name(name))) as other:
            other.executescript(tables)
        with pytest.raises(keys.KeysUnavailable, match=said):
            keys.adopt_store(file.with_name(name), master_file)
    for one, text in sealed.items():
        assert keys.unseal(one, text, bound_to=PLACE) == f"naam van {one}"
