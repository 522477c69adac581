"""Which bangs lie near which reports, and what chance gives."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.fireworks.analysis.patterns.nuisance import (
    count_by_chance,
    count_linked,
    link_reports,
)
from zichtlijn.fireworks.terms.nuisance import MOST_WITHIN_MIN, NEAR_M, SHIFTS_MIN

MINUTE = 60_000_000
PLACES = st.tuples(st.integers(0, 400), st.integers(0, 400), st.integers(0, 90))


def lay_out_bangs(rows: list[tuple[float, float, float]]) -> pl.DataFrame:
    """Return bangs from (x, y, minutes)."""
    return pl.DataFrame(
        [(i, round(at * MINUTE), float(x), float(y)) for i, (x, y, at) in enumerate(rows)],
        schema={"bang": pl.Int64, "at_us": pl.Int64, "x": pl.Float64, "y": pl.Float64},
        orient="row",
    )


def lay_out_reports(rows: list[tuple[float, float, float]], within: int = 10) -> pl.DataFrame:
    """Return reports from (x, y, minutes)."""
    frame = lay_out_bangs(rows).rename({"bang": "report"})
    return frame.with_columns(within_min=pl.lit(within))


def test_a_report_is_linked_to_what_banged_near_it_within_its_own_leeway() -> None:
    bangs = lay_out_bangs([(0, 149, 10), (0, 151, 10), (90, 120, 0), (0, 0, 20.01), (3, 4, 12)])
    links = link_reports(bangs, lay_out_reports([(0, 0, 10)]))
    assert links.rows() == [
        (0, 4, 5.0, 120.0),
        (0, 0, 149.0, 0.0),
        (0, 2, 150.0, -600.0),
    ]
    assert count_linked(links) == (1, 3)


@settings(max_examples=25, deadline=None)
@given(st.lists(PLACES, max_size=15), st.lists(PLACES, max_size=8), st.integers(1, 30))
def test_every_pair_that_is_near_is_linked_and_no_other(
    bangs: list[tuple[float, float, float]],
    reports: list[tuple[float, float, float]],
    within: int,
) -> None:
    links = link_reports(lay_out_bangs(bangs), lay_out_reports(reports, within))
    slow = {
        (r, b)
        for r, (east, north, reported) in enumerate(reports)
        for b, (x, y, at) in enumerate(bangs)
        if np.hypot(x - east, y - north) <= NEAR_M and abs(at - reported) <= within
    }
    assert set(links.select("report", "bang").rows()) == slow
    assert links.height == len(slow)


def test_reports_that_have_nothing_to_do_with_bangs_meet_as_many_as_chance_says() -> None:
    rng = np.random.default_rng(5)
    real, chance = [], []
    for _ in range(60):
        places = rng.uniform((0, 0, -160), (1200, 1200, 640), (400, 3))
        bangs = lay_out_bangs([tuple(row) for row in places])
        told = lay_out_reports(
            [tuple(row) for row in rng.uniform((0, 0, 0), (1200, 1200, 480), (20, 3))]
        )
        real.append(count_linked(link_reports(bangs, told)))
        chance.append(count_by_chance(bangs, told))
    for one, other in zip(np.mean(real, axis=0), np.mean(chance, axis=0), strict=True):
        assert one == pytest.approx(other, rel=0.08)


def test_reports_of_real_bangs_stand_out_from_chance() -> None:
    rng = np.random.default_rng(6)
    places = rng.uniform((0, 0, -160), (1200, 1200, 640), (150, 3))
    bangs = lay_out_bangs([tuple(row) for row in places])
    told = [tuple(row) for row in places if 0 < row[2] < 480][::4]
    reports = lay_out_reports(told, within=5)
    assert count_linked(link_reports(bangs, reports)).reports == len(told)
    assert count_by_chance(bangs, reports).reports < 0.5 * len(told)


def test_a_moved_report_cannot_meet_what_it_was_about() -> None:
    assert min(abs(minutes) for minutes in SHIFTS_MIN) >= 2 * MOST_WITHIN_MIN
    assert sum(SHIFTS_MIN) == 0
