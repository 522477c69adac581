"""The publication standard 1.0 of the Algoritmeregister: its 31 fields and what each may hold.

Source: the register's own schema for version 1.0 (MinBZK, Algoritmeregister, 2025).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

STATUSES = ("In ontwikkeling", "In gebruik", "Buiten gebruik")
PUBLICATION_CATEGORIES = (
    "Hoog-risico AI-systeem",
    "Impactvolle algoritmes",
    "Overige algoritmes",
)
THEMES = (
    "Organisatie en bedrijfsvoering",
    "Cultuur en recreatie",
    "Economie",
    "Overheidsfinanciën",
    "Wonen",
    "Internationaal",
    "Migratie en integratie",
    "Natuur en milieu",
    "Onderwijs en wetenschap",
    "Openbare orde en veiligheid",
    "Recht",
    "Ruimte en infrastructuur",
    "Sociale zekerheid",
    "Verkeer",
    "Werk",
    "Zorg en gezondheid",
)
LONGEST_TEXT = 2_500
GROUPINGS = ("lawful_basis_grouping", "impacttoetsen_grouping", "source_data_grouping")

LONGEST: Mapping[str, int] = {
    "name": 100,
    "description_short": 350,
    "organization": 100,
    "status": 20,
    "begin_date": 7,
    "end_date": 7,
    "contact_email": 500,
    "website": 500,
    "publication_category": 40,
    "url": 500,
    "goal": LONGEST_TEXT,
    "proportionality": LONGEST_TEXT,
    "human_intervention": LONGEST_TEXT,
    "risks": LONGEST_TEXT,
    "lawful_basis": LONGEST_TEXT,
    "process_index_url": 500,
    "impacttoetsen": LONGEST_TEXT,
    "source_data": LONGEST_TEXT,
    "methods_and_models": LONGEST_TEXT,
    "provider": 200,
    "publiccode": 500,
    "lang": 3,
    "standard_version": 10,
    "source_id": 100,
    "tags": 300,
    "lars": 50,
    "publication_dt": 30,
}
"""Every field that holds one text, and how long it may be."""

FIELDS = (*LONGEST, "category", *GROUPINGS)
FILLED_BY_MAKERS = (
    "name",
    "description_short",
    "status",
    "publication_category",
    "goal",
    "proportionality",
    "human_intervention",
    "risks",
    "lawful_basis",
    "impacttoetsen",
    "source_data",
    "methods_and_models",
    "provider",
    "lang",
    "standard_version",
    "source_id",
    "tags",
)
"""What holds wherever the algorithm runs; the rest is the organisation's to say."""


class Fault(NamedTuple):
    """One field that the register would refuse, and why."""

    field: str
    why: str


def find_faults(card: Mapping[str, object]) -> Iterator[Fault]:
    """Yield what the register would refuse in a card."""
    for field in FIELDS:
        if field not in card:
            yield Fault(field, "ontbreekt")
    for field in sorted(set(card) - set(FIELDS)):
        yield Fault(field, "kent de standaard niet")
    for field, longest in LONGEST.items():
        value = card.get(field, "")
        if not isinstance(value, str) or len(value) > longest:
            yield Fault(field, f"is geen tekst van hooguit {longest} tekens")
    for field in FILLED_BY_MAKERS:
        if not card.get(field):
            yield Fault(field, "is leeg")
    yield from _judge_lists(card)


def _judge_lists(card: Mapping[str, object]) -> Iterator[Fault]:
    themes = card.get("category")
    if not isinstance(themes, list) or len(themes) > 3 or not set(themes) <= set(THEMES):
        yield Fault("category", "is geen lijst van hooguit drie bekende thema's")
    for field, allowed in (("status", STATUSES), ("publication_category", PUBLICATION_CATEGORIES)):
        if card.get(field) not in allowed:
            yield Fault(field, "is geen bekende keuze")
    for field in GROUPINGS:
        links = card.get(field)
        if not isinstance(links, list) or not all(_is_link(link) for link in links):
            yield Fault(field, "is geen lijst van titels met een https-verwijzing")


def _is_link(link: object) -> bool:
    if not isinstance(link, dict) or set(link) != {"title", "link"}:
        return False
    return 0 < len(link["title"]) <= 100 and str(link["link"]).startswith("https://")
