"""`zichtlijn persons ...`: who may be the same person, as a question to people."""

from zichtlijn.kernel.runs.groups import LazyGroup, Place

persons = LazyGroup(
    "persons",
    summary="Wie is wie: voorstellen, waarover mensen beslissen.",
    places={
        "propose": Place(
            "zichtlijn.persons.commands.proposing",
            "propose_persons",
            "Stel voor welke gegevens over dezelfde persoon gaan.",
        ),
    },
)
