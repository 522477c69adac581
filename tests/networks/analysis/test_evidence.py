"""Behind each tie stand its own observations, and what is left without some is derived anew."""

from datetime import date, datetime
from itertools import combinations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zichtlijn.networks.analysis.evidence import (
    derive_bands,
    derive_meetings,
    derive_tie_without,
    derive_without_source,
)
from zichtlijn.networks.analysis.incidence import build_incidence
from zichtlijn.networks.analysis.ties import derive_ties
from zichtlijn.networks.terms import PRESENCES, AnalysisSettings, TieStatus

DAY = date(2026, 11, 22)
CHOICES = AnalysisSettings(as_of=DAY)


def _presences(observations: list[set[int]], *, sources: int = 2) -> pl.DataFrame:
    rows = [
        (f"w{number:02d}", datetime(2026, 10, 1 + number % 28, 20), date(2026, 10, 1 + number % 28),
         f"p{person:02d}", f"bron {number % sources}", "present", "Plein", None, 1.0)
        for number, people in enumerate(observations)
        for person in sorted(people)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=dict(PRESENCES.columns), orient="row")


CROWDS = st.lists(st.sets(st.integers(0, 11), min_size=1, max_size=6), min_size=1, max_size=14)


@settings(max_examples=40, deadline=None)
@given(CROWDS)
def test_each_tie_has_the_observations_in_which_both_stand(observations: list[set[int]]) -> None:
    incidence = build_incidence(_presences(observations), as_of=DAY)
    ties = derive_ties(incidence, as_of=DAY)
    found = derive_meetings(incidence, ties)
    pairs = ties.select("person_a", "person_b").rows()
    ours = {(pairs[tie], code) for tie, code in found.rows()}
    slow = {
        ((f"p{a:02d}", f"p{b:02d}"), f"w{number:02d}")
        for number, people in enumerate(observations)
        for a, b in combinations(sorted(people), 2)
    }
    assert ours == slow
    assert found.height == ties["observations"].sum()


def test_nobody_together_gives_no_meetings() -> None:
    incidence = build_incidence(_presences([{1}, {2}]), as_of=DAY)
    assert derive_meetings(incidence, derive_ties(incidence, as_of=DAY)).is_empty()


def test_without_a_source_only_the_ties_of_the_others_are_left() -> None:
    together = _presences([{1, 2}, {1, 2}, {3, 4}, {1, 2}])  # bron 0: w00, w02; bron 1: w01, w03
    left = derive_without_source(together, settings=CHOICES)
    assert left.rows() == [("bron 0", 1, 1, 0), ("bron 1", 2, 0, 0)]


@pytest.mark.parametrize("sources", [1, 13])
def test_one_source_or_too_many_are_not_left_out_in_turn(sources: int) -> None:
    many = _presences([{1, 2} for _ in range(26)], sources=sources)
    assert derive_without_source(many, settings=CHOICES).is_empty()


def test_a_tie_without_one_of_its_observations_is_derived_anew() -> None:
    twice = _presences([{1, 2}, {1, 2, 3}])
    found = derive_tie_without(
        twice, pair=("p01", "p02"), observations=["w00", "w01"], settings=CHOICES
    )
    assert [left.status for left in found] == [TieStatus.SEEN_ONCE, TieStatus.SEEN_ONCE]
    alone = derive_tie_without(twice, pair=("p02", "p03"), observations=["w01"], settings=CHOICES)
    assert [left.status for left in alone] == [None]


@pytest.mark.parametrize(
    ("sources", "status"),
    [(["a"], "seen_once"), (["a", "a"], "repeated"), (["a", "b"], "validated")],
)
def test_a_group_at_a_place_is_firm_only_by_two_sources(sources: list[str], status: str) -> None:
    seen = pl.DataFrame(
        {
            "observation_id": [str(i) for i in range(len(sources))],
            "observed_on": [DAY] * len(sources),
            "source": sources,
            "place": ["Plein"] * len(sources),
        }
    )
    shown = seen.select("observation_id", group=pl.lit("g"))
    assert derive_bands(shown, seen)["status"].to_list() == [status]
    nowhere = seen.with_columns(place=pl.lit(None, pl.String))
    assert derive_bands(shown, nowhere).is_empty()
