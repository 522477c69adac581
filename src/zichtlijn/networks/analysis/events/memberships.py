"""Which person was in which group in which window, as sets."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.kernels.layout import Layout
from zichtlijn.networks.analysis.events.kernels.posteriors import place_people
from zichtlijn.networks.analysis.events.terms import (
    NOT_PLACED,
    EventStream,
    FittedGroups,
    KeptDraws,
    ShownGroups,
)
from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.terms import GROUPS, Window

EPOCH = date(1970, 1, 1)


def place_people_at(
    layout: Layout,
    draws: KeptDraws,
    window_times: NDArray[np.float64],
    *,
    threshold: float,
    workers: int,
) -> NDArray[np.int32]:
    """Return the group of each person at each moment, NOT_PLACED below the threshold."""
    people = len(layout.person_starts) - 1
    placed = np.full((people, len(window_times)), NOT_PLACED, dtype=np.int32)
    bounds = np.linspace(0, people, workers + 1).astype(np.int64)

    def place(begin: int, end: int) -> None:
        place_people(
            layout, draws.labels, draws.shares, draws.rates, draws.accidents,
            window_times, threshold, placed, begin, end,
        )  # fmt: skip

    with ThreadPoolExecutor(workers) as pool:
        for done in [pool.submit(place, *part) for part in pairwise(bounds)]:
            done.result()
    return placed


def locate_window_times(
    incidence: Incidence, stream: EventStream, *, windows: Sequence[Window]
) -> NDArray[np.float64]:
    """Return the middle of each window in the stream's units."""
    moments = moments_in_days(incidence)
    first = moments[stream.event_of_row == 0].min(initial=np.inf)
    if not np.isfinite(first):
        return np.zeros(len(windows))
    starts = np.array([(w.start - EPOCH).days for w in windows], dtype=np.float64)
    ends = np.array([(w.end - EPOCH).days + 1 for w in windows], dtype=np.float64)
    middles: NDArray[np.float64] = ((starts + ends) / 2 - first) / stream.unit_days
    return middles


def moments_in_days(incidence: Incidence) -> NDArray[np.float64]:
    """Return when each observation was, in days since 1970."""
    microseconds = incidence.observations["observed_at"].to_physical().to_numpy()
    moments: NDArray[np.float64] = microseconds / 86_400e6
    return moments


def derive_groups(
    incidence: Incidence,
    fitted: FittedGroups,
    *,
    shown: ShownGroups,
    windows: Sequence[Window],
) -> pl.DataFrame:
    """Return GROUPS: who was in which shown group in which window.

    fitted must have been made at the middles of `windows`. Ordered by window, group, person;
    who could not be placed, or was in a group too small to show, is not in it.
    """
    person, window = np.nonzero(np.isin(fitted.memberships, list(shown.names)))
    names = pl.Series([shown.names.get(g, "") for g in range(fitted.groups)], dtype=pl.String)
    frame = pl.DataFrame(
        {
            "window_start": pl.Series([w.start for w in windows], dtype=pl.Date)[window],
            "window_end": pl.Series([w.end for w in windows], dtype=pl.Date)[window],
            "group": names[fitted.memberships[person, window]],
            "person": incidence.people[person],
        }
    )
    return GROUPS.keep(frame.sort("window_start", "group", "person"))
