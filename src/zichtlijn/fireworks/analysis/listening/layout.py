"""Lay out the receivers: who is near whom, and which three of those that listen fix a place."""

from functools import lru_cache
from itertools import combinations

import numpy as np
import polars as pl

from zichtlijn.fireworks.analysis.association.shapes import Codes, Ears, Flags, Floats
from zichtlijn.fireworks.terms import Listening, WrongData

ROOF_M = 15.0  # receivers hang this high above the street, taken over the neighbourhood
NEIGHBOURS = 8
WIDEST_M = 1200.0  # of two receivers in a triple
FLATTEST_M = 40.0  # height of a triple's triangle: flatter ones do not fix a place
FEWEST = 4


def lay_out(receivers: pl.DataFrame, *, listening: Listening) -> Ears:
    """Return the receivers as kernels want them, in order of the frame.

    Takes RECEIVERS. Raises WrongData with fewer than four of them, or two of one name.

    Everything is local (each receiver knows those within twice the audible distance), so
    hundreds of receivers cost no more per bang than dozens and no tile has an edge.
    """
    if receivers.height < FEWEST:
        raise WrongData(
            f"Er zijn minstens {FEWEST} ontvangers nodig; dit zijn er {receivers.height}."
        )
    if receivers["receiver"].n_unique() < receivers.height:
        raise WrongData("Een ontvanger staat twee keer in de lijst.")
    x, y, z = (receivers[axis].to_numpy().astype(np.float64) for axis in "xyz")
    apart = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    near = apart <= 2 * listening.audible_m
    street = _mean_height(z, apart <= listening.audible_m) - ROOF_M
    triples = _choose_triples(x, y, apart)
    if not len(triples):
        raise WrongData(
            "De ontvangers staan op een rij of te ver uit elkaar; zo is geen plaats te bepalen."
        )
    starts = np.concatenate([[0], np.cumsum(near.sum(axis=1))]).astype(np.int64)
    return Ears(
        x,
        y,
        np.clip(z - street, 0.0, 60.0),
        starts,
        np.flatnonzero(near.ravel()) % len(x),
        triples,
        listening.audible_m,
        _box(x, y, listening.margin_m),
    )


def keep_listening(ears: Ears, listens: Flags) -> Ears:
    """Return the receivers with triples of those that listen only.

    The eight nearest of a receiver are then the eight nearest that can report: with four of
    sixteen dead a bang that five heard otherwise often has no triple left to begin from.
    """
    if listens.all():
        return ears
    triples = _choose_among(tuple(ears.x), tuple(ears.y), tuple(np.flatnonzero(listens)))
    return ears._replace(triples=triples) if len(triples) else ears


@lru_cache(maxsize=8)
def _choose_among(x: tuple[float, ...], y: tuple[float, ...], listening: tuple[int, ...]) -> Codes:
    """Return the triples of some receivers; kept, because who listens seldom changes."""
    rows = np.array(listening, dtype=np.int64)
    east, north = np.array(x)[rows], np.array(y)[rows]
    apart = np.hypot(east[:, None] - east[None, :], north[:, None] - north[None, :])
    chosen = _choose_triples(east, north, apart)
    return np.ascontiguousarray(rows[chosen]) if len(chosen) else chosen


def _mean_height(z: Floats, within: Flags) -> Floats:
    return np.asarray((within * z[None, :]).sum(axis=1) / within.sum(axis=1))


def _choose_triples(x: Floats, y: Floats, apart: Floats) -> Codes:
    """Return all triples of mutual neighbours that are no flat triangle, by receiver."""
    linked = np.zeros(apart.shape, dtype=bool)
    for one in range(len(x)):
        order = np.argsort(apart[one], kind="stable")[1 : NEIGHBOURS + 1]
        linked[one, order[apart[one, order] <= WIDEST_M]] = True
    linked |= linked.T
    found = []
    for one in range(len(x)):
        after = [int(two) for two in np.flatnonzero(linked[one]) if two > one]
        for two, three in combinations(after, 2):
            twice_area = abs(
                (x[two] - x[one]) * (y[three] - y[one]) - (x[three] - x[one]) * (y[two] - y[one])
            )
            longest = max(apart[one, two], apart[one, three], apart[two, three])
            if linked[two, three] and twice_area >= FLATTEST_M * longest:
                found.append((one, two, three))
    return np.array(found, dtype=np.int64).reshape(-1, 3)


def _box(x: Floats, y: Floats, margin: float) -> Floats:
    return np.array([x.min() - margin, x.max() + margin, y.min() - margin, y.max() + margin])
