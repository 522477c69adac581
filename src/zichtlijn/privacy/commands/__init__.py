"""`zichtlijn privacy ...`: test the rules and look texts through, on plain files."""

from zichtlijn.kernel.runs.groups import LazyGroup, Place

_HERE = "zichtlijn.privacy.commands"

privacy = LazyGroup(
    "privacy",
    summary="Wie mag wat met welke gegevens, en wat hoort niet in een tekst.",
    places={
        "decide": Place(f"{_HERE}.deciding", "decide_cases", "Leg gevallen voor aan de regels."),
        "scan-text": Place(
            f"{_HERE}.scanning", "scan_texts", "Zoek wat niet over iemand geschreven mag worden."
        ),
    },
)
