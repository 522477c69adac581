"""Strings: bangs that follow one another at walking pace: places and times, never a person."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]

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
    numbers = bangs["bang"].to_list()
    found = tuple(tuple(numbers[i] for i in chain) for chain in _follow(at, x, y))
    if not found:
        return Strings((), None)
    by_chance = []
    for _ in range(SHUFFLES):
        mixed = rng.permutation(len(at))
        by_chance.append(sum(1 for _ in _follow(at, x[mixed], y[mixed])))
    return Strings(found, float(np.mean(by_chance)))


def _follow(at: Floats, x: Floats, y: Floats) -> Iterator[list[int]]:
    """Return chains of row numbers, longest way first come first served in time."""
    taken = np.zeros(len(at), dtype=bool)
    for first in range(len(at)):
        chain = [first]
        while not taken[chain[-1]] and (after := _find_next(chain[-1], at, x, y, taken)) >= 0:
            chain.append(after)
        if len(chain) >= FEWEST and _gets_somewhere(chain, x, y):
            taken[chain] = True
            yield chain


def _find_next(row: int, at: Floats, x: Floats, y: Floats, taken: NDArray[np.bool_]) -> int:
    low, high = np.searchsorted(at, [at[row] + SHORTEST_S, at[row] + LONGEST_S])
    apart = np.hypot(x[low:high] - x[row], y[low:high] - y[row])
    fits = (apart >= NEAREST_M) & (apart <= FARTHEST_M) & ~taken[low:high]
    fits &= apart <= FASTEST * (at[low:high] - at[row])
    return int(low + np.argmax(fits)) if fits.any() else -1


def _gets_somewhere(chain: list[int], x: Floats, y: Floats) -> bool:
    walked = np.hypot(np.diff(x[chain]), np.diff(y[chain])).sum()
    gained = np.hypot(x[chain[-1]] - x[chain[0]], y[chain[-1]] - y[chain[0]])
    return bool(gained >= STRAIGHT * walked)
