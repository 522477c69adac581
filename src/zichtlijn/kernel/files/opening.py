"""The bytes of a file, unpacked piece by piece within limits and hashed as they pass."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from zichtlijn.kernel.files.refusals import UnreadableFile

PIECE = 1_048_576
LARGEST_FILE = 4_000_000_000
LARGEST_RATIO = 60
RATIO_COUNTS_FROM = 100_000_000

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_PARQUET = b"PAR1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Packing(StrEnum):
    """How the bytes of a file are packed."""

    PLAIN = "plain"
    GZIP = "gzip"
    ZIP = "zip"


class ByteStream:
    """A file being read once, from front to back; it also reads a pipe.

    After the last piece `sha256` is that of the file as it lies there. Raises
    UnreadableFile where the packing is broken or unpacks to more than the limits.
    """

    def __init__(self, path: Path, *, packing: Packing) -> None:
        self._path = path
        self.packing = packing
        self._size = path.stat().st_size
        self._hash = hashlib.sha256()
        self._taken = 0
        self._given = 0

    @property
    def sha256(self) -> str:
        """The hash of all bytes taken so far."""
        return self._hash.hexdigest()

    @property
    def share(self) -> float:
        """The share of the file that has been taken, 0-1."""
        return min(self._taken / self._size, 1.0) if self._size else 1.0

    def __iter__(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            for piece in self._unpack(file):
                self._given += len(piece)
                self._check_size()
                if piece:
                    yield piece

    def _unpack(self, file: BinaryIO) -> Iterator[bytes]:
        if self.packing is Packing.GZIP:
            return _inflate(self._take(file))
        if self.packing is Packing.ZIP:
            return self._take_only_member(file)
        return self._take(file)

    def _take(self, file: BinaryIO) -> Iterator[bytes]:
        while piece := file.read(PIECE):
            self._hash.update(piece)
            self._taken += len(piece)
            yield piece

    def _take_only_member(self, file: BinaryIO) -> Iterator[bytes]:
        for _ in self._take(file):
            pass
        try:
            with zipfile.ZipFile(file) as archive:
                members = [member for member in archive.infolist() if not member.is_dir()]
                if len(members) != 1:
                    raise UnreadableFile(
                        f"Dit zip-bestand bevat {len(members)} bestanden. Er moet er een in zitten."
                    )
                with archive.open(members[0]) as member:
                    while piece := member.read(PIECE):
                        yield piece
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
            raise UnreadableFile(
                "Dit zip-bestand is beschadigd, of met een wachtwoord afgesloten. "
                "Pak het zelf uit en geef het bestand dat erin zit."
            ) from None

    def _check_size(self) -> None:
        if self._given > LARGEST_FILE:
            raise UnreadableFile(
                "Dit bestand is groter dan 4 GB. Deel het op, bijvoorbeeld een bestand per jaar."
            )
        if (
            self.packing is not Packing.PLAIN
            and self._given > RATIO_COUNTS_FROM
            and self._given > LARGEST_RATIO * self._taken
        ):
            raise UnreadableFile(
                "Dit ingepakte bestand wordt bij uitpakken meer dan 60 keer zo groot. "
                "Zo'n bestand kan de computer laten vastlopen. Pak het zelf uit en kijk ernaar."
            )


def check_first_bytes(piece: bytes, *, packing: Packing) -> None:
    """Raise UnreadableFile where the first unpacked bytes are not those of a text."""
    if not piece:
        raise UnreadableFile("Dit bestand is leeg.")
    if piece.startswith(_UTF16):
        raise UnreadableFile(
            "Dit bestand is UTF-16 (in Excel: Unicode-tekst). Bewaar het als CSV UTF-8.", line=1
        )
    if piece.startswith(_GZIP):
        raise UnreadableFile(
            "Dit bestand is met gzip ingepakt. Geef het een naam die op .gz eindigt."
            if packing is Packing.PLAIN
            else "Dit bestand is twee keer ingepakt. Pak het een keer uit."
        )
    if piece.startswith(_ZIP):
        raise UnreadableFile(
            "Dit is een Excel- of zip-bestand, geen tekst. Bewaar het in Excel als CSV UTF-8."
        )
    if piece.startswith(_PARQUET):
        raise UnreadableFile(
            "Dit is een Parquet-bestand. Geef het een naam die op .parquet eindigt."
        )


def _inflate(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack gzip of one or more members, never more than a piece at a time."""
    inflater, begun = zlib.decompressobj(wbits=31), False
    try:
        for taken in pieces:
            piece, unpacked = taken, b""
            while piece or len(unpacked) == PIECE:
                begun = True
                unpacked = inflater.decompress(piece, PIECE)
                yield unpacked
                piece = inflater.unconsumed_tail
                if inflater.eof:
                    piece, unpacked = inflater.unused_data.lstrip(b"\0"), b""  # tapes pad with 0
                    inflater, begun = zlib.decompressobj(wbits=31), False
    except zlib.error:
        raise UnreadableFile("Dit .gz-bestand is geen gzip, of het is beschadigd.") from None
    if begun:
        raise UnreadableFile("Dit .gz-bestand is afgebroken: het einde ontbreekt.")
