"""How firm the groups are: refits without part of the events, or without one source."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.fitting.refits import refit_without
from zichtlijn.networks.analysis.events.terms import (
    NOT_PLACED,
    EventStream,
    FittedGroups,
    Stability,
)
from zichtlijn.networks.analysis.incidence import Incidence

LEFT_OUT = 0.2
WIDENING = 2.0
"""Leaving out a share d moves a count less than seeing all anew would, by sqrt(d / (1 - d));
the band is widened back by the inverse of that (delete-d jackknife, Shao and Wu 1989)."""

BOOTSTRAPS = 20


def bootstrap_groups(
    stream: EventStream,
    fitted: FittedGroups,
    *,
    window_times: NDArray[np.float64],
    seed: int,
    bootstraps: int = BOOTSTRAPS,
    progress: Callable[[float], None] | None = None,
) -> Stability:
    """Refit 20 times without a fifth of the events, each warm from the fit for 5 sweeps.

    Events are left out, never doubled: the model takes a doubled event for two observations.
    Without bootstraps nothing is known of the agreement, and the band is the count of the fit.
    """
    if bootstraps == 0:
        heads = _count_heads(fitted.memberships, fitted.groups)
        return Stability(np.full(heads.shape, np.nan), heads, heads)
    sources = np.random.SeedSequence(seed).spawn(bootstraps)

    def refit(source: np.random.SeedSequence) -> NDArray[np.int32]:
        rng = np.random.default_rng(source)
        kept = rng.random(stream.events) >= LEFT_OUT
        return refit_without(
            stream, fitted, kept=kept, window_times=window_times, seed=source.spawn(1)[0]
        )

    now = _count_heads(fitted.memberships, fitted.groups)
    counts, agreement = [], np.zeros(now.shape)
    with ThreadPoolExecutor(2) as pool:
        for done, again in enumerate(pool.map(refit, sources)):
            counts.append(_count_heads(again, fitted.groups))
            agreement += _overlap(fitted.memberships, again, fitted.groups)
            if progress is not None:
                progress((done + 1) / bootstraps)
    low, high = _band(now, np.array(counts))
    return Stability(np.where(now > 0, agreement / bootstraps, np.nan), low, high)


def leave_one_source_out(
    incidence: Incidence,
    stream: EventStream,
    fitted: FittedGroups,
    *,
    window_times: NDArray[np.float64],
    seed: int,
) -> Mapping[str, float] | None:
    """Return for each source how well the groups agree without it; None with one source.

    1 = every group holds the same people in every window, 0 = none of them.
    """
    rows = pl.DataFrame(
        {"event": stream.event_of_row, "source": incidence.observations["source"]}
    ).filter(pl.col("event") >= 0)
    sources = rows["source"].unique().sort().to_list()
    if len(sources) < 2:
        return None
    agreement = {}
    for number, source in enumerate(sources):
        kept = np.zeros(stream.events, dtype=np.bool_)
        kept[rows.filter(pl.col("source") != source)["event"].to_numpy()] = True
        again = refit_without(
            stream, fitted, kept=kept, window_times=window_times, seed=seed + number
        )
        there = _count_heads(fitted.memberships, fitted.groups) > 0
        overlap = _overlap(fitted.memberships, again, fitted.groups)
        agreement[source] = float(overlap[there].mean()) if there.any() else 0.0
    return agreement


def _count_heads(memberships: NDArray[np.int32], groups: int) -> NDArray[np.int64]:
    """Count the people placed in each group, windows x groups."""
    windows = memberships.shape[1]
    _, window = np.nonzero(_is_in(memberships, groups))
    group = memberships[_is_in(memberships, groups)]
    heads = np.bincount(window * groups + group, minlength=windows * groups)
    return heads.reshape(windows, groups)


def _is_in(memberships: NDArray[np.int32], groups: int) -> NDArray[np.bool_]:
    placed: NDArray[np.bool_] = (memberships != NOT_PLACED) & (memberships < groups)
    return placed


def _overlap(here: NDArray[np.int32], there: NDArray[np.int32], groups: int) -> NDArray[np.float64]:
    """Return the overlap (Jaccard) of each group with itself elsewhere, windows x groups."""
    both = _count_heads(np.where(here == there, here, NOT_PLACED), groups)
    either = _count_heads(here, groups) + _count_heads(there, groups) - both
    overlap: NDArray[np.float64] = both / np.maximum(either, 1)
    return overlap


def _band(
    now: NDArray[np.int64], counts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the headcount's 5 % and 95 % ends around that of the fit itself."""
    spread = counts - counts.mean(axis=0)
    low = now + WIDENING * np.quantile(spread, 0.05, axis=0)
    high = now + WIDENING * np.quantile(spread, 0.95, axis=0)
    return np.maximum(np.floor(low), 0).astype(np.int64), np.ceil(high).astype(np.int64)
