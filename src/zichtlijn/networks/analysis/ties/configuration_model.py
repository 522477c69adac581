"""The bipartite configuration model: chance that also knows how large observations were.

Saracco et al. 2017, doi 10.1088/1367-2630/aa6b38. The chance that person i is in observation
e is x_i y_e / (1 + x_i y_e), with x and y such that everyone's number of observations and
every observation's size are right on average. People with one degree share one x,
observations of one size one y, so the system is as small as the variety in the data.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

CLOSE_ENOUGH = 1e-13  # largest relative error of a margin
MOST_ROUNDS = 100_000
FAR_SIGMAS = 12.0  # terms beyond are 1e-31 of the largest


class ConfigurationModel(NamedTuple):
    """chance[a, b]: a person of degrees[a] is in an observation of sizes[b]; counts[b] exist."""

    degrees: NDArray[np.int64]
    sizes: NDArray[np.int64]
    counts: NDArray[np.int64]
    chance: NDArray[np.float64]


def fit_configuration_model(
    degrees: NDArray[np.int64], sizes: NDArray[np.int64]
) -> ConfigurationModel:
    """Find the chances whose margins are the given degrees (people) and sizes (observations).

    Takes one number for each person and each observation, all at least 1.

    >>> model = fit_configuration_model(np.array([1, 1, 2]), np.array([2, 2]))
    >>> model.chance.round(6).tolist()
    [[0.5], [1.0]]
    """
    own, people = np.unique(degrees, return_counts=True)
    size, events = np.unique(sizes, return_counts=True)
    chance = np.full((own.size, size.size), np.nan)
    open_rows, open_columns = _settle_certainties(chance, own, people, size, events)
    rest = np.nansum(chance * events, axis=1), np.nansum(chance.T * people, axis=1)
    if open_rows.any() and open_columns.any():
        inner = _balance(
            (own - rest[0])[open_rows],
            people[open_rows].astype(np.float64),
            (size - rest[1])[open_columns],
            events[open_columns].astype(np.float64),
        )
        chance[np.ix_(open_rows, open_columns)] = inner
    return ConfigurationModel(own, size, events, np.nan_to_num(chance))


def derive_configuration_tails(
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    together: NDArray[np.int32],
    *,
    degrees: NDArray[np.int64],
    model: ConfigurationModel,
) -> NDArray[np.float64]:
    """Return P(X >= together) for each pair, X Poisson-binomial over all observations.

    X is the sum over the sizes of binomials, added up term by term, so small chances keep
    their digits.
    """
    kind = np.searchsorted(model.degrees, degrees)
    low = np.minimum(kind[first], kind[second])
    high = np.maximum(kind[first], kind[second])
    asked, answer_of = np.unique(np.stack([low, high, together]), axis=1, return_inverse=True)
    answers = np.empty(asked.shape[1])
    for at in range(asked.shape[1]):
        both = model.chance[asked[0, at]] * model.chance[asked[1, at]]
        answers[at] = _tail(int(asked[2, at]), model.counts, both)
    return answers[answer_of.ravel()]


def _settle_certainties(
    chance: NDArray[np.float64],
    own: NDArray[np.int64],
    people: NDArray[np.int64],
    size: NDArray[np.int64],
    events: NDArray[np.int64],
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Fill in who was always there and which observation held everybody, until none is left."""
    rows, columns = np.ones(own.size, dtype=np.bool_), np.ones(size.size, dtype=np.bool_)
    while True:
        room_row, room_column = events[columns].sum(), people[rows].sum()
        needs_row = own - np.nansum(chance * events, axis=1)
        needs_column = size - np.nansum(chance.T * people, axis=1)
        full_rows, no_rows = rows & (needs_row >= room_row), rows & (needs_row <= 0)
        if full_rows.any() or no_rows.any():
            chance[np.ix_(full_rows, columns)] = 1.0
            chance[np.ix_(no_rows & ~full_rows, columns)] = 0.0
            rows &= ~(full_rows | no_rows)
            continue
        full, none = columns & (needs_column >= room_column), columns & (needs_column <= 0)
        if not (full.any() or none.any()):
            return rows, columns
        chance[np.ix_(rows, full)] = 1.0
        chance[np.ix_(rows, none & ~full)] = 0.0
        columns &= ~(full | none)


@njit(cache=True, nogil=True)
def _balance(own, people, size, events):  # type: ignore[no-untyped-def]
    """Return x y / (1 + x y) with the right margins, by alternating fixed points."""
    total = (own * people).sum()
    x, y = own / np.sqrt(total), size / np.sqrt(total)
    for _ in range(MOST_ROUNDS):
        for a in range(x.size):
            x[a] = own[a] / (events * y / (1.0 + x[a] * y)).sum()
        worst = 0.0
        for b in range(y.size):
            reached = (people * x / (1.0 + x * y[b])).sum()
            worst = max(worst, abs(y[b] * reached / size[b] - 1.0))
            y[b] = size[b] / reached
        if worst < CLOSE_ENOUGH:
            break
    product = x.reshape(-1, 1) * y.reshape(1, -1)
    return product / (1.0 + product)


@njit(cache=True, nogil=True)
def _tail(x, counts, both):  # type: ignore[no-untyped-def]
    """Return P(sum of Binomial(counts[b], both[b]) >= x)."""
    if x > counts.sum():
        return 0.0
    mean = (counts * both).sum()
    middle = max(float(x), mean)
    length = min(int(middle + FAR_SIGMAS * np.sqrt(middle + 1.0)) + 60, counts.sum() + 1)
    spread = np.zeros(length)
    spread[0] = 1.0
    for b in range(counts.size):
        points = _list_binomial(counts[b], both[b], length)
        spread = np.convolve(spread, points)[:length]
    added = 0.0
    for at in range(length - 1, x - 1, -1):
        added += spread[at]
    return min(1.0, added)


@njit(cache=True, nogil=True)
def _list_binomial(trials, chance, length):  # type: ignore[no-untyped-def]
    """Return P(X = 0), P(X = 1), ... up to `length` of them, from the likeliest value."""
    points = np.zeros(min(trials + 1, length))
    if chance <= 0.0:
        points[0] = 1.0
        return points
    if chance >= 1.0:
        if trials < points.size:
            points[trials] = 1.0
        return points
    odds = chance / (1.0 - chance)
    mode = min(int((trials + 1) * chance), points.size - 1)
    logarithm = trials * np.log1p(-chance)
    for k in range(mode):
        logarithm += np.log((trials - k) / (k + 1.0) * odds)
    points[mode] = np.exp(logarithm)
    for k in range(mode, points.size - 1):
        points[k + 1] = points[k] * (trials - k) / (k + 1.0) * odds
    for k in range(mode, 0, -1):
        points[k - 1] = points[k] * k / ((trials - k + 1.0) * odds)
    return points
