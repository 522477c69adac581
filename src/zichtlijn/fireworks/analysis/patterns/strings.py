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
SHUFFLES = 199
LEVEL = 0.05  # of nights without a pattern at most this share is said to have one
BLOCK_S = 900.0  # times change places only within a quarter of an hour


class Strings(NamedTuple):
    """What was found, and how often chance alone gave a string as long."""

    members: tuple[tuple[int, ...], ...]  # numbers of bangs, in order of time
    as_long: tuple[int, ...]  # for each: shuffled nights whose longest string was as long
    by_chance: float  # mean number of strings in a shuffled night

    @property
    def patterns(self) -> tuple[bool, ...]:
        """Return for each string whether it is longer than chance gives, at LEVEL a night."""
        return tuple((1 + count) / (1 + SHUFFLES) <= LEVEL for count in self.as_long)


def find_strings(bangs: pl.DataFrame, *, rng: np.random.Generator) -> Strings | None:
    """Find bangs that follow one another as if on foot; None where there are too many to say.

    Takes bang, at_us, x, y in order of time. A link leads to the first later bang that lies 25
    to 300 m off, 15 s to 5 minutes later, at no more than 2 m/s. A string has five bangs or more
    and gets half as far as it walks.

    Chance: within each quarter of an hour the times change places (199 times), bangs fired on at
    one spot together. So every place keeps its bangs and every quarter its times; only which went
    with which is broken. A string is a pattern when at most 9 of the 199 nights hold one as long
    anywhere: where times and places are exchangeable within a quarter, a night without a pattern
    shows one in at most 1 of 20 (Phipson and Smyth 2010, doi 10.2202/1544-6115.1585).
    Not for: saying that one person walked there. Two people look the same.
    """
    if bangs.height > MOST_BANGS:
        return None
    at = bangs["at_us"].to_numpy() / 1e6
    x, y = bangs["x"].to_numpy(), bangs["y"].to_numpy()
    found = _follow(at, x, y)
    if not found.any():
        return Strings((), (), 0.0)
    numbers = bangs["bang"].to_numpy()
    members = tuple(
        tuple(int(one) for one in numbers[found == string]) for string in range(1, found.max() + 1)
    )
    longest, counts = _shuffle(at, x, y, rng)
    as_long = tuple(int((longest >= len(chain)).sum()) for chain in members)
    return Strings(members, as_long, float(counts.mean()))


def _shuffle(at: Floats, x: Floats, y: Floats, rng: np.random.Generator) -> tuple[Codes, Codes]:
    """Return of each shuffled night the length of its longest string, and how many it has."""
    spot = _find_spots(at, x, y)
    firsts = np.flatnonzero(spot == np.arange(len(at)))
    after = at - at[spot]
    block = ((at[firsts] - at[0]) // BLOCK_S).astype(np.int64)
    longest, counts = np.zeros(SHUFFLES, dtype=np.int64), np.zeros(SHUFFLES, dtype=np.int64)
    begins = at.copy()
    for night in range(SHUFFLES):
        # a stable sort of random numbers by block is a permutation within each block
        mixed = firsts[np.lexsort((rng.random(len(firsts)), block))]
        begins[firsts] = at[mixed]
        moved = begins[spot] + after
        order = np.argsort(moved, kind="stable")
        found = _follow(moved[order], x[order], y[order])
        lengths = np.bincount(found)[1:]
        longest[night], counts[night] = lengths.max(initial=0), len(lengths)
    return longest, counts


@njit(cache=True, nogil=True)
def _find_spots(at: Floats, x: Floats, y: Floats) -> Codes:
    """Return for each bang the first of those fired at its spot, five minutes apart at most."""
    spot = np.arange(len(at))
    for later in range(len(at)):
        for row in range(later - 1, -1, -1):
            if at[later] - at[row] > LONGEST_S:
                break
            if np.hypot(x[later] - x[row], y[later] - y[row]) < NEAREST_M:
                spot[later] = spot[row]
                break
    return spot


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
