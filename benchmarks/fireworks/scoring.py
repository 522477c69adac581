"""Hold located events against the truth: who is found, how far off, and how near the limit."""

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

NEAR_M, NEAR_S = 50.0, 0.2
TRIMMED = 0.05

Floats = NDArray[np.float64]


class Score(NamedTuple):
    """What a locator made of a night."""

    recall: float
    precision: float
    median_m: float
    p95_m: float
    ratio: float  # RMS of error over the Cramer-Rao bound, worst 5 % trimmed; NaN where unknown

    def __str__(self) -> str:
        return (
            f"recall {self.recall:.3f} precision {self.precision:.3f} median {self.median_m:.2f} m"
            f" p95 {self.p95_m:.2f} m ratio {self.ratio:.2f}"
        )


def match(found: Floats, truth: Floats) -> list[tuple[int, int, float]]:
    """Pair found (n, 3) with true (m, 3) events (s, x, y), nearest first, one to one."""
    pairs = []
    order = np.argsort(truth[:, 0], kind="stable")
    times = truth[order, 0]
    for one, (at, x, y) in enumerate(found):
        first, last = np.searchsorted(times, [at - NEAR_S, at + NEAR_S])
        for other in order[first:last]:
            apart = float(np.hypot(x - truth[other, 1], y - truth[other, 2]))
            if apart <= NEAR_M:
                pairs.append((apart, one, int(other)))
    taken_found: set[int] = set()
    taken_truth: set[int] = set()
    matched = []
    for apart, one, other in sorted(pairs):
        if one not in taken_found and other not in taken_truth:
            taken_found.add(one)
            taken_truth.add(other)
            matched.append((one, other, apart))
    return matched


def score(found: list[Floats], truth: list[Floats], bounds: list[Floats] | None = None) -> Score:
    """Score several nights as one: (s, x, y) found and true, and the bound of each true bang."""
    errors: list[float] = []
    ratios: list[float] = []
    for night, (one, other) in enumerate(zip(found, truth, strict=True)):
        for _, true, apart in match(one, other):
            errors.append(apart)
            bound = bounds[night][true] if bounds else float("nan")
            if np.isfinite(bound):
                ratios.append(apart / bound)
    kept = np.sort(ratios)[: int(len(ratios) * (1 - TRIMMED))]
    return Score(
        len(errors) / max(sum(map(len, truth)), 1),
        len(errors) / max(sum(map(len, found)), 1),
        float(np.median(errors)) if errors else float("nan"),
        float(np.percentile(errors, 95)) if errors else float("nan"),
        float(np.sqrt(np.mean(kept**2))) if len(kept) else float("nan"),
    )


def bound_errors(
    receivers: pl.DataFrame, truth: pl.DataFrame, origins: pl.DataFrame, *, sigma_s: float
) -> Floats:
    """Return the Cramer-Rao bound (m) of each bang from the receivers that heard it directly.

    Rows (x - x_i) / (c d_i), (y - y_i) / (c d_i), 1; NaN with fewer than three of them.
    """
    direct = origins.filter(pl.col("path") == "direct").join(receivers, on="receiver")
    by_bang = direct.partition_by("bang", as_dict=True)
    bounds = np.full(truth.height, np.nan)
    for bang, x, y in truth.select("bang", "x", "y").iter_rows():
        heard = by_bang.get((bang,))
        if heard is None or heard.height < 3:
            continue
        ways = np.column_stack([x - heard["x"], y - heard["y"], 1.5 - heard["z"]])
        slopes = ways / (337.0 * np.linalg.norm(ways, axis=1))[:, None]
        design = np.column_stack([slopes[:, :2], np.ones(len(slopes))])
        covariance = np.linalg.pinv(design.T @ design) * sigma_s**2
        bounds[bang] = np.sqrt(covariance[0, 0] + covariance[1, 1])
    return bounds


def to_places(frame: pl.DataFrame) -> Floats:
    """Return (n, 3): seconds, x, y of a frame with at_us, x, y."""
    return np.column_stack([frame["at_us"].to_numpy() / 1e6, frame["x"], frame["y"]])
