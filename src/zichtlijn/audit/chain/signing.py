"""The key that signs checkpoints: an Ed25519 key in a file of its own (setting CHECKPOINT_KEY)."""

import os
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings


class CheckpointsUnavailable(Exception):
    """A checkpoint could not be signed or written; the log itself goes on."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Het controlepunt van het logboek is niet gemaakt: {why}.")


def sign(message: bytes, *, first_ever: bool) -> bytes:
    """Return the signature of a message. Raises CheckpointsUnavailable.

    A key is made for the first checkpoint ever and never after: a new key beside old checkpoints
    would look like health.
    """
    file = Path(settings.CHECKPOINT_KEY)
    try:
        if first_ever and not file.exists():
            _make_key(file)
        key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    except (OSError, ValueError) as problem:
        raise CheckpointsUnavailable("de sleutel ontbreekt of is niet te lezen") from problem
    if not isinstance(key, Ed25519PrivateKey):
        raise CheckpointsUnavailable("de sleutel is niet van de soort Ed25519")
    return key.sign(message)


def write_public_key(folder: Path) -> None:
    """Lay the public key beside the checkpoints, where it is not there yet."""
    file = folder / "public_key.pem"
    if not file.exists():
        private = Path(settings.CHECKPOINT_KEY).read_bytes()
        key = serialization.load_pem_private_key(private, password=None).public_key()
        file.write_bytes(
            key.public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        )


def _make_key(file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".checkpoint-")  # mode 0600
    with os.fdopen(descriptor, "wb") as aside:
        aside.write(made)
        aside.flush()
        os.fsync(aside.fileno())
    try:
        file.hardlink_to(name)  # two first uses at once end with one key
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()
