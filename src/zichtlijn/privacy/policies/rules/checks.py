"""The checks that a rule table must pass before it may rule anything.

They run when the table is read, and again on every change that a municipality's jurist
makes in it by four eyes.
"""

from collections.abc import Iterator
from itertools import combinations

from zichtlijn.privacy.terms.access import (
    CLOSED,
    HABITATS,
    HOMES,
    Rule,
    WrongRuleTable,
)

_FREE_REGIME = ("R31", "R32", "R40")
"""These rows hold in one regime of the two in which a police record lives."""


def check_rule_table(rules: tuple[Rule, ...]) -> None:
    """Raise WrongRuleTable where two rows contradict each other, or a cell misleads its reader."""
    problems = [*_find_contradictions(rules), *_find_misleading_cells(rules)]
    if problems:
        raise WrongRuleTable(" ".join(problems))


def _find_contradictions(rules: tuple[Rule, ...]) -> Iterator[str]:
    """Two rows of one block that can hold for one case must say the same."""
    for one, other in combinations(rules, 2):
        says_the_same = (one.outcome, one.conditions) == (other.outcome, other.conditions)
        if one.block == other.block and not says_the_same and _can_meet(one, other):
            yield f"Regel {one.number} en regel {other.number} spreken elkaar tegen."


def _find_misleading_cells(rules: tuple[Rule, ...]) -> Iterator[str]:
    for rule in rules:
        if "organisation" in rule.cells and rule.cells["organisation"] != _homes(rule):
            yield f"Regel {rule.number}: de organisaties zijn niet die van de rollen."
        if (
            "regime" in rule.cells
            and not rule.written["regime"].startswith("!")
            and rule.number not in _FREE_REGIME
            and rule.cells["regime"] != _habitats(rule)
        ):
            yield f"Regel {rule.number}: de regimes zijn niet die van de soorten gegevens."


def _can_meet(one: Rule, other: Rule) -> bool:
    """Return whether some case that fits and lives satisfies the cells of both rows."""
    shared = {column: _values(one, column) & _values(other, column) for column in CLOSED}
    return (
        all(shared.values())
        and any(set(HOMES[role]) & shared["organisation"] for role in shared["role"])
        and any(set(HABITATS[kind]) & shared["regime"] for kind in shared["data_class"])
    )


def _values(rule: Rule, column: str) -> frozenset[str]:
    return rule.cells.get(column, frozenset(CLOSED[column]))


def _homes(rule: Rule) -> set[str]:
    return {home for role in _values(rule, "role") for home in HOMES[role]}


def _habitats(rule: Rule) -> set[str]:
    return {regime for kind in _values(rule, "data_class") for regime in HABITATS[kind]}
