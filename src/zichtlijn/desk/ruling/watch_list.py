"""Read the file of who is watched: names and streets come in, and only their keys go on."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from zichtlijn.kernel.runs.failures import BrokenInput
from zichtlijn.persons.queries.marking import (
    derive_full_name_marks,
    derive_street_marks,
    derive_surname_marks,
)
from zichtlijn.privacy.terms.oversight import OF_READER, NewMark, OddKind

COLUMNS = ("category", "account", "name", "address")
_KEYS: Mapping[OddKind, Callable[[str], frozenset[str]]] = {
    OddKind.OWN_NAME: derive_surname_marks,
    OddKind.OWN_STREET: derive_street_marks,
    OddKind.COLLEAGUE: derive_full_name_marks,
    OddKind.CELEBRITY: derive_full_name_marks,
}


def read_watch_list(file: Path) -> tuple[NewMark, ...]:
    """Return the marks in a file. Raises BrokenInput, which names the line and nobody in it."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise BrokenInput(f"{file.name} kan niet worden gelezen als tekst (UTF-8).") from problem
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise BrokenInput(f"De lijst heeft de kolommen {', '.join(COLUMNS)} nodig.")
    marks = tuple(_read_rows(rows))
    if not marks:
        raise BrokenInput("De lijst is leeg.")
    return marks


def _read_rows(rows: "csv.DictReader[str]") -> Iterator[NewMark]:
    for row in rows:
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        try:
            yield _read(cells)
        except ValueError as problem:
            raise BrokenInput(f"Regel {rows.line_num}: {problem}") from problem


def _read(cells: Mapping[str, str]) -> NewMark:
    if cells["category"] not in [str(kind) for kind in _KEYS]:
        raise ValueError(f"category is een van {', '.join(_KEYS)}.")
    kind = OddKind(cells["category"])
    if (kind in OF_READER) != bool(cells["account"]):
        raise ValueError("account hoort bij own_name en own_street, en bij geen andere.")
    text = cells["address" if kind is OddKind.OWN_STREET else "name"]
    keys = _KEYS[kind](text)
    if not keys:
        raise ValueError(
            "hier ontbreekt een straat of postcode, een achternaam, of (bij colleague en"
            " celebrity) een voornaam of voorletter."
        )
    return NewMark(kind, cells["account"], keys)
