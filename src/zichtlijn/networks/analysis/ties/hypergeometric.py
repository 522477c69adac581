"""The chance that two people meet so often when each is somewhere by chance.

All kernels that call each other stand in this file: numba's cache on disk does not see that
a kernel in another file has changed.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

REMEMBERED = 1 << 16  # answers kept at hand; most pairs of a town share a few thousand
SMALL, LARGE = 2.0**-900, 2.0**900
TOO_SMALL = 1e-18  # what lies beyond adds nothing a double can hold


def derive_hypergeometric_tails(
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    together: NDArray[np.int32],
    *,
    degrees: NDArray[np.int64],
    observations: int,
) -> NDArray[np.float64]:
    """Return P(X >= together) for each pair, X hypergeometric.

    X counts the observations two people share when the `degrees[first]` of one and the
    `degrees[second]` of the other lie anywhere among all `observations` (Tumminello et al.
    2011, doi 10.1371/journal.pone.0017994). Within 1e-12 of exact arithmetic, relatively,
    for degrees up to 10,000; a chance under 1e-308 becomes 0. Time: the smaller degree for
    every new combination.

    Two people with three observations each, out of ten, met twice: (3 * 7 + 1) / 120.

    >>> pair = [np.array([i], dtype=np.int32) for i in (0, 1, 2)]
    >>> derive_hypergeometric_tails(*pair, degrees=np.array([3, 3]), observations=10).round(4)
    array([0.1833])
    """
    return np.asarray(_tails(first, second, together, degrees, observations))


@njit(cache=True, nogil=True)
def _tails(first, second, together, degrees, observations):  # type: ignore[no-untyped-def]
    chances = np.empty(first.size)
    asked = np.full((REMEMBERED, 3), -1, dtype=np.int64)
    answers = np.empty(REMEMBERED)
    for pair in range(first.size):
        few, many = degrees[first[pair]], degrees[second[pair]]
        if few > many:
            few, many = many, few
        x = np.int64(together[pair])
        place = (few * 1_000_003 + many * 10_007 + x * 101) % REMEMBERED
        if asked[place, 0] != few or asked[place, 1] != many or asked[place, 2] != x:
            asked[place, 0], asked[place, 1], asked[place, 2] = few, many, x
            answers[place] = hypergeometric_tail(x, observations, many, few)
        chances[pair] = answers[place]
    return chances


@njit(cache=True, nogil=True)
def hypergeometric_tail(x, total, marked, drawn):  # type: ignore[no-untyped-def]
    """Return P(X >= x): `drawn` of `total` are drawn, `marked` of `total` are marked.

    Starts at the likeliest value not below x and adds the terms on both sides relative to
    it, so that only positive numbers are added and none is lost.
    """
    lowest, highest = max(0, drawn + marked - total), min(drawn, marked)
    if x <= lowest:
        return 1.0
    if x > highest:
        return 0.0
    mode = (drawn + 1) * (marked + 1) // (total + 2)
    begin = min(max(x, mode), highest)
    added, term = 1.0, 1.0
    for k in range(begin, highest):
        term *= (drawn - k) * (marked - k) / ((k + 1.0) * (total - marked - drawn + k + 1))
        added += term
        if term < TOO_SMALL * added:
            break
    term = 1.0
    for k in range(begin, x, -1):
        term *= k * (total - marked - drawn + float(k)) / ((drawn - k + 1.0) * (marked - k + 1.0))
        added += term
        if term < TOO_SMALL * added:
            break
    return min(1.0, _scale(added, *_point(begin, total, marked, drawn)))


@njit(cache=True, nogil=True)
def _point_chance(x, total, marked, drawn):  # type: ignore[no-untyped-def]
    """Return P(X = x), 0 where x cannot be."""
    if x < max(0, drawn + marked - total) or x > min(drawn, marked):
        return 0.0
    return _scale(1.0, *_point(x, total, marked, drawn))


@njit(cache=True, nogil=True)
def _point(x, total, marked, drawn):  # type: ignore[no-untyped-def]
    """Return P(X = x) as mantissa and power of two, a product of 2 * drawn factors.

    C(drawn, x) * marked!/(marked-x)! * (total-marked)!/(total-marked-drawn+x)!
    / (total!/(total-drawn)!): no logarithm of a large factorial, so no digits lost.
    """
    value, power = 1.0, 0
    for i in range(drawn):
        if i < x:
            value *= (drawn - i) / (i + 1.0) * ((marked - i) / (total - float(i)))
        else:
            value *= (total - marked - (i - x)) / (total - float(i))
        if value < SMALL:
            value, power = value * LARGE, power - 900
        elif value > LARGE:
            value, power = value * SMALL, power + 900
    return value, power


@njit(cache=True, nogil=True)
def _scale(added, value, power):  # type: ignore[no-untyped-def]
    """Return added * value * 2^power, 0 where it is under the smallest double."""
    value *= added
    while power < 0 and value > 0.0:
        value, power = value * SMALL, power + 900
    while power > 0:
        value, power = value * LARGE, power - 900
    return value


@njit(cache=True, nogil=True)
def add_up_strata(first, second, together, starts, stratum, counts, observations):  # type: ignore[no-untyped-def]
    """Return P(X >= together) of each pair, X a sum of one hypergeometric for each stratum."""
    chances = np.empty(first.size)
    for pair in range(first.size):
        one, one_end = starts[first[pair]], starts[first[pair] + 1]
        two, two_end = starts[second[pair]], starts[second[pair] + 1]
        spread = np.ones(1)
        while one < one_end and two < two_end:
            if stratum[one] == stratum[two]:
                few, many = min(counts[one], counts[two]), max(counts[one], counts[two])
                spread = np.convolve(spread, _list_points(observations[stratum[one]], many, few))
                one, two = one + 1, two + 1
            elif stratum[one] < stratum[two]:
                one += 1
            else:
                two += 1
        chances[pair] = min(1.0, _sum_smallest_first(spread[together[pair] :]))
    return chances


@njit(cache=True, nogil=True)
def _list_points(total, marked, drawn):  # type: ignore[no-untyped-def]
    """Return P(X = 0), ..., P(X = drawn), stepping away from the likeliest value."""
    points = np.zeros(drawn + 1)
    mode = min((drawn + 1) * (marked + 1) // (total + 2), drawn)
    points[mode] = _point_chance(mode, total, marked, drawn)
    for k in range(mode, drawn):
        points[k + 1] = (
            points[k]
            * ((drawn - k) * (marked - k))
            / ((k + 1.0) * (total - marked - drawn + k + 1))
        )
    for k in range(mode, max(0, drawn + marked - total), -1):
        points[k - 1] = (
            points[k]
            * (k * (total - marked - drawn + float(k)))
            / ((drawn - k + 1.0) * (marked - k + 1.0))
        )
    return points


@njit(cache=True, nogil=True)
def _sum_smallest_first(points):  # type: ignore[no-untyped-def]
    added = 0.0
    for at in range(points.size - 1, -1, -1):
        added += points[at]
    return added
