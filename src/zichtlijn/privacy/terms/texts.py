"""The words of the scanner: a category, a finding, and what the writer is asked."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Category(StrEnum):
    """What may not be written about a person; the closed list of findings.csv."""

    ETHNICITY = "ethnicity"
    NATIONALITY = "nationality"
    RELIGION = "religion"
    LANGUAGE = "language"
    HEALTH = "health"
    SEXUAL_ORIENTATION = "sexual_orientation"
    BENEFIT_DEBT = "benefit_debt"
    SCHOOL_RECORD = "school_record"
    POLITICAL_VIEW = "political_view"
    PHOTO_HANDLE = "photo_handle"
    BSN = "bsn"


class Finding(NamedTuple):
    """A stretch of a text, in characters from 0, `end` exclusive."""

    category: Category
    start: int
    end: int


LONGEST_FINDING = 40
"""Characters; a finding is the smallest stretch that tells it."""

SUGGESTIONS: Mapping[Category, str] = MappingProxyType(
    {
        Category.ETHNICITY: "Laat afkomst en huidskleur weg; schrijf wat u zag gebeuren.",
        Category.NATIONALITY: "Laat herkomst, papieren en verblijf weg; schrijf wat u zag.",
        Category.RELIGION: "Laat geloof weg; schrijf wat iemand deed, waar en hoe laat.",
        Category.LANGUAGE: "Laat taal en accent weg; schrijf wat is besproken of afgesproken.",
        Category.HEALTH: "Laat gezondheid en zorg weg; schrijf wat u op dat moment zag.",
        Category.SEXUAL_ORIENTATION: "Laat geaardheid en seksleven weg; schrijf wat er gebeurde.",
        Category.BENEFIT_DEBT: "Laat inkomen en geldzorgen weg; schrijf of hulp is aangeboden.",
        Category.SCHOOL_RECORD: "Laat schoolgegevens weg; noem school alleen als plek of tijdstip.",
        Category.POLITICAL_VIEW: "Laat politieke voorkeur weg; schrijf wat iemand deed.",
        Category.PHOTO_HANDLE: "Laat beeld en accountnamen weg; beschrijf in woorden wat u zag.",
        Category.BSN: "Laat het persoonsnummer weg; dat hoort hier nooit te staan.",
    }
)
"""What to write instead, without repeating what was found."""
