"""What follows from the shipped rule table and word lists: decisions and findings, in Dutch."""

from zichtlijn.privacy.analysis.texts import scanning
from zichtlijn.privacy.policies.asking import say
from zichtlijn.privacy.policies.decisions import decide
from zichtlijn.privacy.sources.rule_table import read_rule_table, read_sentences
from zichtlijn.privacy.sources.word_lists import read_lexicon
from zichtlijn.privacy.terms.access import Case, Decision
from zichtlijn.privacy.terms.texts import SUGGESTIONS, Finding


def decide_case(case: Case) -> Decision:
    """Return what the shipped rule table says of a case."""
    return decide(case, table=read_rule_table())


def explain_decision(decision: Decision) -> str:
    """Return one Dutch sentence for the user: what is missing, else what the row says."""
    return say(decision, sentences=read_sentences())


def scan_text(text: str) -> list[Finding]:
    """Return what a text tells about somebody that may not be written down (guard rail G2)."""
    return scanning.scan_text(text, lexicon=read_lexicon())


def suggest_instead(finding: Finding) -> str:
    """Return one Dutch sentence for the writer, without what was found."""
    return SUGGESTIONS[finding.category]
