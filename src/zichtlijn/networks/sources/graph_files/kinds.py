"""Which forms there are, how to tell them apart, and what each conversion means and loses."""

from enum import StrEnum
from pathlib import Path

from zichtlijn.kernel.files.reading import read_columns
from zichtlijn.kernel.files.refusals import UnreadableFile

TABLE_ENDINGS = (".csv", ".csv.gz", ".parquet")


class GraphForm(StrEnum):
    """A form in which a file holds who was seen with whom."""

    OBSERVATIONS = "observations"
    EDGES = "edges"
    GRAPHML = "graphml"
    GEXF = "gexf"


def tell_form(path: Path) -> GraphForm:
    """Return the form of a file that is there: by its ending, a table by its columns.

    Raises UnreadableFile where it is none of the four.
    """
    ending = path.name.lower().removesuffix(".gz")
    for form in (GraphForm.GRAPHML, GraphForm.GEXF):
        if ending.endswith(f".{form}"):
            return form
    columns = read_columns(path)
    if "observation_id" in columns:
        return GraphForm.OBSERVATIONS
    if "source" in columns and "target" in columns:
        return GraphForm.EDGES
    raise UnreadableFile(
        "Dit zijn geen waarnemingen (observation_id, observed_at, person) "
        "en geen lijst van verbindingen (source, target).",
        line=1,
    )


def choose_form(path: Path, *, origin: GraphForm) -> GraphForm | None:
    """Return the form to write: by the ending; a table of the other kind than the origin.

    None where the ending says nothing.
    """
    name = path.name.lower()
    for form in (GraphForm.GRAPHML, GraphForm.GEXF):
        if name.endswith(f".{form}"):
            return form
    if not name.endswith(TABLE_ENDINGS):
        return None
    return GraphForm.EDGES if origin is GraphForm.OBSERVATIONS else GraphForm.OBSERVATIONS


_FROM_OBSERVATIONS = (
    "Elke waarneming wordt een verbinding per paar; het gewicht is betrouwbaarheid / (aantal - 1).",
    "Slachtoffers en getuigen gaan niet mee.",
    "Bron, deel, plaats, soort en nummer van de waarneming vervallen.",
)
_TO_OBSERVATIONS = (
    "Elke verbinding, of elk tijdstip daarvan, wordt een waarneming van twee mensen.",
    "Richting en gewicht vervallen.",
    "Mensen zonder verbinding vervallen.",
)
_INTO = {
    GraphForm.OBSERVATIONS: (),
    GraphForm.EDGES: ("Mensen zonder verbinding staan niet in een lijst van verbindingen.",),
    GraphForm.GRAPHML: (
        "Elk paar is een verbinding met de som van de gewichten.",
        "Van de tijdstippen blijven het eerste en het laatste.",
        "Richting vervalt.",
    ),
    GraphForm.GEXF: (
        "Elk paar is een verbinding met de som van de gewichten en alle tijdstippen.",
        "Het gewicht per tijdstip en de richting vervallen.",
    ),
}


def explain_conversion(*, origin: GraphForm, target: GraphForm) -> tuple[str, ...]:
    """Return what the conversion means and what is lost, in Dutch sentences."""
    if origin is target is GraphForm.OBSERVATIONS:
        return ("Alles blijft; tijdstippen staan in UTC.",)
    if target is GraphForm.OBSERVATIONS:
        return _TO_OBSERVATIONS
    first = _FROM_OBSERVATIONS if origin is GraphForm.OBSERVATIONS else ()
    return first + _INTO[target]
