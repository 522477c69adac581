"""A warm refit: the chain gone on with from known groups and rates, on part of the events."""

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.fitting.draws import KeptStates
from zichtlijn.networks.analysis.events.fitting.state import Chain
from zichtlijn.networks.analysis.events.memberships import place_people_at
from zichtlijn.networks.analysis.events.terms import (
    NOT_PLACED,
    ChainSettings,
    EventStream,
    FittedGroups,
    StartLabels,
)

SWEEPS = 5


def refit_without(
    stream: EventStream,
    fitted: FittedGroups,
    *,
    kept: NDArray[np.bool_],
    window_times: NDArray[np.float64],
    seed: int | np.random.SeedSequence,
) -> NDArray[np.int32]:
    """Fit the kept events anew in five sweeps from `fitted`, at its rates.

    window_times are those of the whole stream. Returns who was where, people x windows, by the
    group numbers of `fitted`.
    """
    part = keep_events(stream, kept=kept)
    if part.events == 0:
        return np.full((stream.people, len(window_times)), NOT_PLACED, dtype=np.int32)
    rate, accident = fitted.draws.all_rates.mean(), fitted.draws.all_accidents.mean()
    labels = fitted.labels[kept]
    chain = Chain(
        part, seed=seed, workers=1, start=StartLabels(labels, float(rate), float(accident))
    )
    states = KeptStates()
    for sweep in range(SWEEPS):
        chain.sweep()
        if sweep >= SWEEPS - 3:
            states.add_groups(chain)
    draws = states.number_groups()
    shift = stream.times[kept][0]
    placed = place_people_at(
        chain.layout,
        draws,
        window_times - shift,
        threshold=ChainSettings().threshold,
        workers=1,
    )
    return _rename(placed, before=labels, after=draws.usual)


def keep_events(stream: EventStream, *, kept: NDArray[np.bool_]) -> EventStream:
    """Return the stream of the kept events only, of the same people."""
    sizes = np.diff(stream.starts)
    rows = stream.event_of_row
    number = np.where(kept, np.cumsum(kept) - 1, -1)
    return EventStream(
        times=stream.times[kept] - (stream.times[kept][0] if kept.any() else 0.0),
        starts=np.concatenate([[0], np.cumsum(sizes[kept])]),
        members=stream.members[np.repeat(kept, sizes)],
        people=stream.people,
        unit_days=stream.unit_days,
        event_of_row=np.where(rows >= 0, number[rows], -1) if stream.events else rows,
        duplicates_merged=stream.duplicates_merged,
    )


def _rename(
    placed: NDArray[np.int32], *, before: NDArray[np.int32], after: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Give every group of the refit the number of the group it shares most events with."""
    groups = int(max(after.max(), placed.max())) + 1
    key, events = np.unique(
        after.astype(np.int64) * (before.max() + 1) + before, return_counts=True
    )
    new, old = np.divmod(key, before.max() + 1)
    name = np.full(groups + 1, NOT_PLACED, dtype=np.int32)
    for k in np.argsort(events, kind="stable"):
        name[new[k]] = old[k]
    renamed: NDArray[np.int32] = name[np.where(placed == NOT_PLACED, groups, placed)]
    return renamed
