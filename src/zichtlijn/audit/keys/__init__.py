"""Seal what names people, and destroy it by its key.

A record has a key of its own; what is sealed under it is noise once the key is shredded, in the
database, its write-ahead log and every backup alike. The keys stand wrapped by a master key in a
small store beside the database (settings KEY_STORE, MASTER_KEY), with a shorter backup life.

Path: seal, unseal, blind_index -> store -> master, sealing.
`shred` works at once and cannot be taken back: whoever deletes rows in a transaction calls
`privacy.operations.destruction.shred_after_commit`, which shreds when the transaction holds.
"""

from zichtlijn.audit.keys.copying import adopt_store, copy_store
from zichtlijn.audit.keys.indexing import blind_index, blind_indexes
from zichtlijn.audit.keys.sealed import (
    count_keys,
    make_key,
    make_keys,
    seal,
    seal_many,
    unseal,
    unseal_many,
)
from zichtlijn.audit.keys.shredding import rewrap, shred, shred_again
from zichtlijn.audit.keys.terms import KeyKind, KeyShredded, KeysUnavailable, SealBroken, Sealed
from zichtlijn.audit.keys.tombstones import KEY, Tombstone, bury, list_tombstones, read_tombstones

__all__ = [
    "KEY",
    "KeyKind",
    "KeyShredded",
    "KeysUnavailable",
    "SealBroken",
    "Sealed",
    "Tombstone",
    "adopt_store",
    "blind_index",
    "blind_indexes",
    "bury",
    "copy_store",
    "count_keys",
    "list_tombstones",
    "make_key",
    "make_keys",
    "read_tombstones",
    "rewrap",
    "seal",
    "seal_many",
    "shred",
    "shred_again",
    "unseal",
    "unseal_many",
]
