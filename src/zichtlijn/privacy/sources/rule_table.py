"""Read the rule table that ships with the product, and the Dutch sentence of each row."""

import csv
import hashlib
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from zichtlijn.privacy.policies.rows import COLUMNS, read_rules
from zichtlijn.privacy.policies.rule_checks import check_rule_table
from zichtlijn.privacy.terms.access import DEFAULT, FIT, LIVES, RuleTable, WrongRuleTable

_HERE = files("zichtlijn.privacy.sources")


@cache
def read_rule_table() -> RuleTable:
    """Return the shipped table; raises WrongRuleTable when it breaks its own checks."""
    return parse_rule_table((_HERE / "access_rules.csv").read_bytes())


def parse_rule_table(written: bytes) -> RuleTable:
    """Return the table in these bytes, checked as its page says."""
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8"), newline="")))
    if not rows or set(rows[0]) != set(COLUMNS):
        raise WrongRuleTable("De regeltabel heeft niet de afgesproken kolommen.")
    rules = read_rules(rows)
    check_rule_table(rules)
    return RuleTable(rules, hashlib.sha256(written).hexdigest())


@cache
def read_sentences() -> Mapping[str, str]:
    """Return for each row, and for fit, lives and default, what is said to the user in Dutch."""
    text = (_HERE / "access_sentences.csv").read_text(encoding="utf-8")
    sentences = {row["rule"]: row["sentence"] for row in csv.DictReader(io.StringIO(text))}
    named = {rule.number for rule in read_rule_table().rules} | {FIT, LIVES, DEFAULT}
    if set(sentences) != named:
        raise WrongRuleTable("Niet elke regel heeft een Nederlandse zin.")
    return sentences
