"""Which cells a new version of the rules changes, and what one changed row makes of the file."""

import csv
import io
from collections.abc import Iterator, Mapping

from zichtlijn.privacy.policies.rules.reading import read_rows
from zichtlijn.privacy.policies.rules.rows import COLUMNS
from zichtlijn.privacy.terms.access import WrongRuleTable
from zichtlijn.privacy.terms.asking import NotAllowed
from zichtlijn.privacy.terms.rules import RULE_ROLES, CellChange


def check_can_change_rules(role: str) -> None:
    """Raise NotAllowed unless this role may propose or confirm a change of the rules."""
    if role not in RULE_ROLES:
        raise NotAllowed("Uw rol verandert de regels niet.", rule="fit")


def compare_tables(before: bytes, after: bytes, *, column: str = "") -> tuple[CellChange, ...]:
    """Return the cells that differ, by row and in the order of the columns.

    `column` narrows it to one, as for a file of sentences.
    """
    return tuple(_find_changes(_by_rule(before), _by_rule(after), column))


def change_row(written: bytes, row: Mapping[str, str]) -> bytes:
    """Return the file with one row replaced; raises WrongRuleTable where there is no such row."""
    rows = list(read_rows(written))
    numbers = [old["rule"] for old in rows]
    if row["rule"] not in numbers:
        raise WrongRuleTable("Deze regel staat niet in de tabel.")
    rows[numbers.index(row["rule"])] = {column: row[column] for column in rows[0]}
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def _by_rule(written: bytes) -> dict[str, Mapping[str, str]]:
    return {row["rule"]: row for row in read_rows(written)}


def _find_changes(
    before: Mapping[str, Mapping[str, str]], after: Mapping[str, Mapping[str, str]], column: str
) -> Iterator[CellChange]:
    for rule in sorted(before.keys() | after.keys()):
        if rule not in before or rule not in after:
            was = "" if rule not in before else rule
            yield CellChange(rule, "rule", was, "" if was else rule)
            continue
        for name in (column,) if column else COLUMNS:
            if before[rule][name] != after[rule][name]:
                yield CellChange(rule, name, before[rule][name], after[rule][name])
