"""Every small mistake that a rule table could hold, and a hunt for a case that shows it."""

# seeded draws of cases, no secret
# ruff: noqa: S311

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from tests.privacy.access_cases import draw_inside
from tests.privacy.access_oracle import judge

from zichtlijn.privacy.policies.decisions import decide
from zichtlijn.privacy.terms.access import CLOSED, Case, Condition, Outcome, Rule, RuleTable

TRIES = 800
"""Cases drawn against one mutant before it counts as alive."""

REDUNDANT_BY_NAME = {("R18", "role"), ("R33", "data_class"), ("R40", "retention")}
FREE_REGIME = {"R31", "R32", "R40"}


@dataclass(frozen=True)
class Mutant:
    """A row changed in one thing; `column` and `values` say where its cases lie."""

    name: str
    rule: Rule
    changed: Rule | None  # None: the row is dropped
    column: str
    values: tuple[str, ...]
    is_redundant: bool  # the page calls this cell redundant on purpose


def make_mutants(table: RuleTable) -> Iterator[Mutant]:
    for rule in table.rules:
        yield Mutant(f"{rule.number} dropped", rule, None, "verb", _values(rule, "verb"), False)
        yield from _change_conditions(rule)
        for column in rule.cells:
            yield from _change_cell(rule, column)


def find_witness(mutant: Mutant, *, table: RuleTable, seed: int) -> Case | None:
    """Return a case on which the mutant and the oracle differ in outcome, if one is found."""
    rng = Random(seed)
    rules = (mutant.changed if rule is mutant.rule else rule for rule in table.rules)
    mutated = RuleTable(tuple(rule for rule in rules if rule is not None), "")
    for _ in range(TRIES):
        # a row that shadows another shows its mistakes only where that other row holds too
        near = _meet(mutant.rule, rng.choice(table.rules), but_for=mutant.column)
        case = draw_inside(near, column=mutant.column, values=list(mutant.values), rng=rng)
        if decide(case, table=mutated).outcome != judge(case).outcome:
            return case
    return None


def _meet(rule: Rule, other: Rule, *, but_for: str) -> Rule:
    """The row narrowed to where the other one holds too, where there is such a place."""
    cells = dict(rule.cells)
    for column, values in other.cells.items():
        if column != but_for:
            cells[column] = cells.get(column, values) & values
    return replace(rule, cells=cells) if all(cells.values()) else rule


def _change_conditions(rule: Rule) -> Iterator[Mutant]:
    whole = _values(rule, "verb")
    for condition in rule.conditions:
        rest = tuple(one for one in rule.conditions if one is not condition)
        changed = replace(rule, conditions=rest)
        yield Mutant(f"{rule.number} without {condition}", rule, changed, "verb", whole, False)
    if Condition.SECOND_PERSON_OTHER_ORGANISATION in rule.conditions:
        weaker = tuple(
            Condition.SECOND_PERSON if "other" in condition else condition
            for condition in rule.conditions
        )
        changed = replace(rule, conditions=weaker)
        yield Mutant(f"{rule.number} any second person", rule, changed, "verb", whole, False)
    for outcome in (Outcome.ALLOWED, Outcome.MASKED, Outcome.REFUSED):
        if outcome is not rule.outcome:
            changed = replace(rule, outcome=outcome)
            yield Mutant(f"{rule.number} {outcome}", rule, changed, "verb", whole, False)


def _change_cell(rule: Rule, column: str) -> Iterator[Mutant]:
    """The cell made free, and each value that stands in it (behind a `!` too) taken out."""
    held, redundant = rule.cells[column], _is_redundant(rule, column)
    others = tuple(value for value in CLOSED[column] if value not in held)
    name = f"{rule.number} {column}"
    free = _with_cell(rule, column, None)
    yield Mutant(f"{name} free", rule, free, column, others, redundant)
    excludes = rule.written[column].startswith("!")
    for value in others if excludes else sorted(held):
        changed = _with_cell(rule, column, held | {value} if excludes else held - {value})
        yield Mutant(f"{name} without {value}", rule, changed, column, (value,), False)


def _is_redundant(rule: Rule, column: str) -> bool:
    if column == "organisation" or (rule.number, column) in REDUNDANT_BY_NAME:
        return True
    return column == "regime" and _regime_follows(rule)


def _regime_follows(rule: Rule) -> bool:
    return not rule.written["regime"].startswith("!") and rule.number not in FREE_REGIME


def _with_cell(rule: Rule, column: str, cell: frozenset[str] | None) -> Rule:
    """The row with another cell; what is redundant to that cell follows it."""
    follows = {"role": "organisation"} | ({"data_class": "regime"} if _regime_follows(rule) else {})
    is_alone = cell is not None or _is_redundant(rule, column)
    gone = {column} if is_alone else {column, follows.get(column)}
    cells = {name: values for name, values in rule.cells.items() if name not in gone}
    return replace(rule, cells=cells if cell is None else cells | {column: cell})


def _values(rule: Rule, column: str) -> tuple[str, ...]:
    return tuple(sorted(rule.cells.get(column, CLOSED[column])))
