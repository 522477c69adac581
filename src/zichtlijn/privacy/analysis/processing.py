"""Complete the register of processing (AVG 30) from the tables by which the product works."""

from collections.abc import Iterable, Iterator

from zichtlijn.privacy.terms.access import CLOSED, Outcome, Rule, RuleTable
from zichtlijn.privacy.terms.oversight import Permission, Processing, RegisterEntry, Term
from zichtlijn.privacy.terms.retention import RetentionTable

_OPENS = {Outcome.ALLOWED, Outcome.MASKED}


def complete_register(
    entries: Iterable[RegisterEntry], *, rules: RuleTable, retention: RetentionTable
) -> tuple[Processing, ...]:
    """Return each entry with its purposes, roles, regimes and terms as the tables have them.

    So the register says what the product does, not what somebody remembered to write down. A
    row counts where it opens something for a class of data of the entry; what a member of a group
    may do besides depends on the facts of a case, which the rule table has.
    """
    return tuple(_complete(entry, rules, retention) for entry in entries)


def _complete(entry: RegisterEntry, rules: RuleTable, retention: RetentionTable) -> Processing:
    opening = [rule for rule in rules.rules if rule.outcome in _OPENS]
    ours = [
        rule for rule in opening if not _reach(rule, "data_class").isdisjoint(entry.data_classes)
    ]
    terms = tuple(
        Term(rule.data_class, rule.regime, rule.in_words, rule.ground)
        for rule in retention.rules
        if rule.data_class in entry.data_classes
    )
    return Processing(
        entry,
        purposes=_in_order(ours, "purpose"),
        organisations=_in_order(ours, "organisation"),
        regimes=tuple(dict.fromkeys(term.regime for term in terms)),
        permissions=tuple(_list_permissions(entry, ours)),
        terms=terms,
    )


def _list_permissions(entry: RegisterEntry, rules: list[Rule]) -> Iterator[Permission]:
    for data_class in entry.data_classes:
        for role in CLOSED["role"]:
            those = [
                rule
                for rule in rules
                if data_class in _reach(rule, "data_class") and role in _reach(rule, "role")
            ]
            if those:
                numbers = tuple(rule.number for rule in those)
                yield Permission(data_class, role, _in_order(those, "verb"), numbers)


def _in_order(rules: Iterable[Rule], column: str) -> tuple[str, ...]:
    reached = frozenset[str]().union(*(_reach(rule, column) for rule in rules))
    return tuple(word for word in CLOSED[column] if word in reached)


def _reach(rule: Rule, column: str) -> frozenset[str]:
    """Return the values for which a row holds; a free cell holds for all."""
    return rule.cells.get(column, frozenset(CLOSED[column]))
