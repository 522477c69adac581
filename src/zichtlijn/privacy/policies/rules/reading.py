"""From the bytes of the two files to a checked table; the same for what ships and what changes."""

import csv
import hashlib
import io
from collections.abc import Mapping

from zichtlijn.privacy.policies.rules.checks import check_rule_table
from zichtlijn.privacy.policies.rules.rows import COLUMNS, read_rules
from zichtlijn.privacy.terms.access import DEFAULT, FIT, LIVES, RuleTable, WrongRuleTable


def parse_rule_table(written: bytes) -> RuleTable:
    """Return the table in these bytes, checked as its page says. Raises WrongRuleTable."""
    rows = read_rows(written)
    if not rows or any(set(row) != set(COLUMNS) or None in row.values() for row in rows):
        raise WrongRuleTable("De regeltabel heeft niet de afgesproken kolommen.")
    rules = read_rules(rows)
    check_rule_table(rules)
    return RuleTable(rules, hashlib.sha256(written).hexdigest())


def parse_sentences(written: bytes, *, table: RuleTable) -> Mapping[str, str]:
    """Return the Dutch sentence of each row, and of fit, lives and default.

    Raises WrongRuleTable where a row has none, or a sentence has no row.
    """
    rows = read_rows(written)
    if not rows or any(set(row) != {"rule", "sentence"} or not row["sentence"] for row in rows):
        raise WrongRuleTable("De zinnen hebben niet de afgesproken kolommen: rule, sentence.")
    sentences = {row["rule"]: row["sentence"] for row in rows}
    if set(sentences) != {rule.number for rule in table.rules} | {FIT, LIVES, DEFAULT}:
        raise WrongRuleTable("Niet elke regel heeft een Nederlandse zin.")
    return sentences


def read_rows(written: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV in UTF-8. Raises WrongRuleTable."""
    try:
        return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise WrongRuleTable("Dit bestand is geen CSV in UTF-8.") from problem
