"""From observations to a stream of events, second records of one event merged."""

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.kernels.duplicates import find_first_records
from zichtlijn.networks.analysis.events.terms import LARGEST_EVENT, SMALLEST_EVENT, EventStream
from zichtlijn.networks.analysis.incidence import Incidence

REPEAT_DAYS = 3.0
REPEAT_OVERLAP = 0.6
"""Two records within 3 days that share 60 % of their people are one event: one event in five
recorded twice made the rate of change half too high, merging them gave it back."""


MOST_REPEATS = 0.5
"""Where more than half of the records repeat another they are no second records of one event but
one meeting that goes on, as a contact sensor writes it down; then all are kept."""


def build_stream(incidence: Incidence, *, unit_days: float = 30.0) -> EventStream:
    """Lay out the events of 2 to 30 people in order of time, in units since the first.

    A record that repeats an event is added to it: its people join the event, which keeps the
    moment of its first record.
    """
    moments = incidence.observations["observed_at"].to_physical().to_numpy() / 86_400e6
    stream = lay_out_events(
        moments / unit_days,
        incidence.starts,
        incidence.members,
        people=len(incidence.people),
        unit_days=unit_days,
    )
    return merge_repeats(stream)


def lay_out_events(
    times: NDArray[np.float64],
    starts: NDArray[np.int64],
    members: NDArray[np.int32],
    *,
    people: int,
    unit_days: float = 30.0,
) -> EventStream:
    """Make a stream of dated sets, ascending in time; sets of 1 or over 30 people are left out.

    >>> sets = np.array([0, 2, 3, 5]), np.array([0, 1, 2, 0, 2], dtype=np.int32)
    >>> stream = lay_out_events(np.array([4.0, 4.5, 5.0]), *sets, people=3)
    >>> stream.times.tolist(), stream.members.tolist(), stream.event_of_row.tolist()
    ([0.0, 1.0], [0, 1, 0, 2], [0, -1, 1])
    """
    sizes = np.diff(starts)
    kept = (sizes >= SMALLEST_EVENT) & (sizes <= LARGEST_EVENT)
    return EventStream(
        times=times[kept] - (times[kept][0] if kept.any() else 0.0),
        starts=np.concatenate([[0], np.cumsum(sizes[kept])]),
        members=members[np.repeat(kept, sizes)],
        people=people,
        unit_days=unit_days,
        event_of_row=np.where(kept, np.cumsum(kept) - 1, -1),
        duplicates_merged=0,
    )


def merge_repeats(stream: EventStream) -> EventStream:
    """Make one event of all records of it, unless the records are dense contacts."""
    first = find_first_records(
        stream.times,
        stream.starts,
        stream.members,
        stream.people,
        REPEAT_DAYS / stream.unit_days,
        REPEAT_OVERLAP,
    )
    is_first = first == np.arange(stream.events)
    if (~is_first).sum() > MOST_REPEATS * stream.events:
        return stream
    number = np.cumsum(is_first) - 1
    event = number[first]
    seen = np.repeat(event, np.diff(stream.starts)) * stream.people + stream.members
    seen = np.unique(seen)
    starts = np.searchsorted(seen, np.arange(is_first.sum() + 1) * stream.people)
    rows = stream.event_of_row
    return EventStream(
        times=stream.times[is_first],
        starts=starts.astype(np.int64),
        members=(seen % max(stream.people, 1)).astype(np.int32),
        people=stream.people,
        unit_days=stream.unit_days,
        event_of_row=np.where(rows >= 0, event[rows], -1) if stream.events else rows,
        duplicates_merged=stream.duplicates_merged + int((~is_first).sum()),
    )
