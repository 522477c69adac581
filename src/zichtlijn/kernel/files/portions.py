"""A text in portions of whole rows, checked to be a text: UTF-8, no nul bytes, no endless line."""

from collections.abc import Iterator
from typing import NamedTuple

from zichtlijn.kernel.files.opening import ByteStream, check_first_bytes
from zichtlijn.kernel.files.records import Records, locate_records
from zichtlijn.kernel.files.refusals import UnreadableFile

PORTION = 8 * 1_048_576
"""Bytes parsed at a time; what is held outside the table itself stays near this."""

OLD_LINE_ENDINGS = (
    "De regels van dit bestand eindigen zoals op een oude Mac (CR). "
    "Bewaar het opnieuw met gewone regeleinden."
)

_BOM = b"\xef\xbb\xbf"


class Portion(NamedTuple):
    """Some whole rows of a file."""

    text: bytes
    records: Records
    first_line: int  # of the file, the first being 1


def read_portions(stream: ByteStream, *, separator: str, quote: str | None) -> Iterator[Portion]:
    """Cut a stream into portions of whole rows.

    A byte order mark is dropped. Raises UnreadableFile where the file is empty or no text.
    """
    pieces = iter(stream)
    waiting = next(pieces, b"")
    check_first_bytes(waiting, packing=stream.packing)
    waiting = waiting.removeprefix(_BOM)
    line, is_last = 1, False
    while not is_last:
        text, is_last = _fill(waiting, pieces)
        records = locate_records(text, separator=separator, quote=quote, is_last=is_last)
        _check_line_length(records, text, first_line=line)
        whole = text[: records.consumed]
        _check_is_text(whole, first_line=line)
        yield Portion(whole, records, line)
        waiting = text[records.consumed :]
        line += records.lines_passed


def _fill(waiting: bytes, pieces: Iterator[bytes]) -> tuple[bytes, bool]:
    """Return what waits with at least a portion behind it, and whether that is the end."""
    gathered, size = [waiting], len(waiting)
    while piece := next(pieces, b""):
        gathered.append(piece)
        size += len(piece)
        if size >= PORTION:
            return b"".join(gathered), False
    return b"".join(gathered), True


def _check_line_length(records: Records, text: bytes, *, first_line: int) -> None:
    if records.too_long_at < 0:
        return
    if b"\r" in text and b"\n" not in text:
        raise UnreadableFile(OLD_LINE_ENDINGS, line=1)
    line = first_line + records.too_long_at
    raise UnreadableFile(
        f"Regel {line} is langer dan 1 MB. Kijk of de regeleinden kloppen.", line=line
    )


def _check_is_text(text: bytes, *, first_line: int) -> None:
    nul = text.find(b"\0")
    if nul >= 0:
        line = first_line + text.count(b"\n", 0, nul)
        raise UnreadableFile(
            f"Regel {line} bevat een nul-teken. Dit is geen tekstbestand, of het is beschadigd.",
            line=line,
        )
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        line = first_line + text.count(b"\n", 0, error.start)
        raise UnreadableFile(
            f"Regel {line} is niet in UTF-8 geschreven, maar zo te zien in Windows-1252. "
            "Bewaar het bestand opnieuw; kies in Excel bij Opslaan als: CSV UTF-8.",
            line=line,
        ) from None
