"""Strings: bangs that follow one another at walking pace: places and times, never a person."""

from typing import NamedTuple

import numpy as np
import polars as pl
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

SHORTEST_S, LONGEST_S = 15.0, 300.0  # between two bangs
NEAREST_M, FARTHEST_M = 25.0, 300.0
FASTEST = 2.0  # m/s, a brisk walk
FEWEST = 5  # bangs in a string
STRAIGHT = 0.5  # way as the crow flies, of the way walked: to and fro is no route
MOST_BANGS = 1_500  # with more, strings arise by themselves everywhere
SHUFFLES = 20


class Strings(NamedTuple):
    """What was found, and how much of it chance gives: `expected` is None where untried."""

    members: tuple[tuple[int, ...], ...]  # numbers of bangs, in order of time
    expected: float | None
    as_many: int = 0  # of the nights put together at random, how many gave as many strings


def find_strings(bangs: pl.DataFrame, *, rng: np.random.Generator) -> Strings | None:
    """Find bangs that follow one another as if on foot; None where there are too many to say.

    Takes bang, at_us, x, y in order of time. A link leads to the first later bang that lies 25
    to 300 m off, 15 s to 5 minutes later, at no more than 2 m/s. A string has five bangs or more
    and gets half as far as it walks. The same is counted in twenty nights with the same places and
    the same times, put together at random: what then is found is chance.
    Not for: saying that one person walked there. Two people and chance look the same.
    """
    if bangs.height > MOST_BANGS:
        return None
    at = bangs["at_us"].to_numpy() / 1e6
    x, y = bangs["x"].to_numpy(), bangs["y"].to_numpy()
    found = _follow(at, x, y)
    if not found.any():
        return Strings((), None)
    numbers = bangs["bang"].to_numpy()
    members = tuple(
        tuple(int(one) for one in numbers[found == string]) for string in range(1, found.max() + 1)
    )
    by_chance = []
    for _ in range(SHUFFLES):
        mixed = rng.permutation(len(at))
        by_chance.append(int(_follow(at, x[mixed], y[mixed]).max()))
    as_many = sum(number >= len(members) for number in by_chance)
    return Strings(members, float(np.mean(by_chance)), as_many)


@njit(cache=True, nogil=True)
def _follow(at: Floats, x: Floats, y: Floats) -> Codes:
    """Return for each bang the number of its string, 0 for none; earlier strings take theirs."""
    string = np.zeros(len(at), dtype=np.int64)
    chain = np.empty(len(at), dtype=np.int64)
    found = 0
    for first in range(len(at)):
        if string[first]:
            continue
        chain[0], length = first, 1
        while True:
            after = _find_next(chain[length - 1], at, x, y, string)
            if after < 0:
                break
            chain[length] = after
            length += 1
        if length >= FEWEST and _gets_somewhere(chain[:length], x, y):
            found += 1
            string[chain[:length]] = found
    return string


@njit(cache=True, nogil=True)
def _find_next(row: int, at: Floats, x: Floats, y: Floats, string: Codes) -> int:
    for later in range(row + 1, len(at)):
        gap = at[later] - at[row]
        if gap > LONGEST_S:
            break
        if gap < SHORTEST_S or string[later]:
            continue
        apart = np.hypot(x[later] - x[row], y[later] - y[row])
        if NEAREST_M <= apart <= FARTHEST_M and apart <= FASTEST * gap:
            return later
    return -1


@njit(cache=True, nogil=True)
def _gets_somewhere(chain: Codes, x: Floats, y: Floats) -> bool:
    walked = 0.0
    for step in range(1, len(chain)):
        one, following = chain[step - 1], chain[step]
        walked += np.hypot(x[following] - x[one], y[following] - y[one])
    gained = np.hypot(x[chain[-1]] - x[chain[0]], y[chain[-1]] - y[chain[0]])
    return bool(gained >= STRAIGHT * walked)
