"""The groups of one window that may be shown, with what is known of each as a set."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.contacts.firmness import Firmness, bootstrap_firmness
from zichtlijn.networks.analysis.contacts.window_contacts import WindowContacts, shuffle_people
from zichtlijn.networks.analysis.graphs.partition import derive_partition

SIGHTINGS_A_PERSON = 2.5  # a window with fewer is no dense contact: gate (b) of the event model
FEWEST_PEOPLE = 3
FEWEST_OBSERVATIONS = 3
COMPANIONS = 2  # one companion is a pair of friends, not a place in a group
SIGHTINGS = 2  # one shared observation is no tie, however many were there
STAYS = 0.7  # as for a person-month in the event model
STABLE = 0.5  # below, a group is more often another set than itself
MOST_RUNS, TIES_A_RUN = 50, 200_000  # small windows can afford more runs
FEWEST_BOOTSTRAPS, TIES_A_BOOTSTRAP = 20, 20_000_000
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
    found = derive_partition(contacts.graph, seed=_draw_seed(rng), restarts=runs)
    dense = contacts.sightings.members.size >= SIGHTINGS_A_PERSON * contacts.people.size
    if not dense or not _beats_chance(contacts, rng=rng):
        return WindowGroups([], found.modularity)
    placed = _count_companions(contacts, found.labels) >= COMPANIONS
    placed &= _count_sightings(contacts, found.labels) >= SIGHTINGS
    draws = min(bootstraps, max(FEWEST_BOOTSTRAPS, TIES_A_BOOTSTRAP // ties))
    firmness = None
    if draws:
        firmness = bootstrap_firmness(contacts, found.labels, bootstraps=draws, rng=rng)
        placed &= firmness.stays >= STAYS
    shown = []
    for label in range(int(found.labels.max()) + 1):
        group = _describe_group(contacts, placed & (found.labels == label), firmness, label)
        if group is not None:
            shown.append(group)
    return WindowGroups(shown, found.modularity)


def _beats_chance(contacts: WindowContacts, *, rng: np.random.Generator) -> bool:
    """Tell whether modularity is above that of windows in which people stand in any place."""
    own = derive_partition(contacts.graph, seed=_draw_seed(rng), restarts=1).modularity
    for _ in range(SHUFFLED_WINDOWS):
        shuffled = shuffle_people(contacts, rng=rng)
        if derive_partition(shuffled, seed=_draw_seed(rng), restarts=1).modularity >= own:
            return False
    return True


def _draw_seed(rng: np.random.Generator) -> int:
    return int(rng.integers(2**63))


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


def _describe_group(
    contacts: WindowContacts,
    members: NDArray[np.bool_],
    firmness: Firmness | None,
    label: int,
) -> ShownGroup | None:
    """Return what may be shown of one group, None where it rests on too little."""
    people = int(members.sum())
    if people < FEWEST_PEOPLE or (firmness is not None and firmness.stability[label] < STABLE):
        return None
    starts = contacts.sightings.starts
    inside = np.add.reduceat(members[contacts.sightings.members].astype(np.int64), starts[:-1])
    sizes = np.diff(starts)
    own = contacts.observations.filter((inside == sizes) & (sizes > 1))
    if own.height < FEWEST_OBSERVATIONS:
        return None
    low, high = people, people
    if firmness is not None:
        low = min(people, int(firmness.people_low[label]))
        high = max(people, int(firmness.people_high[label]))
    return ShownGroup(
        contacts.people[members],
        low,
        high,
        own.height,
        own["source"].n_unique(),
        own["place"].drop_nulls().n_unique(),
        None if firmness is None else float(firmness.stability[label]),
    )
