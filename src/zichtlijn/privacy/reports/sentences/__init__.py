"""What is said of a decision, a refusal or a text: one sentence for the user."""

from zichtlijn.privacy.reports.sentences.deciding import (
    decide_case,
    explain_decision,
    scan_text,
    suggest_instead,
)
from zichtlijn.privacy.reports.sentences.refusals import say_refusal

__all__ = ["decide_case", "explain_decision", "say_refusal", "scan_text", "suggest_instead"]
