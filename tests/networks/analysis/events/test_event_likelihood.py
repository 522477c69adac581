"""The compiled sums are those of a reader who follows every possible path of every person."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import exp, log

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.kernels.layout import (
    Groups,
    Layout,
    lay_out,
    open_groups,
    take_out,
)
from zichtlijn.networks.analysis.events.kernels.likelihood import (
    log_likelihood,
    make_paths,
    stays_over,
    trace_paths,
)
from zichtlijn.networks.analysis.events.kernels.posteriors import place_people
from zichtlijn.networks.analysis.events.kernels.slots import make_future, make_past
from zichtlijn.networks.analysis.events.kernels.sweep import (
    _list_candidates,
    look_back_all,
    make_candidates,
)
from zichtlijn.networks.analysis.events.kernels.trials import (
    log_likelihood_of_trial,
    make_desk,
    open_trial,
    settle_sides,
)
from zichtlijn.networks.analysis.events.stream import lay_out_events
from zichtlijn.networks.analysis.events.terms import EventStream

PEOPLE, GROUPS = 4, 3
TINY = st.lists(
    st.tuples(
        st.floats(0, 5, allow_nan=False),
        st.sets(st.integers(0, PEOPLE - 1), min_size=2, max_size=PEOPLE),
        st.integers(0, GROUPS - 1),
    ),
    min_size=3,
    max_size=6,
)
RATES = st.floats(0.001, 1.2)
ACCIDENTS = st.floats(0.01, 0.6)


@dataclass(frozen=True)
class World:
    """A tiny stream, its groups with shares that leave room for others, and the rates."""

    stream: EventStream
    layout: Layout
    groups: Groups
    rate: float
    accident: float


def make_world(seen: list[tuple[float, set[int], int]], *, rate: float, accident: float) -> World:
    ordered = sorted(seen, key=lambda event: event[0])
    stream = lay_out_events(
        np.array([moment for moment, _, _ in ordered]),
        np.concatenate([[0], np.cumsum([len(people) for _, people, _ in ordered])]),
        np.array([p for _, people, _ in ordered for p in sorted(people)], dtype=np.int32),
        people=PEOPLE,
    )
    layout = lay_out(stream)
    groups = open_groups(layout, np.array([group for _, _, group in ordered]))
    groups.share[:GROUPS] = [0.3, 0.2, 0.35]  # sums over paths need shares that add up to 1
    return World(stream, layout, groups, rate, accident)


def events_of(world: World, person: int) -> list[int]:
    starts = world.layout.person_starts
    return world.layout.event_at[starts[person] : starts[person + 1]].tolist()


def follow_every_path(
    world: World, person: int, labels: NDArray[np.int64], moment: float | None = None
) -> tuple[float, NDArray[np.float64]]:
    """Return the likelihood of a person's presences, and the chance of each group at a moment."""
    share = np.append(world.groups.share[:GROUPS], 1 - world.groups.share[:GROUPS].sum())
    steps = [(float(world.stream.times[e]), int(labels[e])) for e in events_of(world, person)]
    if moment is not None:
        steps = sorted([*steps, (moment, -1)], key=lambda step: (step[0], step[1] < 0))
    if not steps:
        return 1.0, np.zeros(GROUPS + 1)
    total, at_moment = 0.0, np.zeros(GROUPS + 1)
    for path in product(range(GROUPS + 1), repeat=len(steps)):
        weight = _weigh_path(world, share, path, steps)
        total += weight
        if moment is not None:
            at_moment[path[[label for _, label in steps].index(-1)]] += weight
    return total, at_moment / total if total else at_moment


def _weigh_path(
    world: World,
    share: NDArray[np.float64],
    path: tuple[int, ...],
    steps: list[tuple[float, int]],
) -> float:
    weight = float(share[path[0]])
    for k, (group, (moment, label)) in enumerate(zip(path, steps, strict=True)):
        if k:
            stay = min(exp(-world.rate * (moment - steps[k - 1][0])), 1 - 1e-9)
            weight *= stay * (group == path[k - 1]) + (1 - stay) * share[group]
        if label >= 0:
            here = (1 - world.accident) / share[label] if group == label else 0.0
            weight *= world.accident + here
    return weight


def worlds() -> Iterator[World]:
    """Give a few fixed worlds, for the dearer checks."""
    seen = [(0.0, {0, 1}, 0), (0.0, {1, 2}, 1), (0.7, {0, 1, 3}, 0), (2.0, {0, 2}, 2),
            (2.0, {1, 3}, 1), (4.5, {0, 1, 2, 3}, 0)]  # fmt: skip
    for rate, accident in ((0.01, 0.1), (0.4, 0.3), (1.2, 0.02)):
        yield make_world(seen, rate=rate, accident=accident)


