"""The kernels of Leiden: move, refine, gather (Traag, Waltman, van Eck 2019).

Written from the description in doi 10.1038/s41598-019-41695-z, for modularity with a
resolution. A level is a network of nodes that stand for sets of people; `loops` holds the
weight inside such a set, twice. Chance comes from one 64-bit state (splitmix64, Steele,
Lea, Flood 2014), so a seed gives the same bits everywhere.
"""

import numpy as np
from numba import njit

RANDOMNESS = 0.01  # Traag's theta, here in units of the mean tie: ties of gain are broken, no more


@njit(cache=True, nogil=True)
def run_leiden(starts, neighbours, weights, resolution, rounds, state):  # type: ignore[no-untyped-def]
    """Go through all levels again and again until a round changes nothing."""
    labels = np.arange(starts.size - 1)
    for _ in range(rounds):
        better = _improve(starts, neighbours, weights, labels, resolution, state)
        if np.array_equal(better, labels):
            break
        labels = better
    return labels


@njit(cache=True, nogil=True)
def _improve(starts, neighbours, weights, labels, resolution, state):  # type: ignore[no-untyped-def]
    """Run all levels once from `labels` and return the new labels, numbered from 0.

    The result is never worse than the start: nodes only move where modularity rises.
    """
    node_of = np.arange(starts.size - 1)
    loops = np.zeros(starts.size - 1)
    labels = labels.copy()
    while True:
        strength = _sum_strength(starts, weights, loops)
        _move_nodes(starts, neighbours, weights, strength, labels, resolution, state)
        labels, groups = _renumber(labels)
        if groups == labels.size:
            break
        refined, parts = _refine(
            starts, neighbours, weights, strength, labels, groups, resolution, state
        )
        if parts == labels.size:
            break
        group_of_part = np.empty(parts, dtype=np.int64)
        for node in range(labels.size):
            group_of_part[refined[node]] = labels[node]
        starts, neighbours, weights, loops = _gather(
            starts, neighbours, weights, loops, refined, parts
        )
        node_of = refined[node_of]
        labels = group_of_part
    return _renumber(labels[node_of])[0]


@njit(cache=True, nogil=True)
def _sum_strength(starts, weights, loops):  # type: ignore[no-untyped-def]
    strength = loops.copy()
    for node in range(starts.size - 1):
        for at in range(starts[node], starts[node + 1]):
            strength[node] += weights[at]
    return strength


@njit(cache=True, nogil=True)
def _move_nodes(starts, neighbours, weights, strength, labels, resolution, state):  # type: ignore[no-untyped-def]
    """Move nodes one by one to the group that gains most, until no move gains."""
    nodes = labels.size
    scale = resolution / strength.sum() if strength.sum() > 0.0 else 0.0
    held, size = np.zeros(nodes), np.zeros(nodes, dtype=np.int64)
    for node in range(nodes):
        held[labels[node]] += strength[node]
        size[labels[node]] += 1
    empty = [label for label in range(nodes - 1, -1, -1) if size[label] == 0]
    towards, touched = np.zeros(nodes), np.empty(nodes, dtype=np.int64)
    queue, waits = _shuffle(nodes, state), np.ones(nodes, dtype=np.bool_)
    head, waiting = 0, nodes
    while waiting > 0:
        node = queue[head]
        head, waiting = (head + 1) % nodes, waiting - 1
        waits[node] = False
        own, count = labels[node], 0
        for at in range(starts[node], starts[node + 1]):
            label = labels[neighbours[at]]
            if towards[label] == 0.0:
                touched[count] = label
                count += 1
            towards[label] += weights[at]
        held[own] -= strength[node]
        size[own] -= 1
        best, best_gain = own, towards[own] - scale * strength[node] * held[own]
        if size[own] > 0 and best_gain < 0.0:
            best, best_gain = empty[-1], 0.0
        for at in range(count):
            label = touched[at]
            gain = towards[label] - scale * strength[node] * held[label]
            if gain > best_gain + 1e-12 * strength[node]:
                best, best_gain = label, gain
            towards[label] = 0.0
        if size[own] == 0 and best != own:
            empty.append(own)
        elif len(empty) > 0 and best == empty[-1]:
            empty.pop()
        labels[node] = best
        held[best] += strength[node]
        size[best] += 1
        if best != own:
            for at in range(starts[node], starts[node + 1]):
                other = neighbours[at]
                if not waits[other] and labels[other] != best:
                    waits[other] = True
                    queue[(head + waiting) % nodes] = other
                    waiting += 1


