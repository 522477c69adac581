"""From the cells that a jurist reads to the sets that a machine compares."""

from collections.abc import Iterable, Mapping

from zichtlijn.privacy.terms.access import (
    BLOCKS,
    CLOSED,
    Condition,
    Outcome,
    Rule,
    WrongRuleTable,
)

CELLS = ("role", "organisation", "regime", "purpose", "data_class", "gate", "verb")
"""The columns of the table that are columns of a case; other facts stand in `when`."""

COLUMNS = ("rule", "block", "outcome", "conditions", *CELLS, "when", "ground", "in_words")


def read_rules(rows: Iterable[Mapping[str, str]]) -> tuple[Rule, ...]:
    """Return the rows in the order in which they are asked: by block, then by number.

    Raises WrongRuleTable where a cell holds a word that is in no closed list.
    """
    rules = [_read_rule(row) for row in rows]
    if len({rule.number for rule in rules}) != len(rules):
        raise WrongRuleTable("Twee regels hebben hetzelfde nummer.")
    return tuple(sorted(rules, key=lambda rule: (BLOCKS.index(rule.block), rule.number)))


def read_cell(text: str, *, column: str) -> frozenset[str]:
    """Return the values for which a cell holds: `*` any, `a|b` one of, `!a|b` none of.

    >>> sorted(read_cell("!self", column="relation"))
    ['none', 'parent']
    """
    every = frozenset(CLOSED[column])
    if text == "*":
        return every
    named = frozenset(text.removeprefix("!").split("|"))
    if not named <= every:
        raise WrongRuleTable(f"De kolom {column} kent niet: {', '.join(sorted(named - every))}.")
    return every - named if text.startswith("!") else named


def _read_rule(row: Mapping[str, str]) -> Rule:
    written = {column: row[column] for column in CELLS} | _split_when(row["when"])
    cells = {column: read_cell(text, column=column) for column, text in written.items()}
    if row["block"] not in BLOCKS or row["outcome"] not in set(Outcome):
        raise WrongRuleTable(
            f"Regel {row['rule']} heeft een onbekend blok of een onbekende uitkomst."
        )
    return Rule(
        number=row["rule"],
        block=row["block"],
        outcome=Outcome(row["outcome"]),
        conditions=_read_conditions(row["conditions"]),
        cells={column: cell for column, cell in cells.items() if len(cell) < len(CLOSED[column])},
        written=written | {"when": row["when"], "conditions": row["conditions"]},
        ground=row["ground"],
        in_words=row["in_words"],
    )


def _split_when(when: str) -> dict[str, str]:
    facts = dict(fact.split("=", maxsplit=1) for fact in when.split(";") if "=" in fact)
    if strange := set(facts) - (set(CLOSED) - set(CELLS)):
        raise WrongRuleTable(f"Onbekend feit onder 'when': {', '.join(sorted(strange))}.")
    return facts


def _read_conditions(text: str) -> tuple[Condition, ...]:
    named = text.split("|") if text else []
    if strange := set(named) - set(Condition):
        raise WrongRuleTable(f"Onbekende voorwaarde: {', '.join(sorted(strange))}.")
    return tuple(condition for condition in Condition if condition in named)
