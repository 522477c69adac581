"""Places lie in neighbourhoods, and a wrong register changes nothing."""

import polars as pl
import pytest

from zichtlijn.areas import operations, queries
from zichtlijn.areas.examples.oeverdam import draw_oeverdam
from zichtlijn.areas.terms import PLACES, AreaKind, WrongAreaCode, read_area_kind


def register(*rows: tuple[str, str, str, int]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=dict(PLACES.columns), orient="row")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("GM9999", AreaKind.MUNICIPALITY),
        ("WK999901", AreaKind.DISTRICT),
        ("BU99990102", AreaKind.NEIGHBOURHOOD),
    ],
)
def test_a_code_says_the_level_of_its_area(code: str, kind: AreaKind) -> None:
    assert read_area_kind(code) is kind


@pytest.mark.parametrize("code", ["", "BU9999", "bu99990102", "XX99990102", "GM99999"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(WrongAreaCode, match="geen code van een gemeente, wijk of buurt"):
        read_area_kind(code)


@pytest.mark.django_db
def test_a_place_is_found_with_its_neighbourhood() -> None:
    rows = register(
        ("Kolkplein", "BU99990101", "De Kolk", 2026), ("Kade", "BU99990102", "Kade", 2026)
    )
    assert operations.import_places(rows) == 2
    assert queries.fetch_places().equals(rows.sort("place"))


@pytest.mark.django_db
def test_a_register_with_one_wrong_code_leaves_the_old_one_standing() -> None:
    operations.import_places(register(("Kolkplein", "BU99990101", "De Kolk", 2026)))
    with pytest.raises(WrongAreaCode):
        operations.import_places(
            register(("Kade", "BU99990102", "Kade", 2026), ("Plein", "9", "?", 2026))
        )
    assert queries.fetch_places()["place"].to_list() == ["Kolkplein"]


@pytest.mark.django_db
def test_the_newest_outlines_are_drawn_in_order_of_name() -> None:
    assert operations.import_outlines(draw_oeverdam()) == 5
    found = queries.fetch_outlines(AreaKind.NEIGHBOURHOOD)
    assert [outline.name for outline in found] == sorted(one.name for one in draw_oeverdam())
    assert found == tuple(sorted(draw_oeverdam(), key=lambda one: one.name))
    assert queries.fetch_outlines(AreaKind.DISTRICT) == ()
