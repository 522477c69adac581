"""Read XML that nobody vouches for: no document types, no entities of its own, no depth."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat  # every way to expand is refused below

from zichtlijn.kernel.files.opening import ByteStream, Packing, check_first_bytes
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.terms import LONGEST_LINE

DEEPEST = 50
"""Elements within each other; graphs need six."""


LONGEST_TAG = 8_000_000
"""Bytes that may wait for the end of a tag."""


class Element(NamedTuple):
    """An element at its start tag."""

    name: str  # without its prefix
    attributes: dict[str, str]
    line: int


Opened = Callable[[Element], None]
Closed = Callable[[str, str], None]  # name without prefix, and the text directly inside


def walk_markup(path: Path, *, packing: Packing, opened: Opened, closed: Closed) -> str:
    """Call `opened` and `closed` for each element in turn; return the SHA-256 of the file.

    Raises UnreadableFile where it is no XML, holds a document type (the door to entities that
    grow or fetch), is nested too deep, or has a text over 1 MB.
    """
    stream = ByteStream(path, packing=packing)
    walker = _Walker(opened, closed)
    fed = 0
    try:
        for piece in stream:
            if not fed:
                check_first_bytes(piece, packing=packing)
            fed += len(piece)
            walker.read(piece, fed=fed)
        if not fed:
            check_first_bytes(b"", packing=packing)
        walker.parser.Parse(b"", True)  # noqa: FBT003  # expat's own signature
    except expat.ExpatError as problem:
        raise UnreadableFile(
            f"Dit is geen geldige XML: op regel {problem.lineno} gaat het mis.", line=problem.lineno
        ) from None
    return stream.sha256


class _Walker:
    """What is open while a document goes by."""

    def __init__(self, opened: Opened, closed: Closed) -> None:
        self._opened = opened
        self._closed = closed
        self._texts: list[list[str]] = []
        self._length = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.CharacterDataHandler = self._hear
        self.parser.StartDoctypeDeclHandler = self._refuse_document_type

    def read(self, piece: bytes, *, fed: int) -> None:
        """Parse a piece; `fed` counts the bytes up to its end."""
        self.parser.Parse(piece, False)  # noqa: FBT003
        if fed - max(self.parser.CurrentByteIndex, 0) > LONGEST_TAG:
            raise UnreadableFile("Een element van deze XML is langer dan 8 MB.")

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._texts) == DEEPEST:
            raise UnreadableFile(
                f"De elementen van deze XML zitten meer dan {DEEPEST} diep in elkaar."
            )
        self._texts.append([])
        self._length = 0
        line = self.parser.CurrentLineNumber
        self._opened(Element(_without_prefix(name), attributes, line))

    def _close(self, name: str) -> None:
        self._closed(_without_prefix(name), "".join(self._texts.pop()))
        self._length = 0

    def _hear(self, text: str) -> None:
        self._length += len(text)
        if self._length > LONGEST_LINE:
            raise UnreadableFile("Een tekst in deze XML is langer dan 1 MB.")
        if self._texts:
            self._texts[-1].append(text)

    def _refuse_document_type(self, *_: object) -> None:
        raise UnreadableFile(
            "Deze XML heeft een DOCTYPE. Daarmee kan een bestand andere bestanden inlezen of "
            "ongemerkt groeien. Haal de DOCTYPE weg.",
            line=self.parser.CurrentLineNumber,
        )


def _without_prefix(name: str) -> str:
    return name.rpartition(":")[2]
