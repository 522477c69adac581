"""Where invented receivers hang and invented facades stand."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROOFS_M = (8.0, 25.0)
JITTER = 0.3  # of the space that each receiver has
FACADE_M = (40.0, 120.0)


def place_receivers(count: int, *, side_m: float, rng: np.random.Generator) -> Floats:
    """Return (count, 3): a shaken grid over a square, on roofs of 8 to 25 m."""
    rows = int(np.ceil(np.sqrt(count)))
    in_row = [len(part) for part in np.array_split(np.arange(count), rows)]
    centres = [
        ((column + 0.5) / there * side_m, (row + 0.5) / rows * side_m)
        for row, there in enumerate(in_row)
        for column in range(there)
    ]
    shaken = np.array(centres) + rng.uniform(-JITTER, JITTER, (count, 2)) * side_m / rows
    return np.column_stack([np.clip(shaken, 0.0, side_m), rng.uniform(*ROOFS_M, count)])


def place_facades(count: int, *, side_m: float, rng: np.random.Generator) -> Floats:
    """Return (count, 2, 2): both ends of straight walls."""
    middle = rng.uniform(0.0, side_m, (count, 2))
    angle = rng.uniform(0.0, np.pi, count)
    half = (
        rng.uniform(*FACADE_M, count)[:, None] / 2 * np.column_stack([np.cos(angle), np.sin(angle)])
    )
    return np.stack([middle - half, middle + half], axis=1)


def mirror(sources: Floats, facade: Floats) -> Floats:
    """Return the mirror images of sources (n, 2) behind one wall.

    >>> mirror(np.array([[3.0, 4.0]]), np.array([[0.0, 0.0], [0.0, 9.0]])).tolist()
    [[-3.0, 4.0]]
    """
    along = (facade[1] - facade[0]) / np.linalg.norm(facade[1] - facade[0])
    across = np.array([-along[1], along[0]])
    return np.asarray(sources - 2.0 * ((sources - facade[0]) @ across)[:, None] * across)


def reflects(images: Floats, receiver: Floats, facade: Floats) -> NDArray[np.bool_]:
    """Return which images a receiver hears: the straight way to it must pass through the wall."""
    wall = facade[1] - facade[0]
    ways = receiver - images
    turn = ways[:, 0] * wall[1] - ways[:, 1] * wall[0]
    turn = np.where(np.abs(turn) < 1e-9, np.nan, turn)
    gap = facade[0] - images
    on_way = (gap[:, 0] * wall[1] - gap[:, 1] * wall[0]) / turn
    on_wall = (gap[:, 0] * ways[:, 1] - gap[:, 1] * ways[:, 0]) / turn
    return np.asarray((on_way > 0.0) & (on_way < 1.0) & (on_wall > 0.0) & (on_wall < 1.0))
