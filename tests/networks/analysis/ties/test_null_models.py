"""Other ideas of chance: within places and months, and with large observations in mind."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations
from math import comb
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import root
from tests.networks.analysis.published import fill_presences, read_presences

from zichtlijn.networks.analysis.incidence import Incidence, build_incidence
from zichtlijn.networks.analysis.ties import derive_ties
from zichtlijn.networks.analysis.ties.configuration_model import fit_configuration_model
from zichtlijn.networks.analysis.ties.derivation import derive_p_values, lay_out_sightings
from zichtlijn.networks.analysis.ties.pairs import weigh_pairs
from zichtlijn.networks.terms import NullModel, TieStatus

LAST_DAY = date(2025, 6, 30)
OBSERVATIONS = st.lists(
    st.tuples(st.sets(st.integers(0, 5), min_size=1, max_size=5), st.integers(0, 2)),
    min_size=1,
    max_size=14,
)


def incidence_of(seen: list[tuple[set[int], int]]) -> Incidence:
    """Return an incidence; the second number is the place, 0 meaning not written down."""
    rows = [
        {"observation_id": f"o{at:03d}", "person": str(person), "spot": spot}
        for at, (people, spot) in enumerate(seen)
        for person in people
    ]
    frame = pl.DataFrame(rows).with_columns(observed_on=pl.lit(LAST_DAY))
    place = pl.when(frame["spot"] > 0).then(frame["spot"].cast(pl.String))
    return build_incidence(
        fill_presences(frame).with_columns(place=frame.select(place).to_series()), as_of=LAST_DAY
    )


def derive(incidence: Incidence, model: NullModel) -> np.ndarray:
    sightings = lay_out_sightings(incidence, as_of=LAST_DAY, half_life_days=90.0)
    pairs = weigh_pairs(sightings, people=len(incidence.people))
    return derive_p_values(incidence, pairs, null_model=model)


def spread_exactly(seen: list[set[int]], one: int, two: int) -> dict[int, Fraction]:
    """Return P(X = x) within one stratum, in whole numbers."""
    total, first, second = (
        len(seen),
        sum(one in people for people in seen),
        sum(two in people for people in seen),
    )
    return {
        x: Fraction(comb(first, x) * comb(total - first, second - x), comb(total, second))
        for x in range(max(0, first + second - total), min(first, second) + 1)
    }


@settings(max_examples=60, deadline=None)
@given(seen=OBSERVATIONS)
def test_chance_within_places_adds_up_as_fractions_do(seen: list[tuple[set[int], int]]) -> None:
    incidence = incidence_of(seen)
    expected = []
    for one, two in combinations(range(6), 2):
        together = sum(one in people and two in people for people, _ in seen)
        if together == 0:
            continue
        spread = {0: Fraction(1)}
        for spot in {spot for _, spot in seen}:
            here = spread_exactly([people for people, at in seen if at == spot], one, two)
            mixed: dict[int, Fraction] = {}
            for x, chance in spread.items():
                for y, more in here.items():
                    mixed[x + y] = mixed.get(x + y, Fraction(0)) + chance * more
            spread = mixed
        expected.append(float(sum(c for x, c in spread.items() if x >= together)))
    np.testing.assert_allclose(derive(incidence, NullModel.STRATIFIED), expected, rtol=1e-12)


@settings(max_examples=20, deadline=None)
@given(seen=OBSERVATIONS)
def test_without_any_place_the_test_within_places_is_the_plain_one(
    seen: list[tuple[set[int], int]],
) -> None:
    incidence = incidence_of([(people, 0) for people, _ in seen])
    np.testing.assert_allclose(
        derive(incidence, NullModel.STRATIFIED), derive(incidence, NullModel.PLAIN), rtol=1e-12
    )


def test_a_common_spot_is_no_link_but_company_at_that_spot_is() -> None:
    rng = np.random.default_rng(1)
    seen = []
    for day in range(60):
        # ten regulars of one square, two or three at a time by chance; two are inseparable
        regulars = {f"regular {number}" for number in rng.choice(10, 3, replace=False)}
        seen.append(("square", day, regulars))
        if day % 3 == 0:
            seen.append(("square", day, {"inseparable 1", "inseparable 2"}))
        seen.extend(("elsewhere", day, {f"passer {number}"}) for number in range(6))
    rows = [
        {"observation_id": f"{at:04d}", "observed_on": LAST_DAY - timedelta(days=day), "person": p}
        for at, (_, day, people) in enumerate(seen)
        for p in people
    ]
    places = [place for place, _, people in seen for _ in people]
    frame = fill_presences(pl.DataFrame(rows)).with_columns(place=pl.Series(places))
    incidence = build_incidence(frame, as_of=LAST_DAY)
    validated = {
        model: derive_ties(incidence, as_of=LAST_DAY, null_model=model)
        .filter(pl.col("status") == TieStatus.VALIDATED)
        .select("person_a", "person_b")
        .rows()
        for model in (NullModel.PLAIN, NullModel.STRATIFIED)
    }
    assert len(validated[NullModel.PLAIN]) > 5
    assert validated[NullModel.STRATIFIED] == [("inseparable 1", "inseparable 2")]


def fit_slowly(degrees: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return the chance of every person in every observation, each with a number of its own."""

    def miss(logs: np.ndarray) -> np.ndarray:
        chance = spread_chance(logs)
        # the last equation follows from the others and is given to the free scale
        return np.concatenate(
            [chance.sum(axis=1) - degrees, (chance.sum(axis=0) - sizes)[:-1], [logs[0]]]
        )

    def spread_chance(logs: np.ndarray) -> np.ndarray:
        return 1.0 / (1.0 + np.exp(-logs[: degrees.size, None] - logs[None, degrees.size :]))

    found = root(miss, np.zeros(degrees.size + sizes.size), tol=1e-13)
    return spread_chance(found.x)


