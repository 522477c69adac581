"""Where the rows of a delimited text begin and end (RFC 4180), and which are no row."""

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from zichtlijn.kernel.files.terms import LONGEST_LINE

Bytes = NDArray[np.uint8]
Offsets = NDArray[np.int64]


class RowState(IntEnum):
    """What a stretch of text is."""

    WHOLE = 0
    BLANK = 1  # nothing but separators and spaces: skipped, as spreadsheets leave such rows behind
    ASTRAY = 2  # a quotation mark where none can be, or one that is never closed


class Records(NamedTuple):
    """The rows of a text, in order; arrays of equal length."""

    starts: Offsets  # byte offset of the first byte
    ends: Offsets  # one past the last byte, its line ending not included
    lines: Offsets  # physical line on which the row starts, the first being 0
    cells: Offsets  # how many; 0 where ASTRAY
    states: Offsets  # RowState
    consumed: int  # bytes up to where the next row starts
    lines_passed: int  # physical lines in those bytes
    too_long_at: int  # line longer than the limit, or -1


def locate_records(
    text: bytes,
    *,
    separator: str = ",",
    quote: str | None = '"',
    is_last: bool,
    longest: int = LONGEST_LINE,
) -> Records:
    r"""Find the rows in `text`, which starts at the start of a row.

    A row ends at a line ending outside quotation marks. A quotation mark opens at the
    start of a cell and closes before a separator or a line ending; doubled it is a
    character, as it is anywhere where `quote` is None. Where that fails, or the row grows
    over `longest` bytes, the first line alone is ASTRAY and reading goes on at the next, so
    one mark costs one line. Unless `is_last`, a row without its line ending is left for the
    next text.

    >>> found = locate_records(b'a,b\n"x\ny",2\n\nz,"3', is_last=True)
    >>> found.lines.tolist(), found.cells.tolist(), found.states.tolist()
    ([0, 1, 3, 4], [2, 2, 1, 0], [0, 0, 1, 2])
    """
    signs = (ord(separator), ord(quote) if quote else _NOT_IN_UTF8)
    marks = np.empty((5, text.count(b"\n") + 2), dtype=np.int64)
    number, consumed, passed, too_long_at = _locate(
        np.frombuffer(text, dtype=np.uint8), signs, is_last, longest, marks
    )
    starts, ends, lines, cells, states = marks[:, :number]
    return Records(starts, ends, lines, cells, states, int(consumed), int(passed), int(too_long_at))


_LF, _CR, _SPACE = 10, 13, 32
_NOT_IN_UTF8 = 255
_WHOLE, _BLANK, _ASTRAY = int(RowState.WHOLE), int(RowState.BLANK), int(RowState.ASTRAY)
_CUT_OFF, _OVER = -1, -2


@njit(cache=True, nogil=True)
def _locate(
    text: Bytes,
    signs: tuple[int, int],
    is_last: bool,  # noqa: FBT001  # numba takes no keyword-only arguments
    longest: int,
    marks: Offsets,
) -> tuple[int, int, int, int]:
    number = start = line = 0
    while start < text.size:
        end, following, spanned, width, state = _walk_row(text, start, signs, is_last, longest)
        if end == _CUT_OFF:
            break
        if end - start > longest:
            return number, start, line, line
        marks[0, number], marks[1, number], marks[2, number] = start, end, line
        marks[3, number], marks[4, number] = width, state
        number += 1
        line += spanned
        start = following
    return number, start, line, line if text.size - start > longest else -1


@njit(cache=True, nogil=True)
def _walk_row(
    text: Bytes,
    start: int,
    signs: tuple[int, int],
    is_last: bool,  # noqa: FBT001
    longest: int,
) -> tuple[int, int, int, int, int]:
    """Return where the row ends, where the next starts, its lines, its cells and its state."""
    separator, quote = signs
    cells, lines, at = 1, 1, start
    state, opening = _BLANK, True
    while at < text.size:
        byte = text[at]
        if byte == _LF:
            return _without_cr(text, start, at), at + 1, lines, cells, state
        if byte == separator:
            cells += 1
            opening = True
        elif byte == quote:
            at, spanned = (
                _find_closing(text, at + 1, start + longest, quote) if opening else (_OVER, 0)
            )
            if at == _CUT_OFF and not is_last:
                return _CUT_OFF, start, 0, 0, 0
            if at < 0 or not _can_close(text, at, separator):
                return _give_up_line(text, start, is_last)
            lines += spanned
            state, opening = _WHOLE, False
        elif byte not in (_SPACE, _CR):
            state, opening = _WHOLE, False
        else:
            opening = False
        at += 1
    if not is_last:
        return _CUT_OFF, start, 0, 0, 0
    return _without_cr(text, start, at), at, lines, cells, state


@njit(cache=True, nogil=True)
def _find_closing(text: Bytes, at: int, limit: int, quote: int) -> tuple[int, int]:
    """Return where the quotation mark stands that closes, and the line endings before it."""
    lines = 0
    while at < text.size and at <= limit:
        if text[at] == _LF:
            lines += 1
        elif text[at] == quote:
            if at + 1 == text.size or text[at + 1] != quote:
                return at, lines
            at += 1
        at += 1
    return (_CUT_OFF if at >= text.size else _OVER), 0


@njit(cache=True, nogil=True)
def _can_close(text: Bytes, at: int, separator: int) -> bool:
    """Whether what follows the quotation mark ends a cell."""
    if at + 1 == text.size:
        return True
    following = text[at + 1]
    if following == _CR:
        return at + 2 == text.size or text[at + 2] == _LF
    return bool(following in (separator, _LF))


@njit(cache=True, nogil=True)
def _give_up_line(
    text: Bytes,
    start: int,
    is_last: bool,  # noqa: FBT001
) -> tuple[int, int, int, int, int]:
    for at in range(start, text.size):
        if text[at] == _LF:
            return _without_cr(text, start, at), at + 1, 1, 0, _ASTRAY
    if is_last:
        return text.size, text.size, 1, 0, _ASTRAY
    return _CUT_OFF, start, 0, 0, 0


@njit(cache=True, nogil=True)
def _without_cr(text: Bytes, start: int, end: int) -> int:
    return end - 1 if end > start and text[end - 1] == _CR else end
