"""`zichtlijn fireworks ...`: bangs from arrival times, on plain files and live.

`locate` and `simulate` need no database. The others ask the door who types them, so they stand
in `desk`; they are named here because a user looks for them here.
"""

from zichtlijn.kernel.runs.groups import LazyGroup, Place

_HERE = "zichtlijn.fireworks.commands"
_DESK = "zichtlijn.desk.bangs.commands"

fireworks = LazyGroup(
    "fireworks",
    summary="Waar het knalde: plaatsen bepalen uit aankomsttijden, en nachten nabootsen.",
    places={
        "locate": Place(f"{_HERE}.locating", "locate_bangs", "Bepaal waar en wanneer het knalde."),
        "live": Place(_DESK, "live", "Bepaal knallen terwijl tijden binnenkomen."),
        "listen": Place(_DESK, "listen", "Ontvang tijden van een MQTT-broker."),
        "receivers": Place(_DESK, "receivers", "Ontvangers en hun sleutels."),
        "reports": Place(
            "zichtlijn.desk.bangs.nuisance", "read_reports", "Lees meldingen van inwoners in."
        ),
        "simulate": Place(
            f"{_HERE}.simulating", "simulate_night", "Boots een nacht na waarvan alles bekend is."
        ),
    },
)
