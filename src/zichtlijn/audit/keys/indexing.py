"""Find an identifier again without keeping it: a keyed hash that means nothing elsewhere."""

import hmac
import sqlite3
from collections.abc import Iterable

from zichtlijn.audit.keys.ciphers import make_secret
from zichtlijn.audit.keys.store import fetch_master, open_store, read_store
from zichtlijn.audit.keys.wrapping import bind_index_key, unwrap, wrap


def blind_index(text: str, *, within: str) -> str:
    """Return HMAC-SHA-256 of `text` in 64 hexadecimal digits, under the key of `within`.

    The same text gives the same digits only inside one `within` (an organisation and a purpose,
    "oeverdam/youth_group_approach"), so that two collections cannot be laid side by side. The
    caller brings the text to one spelling first. Raises KeysUnavailable, SealBroken.
    """
    (digits,) = blind_indexes([text], within=within)
    return digits


def blind_indexes(texts: Iterable[str], *, within: str) -> tuple[str, ...]:
    """Return the digits of each text, under one key that is fetched once. Raises as one does."""
    with read_store() as connection:
        secret = _fetch_index_secret(connection, within)
    if secret is None:
        secret = _make_index_secret(within)
    return tuple(hmac.digest(secret, text.encode(), "sha256").hex() for text in texts)


def _fetch_index_secret(connection: sqlite3.Connection, within: str) -> bytes | None:
    asked = "SELECT wrapped FROM index_key WHERE within = ?"
    row = connection.execute(asked, (within,)).fetchone()
    if row is None:
        return None
    return unwrap(row[0], connection=connection, bound_to=bind_index_key(within))


def _make_index_secret(within: str) -> bytes:
    secret = make_secret()
    with open_store() as connection:
        master = fetch_master(connection)
        wrapped = wrap(secret, master=master, bound_to=bind_index_key(within))
        connection.execute("INSERT OR IGNORE INTO index_key VALUES (?, ?)", (within, wrapped))
        kept = _fetch_index_secret(connection, within)  # of who was just before us, it may be
    return secret if kept is None else kept
