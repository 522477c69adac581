"""The moving parts of the layout: plain loops over places, the same for the same start.

Force-directed after Fruchterman and Reingold 1991, Software: Practice and Experience 21, 1129.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

WIDE = 1.55  # width of the drawing over its height, as the page draws it

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


@njit(cache=True, nogil=True)
def settle(places: Floats, source: Codes, target: Codes, pull: Floats) -> None:
    """Fruchterman-Reingold inside one group: every pair repels, ties attract."""
    count = places.shape[0]
    heat = 0.12 * np.sqrt(count)
    push = np.zeros_like(places)
    for step in range(60):
        push[:] = -0.35 * places
        for i in range(count):
            for j in range(i):
                dx = places[i, 0] - places[j, 0]
                dy = places[i, 1] - places[j, 1]
                square = dx * dx + dy * dy + 0.01
                push[i, 0] += dx / square
                push[i, 1] += dy / square
                push[j, 0] -= dx / square
                push[j, 1] -= dy / square
        for tie in range(source.size):
            i, j = source[tie], target[tie]
            dx = places[i, 0] - places[j, 0]
            dy = places[i, 1] - places[j, 1]
            force = 0.15 * pull[tie] * np.sqrt(dx * dx + dy * dy)
            push[i, 0] -= dx * force
            push[i, 1] -= dy * force
            push[j, 0] += dx * force
            push[j, 1] += dy * force
        _step(places, push, heat * (1 - step / 60))
    push_apart(places, np.full(count, 0.55), 60)
    places[:, 0] -= (places[:, 0].max() + places[:, 0].min()) / 2
    places[:, 1] -= (places[:, 1].max() + places[:, 1].min()) / 2


@njit(cache=True, nogil=True)
def spread(
    places: Floats,
    radius: Floats,
    source: Codes,
    target: Codes,
    pull: Floats,
    steps: int,
) -> None:
    """Fruchterman-Reingold for discs; what is far away repels by the weight of its grid cell."""
    count = places.shape[0]
    mass = radius * radius
    reach = np.sqrt(mass.sum())
    cells = max(1, int(np.sqrt(count / 12.0)))
    push = np.zeros_like(places)
    for step in range(steps):
        _repel(places, mass, cells, push)
        for i in range(count):
            push[i, 0] -= 0.9 * mass[i] * places[i, 0] / reach
            push[i, 1] -= 0.9 * WIDE * mass[i] * places[i, 1] / reach
        for tie in range(source.size):
            i, j = source[tie], target[tie]
            dx = places[i, 0] - places[j, 0]
            dy = places[i, 1] - places[j, 1]
            length = np.sqrt(dx * dx + dy * dy) + 1e-9
            gap = max(0.0, length - radius[i] - radius[j])
            force = 0.5 * pull[tie] * gap / length
            push[i, 0] -= dx * force
            push[i, 1] -= dy * force
            push[j, 0] += dx * force
            push[j, 1] += dy * force
        for i in range(count):
            push[i, 0] /= radius[i]
            push[i, 1] /= radius[i]
        _step(places, push, 0.1 * reach * (1 - step / steps))


@njit(cache=True, nogil=True)
def _repel(places: Floats, mass: Floats, cells: int, push: Floats) -> None:
    """Fill `push` with the repulsion on each disc: near ones one by one, far cells as one."""
    count = places.shape[0]
    low_x, low_y = places[:, 0].min(), places[:, 1].min()
    width = (places[:, 0].max() - low_x) / cells + 1e-9
    height = (places[:, 1].max() - low_y) / cells + 1e-9
    cell = np.empty(count, dtype=np.int64)
    weight = np.zeros(cells * cells)
    middle = np.zeros((cells * cells, 2))
    head = np.full(cells * cells, -1, dtype=np.int64)
    following = np.empty(count, dtype=np.int64)
    for i in range(count):
        column = min(cells - 1, int((places[i, 0] - low_x) / width))
        row = min(cells - 1, int((places[i, 1] - low_y) / height))
        cell[i] = row * cells + column
        weight[cell[i]] += mass[i]
        middle[cell[i]] += mass[i] * places[i]
        following[i] = head[cell[i]]
        head[cell[i]] = i
    for i in range(count):
        x, y = 0.0, 0.0
        row, column = cell[i] // cells, cell[i] % cells
        for other in range(cells * cells):
            if weight[other] == 0:
                continue
            if abs(other // cells - row) > 1 or abs(other % cells - column) > 1:
                dx = places[i, 0] - middle[other, 0] / weight[other]
                dy = places[i, 1] - middle[other, 1] / weight[other]
                square = dx * dx + dy * dy + 1e-9
                x += weight[other] * dx / square
                y += weight[other] * dy / square
                continue
            j = head[other]
            while j >= 0:
                if j != i:
                    dx = places[i, 0] - places[j, 0]
                    dy = places[i, 1] - places[j, 1]
                    square = dx * dx + dy * dy + 0.05
                    x += mass[j] * dx / square
                    y += mass[j] * dy / square
                j = following[j]
        push[i, 0] = 0.6 * mass[i] * x / np.sqrt(mass[i])
        push[i, 1] = 0.6 * mass[i] * y / np.sqrt(mass[i])


@njit(cache=True, nogil=True)
def _step(places: Floats, push: Floats, limit: float) -> None:
    """Move each disc along its push, never further than `limit`."""
    for i in range(places.shape[0]):
        length = np.sqrt(push[i, 0] ** 2 + push[i, 1] ** 2) + 1e-12
        move = min(length, limit) / length
        places[i, 0] += push[i, 0] * move
        places[i, 1] += push[i, 1] * move


@njit(cache=True, nogil=True)
def push_apart(places: Floats, radius: Floats, passes: int) -> None:
    """Move discs that overlap away from each other, the small more than the large."""
    count = places.shape[0]
    order = np.argsort(places[:, 0])
    widest = radius.max()
    for _ in range(passes):
        moved = False
        order = order[np.argsort(places[order, 0], kind="mergesort")]
        for first in range(count):
            i = order[first]
            for second in range(first + 1, count):
                j = order[second]
                dx = places[j, 0] - places[i, 0]
                if dx > radius[i] + widest:
                    break
                need = radius[i] + radius[j]
                dy = places[j, 1] - places[i, 1]
                if abs(dy) >= need or dx >= need:
                    continue
                length = np.sqrt(dx * dx + dy * dy)
                if length >= need:
                    continue
                if length < 1e-6:
                    dx, dy, length = 1e-3 * (1 + i - j), 1e-3, 1e-3
                share = radius[j] ** 2 / (radius[i] ** 2 + radius[j] ** 2)
                gap = (need - length) / length * 0.55
                places[i, 0] -= dx * gap * share
                places[i, 1] -= dy * gap * share
                places[j, 0] += dx * gap * (1 - share)
                places[j, 1] += dy * gap * (1 - share)
                moved = True
        if not moved:
            break


@njit(cache=True, nogil=True)
def space_out(angle: Floats, gap: float) -> None:
    """Move ascending angles on a circle until neighbours are `gap` radians apart."""
    count = angle.size
    if count * gap > 2 * np.pi:
        gap = 2 * np.pi / count
    for _ in range(200):
        moved = False
        for i in range(count):
            j = (i + 1) % count
            between = angle[j] - angle[i] + (2 * np.pi if j == 0 else 0.0)
            if count > 1 and between < gap - 1e-6:
                angle[i] -= (gap - between) / 2
                angle[j] += (gap - between) / 2
                moved = True
        if not moved:
            break
