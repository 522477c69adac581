"""Planted groups and planted movers are found again; the same seed gives the same bits."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.chain import fit_groups
from zichtlijn.networks.analysis.events.fitting.rates import derive_change, lies_at_border
from zichtlijn.networks.analysis.events.fitting.state import Chain
from zichtlijn.networks.analysis.events.stream import lay_out_events
from zichtlijn.networks.analysis.events.terms import ChainSettings, EventStream, FittedGroups
from zichtlijn.networks.analysis.planted import (
    PlantedStream,
    derive_window_times,
    plant_stream,
)

SMALL = ChainSettings(burn=8, keep=6)


def lay_out_planted(town: PlantedStream) -> EventStream:
    return lay_out_events(town.times, town.starts, town.members, people=town.people)


def fit(town: PlantedStream, *, seed: int = 1, chosen: ChainSettings | None = None) -> FittedGroups:
    times = derive_window_times() - town.times[0]
    return fit_groups(
        lay_out_planted(town), window_times=times, seed=seed, settings=chosen or ChainSettings()
    )


def agree(first: NDArray[np.integer], second: NDArray[np.integer]) -> float:
    """Return the normalised mutual information, by igraph."""
    igraph = pytest.importorskip("igraph")
    compact = [np.unique(labels, return_inverse=True)[1].tolist() for labels in (first, second)]
    return float(igraph.compare_communities(*compact, method="nmi"))


@pytest.mark.parametrize(
    ("change", "least_nmi", "least_coverage"),
    [(0.0, 0.975, 0.88), (0.01, 0.95, 0.82), (0.03, 0.92, 0.68), (0.10, 0.88, 0.35)],
)
def test_planted_movers_and_groups_are_found_again(
    change: float, least_nmi: float, least_coverage: float
) -> None:
    town = plant_stream(4_000, change=change)
    fitted = fit(town)
    truth = town.realised_change
    if change == 0.0:
        assert fitted.change <= 0.001
        assert fitted.change_interval.low <= 0.0003
    else:
        assert 0.8 <= fitted.change / truth <= 1.25
        assert fitted.change_interval.low < fitted.change < fitted.change_interval.high
    placed = fitted.memberships >= 0
    nmi = [
        agree(fitted.memberships[placed[:, m], m], town.truth[m, placed[:, m]])
        for m in range(6, 24)
    ]
    assert np.mean(nmi) >= least_nmi
    assert placed[:, 6:].mean() >= least_coverage
    assert 0.9 <= fitted.groups / town.planted_groups <= 1.1


def test_the_same_seed_gives_the_same_bits_on_one_worker_and_on_two() -> None:
    town = plant_stream(4_001, nominal=3_000)
    one, two, again = (
        fit(town, seed=5, chosen=dataclasses.replace(SMALL, workers=workers))
        for workers in (1, 2, 2)
    )
    for other in (two, again):
        assert np.array_equal(one.draws.labels, other.draws.labels)
        assert np.array_equal(one.draws.shares, other.draws.shares)
        assert np.array_equal(one.memberships, other.memberships)
        assert np.array_equal(one.draws.all_rates, other.draws.all_rates)
        assert (one.change, one.change_interval, one.gain) == (
            other.change,
            other.change_interval,
            other.gain,
        )
    different = fit(town, seed=6, chosen=SMALL)
    assert not np.array_equal(one.draws.all_rates, different.draws.all_rates)


def test_the_books_are_in_order_after_every_kind_of_move() -> None:
    chain = Chain(lay_out_planted(plant_stream(9, nominal=2_000)), seed=1, workers=2, start=None)
    moved = []
    for _ in range(4):
        chain.sweep()
        check_books(chain)
        for move in (chain.merge, chain.split, chain.share_out):
            moved.append(move())
            check_books(chain)
        chain.refresh_prior()
        chain.draw_rates()
    assert sum(moved) > 20


def check_books(chain: Chain) -> None:
    groups, layout = chain.groups, chain.layout
    for g in range(len(groups.size)):
        events = np.flatnonzero(groups.of_event == g)
        assert groups.size[g] == len(events)
        assert np.isclose(groups.weight[g], layout.event_weight[events].sum())
        chained, e = [], groups.head[g]
        while e >= 0:
            chained.append(e)
            e = groups.after[e]
        assert chained == events.tolist()
        if len(events):
            assert groups.tail[g] == events[-1]
            assert 0 < groups.share[g] <= 0.9
    in_use = np.flatnonzero(groups.size)
    free = groups.free[: groups.counts[0]]
    assert sorted([*in_use, *free]) == list(range(len(groups.size)))
    assert groups.counts[1] == len(in_use)


@settings(max_examples=15, deadline=None)
@given(
    events=st.lists(
        st.tuples(st.integers(0, 40), st.sets(st.integers(0, 8), min_size=2, max_size=6)),
        min_size=1,
        max_size=12,
    )
)
def test_any_handful_of_observations_gives_an_answer(
    events: list[tuple[int, set[int]]],
) -> None:
    ordered = sorted(events, key=lambda event: event[0])
    stream = lay_out_events(
        np.array([day / 30 for day, _ in ordered]),
        np.concatenate([[0], np.cumsum([len(people) for _, people in ordered])]),
        np.array([p for _, people in ordered for p in sorted(people)], dtype=np.int32),
        people=9,
    )
    fitted = fit_groups(stream, window_times=np.array([0.5]), seed=1, settings=SMALL)
    assert fitted.labels.shape == (stream.events,)
    assert 0 <= fitted.change_interval.low <= fitted.change <= fitted.change_interval.high < 1
    assert np.isfinite(fitted.gain)
    assert set(np.unique(fitted.labels)) == set(range(fitted.groups))


def test_three_hundred_records_of_one_pair_on_one_day_break_nothing() -> None:
    stream = lay_out_events(
        np.zeros(300), np.arange(301) * 2, np.tile(np.array([0, 1], dtype=np.int32), 300), people=2
    )
    fitted = fit_groups(stream, window_times=np.array([0.5]), seed=1, settings=SMALL)
    assert np.isfinite([fitted.change, fitted.gain]).all()


def test_progress_goes_from_nothing_to_all() -> None:
    shares: list[float] = []
    fit_groups(
        lay_out_planted(plant_stream(2, nominal=500)),
        window_times=np.array([1.0]),
        seed=1,
        settings=SMALL,
        progress=shares.append,
    )
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_no_figure_about_a_person_leaves_the_fit() -> None:
    town = plant_stream(12, nominal=1_000)
    fitted = fit(town, chosen=SMALL)
    for name, value in vars(fitted).items():
        if name == "memberships":
            assert value.dtype == np.int32  # a place, not a value
            assert value.max() < fitted.draws.shares.shape[1]
        elif isinstance(value, np.ndarray):
            assert town.people not in value.shape, name
    for name, value in vars(fitted.draws).items():
        assert town.people not in value.shape, name


def test_the_interval_is_never_narrower_than_the_known_bias() -> None:
    change, interval = derive_change(np.full(60, 0.03), standing_still_loses=99.0)
    assert np.isclose(change, 0.0295545)
    assert np.isclose(np.log(np.log1p(-interval.high) / np.log1p(-interval.low)), 0.12)


def test_where_nobody_may_have_moved_the_interval_begins_at_nothing() -> None:
    rates = np.array([1e-4, 2e-4, 3e-4])
    assert derive_change(rates, standing_still_loses=1.0)[1].low == 0.0
    assert derive_change(rates, standing_still_loses=2.0)[1].low > 0.0


def test_a_rate_against_the_border_is_told() -> None:
    assert lies_at_border(np.full(9, 1.45))
    assert not lies_at_border(np.full(9, 0.3))
