"""What is taken away stays away: noted beside the keys, and done again on a copy put back."""

from zichtlijn.privacy.operations.taking.again import (
    end_openings,
    is_running,
    keep_restoration,
    take_again,
)
from zichtlijn.privacy.operations.taking.noting import note_taken
from zichtlijn.privacy.operations.taking.versions import pack_terms, pack_version

__all__ = [
    "end_openings",
    "is_running",
    "keep_restoration",
    "note_taken",
    "pack_terms",
    "pack_version",
    "take_again",
]
