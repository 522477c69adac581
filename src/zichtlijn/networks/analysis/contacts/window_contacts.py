"""The contacts of one window as a network whose ties can be weighed again and again."""

from typing import NamedTuple

import numpy as np
import polars as pl
from numba import njit
from numpy.typing import NDArray

from zichtlijn.networks.analysis.graphs.adjacency import Adjacency, build_adjacency
from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.analysis.ties.derivation import lay_out_sightings
from zichtlijn.networks.analysis.ties.pairs import Sightings
from zichtlijn.networks.terms import Window


class WindowContacts(NamedTuple):
    """Who met whom in a window, one entry for each pair in each observation.

    people: codes in the incidence, ascending; the network's nodes are places in it.
    entry_tie, entry_observation: which tie an entry speaks of, and where it was seen.
    slot_tie: which tie stands in each slot of the network.
    """

    people: NDArray[np.int32]
    observations: pl.DataFrame
    sightings: Sightings
    entry_tie: NDArray[np.int64]
    entry_observation: NDArray[np.int64]
    graph: Adjacency
    slot_tie: NDArray[np.int64]


def gather_window(incidence: Incidence, *, window: Window, half_life_days: float) -> WindowContacts:
    """Take the observations of one window, their shares halving until its last day."""
    inside = incidence.observations["observed_on"].is_between(window.start, window.end).to_numpy()
    sizes = np.diff(incidence.starts)
    codes = incidence.members[np.repeat(inside, sizes)]
    people = np.unique(codes)
    part = Incidence(
        incidence.people,
        incidence.observations.filter(pl.Series(inside)),
        np.concatenate([[0], np.cumsum(sizes[inside])]).astype(np.int64),
        np.searchsorted(people, codes).astype(np.int32),
        0,
    )
    sightings = lay_out_sightings(part, as_of=window.end, half_life_days=half_life_days)
    first, second, seen_in = _list_entries(sightings.starts, sightings.members)
    pairs, entry_tie = np.unique(first * people.size + second, return_inverse=True)
    one, two = np.divmod(pairs, max(people.size, 1))
    numbered = build_adjacency(one, two, np.arange(pairs.size, dtype=np.float64), nodes=people.size)
    slot_tie = numbered.weights.astype(np.int64)
    weights = _add_up(entry_tie, sightings.share[seen_in], ties=pairs.size)
    graph = numbered._replace(weights=weights[slot_tie])
    return WindowContacts(people, part.observations, sightings, entry_tie, seen_in, graph, slot_tie)


def weigh_again(contacts: WindowContacts, times: NDArray[np.int64]) -> Adjacency:
    """Return the network as if each observation had been made `times` times."""
    worth = (contacts.sightings.share * times)[contacts.entry_observation]
    weights = _add_up(contacts.entry_tie, worth, ties=contacts.graph.ties)
    return contacts.graph._replace(weights=weights[contacts.slot_tie])


def shuffle_people(contacts: WindowContacts, *, rng: np.random.Generator) -> Adjacency:
    """Return the network of the same observations with the people in any of the places.

    Everyone keeps his number of observations and every observation its size, but for the
    few in which one person comes to stand twice.
    """
    sightings = contacts.sightings
    first, second, seen_in = _list_entries(sightings.starts, rng.permutation(sightings.members))
    return build_adjacency(first, second, sightings.share[seen_in], nodes=contacts.people.size)


def _add_up(
    entry_tie: NDArray[np.int64], worth: NDArray[np.float64], *, ties: int
) -> NDArray[np.float64]:
    return np.asarray(np.bincount(entry_tie, worth, minlength=ties), dtype=np.float64)


@njit(cache=True, nogil=True)
def _list_entries(starts, members):  # type: ignore[no-untyped-def]
    """Return lower code, higher code and observation of every pair in every observation."""
    room = 0
    for event in range(starts.size - 1):
        size = starts[event + 1] - starts[event]
        room += size * (size - 1) // 2
    first, second = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.int64)
    seen_in, filled = np.empty(room, dtype=np.int64), 0
    for event in range(starts.size - 1):
        for one in range(starts[event], starts[event + 1]):
            for two in range(one + 1, starts[event + 1]):
                first[filled], second[filled] = members[one], members[two]
                seen_in[filled] = event
                filled += 1
    return first, second, seen_in
