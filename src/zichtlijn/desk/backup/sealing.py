"""A sealed file: a heading that all may read, then portions that open only in their order.

Each portion is AES-256-GCM under the secret of this one file, its nonce the number of the portion
and whether it is the last, so that cutting, swapping, repeating or adding is noticed (STREAM,
Hoang, Reyhanitabar, Rogaway and Vizár 2015).
"""

import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from zichtlijn.desk.backup.locks import Closing, Opening, close_with, open_with
from zichtlijn.desk.backup.terms import Heading, What, WrongBackup

_MAGIC = b"zichtlijn-reservekopie-1\n"
_PORTION = 1 << 20
_TAG = 16
_MOST_HEADING = 4096
_CUT = "Dit bestand is afgebroken of beschadigd. Er is niets teruggezet."


@contextmanager
def write_sealed(file: Path, heading: Heading, *, closing: Closing) -> Iterator[IO[bytes]]:
    """Give something to write to; the file is whole and durable on leaving."""
    words, secret = close_with(closing)
    first_line = json.dumps({**_write_heading(heading), "lock": words}).encode() + b"\n"
    with file.open("xb") as target:
        target.write(_MAGIC + first_line)
        sealer = _Sealer(target, AESGCM(secret), _MAGIC + first_line)
        yield cast("IO[bytes]", sealer)  # what tarfile asks of it, it has
        sealer.finish()
        target.flush()
        os.fsync(target.fileno())


def read_heading(file: Path) -> Heading:
    """Return what anyone may read of a backup. Raises WrongBackup."""
    try:
        with file.open("rb") as source:
            heading, _, _ = _take_heading(source)
    except OSError as problem:
        raise WrongBackup("Dit bestand kan niet worden gelezen.") from problem
    return heading


@contextmanager
def read_sealed(file: Path, *, opening: Opening) -> Iterator[IO[bytes]]:
    """Give something to read from; WrongBackup rises at the first byte that is not as written."""
    try:
        with file.open("rb") as source:
            _, words, bound_to = _take_heading(source)
            opener = _Opener(source, AESGCM(open_with(opening, words)), bound_to)
            yield io.BufferedReader(opener, _PORTION)
    except OSError as problem:
        raise WrongBackup("Dit bestand kan niet worden gelezen.") from problem


class _Sealer(io.RawIOBase):
    def __init__(self, target: IO[bytes], cipher: AESGCM, bound_to: bytes) -> None:
        self._target, self._cipher, self._bound_to = target, cipher, bound_to
        self._waiting = bytearray()
        self._number = 0

    def writable(self) -> bool:
        return True

    def write(self, some: object) -> int:
        written = bytes(some)  # type: ignore[call-overload]  # whatever tarfile hands out
        self._waiting += written
        while len(self._waiting) > _PORTION:  # the last one stays behind: it is sealed as such
            self._put(bytes(self._waiting[:_PORTION]), is_last=0)
            del self._waiting[:_PORTION]
        return len(written)

    def finish(self) -> None:
        self._put(bytes(self._waiting), is_last=1)

    def _put(self, portion: bytes, *, is_last: int) -> None:
        nonce = _number_portion(self._number, is_last=is_last)
        self._target.write(self._cipher.encrypt(nonce, portion, self._bound_to))
        self._number += 1


class _Opener(io.RawIOBase):
    def __init__(self, source: IO[bytes], cipher: AESGCM, bound_to: bytes) -> None:
        self._source, self._cipher, self._bound_to = source, cipher, bound_to
        self._next: bytes | None = source.read(_PORTION + _TAG)
        self._open = b""
        self._number = 0

    def readable(self) -> bool:
        return True

    def readinto(self, room: object) -> int:
        view = memoryview(room)  # type: ignore[arg-type]  # a buffer, by the protocol of io
        if not self._open and self._next is not None:
            self._open = self._take()
        taken = self._open[: len(view)]
        view[: len(taken)] = taken
        self._open = self._open[len(taken) :]
        return len(taken)

    def _take(self) -> bytes:
        sealed, after = self._next or b"", self._source.read(_PORTION + _TAG)
        nonce = _number_portion(self._number, is_last=0 if after else 1)
        self._next, self._number = after or None, self._number + 1
        try:
            return self._cipher.decrypt(nonce, sealed, self._bound_to)
        except (InvalidTag, ValueError) as problem:
            raise WrongBackup(
                f"{_CUT} Of de wachtzin of sleutel is niet die van dit bestand."
            ) from problem


def _number_portion(number: int, *, is_last: int) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _take_heading(source: IO[bytes]) -> tuple[Heading, dict[str, str], bytes]:
    if source.read(len(_MAGIC)) != _MAGIC:
        raise WrongBackup("Dit is geen reservekopie van Zichtlijn.")
    line = source.readline(_MOST_HEADING)
    try:
        written = json.loads(line)
        heading = Heading(
            What(written["what"]),
            written["pair"],
            date.fromisoformat(written["made_on"]),
            date.fromisoformat(written["expires_on"]) if written["expires_on"] else None,
            written["version"],
        )
        return heading, dict(written["lock"]), _MAGIC + line
    except (ValueError, KeyError, TypeError) as problem:
        raise WrongBackup(_CUT) from problem


def _write_heading(heading: Heading) -> dict[str, str]:
    ends = heading.expires_on.isoformat() if heading.expires_on else ""
    return {
        "what": heading.what.value,
        "pair": heading.pair,
        "made_on": heading.made_on.isoformat(),
        "expires_on": ends,
        "version": heading.version,
    }
