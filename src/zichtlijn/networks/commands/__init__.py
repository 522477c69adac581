"""`zichtlijn networks ...`: the analysis on plain files, without a database."""

from zichtlijn.kernel.runs.groups import LazyGroup, Place

_HERE = "zichtlijn.networks.commands"

networks = LazyGroup(
    "networks",
    summary="Wie is met wie gezien, wanneer en door wie: analyseren en omzetten.",
    places={
        "analyse": Place(
            f"{_HERE}.analysing", "analyse_observations", "Leid banden en groepen af."
        ),
        "convert": Place(
            f"{_HERE}.converting", "convert_file", "Zet om van en naar Gephi en igraph."
        ),
        "from-contacts": Place(
            f"{_HERE}.contacts", "observe_contacts", "Maak waarnemingen van een contactlijst."
        ),
    },
)
