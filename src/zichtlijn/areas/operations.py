"""What is done with places: the register is replaced as a whole, or not at all."""

from collections.abc import Sequence

import polars as pl
from django.db import transaction

from zichtlijn.areas.examples.oeverdam import draw_oeverdam
from zichtlijn.areas.models import Area, AreaOutline, Place
from zichtlijn.areas.terms import PLACES, Outline, read_area_kind


def import_places(register: pl.DataFrame) -> int:
    """Put the PLACES of a register in the place of what was there; return how many.

    Raises WrongAreaCode before anything is changed, BrokenContract when a column is missing.
    """
    rows = PLACES.keep(register).sort("place").rows()
    for _, code, _, _ in rows:
        read_area_kind(code)
    with transaction.atomic():
        Place.objects.all().delete()
        Area.objects.all().delete()
        for place, code, name, year in rows:
            area, _ = Area.objects.get_or_create(
                code=code, boundary_year=year, defaults={"name": name}
            )
            Place.objects.create(name=place, area=area)
    return len(rows)


def import_outlines(outlines: Sequence[Outline]) -> int:
    """Put these outlines in the place of those that were there; return how many.

    Raises WrongAreaCode before anything is changed.
    """
    for outline in outlines:
        read_area_kind(outline.code)
    with transaction.atomic():
        AreaOutline.objects.all().delete()
        AreaOutline.objects.bulk_create(AreaOutline(**outline._asdict()) for outline in outlines)
    return len(outlines)


def import_invented_outlines() -> int:
    """Draw the invented municipality of the examples; return how many neighbourhoods it has."""
    return import_outlines(draw_oeverdam())
