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


_FOLDER = Path(__file__).resolve().parent.parent / "examples"


def locate_examples() -> tuple[Example, ...]:
    """Return the shipped sets, the smallest first.

    >>> [example.key for example in locate_examples()]
    ['workplace-2013', 'workplace-2015']
    """
    return (
        Example(
            "workplace-2013",
            "Kantoor in Frankrijk, 92 mensen, juni 2013",
            _FOLDER / "workplace_2013.dat.zip",
            date(2013, 6, 24),
            "Génois e.a., Network Science 3:326 (2015); SocioPatterns, CC0.",
        ),
        Example(
            "workplace-2015",
            "Kantoor in Frankrijk, 217 mensen, 2015",
            _FOLDER / "workplace_2015.dat.gz",
            date(2015, 6, 1),  # a Monday, as the list begins on one; the day was not published
            "Génois en Barrat, EPJ Data Science 7:11 (2018); SocioPatterns, CC0.",
        ),
    )
