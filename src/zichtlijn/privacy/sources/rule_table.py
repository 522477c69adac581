"""Read the rule table that ships with the product, and the Dutch sentence of each row."""

from collections.abc import Mapping
from functools import cache

from zichtlijn.privacy.policies.rules.reading import parse_rule_table, parse_sentences
from zichtlijn.privacy.policies.rules.shipped import read_shipped_rules, read_shipped_sentences
from zichtlijn.privacy.terms.access import RuleTable

__all__ = ["parse_rule_table", "read_rule_table", "read_sentences"]


@cache
def read_rule_table() -> RuleTable:
    """Return the shipped table; raises WrongRuleTable when it breaks its own checks."""
    return parse_rule_table(read_shipped_rules())


@cache
def read_sentences() -> Mapping[str, str]:
    """Return for each row, and for fit, lives and default, what is said to the user in Dutch."""
    return parse_sentences(read_shipped_sentences(), table=read_rule_table())
