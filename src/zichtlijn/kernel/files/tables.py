"""Read a delimited text as a table of texts, without trusting it."""

import csv
import io
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import numpy as np
import polars as pl

from zichtlijn.kernel.files.opening import ByteStream, Packing
from zichtlijn.kernel.files.portions import OLD_LINE_ENDINGS, Portion, read_portions
from zichtlijn.kernel.files.records import Offsets, RowState
from zichtlijn.kernel.files.refusals import UnreadableFile
from zichtlijn.kernel.files.terms import REJECTED, SHOWN_CHARACTERS, InputFile, Progress, TextTable

QUOTE = '"'

CheckHeader = Callable[[tuple[str, ...]], None]

_OTHER_SEPARATORS = {";": "puntkomma's", "\t": "tabs", "|": "staande streepjes"}


def read_delimited(
    path: Path,
    *,
    packing: Packing,
    name: str,
    wanted: Collection[str],
    check_header: CheckHeader,
    verbatim: Collection[str] = (),
    progress: Progress | None = None,
) -> TextTable:
    """Read comma separated UTF-8 with a header row.

    `check_header` sees the names of the columns before any row is read, and may raise
    UnreadableFile. Spaces around a cell are dropped, but for the columns of `verbatim`; an
    empty cell is null; a row in which no cell is filled is skipped. Raises UnreadableFile
    for what is wrong with the whole: empty, another separator, not UTF-8, a nul byte, a
    line over 1 MB.
    """
    stream = ByteStream(path, packing=packing)
    portions = read_portions(stream, separator=",", quote=QUOTE)
    first = _find_header(portions)
    columns = _read_header(first)
    check_header(columns)
    say = progress or _say_nothing
    say("bestand lezen", 0.0)
    rows = _RowReader(columns, wanted=wanted, separator=",", quote=QUOTE, verbatim=verbatim)
    rows.read(first, skipped=1)
    for portion in portions:
        say("bestand lezen", stream.share)
        rows.read(portion)
    return rows.finish(name=name, sha256=stream.sha256)


def _say_nothing(doing: str, share: float) -> None:
    """Say nothing."""


def read_delimited_columns(path: Path, *, packing: Packing) -> tuple[str, ...]:
    """Read the header row alone. Raises UnreadableFile as `read_delimited` does."""
    stream = ByteStream(path, packing=packing)
    return _read_header(_find_header(read_portions(stream, separator=",", quote=QUOTE)))


def read_lines(path: Path, *, packing: Packing, name: str) -> TextTable:
    """Read a text without a header: one column `text`, a row for each line that is not blank.

    Quotation marks are characters like any other.
    Raises UnreadableFile as `read_delimited` does.
    """
    stream = ByteStream(path, packing=packing)
    rows = _RowReader(("text",), wanted=("text",), separator=_NO_SEPARATOR, quote=None)
    for portion in read_portions(stream, separator=_NO_SEPARATOR, quote=None):
        rows.read(portion)
    return rows.finish(name=name, sha256=stream.sha256)


_NO_SEPARATOR = "\x1f"  # the unit separator: in no list that people or sensors write


