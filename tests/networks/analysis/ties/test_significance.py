"""Chance as an explanation of ties, held against exact arithmetic and published counts."""

from fractions import Fraction
from math import comb
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, hypergeom
from tests.networks.analysis.published import read_presences

from zichtlijn.networks.analysis.incidence import build_incidence
from zichtlijn.networks.analysis.ties import derive_ties
from zichtlijn.networks.analysis.ties.false_discoveries import derive_largest_passing
from zichtlijn.networks.analysis.ties.hypergeometric import hypergeometric_tail
from zichtlijn.networks.terms import NullModel, TieStatus


def exact_tail(x: int, total: int, marked: int, drawn: int) -> Fraction:
    ways = sum(
        comb(marked, k) * comb(total - marked, drawn - k) for k in range(x, min(marked, drawn) + 1)
    )
    return Fraction(ways, comb(total, drawn))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_the_chance_is_exact_to_twelve_digits(data: st.DataObject) -> None:
    total = data.draw(st.integers(1, 400))
    marked, drawn = (data.draw(st.integers(1, total)) for _ in range(2))
    x = data.draw(st.integers(0, min(marked, drawn)))
    exact = exact_tail(x, total, marked, drawn)
    if exact < Fraction(1, 10**300):
        return
    assert abs(Fraction(hypergeometric_tail(x, total, marked, drawn)) / exact - 1) < 1e-12


@pytest.mark.parametrize(
    ("x", "total", "marked", "drawn"),
    [(90, 188_508, 5_000, 3_000), (60, 188_508, 5_000, 3_000), (20, 1_000_000, 3_000, 2_000)],
)
def test_a_year_of_a_busy_town_keeps_its_digits(
    x: int, total: int, marked: int, drawn: int
) -> None:
    exact = exact_tail(x, total, marked, drawn)
    assert abs(Fraction(hypergeometric_tail(x, total, marked, drawn)) / exact - 1) < 1e-12


def test_what_cannot_be_otherwise_is_sure_and_what_cannot_be_is_impossible() -> None:
    assert hypergeometric_tail(2, 3, 3, 2) == 1.0
    assert hypergeometric_tail(1, 3, 2, 2) == 1.0
    assert hypergeometric_tail(3, 10, 2, 5) == 0.0
    assert hypergeometric_tail(8_999, 20_000, 10_000, 9_000) == 0.0  # about 10^-2700


@settings(max_examples=50, deadline=None)
@given(
    chances=st.lists(st.floats(0, 1), min_size=1, max_size=30),
    unseen=st.integers(0, 100),
    fdr=st.floats(0.001, 0.5),
)
def test_pairs_never_seen_together_count_as_tests(
    chances: list[float], unseen: int, fdr: float
) -> None:
    listed = np.array(chances)
    all_pairs = np.concatenate([listed, np.ones(unseen)])
    passing = listed[false_discovery_control(all_pairs)[: listed.size] <= fdr]
    largest = derive_largest_passing(listed, tests=all_pairs.size, fdr=fdr)
    assert largest == pytest.approx(passing.max(initial=-1.0))


@pytest.fixture(params=["ndrangheta", "philippines"])
def published(request: pytest.FixtureRequest, shared_data: Path) -> tuple[str, np.ndarray, int]:
    """Return the name, the chance of each tie and the number of pairs of people."""
    seen = read_presences(shared_data, request.param)
    day = seen["observed_on"].max()
    incidence = build_incidence(seen, as_of=day, gathering_size=1000)
    people = len(incidence.people)
    ties = derive_ties(incidence, as_of=day)
    degrees = np.bincount(incidence.members)
    ends = [
        incidence.people.search_sorted(ties[end]).to_numpy() for end in ("person_a", "person_b")
    ]
    scipys = hypergeom.sf(
        ties["observations"].to_numpy() - 1,
        incidence.observations.height,
        degrees[ends[0]],
        degrees[ends[1]],
    )
    np.testing.assert_allclose(ties["p_value"].to_numpy(), scipys, rtol=1e-9)
    return request.param, ties["p_value"].to_numpy(), people * (people - 1) // 2


def test_as_many_ties_pass_as_published(published: tuple[str, np.ndarray, int]) -> None:
    name, chances, pairs = published
    expected = {
        "ndrangheta": (506, 2, 8, 11, 26, 94),
        "philippines": (2159, 0, 0, 0, 0, 2142),
    }[name]
    passing = (
        (chances <= 0.05).sum(),
        (chances <= 0.01 / pairs).sum(),
        (chances <= 0.05 / pairs).sum(),
        (chances <= derive_largest_passing(chances, tests=pairs, fdr=0.01)).sum(),
        (chances <= derive_largest_passing(chances, tests=pairs, fdr=0.05)).sum(),
        # the wrong denominator turns one crowd into a network; it stands here as a warning
        (chances <= derive_largest_passing(chances, tests=chances.size, fdr=0.05)).sum(),
    )
    assert passing == expected


def test_exactly_twenty_six_summit_ties_are_validated_by_default(shared_data: Path) -> None:
    seen = read_presences(shared_data, "ndrangheta")
    day = seen["observed_on"].max()
    ties = derive_ties(build_incidence(seen, as_of=day), as_of=day)
    validated = ties.filter(ties["status"] == TieStatus.VALIDATED)
    assert validated.height == 26
    assert len({*validated["person_a"], *validated["person_b"]}) == 27


@pytest.mark.parametrize("model", NullModel)
def test_no_kidnapping_tie_is_validated(shared_data: Path, model: NullModel) -> None:
    seen = read_presences(shared_data, "philippines")
    day = seen["observed_on"].max()
    ties = derive_ties(build_incidence(seen, as_of=day), as_of=day, null_model=model)
    assert ties.height > 1000
    assert TieStatus.VALIDATED not in ties["status"].to_list()
