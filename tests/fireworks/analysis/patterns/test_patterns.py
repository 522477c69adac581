"""Hours, neighbourhoods, cells and strings: what many bangs say together."""

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.fireworks.analysis.patterns.cells import CELL_M, count_cells, round_to_cells
from zichtlijn.fireworks.analysis.patterns.neighbourhoods import count_hours, name_areas
from zichtlijn.fireworks.analysis.patterns.strings import find_strings
from zichtlijn.fireworks.analysis.patterns.suppression import suppress

HOUR = 3_600_000_000


def test_a_bang_counts_in_the_neighbourhood_it_fell_in() -> None:
    west = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    east = [(10.0, 0.0), (20.0, 0.0), (20.0, 10.0), (10.0, 10.0)]
    hole = [(12.0, 2.0), (14.0, 2.0), (14.0, 4.0), (12.0, 4.0)]
    x, y = np.array([5.0, 15.0, 13.0, 25.0]), np.array([5.0, 5.0, 3.0, 5.0])
    found = name_areas(x, y, outlines={"W": [west], "E": [east, hole]})
    assert found.to_list() == ["W", "E", "", ""]


def test_every_bang_is_counted_in_one_hour() -> None:
    bangs = pl.DataFrame({"area": ["A", "A", "A", "B"], "at_us": [1, HOUR - 1, HOUR, 5 * HOUR + 7]})
    assert count_hours(bangs).rows() == [("A", 0, 2), ("A", HOUR, 1), ("B", 5 * HOUR, 1)]


@settings(max_examples=30, deadline=None)
@given(st.floats(-3e5, 3e5), st.floats(-3e5, 3e5))
def test_a_rounded_place_is_at_most_half_a_cell_off_and_rounding_it_again_changes_nothing(
    x: float, y: float
) -> None:
    once = round_to_cells(pl.DataFrame({"x": [x], "y": [y], "cell_m": [0]}))
    assert abs(once["x"][0] - x) <= CELL_M / 2 + 1e-6
    assert abs(once["y"][0] - y) <= CELL_M / 2 + 1e-6
    assert round_to_cells(once).equals(once)


def test_an_ellipse_does_not_outlive_its_point() -> None:
    bangs = pl.DataFrame({"x": [1.0], "y": [1.0], "cell_m": [0], "sd_major_m": [2.5]})
    assert round_to_cells(bangs)["sd_major_m"].to_list() == [None]


def test_cells_hold_every_bang_once() -> None:
    bangs = pl.DataFrame({"x": [1.0, 49.0, 51.0], "y": [1.0, 49.0, 1.0]})
    assert count_cells(bangs).rows() == [(75.0, 25.0, 1), (25.0, 25.0, 2)]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.sampled_from([5, 10]))
def test_no_small_number_can_be_worked_out_from_what_is_published(
    counts: list[int], smallest: int
) -> None:
    shown = suppress(counts, smallest=smallest)
    for count, one in zip(counts, shown.counts, strict=True):
        assert one is None or one == count >= smallest
    hidden = [n for n, one in zip(counts, shown.counts, strict=True) if one is None]
    if shown.total is not None and hidden:
        assert len(hidden) > 1
        assert shown.total - sum(one or 0 for one in shown.counts) >= smallest


def test_a_hidden_number_takes_the_next_smallest_with_it() -> None:
    assert suppress([50, 20, 3, 30], smallest=5).counts == (50, None, None, 30)


def test_numbers_that_are_all_large_are_all_shown() -> None:
    assert suppress([50, 20], smallest=5) == ((50, 20), 70)


def walk(start: float, *, bangs: int, first: int) -> pl.DataFrame:
    """Somebody could have walked this: a bang each minute, sixty metres on."""
    rows = [(first + i, int((start + 60 * i) * 1e6), 60.0 * i, 0.0) for i in range(bangs)]
    return pl.DataFrame(rows, schema=["bang", "at_us", "x", "y"], orient="row")


def test_bangs_at_walking_pace_are_one_string_and_chance_gives_few() -> None:
    found = find_strings(walk(0.0, bangs=9, first=1), rng=np.random.default_rng(1))
    assert found is not None
    assert found.members == (tuple(range(1, 10)),)
    assert found.by_chance < 1.0  # all lie on one line here, so chance gives some
    assert found.patterns == (True,)


def test_bangs_at_one_place_are_no_string() -> None:
    rows = [(i, i * 60_000_000, 5.0 * (i % 2), 0.0) for i in range(20)]
    bangs = pl.DataFrame(rows, schema=["bang", "at_us", "x", "y"], orient="row")
    assert find_strings(bangs, rng=np.random.default_rng(1)) == ((), (), 0.0)


def test_nobody_walks_as_fast_as_a_car() -> None:
    fast = walk(0.0, bangs=9, first=1).with_columns(pl.col("x") * 5)
    assert find_strings(fast, rng=np.random.default_rng(1)) == ((), (), 0.0)


def test_when_it_bangs_everywhere_nothing_is_said_about_strings() -> None:
    rng = np.random.default_rng(3)
    many = pl.DataFrame(
        {
            "bang": np.arange(1501),
            "at_us": np.sort(rng.integers(0, HOUR, 1501)),
            "x": rng.uniform(0, 1000, 1501),
            "y": rng.uniform(0, 1000, 1501),
        }
    )
    assert find_strings(many, rng=rng) is None
