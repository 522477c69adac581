"""What a backup is locked with: a passphrase, or the public key of whoever may open it."""

import os
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from zichtlijn.desk.backup.terms import WrongBackup

SHORTEST_PASSPHRASE = 16
_KEY_BYTES = 32
_COST = 2**16  # scrypt, 64 MB: a second of guessing costs what a second of opening costs
_MOST_COST = 2**20
_PURPOSE = b"zichtlijn backup 1"


class Passphrase(NamedTuple):
    """What somebody remembers or keeps in a vault."""

    words: str


class PublicKey(NamedTuple):
    """Locks, and cannot open: the machine that makes backups cannot read them."""

    key: X25519PublicKey


class PrivateKey(NamedTuple):
    """Opens what was locked with its public half."""

    key: X25519PrivateKey


Closing = Passphrase | PublicKey
Opening = Passphrase | PrivateKey


def make_passphrase(words: str) -> Passphrase:
    """Return a passphrase that is long enough. Raises WrongBackup."""
    if len(words) < SHORTEST_PASSPHRASE:
        raise WrongBackup(f"Een wachtzin heeft ten minste {SHORTEST_PASSPHRASE} tekens.")
    return Passphrase(words)


def read_public_key(file: Path) -> PublicKey:
    """Return the X25519 key in a PEM file. Raises WrongBackup."""
    try:
        key = load_pem_public_key(file.read_bytes())
    except (OSError, ValueError, UnsupportedAlgorithm) as problem:
        raise WrongBackup("Dit bestand is geen openbare sleutel (PEM).") from problem
    if not isinstance(key, X25519PublicKey):
        raise WrongBackup("Nodig is een openbare sleutel van de soort X25519.")
    return PublicKey(key)


def read_private_key(file: Path) -> PrivateKey:
    """Return the X25519 private key in a PEM file without password. Raises WrongBackup."""
    try:
        key = load_pem_private_key(file.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as problem:
        raise WrongBackup("Dit bestand is geen privésleutel (PEM, zonder wachtwoord).") from problem
    if not isinstance(key, X25519PrivateKey):
        raise WrongBackup("Nodig is een privésleutel van de soort X25519.")
    return PrivateKey(key)


def close_with(closing: Closing) -> tuple[dict[str, str], bytes]:
    """Return what stands in the heading to open it again, and the secret of one file."""
    if isinstance(closing, Passphrase):
        salt = os.urandom(16)
        words = {"by": "passphrase", "salt": salt.hex(), "cost": str(_COST)}
        return words, _stretch(closing.words, salt=salt, cost=_COST)
    once = X25519PrivateKey.generate()
    public = once.public_key().public_bytes_raw()
    shared = once.exchange(closing.key)
    secret = _derive(shared, salt=public + closing.key.public_bytes_raw())
    return {"by": "public_key", "once": public.hex()}, secret


def open_with(opening: Opening, words: dict[str, str]) -> bytes:
    """Return the secret of a file. Raises WrongBackup where it is locked in another way."""
    try:
        if isinstance(opening, Passphrase):
            cost = int(words["cost"])
            if words["by"] != "passphrase" or not 2 <= cost <= _MOST_COST:
                raise WrongBackup("Dit bestand gaat niet open met een wachtzin.")
            return _stretch(opening.words, salt=bytes.fromhex(words["salt"]), cost=cost)
        once = X25519PublicKey.from_public_bytes(bytes.fromhex(words["once"]))
        own = opening.key.public_key().public_bytes_raw()
        return _derive(opening.key.exchange(once), salt=once.public_bytes_raw() + own)
    except KeyError as problem:
        raise WrongBackup(
            "Dit bestand gaat met iets anders open: wachtzin of sleutel."
        ) from problem
    except ValueError as problem:
        raise WrongBackup("De kop van dit bestand klopt niet.") from problem


def _stretch(words: str, *, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=_KEY_BYTES, n=cost, r=8, p=1).derive(words.encode())


def _derive(shared: bytes, *, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=salt, info=_PURPOSE).derive(shared)
