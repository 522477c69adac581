"""The same table as SQL: a filter that a query can carry into the database.

Only `CASE`, `IN`, `AND`, `NOT` and texts are used, so that SQLite, PostgreSQL, DuckDB and
Spark read it alike. All texts come from closed lists; nothing a user typed is ever in it.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from zichtlijn.privacy.policies.decisions import MET_BY
from zichtlijn.privacy.terms.access import (
    CLOSED,
    DEFAULT,
    FIT,
    HABITATS,
    HOMES,
    LIVES,
    Condition,
    Outcome,
    Rule,
    RuleTable,
)

OUTSIDE = "outside"
"""The rule named where a column holds nothing, or a value outside its closed list."""


class DecisionSql(NamedTuple):
    """Two expressions over the columns of a table: the outcome, and the row it rests on."""

    outcome: str
    rule: str


def write_decision(
    table: RuleTable, *, known: Mapping[str, str], columns: Mapping[str, str] | None = None
) -> DecisionSql:
    """Write the decision for every record of a database table as SQL expressions.

    `known` are the facts of the question that are the same for all records (who asks,
    why, what for); the others are read from the columns, under the names of `columns`
    where they have another. An empty or unknown value refuses: the filter fails closed.
    Raises ValueError where a known value is outside its closed list.
    """
    for column, value in known.items():
        if value not in CLOSED[column]:
            raise ValueError(f"{column} is geen bekende waarde")
    question = _Question(known, dict.fromkeys(CLOSED) | dict(columns or {}))
    refused = quote(Outcome.REFUSED)
    branches = [*question.refuse_where_unfit(), *question.follow(table.rules)]
    outcome = _write_case([(when, outcome) for when, outcome, _ in branches], refused)
    rule = _write_case([(when, rule) for when, _, rule in branches], quote(DEFAULT))
    inside = question.write_inside()
    return DecisionSql(
        _write_case([(inside, outcome)], refused), _write_case([(inside, rule)], quote(OUTSIDE))
    )


def write_filter(
    table: RuleTable,
    *,
    known: Mapping[str, str],
    outcomes: Collection[Outcome] = (Outcome.ALLOWED,),
    columns: Mapping[str, str] | None = None,
) -> str:
    """Write a condition that keeps the records whose decision is one of `outcomes`."""
    decision = write_decision(table, known=known, columns=columns)
    return f"({decision.outcome}) IN ({', '.join(quote(outcome) for outcome in outcomes)})"


def quote(text: str) -> str:
    """Return a text of a closed list as SQL; raises ValueError for anything else."""
    if not text.replace("_", "").isalnum() or not text.isascii():
        raise ValueError("only words of the closed lists go into SQL")
    return f"'{text}'"


class _Question:
    """What is known beforehand, and under which name the rest is read."""

    def __init__(self, known: Mapping[str, str], columns: Mapping[str, str | None]) -> None:
        self._known = known
        self._columns = {column: name or column for column, name in columns.items()}

    def write_inside(self) -> str:
        """Return when every column that is read holds a value we know."""
        inside = [self._is_in(column, values) for column, values in CLOSED.items()]
        return " AND ".join(part for part in inside if part and part != _TRUE) or _TRUE

    def refuse_where_unfit(self) -> list[tuple[str, str, str]]:
        """Return when a role is not at home, or a class does not live in the regime."""
        fit = self._pairs("role", "organisation", HOMES)
        lives = self._pairs("data_class", "regime", HABITATS)
        refused = quote(Outcome.REFUSED)
        return [
            (f"NOT ({fit})", refused, quote(FIT)),
            (f"NOT ({lives})", refused, quote(LIVES)),
        ]

    def follow(self, rules: tuple[Rule, ...]) -> list[tuple[str, str, str]]:
        """Return the rows that can still hold: when, what, by which row."""
        written = [(self._write_cells(rule), rule) for rule in rules]
        return [
            (when, self._write_outcome(rule), quote(rule.number))
            for when, rule in written
            if when is not None
        ]

    def _write_cells(self, rule: Rule) -> str | None:
        parts = [self._is_in(column, sorted(values)) for column, values in rule.cells.items()]
        if any(part is None for part in parts):
            return None
        return " AND ".join(part for part in parts if part and part != _TRUE) or _TRUE

    def _write_outcome(self, rule: Rule) -> str:
        asked = [
            (self._is_not_met(condition), MET_BY[condition][2]) for condition in rule.conditions
        ]
        open_ones = [(when, quote(answer)) for when, answer in asked if when]
        return _write_case(open_ones, quote(rule.outcome))

    def _is_not_met(self, condition: Condition) -> str | None:
        fact, met_by, _ = MET_BY[condition]
        met = self._is_in(fact, sorted(met_by))
        if met is None:
            return _TRUE
        return None if met == _TRUE else f"NOT ({met})"

    def _pairs(self, one: str, other: str, allowed: Mapping[str, tuple[str, ...]]) -> str:
        """Return when the two columns go together; what is known is already filled in."""
        ways = [
            (self._is_in(one, (value,)), self._is_in(other, others))
            for value, others in allowed.items()
        ]
        kept = [f"({a} AND {b})" for a, b in ways if a is not None and b is not None]
        return " OR ".join(kept) or _FALSE

    def _is_in(self, column: str, values: Collection[str]) -> str | None:
        """Return the test as SQL; None where what is known already makes it untrue."""
        if column in self._known:
            return _TRUE if self._known[column] in values else None
        return f"{self._columns[column]} IN ({', '.join(quote(value) for value in values)})"


_TRUE, _FALSE = "1 = 1", "1 = 0"


def _write_case(branches: list[tuple[str, str]], otherwise: str) -> str:
    if not branches:
        return otherwise
    written = " ".join(f"WHEN {when} THEN {then}" for when, then in branches)
    return f"CASE {written} ELSE {otherwise} END"
