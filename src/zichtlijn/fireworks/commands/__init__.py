"""`zichtlijn fireworks ...`: bangs from arrival times on plain files, without a database."""

from zichtlijn.kernel.runs.groups import LazyGroup, Place

_HERE = "zichtlijn.fireworks.commands"

fireworks = LazyGroup(
    "fireworks",
    summary="Waar het knalde: plaatsen bepalen uit aankomsttijden, en nachten nabootsen.",
    places={
        "locate": Place(f"{_HERE}.locating", "locate_bangs", "Bepaal waar en wanneer het knalde."),
        "simulate": Place(
            f"{_HERE}.simulating", "simulate_night", "Boots een nacht na waarvan alles bekend is."
        ),
    },
)