@njit(cache=True, nogil=True)
def _refine(starts, neighbours, weights, strength, labels, groups, resolution, state):  # type: ignore[no-untyped-def]
    """Split every group into parts that hang together; return part of each node and count.

    A node joins a part only from being alone, only inside its group, only where both are
    well connected to the rest of the group, and with a chance that grows with the gain.
    """
    nodes = labels.size
    total = strength.sum()
    scale, warmth = resolution / total, RANDOMNESS * total / max(neighbours.size, 1)
    held = np.bincount(labels, strength, groups)
    part, alone = np.arange(nodes), np.ones(nodes, dtype=np.bool_)
    part_strength, leaving = strength.copy(), np.zeros(nodes)
    for node in range(nodes):
        for at in range(starts[node], starts[node + 1]):
            if labels[neighbours[at]] == labels[node]:
                leaving[node] += weights[at]
    towards, touched = np.zeros(nodes), np.empty(nodes, dtype=np.int64)
    chance = np.empty(nodes)
    for node in _shuffle(nodes, state):
        rest = held[labels[node]] - strength[node]
        if not alone[node] or leaving[node] < scale * strength[node] * rest:
            continue
        count = 0
        for at in range(starts[node], starts[node + 1]):
            if labels[neighbours[at]] == labels[node]:
                other = part[neighbours[at]]
                if towards[other] == 0.0:
                    touched[count] = other
                    count += 1
                towards[other] += weights[at]
        best_gain, kept = 0.0, 0
        for at in range(count):
            other = touched[at]
            gain = towards[other] - scale * strength[node] * part_strength[other]
            outside = held[labels[node]] - part_strength[other]
            if gain >= 0.0 and leaving[other] >= scale * part_strength[other] * outside:
                touched[kept], chance[kept] = other, gain
                best_gain, kept = max(best_gain, gain), kept + 1
            else:
                towards[other] = 0.0
        if kept > 0:
            chosen = touched[_draw_part(chance, kept, best_gain, warmth, state)]
            part[node] = chosen
            alone[node] = alone[chosen] = False
            part_strength[chosen] += strength[node]
            leaving[chosen] += leaving[node] - 2.0 * towards[chosen]
            for at in range(kept):
                towards[touched[at]] = 0.0
    return _renumber(part)


@njit(cache=True, nogil=True)
def _draw_part(chance, kept, best_gain, warmth, state):  # type: ignore[no-untyped-def]
    added = 0.0
    for at in range(kept):
        added += np.exp((chance[at] - best_gain) / warmth)
        chance[at] = added
    drawn = _draw_share(state) * added
    for at in range(kept):
        if drawn < chance[at]:
            return at
    return kept - 1


@njit(cache=True, nogil=True)
def _gather(starts, neighbours, weights, loops, part, parts):  # type: ignore[no-untyped-def]
    """Return the network of parts: ties between parts added up, ties inside as loops."""
    first_of = np.zeros(parts + 1, dtype=np.int64)
    for node in range(part.size):
        first_of[part[node] + 1] += 1
    for at in range(parts):
        first_of[at + 1] += first_of[at]
    free, members = first_of[:-1].copy(), np.empty(part.size, dtype=np.int64)
    for node in range(part.size):
        members[free[part[node]]] = node
        free[part[node]] += 1
    new_starts, new_loops = np.zeros(parts + 1, dtype=np.int64), np.zeros(parts)
    new_neighbours, new_weights = np.empty_like(neighbours), np.empty_like(weights)
    place_of = np.full(parts, -1, dtype=np.int64)
    filled = 0
    for own in range(parts):
        for node in members[first_of[own] : first_of[own + 1]]:
            new_loops[own] += loops[node]
            for at in range(starts[node], starts[node + 1]):
                other = part[neighbours[at]]
                if other == own:
                    new_loops[own] += weights[at]
                elif place_of[other] < new_starts[own]:
                    place_of[other] = filled
                    new_neighbours[filled], new_weights[filled] = other, weights[at]
                    filled += 1
                else:
                    new_weights[place_of[other]] += weights[at]
        new_starts[own + 1] = filled
    return new_starts, new_neighbours[:filled].copy(), new_weights[:filled].copy(), new_loops


@njit(cache=True, nogil=True)
def _renumber(labels):  # type: ignore[no-untyped-def]
    """Number the labels in order of their first node; return them and how many there are."""
    number = np.full(labels.max() + 1 if labels.size else 0, -1, dtype=np.int64)
    numbered, found = np.empty_like(labels), 0
    for node in range(labels.size):
        if number[labels[node]] < 0:
            number[labels[node]] = found
            found += 1
        numbered[node] = number[labels[node]]
    return numbered, found


@njit(cache=True, nogil=True)
def _shuffle(nodes, state):  # type: ignore[no-untyped-def]
    order = np.arange(nodes)
    for at in range(nodes - 1, 0, -1):
        other = _draw_below(state, at + 1)
        order[at], order[other] = order[other], order[at]
    return order


@njit(cache=True, nogil=True)
def _draw_below(state, bound):  # type: ignore[no-untyped-def]
    """Return a whole number from 0 to bound - 1 and step the state."""
    return np.int64(_draw_share(state) * bound)


@njit(cache=True, nogil=True)
def _draw_share(state):  # type: ignore[no-untyped-def]
    """Return a number in [0, 1) and step the state."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    mixed = state[0]
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed = mixed ^ (mixed >> np.uint64(31))
    return np.float64(mixed >> np.uint64(11)) * 2.0**-53
