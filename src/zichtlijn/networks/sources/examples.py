"""The public research sets that come with the product (CC0), for a first look."""

from datetime import date
from pathlib import Path
from typing import NamedTuple


class Example(NamedTuple):
    """A shipped contact list."""

    key: str
    title: str  # Dutch, for the screen
    path: Path
    start: date  # the day from which its seconds count
    source: str  # paper and licence, in one sentence


def locate_examples() -> tuple[Example, ...]:
    """Return the shipped sets, the smallest first."""
    raise NotImplementedError
