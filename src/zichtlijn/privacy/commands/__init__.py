"""`zichtlijn privacy ...`: test the rules and look texts through, on plain files."""

from zichtlijn.kernel.runs.groups import Place

_HERE = "zichtlijn.privacy.commands"

PLACES = {
    "decide": Place(f"{_HERE}.deciding", "decide_cases", "Leg gevallen voor aan de regels."),
    "scan-text": Place(
        f"{_HERE}.scanning", "scan_texts", "Zoek wat niet over iemand geschreven mag worden."
    ),
}
"""The commands that need no database; `desk` adds those that do."""
