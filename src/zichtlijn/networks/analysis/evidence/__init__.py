"""Which observations stand behind a tie, a group and a place, and what is left without some."""

from zichtlijn.networks.analysis.evidence.bands import derive_bands
from zichtlijn.networks.analysis.evidence.meetings import MEETINGS, derive_meetings
from zichtlijn.networks.analysis.evidence.without import (
    WITHOUT_SOURCE,
    TieWithout,
    derive_tie_without,
    derive_without_source,
)

__all__ = [
    "MEETINGS",
    "WITHOUT_SOURCE",
    "TieWithout",
    "derive_bands",
    "derive_meetings",
    "derive_tie_without",
    "derive_without_source",
]
