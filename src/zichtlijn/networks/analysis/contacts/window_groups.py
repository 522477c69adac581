"""The groups of one window that may be shown, with what is known of each as a set."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from zichtlijn.networks.analysis.contacts.firmness import (
    QUICK_ROUNDS,
    Firmness,
    bootstrap_firmness,
)
from zichtlijn.networks.analysis.contacts.window_contacts import WindowContacts, shuffle_people
from zichtlijn.networks.analysis.graphs.adjacency import Adjacency
from zichtlijn.networks.analysis.graphs.partition import derive_partition

SIGHTINGS_A_PERSON = 2.5  # a window with fewer is no dense contact: gate (b) of the event model
FEWEST_PEOPLE = 3
FEWEST_OBSERVATIONS = 3
COMPANIONS = 2  # one companion is a pair of friends, not a place in a group
SIGHTINGS = 2  # one shared observation is no tie, however many were there
STAYS = 0.7  # as for a person-month in the event model
STABLE = 0.5  # below, a group is more often another set than itself
MOST_RUNS, TIES_A_RUN = 50, 20_000  # small windows can afford more runs
FEWEST_BOOTSTRAPS, TIES_IN_BOOTSTRAPS = 20, 20_000_000  # large ones fewer bootstraps
SHUFFLED_WINDOWS = 19  # above all of them: less than one chance in twenty


class ShownGroup(NamedTuple):
    """A group of one window: codes of its people, and its firmness; None without bootstraps."""

    people: NDArray[np.int32]
    people_low: int
    people_high: int
    observations: int
    sources: int
    places: int
    stability: float | None


class WindowGroups(NamedTuple):
    """The groups of one window and the modularity of the partition they come from."""

    groups: list[ShownGroup]
    modularity: float | None


def locate_groups(
    contacts: WindowContacts, *, bootstraps: int, rng: np.random.Generator
) -> WindowGroups:
    """Find the groups of one window and leave out who and what rests on too little.

    A person is placed when he was seen with others of the group at least twice, with at
    least two of them, and stays in it in at least 0.7 of the bootstraps that show him. A
    group is shown with at least three people placed, three observations of its people only,
    and a stability of at least 0.5. A window with fewer than 2.5 observations a person has
    no groups, nor has one whose modularity chance would reach too: modularity finds some in
    any noise, and redrawing noise repeats it.
    """
    ties = contacts.graph.ties
    if ties == 0 or contacts.graph.weights.sum() <= 0.0:
        return WindowGroups([], None)
    runs = int(np.clip(MOST_RUNS * TIES_A_RUN // ties, 3, MOST_RUNS))
    found = derive_partition(contacts.graph, seed=int(rng.integers(2**63)), restarts=runs)
    dense = contacts.sightings.members.size >= SIGHTINGS_A_PERSON * contacts.people.size
    if not dense or not _beats_chance(contacts, rng=rng):
        return WindowGroups([], found.modularity)
    placed = _count_companions(contacts, found.labels) >= COMPANIONS
    placed &= _count_sightings(contacts, found.labels) >= SIGHTINGS
    draws = min(bootstraps, max(FEWEST_BOOTSTRAPS, TIES_IN_BOOTSTRAPS // ties))
    firmness = None
    if draws:
        firmness = bootstrap_firmness(contacts, found.labels, bootstraps=draws, rng=rng)
        placed &= firmness.stays >= STAYS
    labels = np.where(placed, found.labels, -1)
    return WindowGroups(list(_describe_groups(contacts, labels, firmness)), found.modularity)


def _beats_chance(contacts: WindowContacts, *, rng: np.random.Generator) -> bool:
    """Tell whether modularity is above that of windows in which people stand in any place."""
    own = _run_quickly(contacts.graph, rng=rng)
    return all(
        _run_quickly(shuffle_people(contacts, rng=rng), rng=rng) < own
        for _ in range(SHUFFLED_WINDOWS)
    )


def _run_quickly(graph: Adjacency, *, rng: np.random.Generator) -> float:
    seed = int(rng.integers(2**63))
    return derive_partition(graph, seed=seed, restarts=1, rounds=QUICK_ROUNDS).modularity


def _count_companions(contacts: WindowContacts, labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count for each person the others of the group he was seen with."""
    rows = np.repeat(np.arange(labels.size), contacts.graph.degrees)
    together = labels[rows] == labels[contacts.graph.neighbours]
    return np.bincount(rows[together], minlength=labels.size)


def _count_sightings(contacts: WindowContacts, labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count for each person the observations with another of the group."""
    members = contacts.sightings.members
    seen_in = np.repeat(np.arange(contacts.observations.height), np.diff(contacts.sightings.starts))
    _, at, size = np.unique(
        seen_in * labels.size + labels[members], return_inverse=True, return_counts=True
    )
    return np.bincount(members[size[at] > 1], minlength=labels.size)


def _describe_groups(
    contacts: WindowContacts, labels: NDArray[np.int64], firmness: Firmness | None
) -> Iterator[ShownGroup]:
    """Yield what may be shown of each group of the placed (-1: not placed)."""
    order = np.argsort(labels, kind="stable")
    for label, observations, sources, places in _count_own_observations(contacts, labels).rows():
        if firmness is not None and firmness.stability[label] < STABLE:
            continue
        inside = order[slice(*np.searchsorted(labels[order], [label, label + 1]))]
        people = low = high = inside.size
        if people < FEWEST_PEOPLE or observations < FEWEST_OBSERVATIONS:
            continue
        if firmness is not None:
            low = min(people, int(firmness.people_low[label]))
            high = max(people, int(firmness.people_high[label]))
        stability = None if firmness is None else float(firmness.stability[label])
        codes = contacts.people[inside]
        yield ShownGroup(codes, low, high, observations, sources, places, stability)


def _count_own_observations(contacts: WindowContacts, labels: NDArray[np.int64]) -> pl.DataFrame:
    """Count the observations, sources and places of those seen among their own group only."""
    starts = contacts.sightings.starts
    there = labels[contacts.sightings.members]
    lowest, highest = (at.reduceat(there, starts[:-1]) for at in (np.minimum, np.maximum))
    several = np.diff(starts) > 1
    return (
        contacts.observations.with_columns(label=pl.Series(lowest))
        .filter(pl.Series((lowest == highest) & (lowest >= 0) & several))
        .group_by("label")
        .agg(
            pl.len().alias("observations"),
            pl.col("source").n_unique(),
            pl.col("place").drop_nulls().n_unique(),
        )
        .sort("label")
    )
