"""A day's new observations added to yesterday's outcome."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.chain import fit_groups
from zichtlijn.networks.analysis.events.terms import (
    ChainSettings,
    Edition,
    EventStream,
    FittedGroups,
    StartLabels,
)
from zichtlijn.networks.analysis.incidence import Incidence

UPDATE = ChainSettings(burn=8, keep=15)


def keep_edition(incidence: Incidence, stream: EventStream, fitted: FittedGroups) -> Edition:
    """Return what tomorrow needs of today's fit."""
    rows = np.flatnonzero(stream.event_of_row >= 0)
    ids = incidence.observations["observation_id"].gather(rows)
    return Edition(
        observation_ids=tuple(ids.to_list()),
        labels=fitted.labels[stream.event_of_row[rows]],
        rate=float(fitted.draws.all_rates.mean()),
        accident=float(fitted.draws.all_accidents.mean()),
    )


def fold_in(
    incidence: Incidence,
    stream: EventStream,
    *,
    earlier: Edition,
    window_times: NDArray[np.float64],
    seed: int,
    settings: ChainSettings = UPDATE,
) -> FittedGroups:
    """Go on from yesterday's groups with the events of today as groups of their own.

    incidence, stream: everything known today; what was withdrawn since yesterday is not in it
    and so no longer counts. Groups are merged and split where the new events ask for it.
    """
    return fit_groups(
        stream,
        window_times=window_times,
        seed=seed,
        settings=settings,
        start=_carry_over(incidence, stream, earlier),
    )


def _carry_over(incidence: Incidence, stream: EventStream, earlier: Edition) -> StartLabels:
    """Give each event the label of the first of its observations that had one yesterday."""
    known = pl.DataFrame(
        {"observation_id": earlier.observation_ids, "label": earlier.labels},
        schema={"observation_id": pl.String, "label": pl.Int32},
    )
    rows = incidence.observations.select("observation_id").join(
        known, on="observation_id", how="left", maintain_order="left"
    )
    label = rows["label"].fill_null(-1).to_numpy()
    labels = np.full(stream.events, -1, dtype=np.int32)
    usable = np.flatnonzero((stream.event_of_row >= 0) & (label >= 0))[::-1]
    labels[stream.event_of_row[usable]] = label[usable]
    return StartLabels(labels, earlier.rate, earlier.accident)
