"""Which person was in which group in which window, as sets."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
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

ONE_DAY = timedelta(days=1)


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
    """Return the middle of each window in the stream's units, ascending.

    The stream counts from its first event; a window of one day has its middle at noon.
    """
    first_row = int(np.flatnonzero(stream.event_of_row >= 0)[0])
    origin = incidence.observations["observed_at"][first_row]
    middles = [
        datetime.combine(window.start, time()) + (window.end - window.start + ONE_DAY) / 2
        for window in windows
    ]
    return np.array([(middle - origin) / ONE_DAY / stream.unit_days for middle in middles])


def derive_groups(
    incidence: Incidence,
    fitted: FittedGroups,
    *,
    shown: ShownGroups,
    windows: Sequence[Window],
) -> pl.DataFrame:
    """Return GROUPS: who was in which shown group in which window, by window, group, person."""
    person, at = np.nonzero(np.isin(fitted.memberships, list(shown.names)))
    labels = fitted.memberships[person, at]
    frame = pl.DataFrame(
        {
            "window_start": pl.Series([window.start for window in windows], dtype=pl.Date).gather(
                at
            ),
            "window_end": pl.Series([window.end for window in windows], dtype=pl.Date).gather(at),
            "group": pl.Series([shown.names[int(label)] for label in labels], dtype=pl.String),
            "person": incidence.people.gather(person),
        }
    )
    return GROUPS.keep(frame).sort("window_start", "group", "person")
