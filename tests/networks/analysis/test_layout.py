"""Where the dots lie says nothing about a person, and is the same every time."""

import time
from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.networks.analysis.layout import (
    LAYOUT,
    derive_homes,
    derive_layout,
    draw_near,
    separate_discs,
)
from zichtlijn.networks.terms import TIES


def _ties(pairs: list[tuple[str, str]]) -> pl.DataFrame:
    once = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    frame = pl.DataFrame(once, schema={"person_a": pl.String, "person_b": pl.String}, orient="row")
    rest = [
        pl.lit(1).cast(dtype).alias(name) if dtype != pl.String else pl.lit("seen_once").alias(name)
        for name, dtype in TIES.columns.items()
        if name not in {"person_a", "person_b"}
    ]
    return frame.with_columns(rest)


def _homes(groups: dict[str, str]) -> pl.DataFrame:
    return pl.DataFrame(
        {"person": list(groups), "group": list(groups.values())},
        schema={"person": pl.String, "group": pl.String},
    )


def _town(people: int, *, seed: int, coverage: float = 0.6) -> tuple[pl.DataFrame, pl.DataFrame]:
    rng = np.random.default_rng(seed)
    group = rng.permutation(people) % max(1, people // 15)
    pairs = []
    for _ in range(people * 2):
        members = np.flatnonzero(group == rng.integers(group.max() + 1))
        first, second = (
            rng.choice(members, 2) if rng.random() < 0.9 else rng.integers(people, size=2)
        )
        pairs.append((f"p{first:05d}", f"p{second:05d}"))
    placed = {f"p{i:05d}": f"g{group[i]:04d}" for i in range(people) if rng.random() < coverage}
    return _ties(pairs), _homes(placed)


def test_three_friends_lie_apart_and_close() -> None:
    drawn = derive_layout(
        _ties([("a", "b"), ("b", "c")]), _homes(dict.fromkeys("abc", "1")), seed=1
    )
    places = drawn.select("x", "y").to_numpy()
    gaps = [np.linalg.norm(places[i] - places[j]) for i in range(3) for j in range(i)]
    assert drawn["person"].to_list() == ["a", "b", "c"]
    assert min(gaps) > 0.8
    assert max(gaps) < 3


def test_nobody_to_draw_gives_an_empty_drawing() -> None:
    assert derive_layout(TIES.empty(), _homes({}), seed=1).equals(LAYOUT.empty())


def test_the_same_town_lies_the_same_way_every_time() -> None:
    ties, homes = _town(300, seed=4)
    assert derive_layout(ties, homes, seed=1).equals(derive_layout(ties, homes, seed=1))
    assert not derive_layout(ties, homes, seed=2).equals(derive_layout(ties, homes, seed=1))


@settings(max_examples=12, deadline=None)
@given(st.integers(10, 250), st.integers(0, 10**6), st.sampled_from([0.0, 0.4, 1.0]))
def test_dots_never_cover_each_other_and_everyone_has_one(
    people: int, seed: int, coverage: float
) -> None:
    ties, homes = _town(people, seed=seed, coverage=coverage)
    drawn = derive_layout(ties, homes, seed=1)
    seen = set(ties["person_a"]) | set(ties["person_b"]) | set(homes["person"])
    assert set(drawn["person"]) == seen
    places = drawn.select("x", "y").to_numpy()
    distance = np.linalg.norm(places[:, None] - places[None], axis=2)
    np.fill_diagonal(distance, 9)
    assert distance.min() > 0.7


def test_outlines_of_groups_do_not_overlap() -> None:
    ties, homes = _town(400, seed=7)
    drawn = derive_layout(ties, homes, seed=1).join(homes, on="person")
    middles = drawn.group_by("group").agg(
        x=(pl.col("x").max() + pl.col("x").min()) / 2, y=(pl.col("y").max() + pl.col("y").min()) / 2
    )
    reach = drawn.join(middles, on="group", suffix="_middle").with_columns(
        reach=(
            (pl.col("x") - pl.col("x_middle")) ** 2 + (pl.col("y") - pl.col("y_middle")) ** 2
        ).sqrt()
    )
    discs = middles.join(reach.group_by("group").agg(pl.col("reach").max()), on="group").sort(
        "group"
    )
    x, y, r = (discs[name].to_numpy() for name in ("x", "y", "reach"))
    apart = np.hypot(x[:, None] - x, y[:, None] - y) - r[:, None] - r
    np.fill_diagonal(apart, 1)
    assert discs.height == 26
    assert apart.min() > 0


def test_the_loose_lie_with_the_group_they_were_seen_with() -> None:
    homes = _homes({f"a{i}": "1" for i in range(8)} | {f"b{i}": "2" for i in range(8)})
    pairs = [(f"a{i}", f"a{i + 1}") for i in range(7)] + [(f"b{i}", f"b{i + 1}") for i in range(7)]
    drawn = derive_layout(_ties([*pairs, ("loose", "b3"), ("loose", "b5")]), homes, seed=1)
    spot = drawn.filter(pl.col("person") == "loose").select("x", "y").to_numpy()[0]
    middle = {
        letter: drawn.filter(pl.col("person").str.starts_with(letter))
        .select("x", "y")
        .to_numpy()
        .mean(0)
        for letter in "ab"
    }
    assert np.linalg.norm(spot - middle["b"]) < np.linalg.norm(spot - middle["a"])


def test_home_is_where_someone_was_most_and_a_draw_goes_to_the_latest() -> None:
    may, june, july = date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 31)
    rows = [(may, "2", "a"), (june, "1", "a"), (july, "1", "a"), (may, "3", "b"), (june, "9", "b")]
    groups = pl.DataFrame(rows, schema=["window_end", "group", "person"], orient="row")
    assert derive_homes(groups).rows() == [("a", "1"), ("b", "9")]


def test_a_close_look_brings_company_near_and_leaves_the_group_where_it_is() -> None:
    places = pl.DataFrame({"x": [0.0, 1.0, 0.0, 90.0, -70.0], "y": [0.0, 0.0, 1.0, 5.0, 80.0]})
    core = pl.Series([True, True, True, False, False])
    near = draw_near(places, core=core)
    assert near.head(3).equals(places.head(3))
    assert near["x"].abs().max() < 9
    assert near["x"][3] > near["x"][4]  # each in the direction where it lay


def test_discs_that_overlap_move_apart_and_others_stay() -> None:
    discs = pl.DataFrame({"x": [0.0, 1.0, 50.0], "y": [0.0, 0.0, 0.0], "radius": [2.0, 2.0, 2.0]})
    apart = separate_discs(discs)
    assert apart["x"][1] - apart["x"][0] >= 3.9
    assert apart.row(2) == discs.row(2)


@pytest.mark.parametrize("people", [10_000])
def test_ten_thousand_dots_are_laid_in_seconds(people: int) -> None:
    ties, homes = _town(people, seed=1)
    derive_layout(*_town(60, seed=1), seed=1)  # the compiler's time is not the layout's
    start = time.perf_counter()
    drawn = derive_layout(ties, homes, seed=1)
    seconds = time.perf_counter() - start
    print(f"{drawn.height} dots, {ties.height} ties: {seconds:.2f} s")
    assert seconds < 5
