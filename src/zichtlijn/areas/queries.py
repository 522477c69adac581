"""What is recorded about places. Places are public: no access is asked."""

import polars as pl

from zichtlijn.areas.models import AreaOutline, Place
from zichtlijn.areas.terms import PLACES, AreaKind, Outline


def fetch_places() -> pl.DataFrame:
    """Return PLACES in order of name."""
    rows = Place.objects.order_by("name").values_list(
        "name", "area__code", "area__name", "area__boundary_year"
    )
    return pl.DataFrame(list(rows), schema=dict(PLACES.columns), orient="row")


def fetch_outlines(kind: AreaKind) -> tuple[Outline, ...]:
    """Return the newest outlines of this level, in order of name."""
    rows = AreaOutline.objects.filter(code__startswith=kind.value)
    newest = rows.order_by("-boundary_year").values_list("boundary_year", flat=True).first()
    if newest is None:
        return ()
    return tuple(
        Outline(
            row.code,
            row.name,
            row.boundary_year,
            tuple(tuple((float(x), float(y)) for x, y in ring) for ring in row.rings),
        )
        for row in rows.filter(boundary_year=newest).order_by("name")
    )
