"""What follows from rules, word lists and what is recorded: ready to say or to draw."""

from zichtlijn.privacy.reports.sentences import (
    decide_case,
    explain_decision,
    scan_text,
    suggest_instead,
)

__all__ = ["decide_case", "explain_decision", "scan_text", "suggest_instead"]
