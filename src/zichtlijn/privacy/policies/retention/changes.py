"""What one changed rule makes of the retention table, and what two versions differ in."""

import csv
import io
from collections.abc import Iterator
from datetime import date

from zichtlijn.privacy.policies.retention.rows import COLUMNS
from zichtlijn.privacy.terms.retention import (
    NewTerm,
    RetentionRule,
    RetentionTable,
    WrongRetentionTable,
)
from zichtlijn.privacy.terms.rules import CellChange

_MONTHS = ("narrow_months", "remove_months", "destroy_months", "months_after_closing")


def change_rule(table: RetentionTable, asked: NewTerm, *, since: date) -> RetentionTable:
    """Return the next version: the same table with one rule changed, from a day on.

    Raises WrongRetentionTable where there is no such rule, where nothing changes, or where the
    terms change and the sentence that says them does not.
    """
    found = [rule for rule in table.rules if rule.rule == asked.rule]
    if not found:
        raise WrongRetentionTable("Deze regel staat niet in de tabel.")
    (before,) = found
    after = before._replace(**asked._asdict())
    if after == before:
        raise WrongRetentionTable("Dit is wat nu al geldt.")
    moved = any(getattr(before, column) != getattr(after, column) for column in _MONTHS)
    if moved and before.in_words == after.in_words:
        raise WrongRetentionTable("De termijn is anders, maar de zin niet. Verander ook de zin.")
    rules = tuple(after if rule is before else rule for rule in table.rules)
    return RetentionTable(table.version + 1, since, rules, "")


def write_retention_table(table: RetentionTable) -> bytes:
    """Return the table as its file."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=COLUMNS, lineterminator="\n")
    writer.writeheader()
    kept = {"version": table.version, "since": table.since.isoformat()}
    writer.writerows(rule._asdict() | kept for rule in table.rules)
    return out.getvalue().encode("utf-8")


def compare_terms(before: RetentionTable, after: RetentionTable) -> Iterator[CellChange]:
    """Return the cells that differ, rule by rule; an empty cell is an empty word."""
    older = {rule.rule: rule for rule in before.rules}
    for rule in after.rules:
        for column in RetentionRule._fields:
            was, becomes = getattr(older[rule.rule], column), getattr(rule, column)
            if was != becomes:
                yield CellChange(rule.rule, column, _write(was), _write(becomes))


def _write(cell: str | int | None) -> str:
    return "" if cell is None else str(cell)
