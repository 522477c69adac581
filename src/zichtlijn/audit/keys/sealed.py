"""Make keys, seal texts under them and open them again."""

import secrets
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from zichtlijn.audit.keys.ciphers import decrypt, encrypt, make_secret, read_version
from zichtlijn.audit.keys.store import fetch_master, open_store, read_store
from zichtlijn.audit.keys.terms import KeyKind, KeyShredded, KeysUnavailable, SealBroken, Sealed
from zichtlijn.audit.keys.wrapping import bind_record_key, unwrap, wrap

_ONLY_VERSION = 1  # a record's key is never renewed under its id: it gets a new id


def make_key(kind: KeyKind, *, moment: datetime) -> str:
    """Make one key, durable before its id is returned. Raises KeysUnavailable."""
    (made,) = make_keys(kind, 1, moment=moment)
    return made


def make_keys(kind: KeyKind, number: int, *, moment: datetime) -> tuple[str, ...]:
    """Make a number of keys at once: one write to the disk for all. Raises KeysUnavailable."""
    ids = tuple(secrets.token_hex(16) for _ in range(number))
    with open_store() as connection:
        master = fetch_master(connection)
        for key_id in ids:
            wrapped = wrap(make_secret(), master=master, bound_to=bind_record_key(key_id))
            row = (key_id, kind.value, moment.isoformat(), wrapped)
            connection.execute("INSERT INTO record_key VALUES (?, ?, ?, ?)", row)
    return ids


def seal(key_id: str, text: str, *, bound_to: str) -> bytes:
    """Return `text` sealed, to be opened only by this key and for the same `bound_to`.

    `bound_to` names the place it is for ("persons.record:9f3c:name"), so that a sealed name cannot
    be moved to another row. Raises KeyShredded, KeysUnavailable.
    """
    (sealed,) = seal_many(key_id, [(text, bound_to)])
    return sealed


def seal_many(key_id: str, texts: Sequence[tuple[str, str]]) -> tuple[bytes, ...]:
    """Return each text sealed for the place beside it, under one key that is fetched once.

    Raises as `seal` does.
    """
    with read_store() as connection:
        secret = _fetch_secret(connection, key_id)
    return tuple(
        encrypt(
            text.encode(), secret=secret, version=_ONLY_VERSION, bound_to=_bind(bound_to, key_id)
        )
        for text, bound_to in texts
    )


def unseal(key_id: str, sealed: bytes, *, bound_to: str) -> str:
    """Return the text. Raises KeyShredded, SealBroken, KeysUnavailable."""
    (text,) = unseal_many([Sealed(key_id, sealed, bound_to)])
    return text


def unseal_many(sealed: Iterable[Sealed]) -> tuple[str, ...]:
    """Return the texts in their order; each key is fetched once. Raises as `unseal` does."""
    known: dict[str, bytes] = {}
    with read_store() as connection:
        return tuple(_open(one, known, connection) for one in sealed)


def count_keys() -> int:
    """Return how many keys there are that open, after opening one of them to be sure.

    Raises KeysUnavailable, SealBroken.
    """
    with read_store() as connection:
        asked = "SELECT count(*), min(id) FROM record_key WHERE wrapped IS NOT NULL"
        number, key_id = connection.execute(asked).fetchone()
        if key_id is not None:
            _fetch_secret(connection, key_id)
    return int(number)


def _open(one: Sealed, known: dict[str, bytes], connection: sqlite3.Connection) -> str:
    if one.key_id not in known:
        known[one.key_id] = _fetch_secret(connection, one.key_id)
    text = bytes(one.text)  # PostgreSQL hands out a memoryview
    if read_version(text) != _ONLY_VERSION:
        raise SealBroken
    return decrypt(
        text, secret=known[one.key_id], bound_to=_bind(one.bound_to, one.key_id)
    ).decode()


def _fetch_secret(connection: sqlite3.Connection, key_id: str) -> bytes:
    asked = "SELECT wrapped FROM record_key WHERE id = ?"
    row = connection.execute(asked, (key_id,)).fetchone()
    if row is None:
        raise KeysUnavailable("Bij deze gegevens hoort geen bekende sleutel.")
    if row[0] is None:
        raise KeyShredded
    return unwrap(row[0], connection=connection, bound_to=bind_record_key(key_id))


def _bind(bound_to: str, key_id: str) -> str:
    return f"{key_id}\n{bound_to}"