@settings(max_examples=25, deadline=None)
@given(seen=TINY, rate=RATES, accident=ACCIDENTS)
def test_the_likelihood_is_the_sum_over_all_paths(
    seen: list[tuple[float, set[int], int]], rate: float, accident: float
) -> None:
    world = make_world(seen, rate=rate, accident=accident)
    paths = make_paths(world.stream.pairs)
    trace_paths(world.layout, world.groups, paths, np.empty(len(seen), dtype=np.int64))
    found = log_likelihood(world.layout, paths, rate, accident, 0, PEOPLE)
    slow = sum(
        log(follow_every_path(world, person, world.groups.of_event)[0]) for person in range(PEOPLE)
    )
    assert np.isclose(found, slow, rtol=1e-9, atol=1e-9)


def test_the_odds_of_a_group_are_those_of_the_whole_likelihood() -> None:
    cases = 0
    for world in worlds():
        layout, groups = world.layout, world.groups
        stay = np.empty(world.stream.pairs)
        stays_over(layout.gap, world.rate, stay)
        past, future = make_past(layout.person_starts), make_future(layout.person_starts)
        look_back_all(layout, groups, future, stay, world.accident)
        labels = groups.of_event.copy()
        candidates = make_candidates(world.stream.events)
        first = 0
        take_out(layout, groups, first)
        groups.share[:GROUPS] = [0.3, 0.2, 0.35]
        listed = _list_candidates(
            layout, groups, past, future, candidates, first, stay, world.accident
        )
        for k in range(listed):
            g = int(candidates.listed[k])
            odds = 1.0
            for person in set(world.stream.members[: world.stream.starts[1]].tolist()):
                odds *= _odds_against_a_new_group(world, labels, first, g, person)
            assert np.isclose(candidates.score[g], odds, rtol=1e-9)
            cases += 1
    print(f"{cases} odds compared")
    assert cases >= 6


def _odds_against_a_new_group(
    world: World, labels: NDArray[np.int64], event: int, g: int, person: int
) -> float:
    """Divide the likelihood with the event in g by that with it in a group nobody else met."""
    changed = labels.copy()
    changed[event] = g
    there, _ = follow_every_path(world, person, changed)
    share = np.append(world.groups.share[:GROUPS], 1 - world.groups.share[:GROUPS].sum())
    steps = [(float(world.stream.times[e]), int(labels[e])) for e in events_of(world, person)]
    place = events_of(world, person).index(event)
    fresh = 0.0
    for path in product(range(GROUPS + 1), repeat=len(steps)):
        blind = [(moment, -1 if k == place else label) for k, (moment, label) in enumerate(steps)]
        seen_there = (1 - world.accident) / share[GROUPS] if path[place] == GROUPS else 0.0
        fresh += _weigh_path(world, share, path, blind) * (world.accident + seen_there)
    return there / fresh


def test_people_are_placed_where_the_sum_over_all_paths_puts_them() -> None:
    placed_at_all = 0
    for world in worlds():
        moments = np.array([0.3, 1.0, 3.0, 5.0])
        labels = world.groups.of_event.astype(np.int32)[None]
        for threshold in (0.5, 0.7, 0.9):
            placed = np.empty((PEOPLE, len(moments)), dtype=np.int32)
            place_people(
                world.layout, labels, world.groups.share[None], np.array([world.rate]),
                np.array([world.accident]), moments, threshold, placed, 0, PEOPLE,
            )  # fmt: skip
            for person in range(PEOPLE):
                for column, moment in enumerate(moments):
                    _, chances = follow_every_path(world, person, labels[0], float(moment))
                    best = int(chances[:GROUPS].argmax())
                    sure = chances[best] >= threshold
                    assert placed[person, column] == (best if sure else -1)
                    placed_at_all += int(sure)
    assert placed_at_all > 40


def test_a_trial_reads_its_people_as_the_whole_does() -> None:
    for world in worlds():
        stay = np.empty(world.stream.pairs)
        stays_over(world.layout.gap, world.rate, stay)
        trial = open_trial(
            world.layout, world.groups, make_desk(world.stream.events, PEOPLE), 0, 1, stay
        )
        settle_sides(world.layout, 3, trial)
        trial.share[:2] = world.groups.share[:2]
        slow = sum(
            log(follow_every_path(world, int(person), world.groups.of_event)[0])
            for person in trial.people
        )
        assert np.isclose(log_likelihood_of_trial(trial, world.accident), slow, rtol=1e-9)
        assert trial.size.tolist() == [3, 2]
