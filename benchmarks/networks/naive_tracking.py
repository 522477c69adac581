"""The peers: groups per window by Leiden, matched from month to month by overlap."""

from typing import NamedTuple

import igraph
import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.terms import EventStream
from zichtlijn.networks.analysis.planted import MONTHS, PlantedStream

HALF_LIFE_MONTHS = 3.0
SAME_GROUP = 0.3  # overlap (Jaccard) from which two windows' groups are one


class Agreement(NamedTuple):
    """How labels per month agree with the planted truth, months 7 to 24."""

    change: float
    nmi: float
    coverage: float


def track_three_months(planted: PlantedStream) -> NDArray[np.int64]:
    """Return per person and month the group in the last three months' ties, -1 where none."""
    return _track(planted, months=3, decayed=False, at_least=1)


def track_seen_twice(planted: PlantedStream) -> NDArray[np.int64]:
    """Return the same from the decayed full history, of ties seen at least twice."""
    return _track(planted, months=MONTHS, decayed=True, at_least=2)


def track_days(stream: EventStream) -> NDArray[np.int64]:
    """Return per person and day the group in that day's pairs, -1 where none."""
    days = int(stream.times[-1]) + 1
    pairs = stream.members.astype(np.int64).reshape(-1, 2)
    labels = np.full((stream.people, days), -1, dtype=np.int64)
    fresh = 0
    for day in range(days):
        today = pairs[np.floor(stream.times) == day]
        weight = np.ones(len(today))
        found = _cluster(today[:, 0], today[:, 1], weight, stream.people, at_least=1)
        labels[:, day], fresh = _match(labels[:, day - 1] if day else None, found, fresh)
    return labels


def compare_with_truth(planted: PlantedStream, labels: NDArray[np.int64]) -> Agreement:
    """Measure labels (people x months) against the planted groups."""
    nmi, coverage, changes = [], [], []
    for month in range(6, MONTHS):
        placed = labels[:, month] >= 0
        coverage.append(placed.mean())
        if placed.any():
            nmi.append(mutual_information(labels[placed, month], planted.truth[month, placed]))
        if month > 6:
            both = placed & (labels[:, month - 1] >= 0)
            changes.append((labels[both, month] != labels[both, month - 1]).mean())
    return Agreement(float(np.mean(changes)), float(np.mean(nmi)), float(np.mean(coverage)))


def mutual_information(first: NDArray[np.integer], second: NDArray[np.integer]) -> float:
    """Return the normalised mutual information of two labellings, by igraph."""
    return float(igraph.compare_communities(_compact(first), _compact(second), method="nmi"))


def adjusted_rand(first: NDArray[np.integer], second: NDArray[np.integer]) -> float:
    """Return the adjusted Rand index of two labellings, by igraph."""
    pair = _compact(first), _compact(second)
    return float(igraph.compare_communities(*pair, method="adjusted_rand"))


def _compact(labels: NDArray[np.integer]) -> list[int]:
    return np.unique(labels, return_inverse=True)[1].tolist()


def _track(
    planted: PlantedStream, *, months: int, decayed: bool, at_least: int
) -> NDArray[np.int64]:
    first, second, event, share = _list_pairs(planted)
    moment = planted.times[event]
    labels = np.full((planted.people, MONTHS), -1, dtype=np.int64)
    fresh = 0
    for month in range(MONTHS):
        seen = (moment < month + 1) & (moment >= month + 1 - months)
        weight = share * 0.5 ** ((month + 1 - moment) / HALF_LIFE_MONTHS) if decayed else share
        found = _cluster(first[seen], second[seen], weight[seen], planted.people, at_least)
        labels[:, month], fresh = _match(labels[:, month - 1] if month else None, found, fresh)
    return labels


def _list_pairs(planted: PlantedStream) -> tuple[NDArray[np.int64], ...]:
    parts: list[tuple[NDArray[np.int64], ...]] = []
    for size in range(2, 9):
        events = np.flatnonzero(np.diff(planted.starts) == size)
        people = planted.members[planted.starts[events][:, None] + np.arange(size)].astype(np.int64)
        one, other = np.triu_indices(size, 1)
        repeated = np.repeat(events, len(one))
        share = np.full(len(repeated), 1 / (size - 1))
        parts.append((people[:, one].ravel(), people[:, other].ravel(), repeated, share))
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True))


def _cluster(
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    weight: NDArray[np.float64],
    people: int,
    at_least: int,
) -> NDArray[np.int64]:
    key, place, count = np.unique(
        np.minimum(first, second) * people + np.maximum(first, second),
        return_inverse=True,
        return_counts=True,
    )
    total = np.bincount(place, weights=weight)
    kept = count >= at_least
    one, other = np.divmod(key[kept], people)
    graph = igraph.Graph(people, list(zip(one.tolist(), other.tolist(), strict=True)))
    found = graph.community_leiden(
        objective_function="modularity", weights=total[kept].tolist(), n_iterations=2
    )
    labels = np.array(found.membership)
    labels[np.array(graph.degree()) == 0] = -1
    return labels


def _match(
    before: NDArray[np.int64] | None, found: NDArray[np.int64], fresh: int
) -> tuple[NDArray[np.int64], int]:
    """Carry the names of the month before to the groups that overlap enough, best first."""
    groups = int(found.max(initial=-1)) + 1
    name = np.full(groups + 1, -1, dtype=np.int64)
    if before is not None:
        both = (found >= 0) & (before >= 0)
        key, count = np.unique(np.stack([found[both], before[both]]), axis=1, return_counts=True)
        now = np.bincount(found[found >= 0], minlength=groups)
        then = np.bincount(before[before >= 0], minlength=fresh)
        overlap = count / (now[key[0]] + then[key[1]] - count)
        taken: set[int] = set()
        for k in np.argsort(-overlap, kind="stable"):
            if overlap[k] < SAME_GROUP:
                break
            if name[key[0, k]] < 0 and int(key[1, k]) not in taken:
                name[key[0, k]] = key[1, k]
                taken.add(int(key[1, k]))
    unnamed = np.flatnonzero(name[:groups] < 0)
    name[unnamed] = fresh + np.arange(len(unnamed))
    return name[found], fresh + len(unnamed)
