"""The rule table as a page that a jurist reads, with its versions and what waits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from zichtlijn.audit.access import Access
from zichtlijn.privacy.policies.rules.reading import parse_rule_table, read_rows
from zichtlijn.privacy.queries.rules import (
    RulingTable,
    fetch_proposed_rules,
    fetch_rule_versions,
    fetch_ruling_files,
    fetch_ruling_table,
)
from zichtlijn.privacy.reports.sentences import say_refusal
from zichtlijn.privacy.reports.words import BLOCKS, COLUMNS, CONDITIONS, OUTCOMES, ROLES, speak
from zichtlijn.privacy.terms.access import CLOSED, Rule, WrongRuleTable
from zichtlijn.privacy.terms.asking import Asker
from zichtlijn.privacy.terms.rules import (
    RULE_ROLES,
    CellChange,
    ProposedRules,
    RuleVersionRecord,
)

_EXCEPT = 4
"""A cell that leaves out at most so many values is said by what it leaves out."""


@dataclass(frozen=True)
class CellWords:
    """One cell in words: the name of the column, and the values."""

    column: str
    words: tuple[str, ...]
    is_except: bool  # the values are those for which the row does not hold


@dataclass(frozen=True)
class RuleRow:
    """One row of the table as a reader sees it."""

    number: str
    outcome: str
    outcome_words: str
    sentence: str
    in_words: str
    conditions: tuple[str, ...]
    cells: tuple[CellWords, ...]
    when: tuple[str, ...]
    ground: str


@dataclass(frozen=True)
class RuleBlock:
    """The rows of one block, in the order in which they are asked."""

    letter: str
    name: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True)
class RulesPage:
    """The version that rules, narrowed to what somebody looks for."""

    version: int
    sha256: str
    blocks: tuple[RuleBlock, ...]
    shown: int
    total: int
    sought: str
    may_change: bool


@dataclass(frozen=True)
class VersionRow:
    """A version that rules or ruled, with who made it so."""

    number: int
    sha256: str
    proposed_by: str
    confirmed_by: str
    confirmed_at: datetime | None
    reason: str
    changes: tuple[CellChange, ...]


@dataclass(frozen=True)
class WaitingRow:
    """A change that waits; `is_own` for who proposed it, who cannot confirm it."""

    code: str
    proposed_by: str
    expires_at: datetime
    reason: str
    changes: tuple[CellChange, ...]
    is_own: bool


@dataclass(frozen=True)
class VersionsPage:
    """What waits for a second person, and every version there was."""

    waiting: tuple[WaitingRow, ...]
    versions: tuple[VersionRow, ...]
    may_change: bool


@dataclass(frozen=True)
class RowForm:
    """One row as the form to change it: columns of the file with what stands in them."""

    number: str
    cells: tuple[tuple[str, str], ...]
    sentence: str

    def fill(self, row: Mapping[str, str], sentence: str) -> "RowForm":
        """Return the form with what somebody typed in it."""
        cells = tuple((name, row[name]) for name, _ in self.cells)
        return RowForm(self.number, cells, sentence)


def rules_page(*, sought: str, access: Access) -> RulesPage:
    """Return the rows that hold all words of `sought`; all rows where nothing is sought."""
    ruling = fetch_ruling_table()
    words = sought.lower().split()
    rows = [(rule, _describe(rule, ruling)) for rule in ruling.table.rules]
    kept = [(rule, row) for rule, row in rows if all(w in _text_of(row) for w in words)]
    blocks = tuple(
        RuleBlock(letter, str(name), tuple(row for rule, row in kept if rule.block == letter))
        for letter, name in BLOCKS.items()
    )
    return RulesPage(
        version=ruling.number,
        sha256=ruling.table.sha256,
        blocks=tuple(block for block in blocks if block.rows),
        shown=len(kept),
        total=len(rows),
        sought=sought,
        may_change=access.role in RULE_ROLES,
    )


def versions_page(*, access: Access) -> VersionsPage:
    """Return the versions, and the changes that wait for a second person."""
    return VersionsPage(
        tuple(describe_waiting(one, access=access) for one in fetch_proposed_rules(access=access)),
        tuple(describe_version(one) for one in fetch_rule_versions(access=access)),
        access.role in RULE_ROLES,
    )


def describe_waiting(change: ProposedRules, *, access: Access) -> WaitingRow:
    """Return a change that waits, as this reader sees it."""
    return WaitingRow(
        change.code,
        _say_who(change.proposed_by),
        change.expires_at,
        change.reason,
        change.changes,
        change.proposed_by.account == access.reader,
    )


def describe_version(version: RuleVersionRecord) -> VersionRow:
    """Return a version with who made it so."""
    return VersionRow(
        version.number,
        version.sha256,
        _say_who(version.proposed_by),
        _say_who(version.confirmed_by),
        version.confirmed_at,
        version.reason,
        version.changes,
    )


def row_form(number: str) -> RowForm:
    """Return one row as it stands in the file now. Raises WrongRuleTable where there is none."""
    files = fetch_ruling_files()
    found = [row for row in read_rows(files.rules_csv) if row["rule"] == number]
    if not found:
        raise WrongRuleTable("Deze regel staat niet in de tabel.")
    sentence = fetch_ruling_table().sentences[number]
    cells = tuple((name, value) for name, value in found[0].items() if name != "rule")
    return RowForm(number, cells, sentence)


def check_rules_file(written: bytes) -> int:
    """Return how many rows a table has that passes its checks. Raises WrongRuleTable."""
    return len(parse_rule_table(written).rules)


def write_rules_file() -> bytes:
    """Return the table that rules, as the file it can be changed in."""
    return fetch_ruling_files().rules_csv


def _describe(rule: Rule, ruling: RulingTable) -> RuleRow:
    return RuleRow(
        number=rule.number,
        outcome=str(rule.outcome),
        outcome_words=str(OUTCOMES.get(rule.outcome, rule.outcome)),
        sentence=say_refusal(ruling.sentences[rule.number]),
        in_words=rule.in_words,
        conditions=tuple(str(CONDITIONS[condition]) for condition in rule.conditions),
        cells=tuple(_list_cells(rule)),
        when=tuple(fact for fact in rule.written["when"].split(";") if fact),
        ground=rule.ground,
    )


def _list_cells(rule: Rule) -> Iterator[CellWords]:
    for column in COLUMNS:
        if column not in rule.cells:
            continue
        held = [value for value in CLOSED[column] if value in rule.cells[column]]
        others = [value for value in CLOSED[column] if value not in rule.cells[column]]
        is_except = len(others) <= _EXCEPT < len(held)
        told = others if is_except else held
        yield CellWords(column, tuple(speak(v, column=column) for v in told), is_except)


def _text_of(row: RuleRow) -> str:
    cells = " ".join(word for cell in row.cells for word in cell.words)
    parts = (row.number, row.outcome_words, row.sentence, row.in_words, cells, row.ground)
    return " ".join((*parts, *row.conditions, *row.when)).lower()


def _say_who(asker: Asker | None) -> str:
    return f"{asker.account}, {ROLES[asker.role]}" if asker else ""
