"""AES-256-GCM with a random nonce; the first bytes say which scheme and which key version."""

import os
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from zichtlijn.audit.keys.terms import SealBroken

KEY_BYTES = 32
_SCHEME = 1  # a later scheme gets its own number and this one stays readable
_NONCE_BYTES = 12  # NIST SP 800-38D: 96 random bits; one key seals few texts, so no repeat
_HEADER = struct.Struct(">BI")


def make_secret() -> bytes:
    """Return a fresh 256-bit key."""
    return AESGCM.generate_key(bit_length=8 * KEY_BYTES)


def encrypt(plain: bytes, *, secret: bytes, version: int, bound_to: str) -> bytes:
    """Return header, nonce and ciphertext; it opens only with the same `bound_to`."""
    header = _HEADER.pack(_SCHEME, version)
    nonce = os.urandom(_NONCE_BYTES)
    return header + nonce + AESGCM(secret).encrypt(nonce, plain, header + bound_to.encode())


def decrypt(sealed: bytes, *, secret: bytes, bound_to: str) -> bytes:
    """Return what was sealed. Raises SealBroken where one bit differs, header included."""
    header, rest = sealed[: _HEADER.size], sealed[_HEADER.size :]
    nonce, closed = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
    try:
        return AESGCM(secret).decrypt(nonce, closed, header + bound_to.encode())
    except (InvalidTag, ValueError) as problem:
        raise SealBroken from problem


def read_version(sealed: bytes) -> int:
    """Return the version of the key a text was sealed with. Raises SealBroken."""
    try:
        scheme, version = _HEADER.unpack_from(sealed)
    except struct.error as problem:
        raise SealBroken from problem
    if scheme != _SCHEME:
        raise SealBroken
    return int(version)
