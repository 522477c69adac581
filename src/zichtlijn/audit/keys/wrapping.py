"""A key under the master key, bound to its own row so that it cannot be moved to another."""

import sqlite3

from zichtlijn.audit.keys.ciphers import decrypt, encrypt, read_version
from zichtlijn.audit.keys.master import Master
from zichtlijn.audit.keys.store import fetch_master
from zichtlijn.audit.keys.terms import KeysUnavailable


def wrap(secret: bytes, *, master: Master, bound_to: str) -> bytes:
    """Return a key under the newest version of the master key."""
    wrapping = master.versions[master.newest]
    return encrypt(secret, secret=wrapping, version=master.newest, bound_to=bound_to)


def unwrap(wrapped: bytes, *, connection: sqlite3.Connection, bound_to: str) -> bytes:
    """Return a key from under the master key. Raises SealBroken, KeysUnavailable."""
    return unwrap_by(fetch_master(connection), wrapped, bound_to=bound_to)


def unwrap_by(master: Master, wrapped: bytes, *, bound_to: str) -> bytes:
    """Return a key from under this master key. Raises SealBroken, KeysUnavailable."""
    wrapping = master.versions.get(read_version(wrapped))
    if wrapping is None:
        raise KeysUnavailable("De hoofdsleutel is niet die van deze sleutelkluis.")
    return decrypt(wrapped, secret=wrapping, bound_to=bound_to)


def bind_record_key(key_id: str) -> str:
    """Return to what the wrap of a record's key is bound."""
    return f"record\n{key_id}"


def bind_index_key(within: str) -> str:
    """Return to what the wrap of an index key is bound."""
    return f"index\n{within}"
