"""Each group in each window as a set: headcount band, sources, agreement, fluidity in words."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from zichtlijn.networks.analysis.events.terms import (
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
    """Return GROUP_WINDOWS: the shown groups in the windows in which anyone was placed or seen.

    observations, sources and places are those in the window itself; second records of an event
    count as observations of their own.
    """
    labels = np.array(list(shown.names), dtype=np.int64)
    window = np.repeat(np.arange(len(windows)), len(labels))
    label = np.tile(labels, len(windows))
    frame = pl.DataFrame(
        {
            "window": window,
            "label": label,
            "people_low": stability.people_low[window, label],
            "people_high": stability.people_high[window, label],
            "stability": stability.agreement[window, label],
        },
        schema_overrides={"window": pl.Int64, "label": pl.Int64},
    )
    seen = count_observations(incidence, stream, fitted, windows=windows)
    frame = frame.join(seen, on=["window", "label"], how="left").filter(
        (pl.col("people_high") > 0) | (pl.col("observations") > 0)
    )
    names = pl.Series([shown.names.get(g, "") for g in range(fitted.groups)], dtype=pl.String)
    words = pl.Series(
        [str(fluidity.get(g, Fluidity.UNKNOWN)) for g in range(fitted.groups)], dtype=pl.String
    )
    ends = pl.Series([w.end for w in windows], dtype=pl.Date)
    frame = frame.with_columns(
        pl.col("observations", "sources", "places").fill_null(0).cast(pl.Int64),
        pl.col("stability").fill_nan(None),
        window_end=ends[frame["window"].to_numpy()],
        group=names[frame["label"].to_numpy()],
        fluidity=words[frame["label"].to_numpy()],
    )
    return GROUP_WINDOWS.keep(frame.sort("window_end", "group"))


def count_observations(
    incidence: Incidence,
    stream: EventStream,
    fitted: FittedGroups,
    *,
    windows: Sequence[Window],
) -> pl.DataFrame:
    """Return window, label, observations, sources, places where there was any observation."""
    bounds = pl.DataFrame(
        {"window": range(len(windows)), "start": [w.start for w in windows],
         "end": [w.end for w in windows]},
        schema={"window": pl.Int64, "start": pl.Date, "end": pl.Date},
    )  # fmt: skip
    rows = np.flatnonzero(stream.event_of_row >= 0)
    seen = (
        incidence.observations.select("observed_on", "source", "place")
        .with_row_index("row")
        .filter(pl.col("row").is_in(rows))
        .with_columns(label=pl.Series(fitted.labels[stream.event_of_row[rows]], dtype=pl.Int64))
        .sort("observed_on")
        .join_asof(bounds.sort("start"), left_on="observed_on", right_on="start")
        .filter(pl.col("observed_on") <= pl.col("end"))
    )
    return seen.group_by("window", "label").agg(
        observations=pl.len().cast(pl.Int64),
        sources=pl.col("source").n_unique().cast(pl.Int64),
        places=pl.col("place").drop_nulls().n_unique().cast(pl.Int64),
    )
