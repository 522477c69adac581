"""Cases by the thousand: near the rows of the table, where a mistake would show.

A case drawn evenly over the lists nearly always ends at `fit` or `lives`. So most cases begin
at a row of the table, satisfy all its cells, and are then changed in none to three facts.
"""

# seeded draws of cases, no secret
# ruff: noqa: S311

from collections.abc import Iterator
from random import Random

from zichtlijn.privacy.terms.access import CLOSED, HABITATS, HOMES, Case, Rule, RuleTable

QUIET = {
    "member": "yes",
    "notification": "informed",
    "age": "16_plus",
    "part": "present",
    "contested": "no",
    "retention": "running",
    "relation": "none",
    "own_entry": "no",
    "record_organisation": "own",
    "break_glass": "no",
    "reason": "yes",
    "second_person": "other_organisation",
    "transfer": "logged",
}
"""Facts that stand in nobody's way, so that the late rows are reached too."""


def draw_cases(number: int, *, table: RuleTable, seed: int) -> Iterator[Case]:
    """Yield cases; the same seed gives the same ones."""
    rng = Random(seed)
    for _ in range(number):
        rule = rng.choice(table.rules)
        facts = _draw_near(rule, rng)
        for column in rng.sample(list(CLOSED), k=rng.choice((0, 0, 1, 1, 2, 3))):
            facts[column] = rng.choice(CLOSED[column])
        if rng.random() < 0.9:
            _make_fit(facts, rng)
        yield Case(**facts)


def draw_inside(rule: Rule, *, column: str, values: list[str], rng: Random) -> Case:
    """Return a case that satisfies the row but for one column, which takes one of `values`."""
    for _ in range(50):
        facts = _draw_near(rule, rng)
        facts[column] = rng.choice(values)
        _make_fit(facts, rng, keep=column)
        if facts[column] in values:
            return Case(**facts)
    return Case(**facts)


def _draw_near(rule: Rule, rng: Random) -> dict[str, str]:
    facts = {}
    quiet = rng.random() < 0.7
    for column, allowed in CLOSED.items():
        values = sorted(rule.cells.get(column, allowed))
        usual = QUIET.get(column) if quiet else None
        facts[column] = usual if usual in values else rng.choice(values)
    if quiet and rng.random() < 0.5:
        asked = rng.choice(("reason", "second_person", "transfer"))
        facts[asked] = rng.choice(CLOSED[asked])
    _make_fit(facts, rng, rule=rule)
    return facts


def _make_fit(
    facts: dict[str, str], rng: Random, *, rule: Rule | None = None, keep: str = ""
) -> None:
    """Give the role a home and the data a regime, inside the row where that can be."""
    cells = rule.cells if rule else {}
    for owner, owned, map_ in (
        ("role", "organisation", HOMES),
        ("data_class", "regime", HABITATS),
    ):
        for _ in range(40):
            fitting = [v for v in map_[facts[owner]] if v in cells.get(owned, CLOSED[owned])]
            if keep == owned and facts[owned] in map_[facts[owner]]:
                break
            if fitting and keep != owned:
                facts[owned] = rng.choice(fitting)
                break
            if keep == owner:
                break
            facts[owner] = rng.choice(sorted(cells.get(owner, CLOSED[owner])))
