"""Each group in each window as a set: headcount band, sources, agreement, fluidity in words."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from zichtlijn.networks.analysis.events.terms import (
    NOT_PLACED,
    EventStream,
    FittedGroups,
    ShownGroups,
    Stability,
)
from zichtlijn.networks.analysis.incidence import Incidence
from zichtlijn.networks.terms import GROUP_WINDOWS, Fluidity, Window


def derive_group_windows(
    incidence: Incidence,
    stream: EventStream,
    fitted: FittedGroups,
    *,
    shown: ShownGroups,
    stability: Stability,
    fluidity: Mapping[int, Fluidity],
    windows: Sequence[Window],
) -> pl.DataFrame:
    """Return GROUP_WINDOWS: a row for each shown group in each window with people placed in it.

    The headcount is a band over the bootstraps, never the count of the fit alone.
    Observations count the records as given, second records of one event too.
    """
    seen = count_seen(incidence, stream, fitted, windows=windows)
    rows = []
    for at, window in enumerate(windows):
        for label in _labels_present(fitted, at, shown):
            observations, sources, places = seen.get((at, label), (0, 0, 0))
            rows.append(
                (
                    window.end,
                    shown.names[label],
                    int(stability.people_low[at, label]),
                    int(stability.people_high[at, label]),
                    observations,
                    sources,
                    places,
                    _none_if_nan(float(stability.agreement[at, label])),
                    str(fluidity.get(label, Fluidity.UNKNOWN)),
                )
            )
    frame = pl.DataFrame(rows, schema=dict(GROUP_WINDOWS.columns), orient="row")
    return frame.sort("window_end", "group")


def count_seen(
    incidence: Incidence, stream: EventStream, fitted: FittedGroups, *, windows: Sequence[Window]
) -> dict[tuple[int, int], tuple[int, int, int]]:
    """Count observations, sources and places by (place of the window, group label)."""
    kept = np.flatnonzero(stream.event_of_row >= 0)
    days = incidence.observations["observed_on"].gather(kept)
    starts = pl.Series([window.start for window in windows], dtype=pl.Date)
    rows = pl.DataFrame(
        {
            "at": np.searchsorted(starts.to_numpy(), days.to_numpy(), side="right") - 1,
            "label": fitted.labels[stream.event_of_row[kept]],
            "source": incidence.observations["source"].gather(kept),
            "place": incidence.observations["place"].gather(kept),
        }
    )
    counted = rows.group_by("at", "label").agg(
        observations=pl.len(),
        sources=pl.col("source").n_unique(),
        places=pl.col("place").drop_nulls().n_unique(),
    )
    return {(at, label): (seen, by, where) for at, label, seen, by, where in counted.rows()}


def _labels_present(fitted: FittedGroups, at: int, shown: ShownGroups) -> list[int]:
    column = fitted.memberships[:, at]
    return [int(label) for label in np.unique(column[column != NOT_PLACED]) if label in shown.names]


def _none_if_nan(value: float) -> float | None:
    return None if np.isnan(value) else value
