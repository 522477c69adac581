"""The key of a receiver: told once, kept as a hash, compared without telling how far it fits."""

import hashlib
import hmac
import re

from zichtlijn.fireworks.terms import NotAllowed

KEY_BYTES = 32
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,38}")
_SCHEME = "bearer "


def check_code(code: str) -> None:
    """Raise NotAllowed unless this may be the code of a receiver."""
    if not _CODE.fullmatch(code):
        raise NotAllowed(
            "Een code bestaat uit kleine letters, cijfers en streepjes, hooguit 39 tekens."
        )


def hash_key(key: str) -> str:
    """Return what is kept of a key. It is 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(key.encode()).hexdigest()


def fits(key: str, *, key_hash: str) -> bool:
    """Return whether this is the key; how long that takes tells nothing."""
    return hmac.compare_digest(hash_key(key), key_hash or "-" * 64) and bool(key_hash)


def read_authorization(header: str) -> tuple[str, str]:
    """Return code and key of `Bearer CODE.KEY`, empty where it is not that.

    >>> read_authorization("Bearer kade-4.abc")
    ('kade-4', 'abc')
    >>> read_authorization("Basic abc")
    ('', '')
    """
    if not header.lower().startswith(_SCHEME):
        return "", ""
    code, _, key = header[len(_SCHEME) :].strip().partition(".")
    return (code, key) if _CODE.fullmatch(code) else ("", "")
