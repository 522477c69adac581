"""Drawings hold what they say: everyone inside the outline, every observation in a bar."""

import math
import re
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.networks.reports.names import name_groups, number_dots
from zichtlijn.networks.reports.network import looking
from zichtlijn.networks.reports.pictures import timeline
from zichtlijn.networks.reports.pictures.discs import place_pips
from zichtlijn.networks.reports.pictures.geometry import (
    WIDTH,
    aim_camera,
    draw_hull,
    draw_line,
    number,
)
from zichtlijn.networks.reports.windows import describe_time
from zichtlijn.networks.terms import Window

PLACES = st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=1, max_size=40)


def _corners(path: str) -> list[tuple[float, float]]:
    numbers = [float(text) for text in re.findall(r"-?[\d.]+", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@settings(max_examples=60, deadline=None)
@given(PLACES)
def test_an_outline_holds_every_dot_of_its_group_with_room(
    points: list[tuple[float, float]],
) -> None:
    corners = _corners(draw_hull(points, room=10))
    signs = set()
    for x, y in points:
        for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1], strict=True):
            side = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
            length = math.hypot(bx - ax, by - ay)
            if length > 0.5:
                signs.add(side / length > 5)
    assert len(signs) == 1


@settings(max_examples=60, deadline=None)
@given(PLACES)
def test_everyone_falls_on_the_page(points: list[tuple[float, float]]) -> None:
    frame = pl.DataFrame(points, schema=["x", "y"], orient="row")
    camera = aim_camera(frame)
    for x, y in points:
        px, py = camera.place(x, y)
        assert 0 <= px <= WIDTH
        assert 0 <= py <= camera.height


def test_a_line_beside_another_is_moved_across_not_along() -> None:
    assert draw_line((0, 0), (10, 0), shift=2) == "M0 2L10 2"
    assert draw_line((5, 5), (5, 5), shift=2) == "M5 5L5 5"
    assert number(-0.04) in {"0", "-0"}


@given(st.integers(0, 40))
def test_pips_are_as_many_as_the_head_count_and_never_overlap(count: int) -> None:
    spots = place_pips(count)
    assert len(spots) == count
    for i, one in enumerate(spots):
        assert all(math.dist(one, other) > 8.4 for other in spots[:i])


def test_every_observation_stands_in_a_bar_of_its_kind() -> None:
    first = date(2026, 1, 1)
    period = Window(first, first + timedelta(days=199))
    days = [first + timedelta(days=(7 * i) % 200) for i in range(90)]
    seen = pl.DataFrame(
        {"observed_on": days, "source": ["jongerenwerk", "wijkagent", "sensor"] * 30}
    )
    stops = describe_time(period, period=period).stops
    counted = timeline._count(seen, stops)
    assert sum(sum(kinds.values()) for kinds in counted) == 90
    assert {css for kinds in counted for css in kinds} == {"youth", "police", "count"}


def test_a_group_is_named_after_its_place_and_never_after_a_person() -> None:
    seen = pl.DataFrame(
        {"observation_id": list("abcdef"), "place": ["Plein", "Plein", "Kade", "Plein", None, None]}
    )
    shown = pl.DataFrame(
        {"observation_id": list("abcdef"), "group": ["1", "1", "1", "2", "3", "3"]}
    )
    names = name_groups(["1", "2", "3"], sightings=shown, observations=seen)
    assert names == {"1": "Groep Plein 1", "2": "Groep Plein 2", "3": "Groep 1"}


def test_numbers_of_dots_are_each_used_once_and_change_with_the_edition() -> None:
    people = pl.Series("person", [f"p{i:03d}" for i in range(200)])
    one, other = number_dots(people, dot_seed=1), number_dots(people, dot_seed=2)
    assert sorted(one["dot"]) == list(range(1, 201))
    assert one["dot"].to_list() != other["dot"].to_list()
    assert one.equals(number_dots(people.shuffle(seed=3), dot_seed=1))


@pytest.mark.parametrize(
    ("once", "often", "firm", "drawn"),
    [
        (100, 100, 50, looking.ALL),
        (900, 400, 100, looking.OFTEN),
        (900, 600, 600, looking.FIRM),
        (900, 1_500, 20, looking.OFTEN),  # a drawing of hardly anything says less than a carpet
    ],
)
def test_unasked_only_as_many_lines_are_drawn_as_can_be_told_apart(
    once: int, often: int, firm: int, drawn: str
) -> None:
    status = ["seen_once"] * once + ["repeated"] * often + ["validated"] * firm
    assert looking._choose_lines(pl.DataFrame({"status": status})) == drawn
