"""From observations to a stream of events, second records of one event merged."""

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.terms import LARGEST_EVENT, SMALLEST_EVENT, EventStream
from zichtlijn.networks.analysis.incidence import Incidence


def build_stream(incidence: Incidence, *, unit_days: float = 30.0) -> EventStream:
    """Lay out the events of 2 to 30 people in order of time."""
    raise NotImplementedError


def lay_out_events(
    times: NDArray[np.float64],
    starts: NDArray[np.int64],
    members: NDArray[np.int32],
    *,
    people: int,
    unit_days: float = 30.0,
) -> EventStream:
    """Make a stream of dated sets, ascending in time; sets of 1 or over 30 people are left out."""
    sizes = np.diff(starts)
    kept = (sizes >= SMALLEST_EVENT) & (sizes <= LARGEST_EVENT)
    event_of_row = np.where(kept, np.cumsum(kept) - 1, -1)
    return EventStream(
        times=times[kept] - (times[kept][0] if kept.any() else 0.0),
        starts=np.concatenate([[0], np.cumsum(sizes[kept])]),
        members=members[np.repeat(kept, sizes)],
        people=people,
        unit_days=unit_days,
        event_of_row=event_of_row,
        duplicates_merged=0,
    )
