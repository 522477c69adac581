"""What is recorded about places. Places are public: no access is asked."""

import polars as pl

from zichtlijn.areas.models import Place
from zichtlijn.areas.terms import PLACES


def fetch_places() -> pl.DataFrame:
    """Return PLACES in order of name."""
    rows = Place.objects.order_by("name").values_list(
        "name", "area__code", "area__name", "area__boundary_year"
    )
    return pl.DataFrame(list(rows), schema=dict(PLACES.columns), orient="row")
