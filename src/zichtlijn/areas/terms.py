"""The words of this room: an area with its code of Statistics Netherlands, and a place in it."""

import re
from enum import StrEnum
from typing import NamedTuple

import polars as pl

from zichtlijn.kernel.frames import ColumnContract


class AreaKind(StrEnum):
    """The level of an area; the code of Statistics Netherlands begins with these letters."""

    MUNICIPALITY = "GM"
    DISTRICT = "WK"
    NEIGHBOURHOOD = "BU"


DIGITS = {AreaKind.MUNICIPALITY: 4, AreaKind.DISTRICT: 6, AreaKind.NEIGHBOURHOOD: 8}


class WrongAreaCode(ValueError):
    """A code that is no code of a municipality, district or neighbourhood."""


def read_area_kind(code: str) -> AreaKind:
    """Return the level of an area by its code.

    Raises WrongAreaCode. Boundaries change each year: keep the year beside the code.

    >>> read_area_kind("BU99990101")
    <AreaKind.NEIGHBOURHOOD: 'BU'>
    """
    for kind, digits in DIGITS.items():
        if re.fullmatch(rf"{kind}\d{{{digits}}}", code):
            return kind
    raise WrongAreaCode(f"{code!r} is geen code van een gemeente, wijk of buurt")


PLACES = ColumnContract(
    "PLACES",
    {"place": pl.String, "area_code": pl.String, "area": pl.String, "boundary_year": pl.Int64},
)
"""One row for each place that professionals name, with the neighbourhood it lies in."""


INVENTED_ORIGIN = (31_000.0, 561_000.0)
"""RD New: where the invented municipality of the examples lies; there is only water here."""


class Outline(NamedTuple):
    """The outline of an area: rings of points in metres of RD New (EPSG:28992), the first outer."""

    code: str
    name: str
    boundary_year: int
    rings: tuple[tuple[tuple[float, float], ...], ...]