def tail_slowly(chances: np.ndarray, x: int) -> float:
    spread = np.ones(1)
    for chance in chances:
        spread = np.convolve(spread, [1.0 - chance, chance])
    return float(spread[x:].sum())


def test_the_configuration_model_agrees_with_one_equation_for_everybody() -> None:
    rng = np.random.default_rng(3)
    seen = [(set(rng.choice(14, rng.integers(1, 6), replace=False).tolist()), 0) for _ in range(25)]
    incidence = incidence_of([*seen, ({0, 1, 2}, 0), ({0, 1}, 0)])
    degrees = np.bincount(incidence.members)
    chance = fit_slowly(degrees, np.diff(incidence.starts))
    np.testing.assert_allclose(chance.sum(axis=1), degrees, rtol=1e-9)
    sightings = lay_out_sightings(incidence, as_of=LAST_DAY, half_life_days=90.0)
    pairs = weigh_pairs(sightings, people=len(incidence.people))
    expected = [
        tail_slowly(chance[one] * chance[two], x)
        for one, two, x in zip(pairs.first, pairs.second, pairs.observations, strict=True)
    ]
    own = derive_p_values(incidence, pairs, null_model=NullModel.CONFIGURATION)
    np.testing.assert_allclose(own, expected, rtol=1e-8)


def test_who_was_always_there_was_there_by_chance_too() -> None:
    model = fit_configuration_model(np.array([3, 1, 1, 1]), np.array([2, 2, 2]))
    assert model.chance[model.degrees.tolist().index(3)].tolist() == [1.0]
    np.testing.assert_allclose(model.chance[0], 1 / 3)


@pytest.mark.parametrize("name", ["ndrangheta", "philippines"])
def test_the_model_gives_back_everyones_number_and_every_size(shared_data: Path, name: str) -> None:
    seen = read_presences(shared_data, name)
    incidence = build_incidence(seen, as_of=seen["observed_on"].max(), gathering_size=1000)
    degrees, sizes = np.bincount(incidence.members), np.diff(incidence.starts)
    model = fit_configuration_model(degrees, sizes)
    people = np.unique(degrees, return_counts=True)[1]
    np.testing.assert_allclose((model.chance * model.counts).sum(axis=1), model.degrees, rtol=1e-9)
    np.testing.assert_allclose(people @ model.chance, model.sizes, rtol=1e-9)