class _RowReader:
    """The rows gathered while a file goes by."""

    def __init__(
        self,
        columns: tuple[str, ...],
        *,
        wanted: Collection[str],
        separator: str,
        quote: str | None,
        verbatim: Collection[str] = (),
    ) -> None:
        self._columns = columns
        self._verbatim = verbatim
        self._places = [at for at, column in enumerate(columns) if column in wanted]
        self._separator = separator
        self._quote = quote
        names = [columns[at] for at in self._places]
        self._frames = [pl.DataFrame(schema={"line": pl.Int64} | dict.fromkeys(names, pl.String))]
        self._broken: list[tuple[int, None, str, str]] = []

    def read(self, portion: Portion, *, skipped: int = 0) -> None:
        """Add the rows of a portion, but for the first `skipped`."""
        records = portion.records
        filled = np.flatnonzero(records.states != RowState.BLANK)[skipped:]
        fits = records.cells[filled] == len(self._columns)
        is_row = fits & (records.states[filled] == RowState.WHOLE)
        self._broken.extend(self._explain(portion, int(at)) for at in filled[~is_row])
        kept = filled[is_row]
        if kept.size:
            self._frames.append(self._parse(portion, kept))

    def finish(self, *, name: str, sha256: str) -> TextTable:
        """Return all that was gathered."""
        rows = pl.concat(self._frames)
        broken = pl.DataFrame(self._broken, schema=dict(REJECTED.columns), orient="row")
        number = rows.height + broken.height
        return TextTable(self._columns, rows, broken, InputFile(name, sha256, number))

    def _parse(self, portion: Portion, kept: Offsets) -> pl.DataFrame:
        cells = pl.read_csv(  # noqa: TID251  # the one place where it is allowed
            _join_rows(portion, kept),
            has_header=False,
            infer_schema=False,
            columns=self._places,
            separator=self._separator,
            quote_char=self._quote,
        )
        cells.columns = [self._columns[at] for at in self._places]
        lines = pl.Series("line", portion.first_line + portion.records.lines[kept])
        stripped = cells.with_columns(lines, drop_spaces(pl.exclude([*self._verbatim])))
        return stripped.select("line", *cells.columns)

    def _explain(self, portion: Portion, at: int) -> tuple[int, None, str, str]:
        records = portion.records
        reason = (
            "In deze rij staat een aanhalingsteken op een plaats waar dat niet kan."
            if records.states[at] == RowState.ASTRAY
            else f"Deze rij heeft {records.cells[at]} velden, de kop heeft er {len(self._columns)}."
        )
        line = portion.first_line + int(records.lines[at])
        return line, None, _decode_row(portion, at)[:SHOWN_CHARACTERS], reason


def drop_spaces(cells: pl.Expr) -> pl.Expr:
    """Return the texts without the spaces around them; null where nothing is left."""
    stripped = cells.str.strip_chars()
    return pl.when(stripped != "").then(stripped)


def _find_header(portions: Iterator[Portion]) -> Portion:
    """Return the first portion in which a row is filled."""
    for portion in portions:
        if (portion.records.states != RowState.BLANK).any():
            return portion
    raise UnreadableFile("Dit bestand is leeg.")


def _read_header(first: Portion) -> tuple[str, ...]:
    filled = np.flatnonzero(first.records.states != RowState.BLANK)
    header = _decode_row(first, int(filled[0]))
    if first.records.states[filled[0]] == RowState.ASTRAY:
        raise UnreadableFile(
            "In de kop staat een aanhalingsteken op een plaats waar dat niet kan.", line=1
        )
    for separator, word in _OTHER_SEPARATORS.items():
        if header.count(separator) > header.count(","):
            raise UnreadableFile(
                f"Dit bestand gebruikt {word} tussen de kolommen. Zichtlijn leest komma's. "
                "Bewaar het als CSV UTF-8 met komma's.",
                line=1,
            )
    rows = list(csv.reader(io.StringIO(header, newline="")))
    if len(rows) != 1:
        raise UnreadableFile(OLD_LINE_ENDINGS, line=1)
    return tuple(cell.strip().lower() for cell in rows[0])


def _decode_row(portion: Portion, at: int) -> str:
    start, end = int(portion.records.starts[at]), int(portion.records.ends[at])
    return portion.text[start:end].decode("utf-8")


def _join_rows(portion: Portion, kept: Offsets) -> bytes:
    """Return the text of these rows alone, so that what parses it meets no broken row."""
    text, starts = portion.text, portion.records.starts
    if kept.size == starts.size:
        return text
    stops = np.append(starts[1:], len(text))
    breaks = np.flatnonzero(np.diff(kept) != 1)
    firsts = kept[np.append(0, breaks + 1)]
    lasts = kept[np.append(breaks, kept.size - 1)]
    return b"".join(text[a:b] for a, b in zip(starts[firsts], stops[lasts], strict=True))
