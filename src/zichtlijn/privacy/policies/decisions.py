"""The predicate: one case against the rule table, row by row."""

from collections.abc import Iterator, Mapping

from zichtlijn.privacy.terms.access import (
    CLOSED,
    DEFAULT,
    FIT,
    HABITATS,
    HOMES,
    LIVES,
    Case,
    Condition,
    Decision,
    Outcome,
    Rule,
    RuleTable,
)

MET_BY: Mapping[Condition, tuple[str, frozenset[str], Outcome]] = {
    Condition.REASON: ("reason", frozenset({"yes"}), Outcome.NEEDS_REASON),
    Condition.SECOND_PERSON: (
        "second_person",
        frozenset({"same_organisation", "other_organisation"}),
        Outcome.NEEDS_SECOND_PERSON,
    ),
    Condition.SECOND_PERSON_OTHER_ORGANISATION: (
        "second_person",
        frozenset({"other_organisation"}),
        Outcome.NEEDS_SECOND_PERSON,
    ),
    Condition.TRANSFER: ("transfer", frozenset({"logged"}), Outcome.NEEDS_TRANSFER),
}
"""For each condition the fact that meets it, and what is answered while it does not."""


def decide(case: Case, *, table: RuleTable) -> Decision:
    """Return the outcome of a case, and the row it rests on.

    Takes a case whose values are in their closed lists; see `find_strangers`.
    """
    if case.organisation not in HOMES[case.role]:
        return Decision(Outcome.REFUSED, FIT)
    if case.regime not in HABITATS[case.data_class]:
        return Decision(Outcome.REFUSED, LIVES)
    for rule in table.rules:
        if holds(rule, case):
            return Decision(_ask_conditions(rule, case), rule.number)
    return Decision(Outcome.REFUSED, DEFAULT)


def holds(rule: Rule, case: Case) -> bool:
    """Return whether every cell of the row holds for the case."""
    return all(getattr(case, column) in values for column, values in rule.cells.items())


def find_strangers(values: Mapping[str, str]) -> Iterator[str]:
    """Yield each column whose value is outside its closed list."""
    for column, allowed in CLOSED.items():
        if values[column] not in allowed:
            yield column


def _ask_conditions(rule: Rule, case: Case) -> Outcome:
    for condition in rule.conditions:
        fact, met_by, answer = MET_BY[condition]
        if getattr(case, fact) not in met_by:
            return answer
    return rule.outcome
