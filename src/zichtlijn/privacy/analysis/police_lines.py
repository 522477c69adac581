"""Which lines of the log are about the work under the Wpg (Wpg 32a, 33)."""

from collections.abc import Collection, Mapping

from zichtlijn.privacy.terms.access import RuleTable

WPG = frozenset({"wpg_boa", "wpg_received"})
_PURPOSE = "enforcement"
_DEEDS = (
    "privacy.transfer.",
    "privacy.emergency.",
    "privacy.rules.",
    "audit.",
    "privacy.oversight.",
)


def is_police_line(
    line: Mapping[str, str], *, scopes: Collection[str], rules: Collection[str]
) -> bool:
    """Return whether an auditor of the Wpg must see this line; in doubt he does.

    By its purpose or ground, its table, the rule that decided, or since it is about the crossing
    of regimes, emergencies, the rules and the log themselves. No line carries a regime of its own.
    """
    return (
        line["purpose"] == _PURPOSE
        or line["legal_ground"].startswith("Wpg")
        or ":".join(line["scope"].split(":")[:2]) in scopes
        or line["rule"] in rules
        or line["action"].startswith(_DEEDS)
    )


def list_police_rules(table: RuleTable) -> frozenset[str]:
    """Return the rules that speak of the regimes of the Wpg and of no other."""
    asked = ((rule.number, rule.cells.get("regime")) for rule in table.rules)
    return frozenset(number for number, words in asked if words and WPG.issuperset(words))
