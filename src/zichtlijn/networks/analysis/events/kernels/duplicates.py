"""Which records are a second record of an event that was already written down."""

import numpy as np
from numpy.typing import NDArray

from zichtlijn.networks.analysis.events.kernels.compiled import Floats, Ints, making_kernel


@making_kernel
def find_first_records(
    times: Floats,
    starts: Ints,
    members: NDArray[np.int32],
    people: int,
    window: float,
    overlap: float,
) -> Ints:
    """Return for each record the record it repeats, itself where it repeats none.

    A record repeats the most alike earlier first record not more than `window` before it, if
    they share at least `overlap` of all their people together (Jaccard); at a tie the earliest.
    """
    records = len(times)
    first = np.arange(records)
    latest = np.full(people, -1, dtype=np.int64)  # per person his latest pair in a first record
    earlier = np.full(len(members), -1, dtype=np.int64)  # per pair the person's one before it
    record_of = np.empty(len(members), dtype=np.int64)
    shared = np.zeros(records, dtype=np.int64)
    listed = np.empty(records, dtype=np.int64)
    for e in range(records):
        known = 0
        for p in range(starts[e], starts[e + 1]):
            pair = latest[members[p]]
            while pair >= 0 and times[e] - times[record_of[pair]] <= window:
                f = record_of[pair]
                if shared[f] == 0:
                    listed[known] = f
                    known += 1
                shared[f] += 1
                pair = earlier[pair]
        best = 0.0
        size = starts[e + 1] - starts[e]
        for k in range(known):
            f = listed[k]
            alike = shared[f] / (size + starts[f + 1] - starts[f] - shared[f])
            if alike >= overlap and (alike > best or (alike == best and f < first[e])):
                best = alike
                first[e] = f
            shared[f] = 0
        if first[e] == e:
            for p in range(starts[e], starts[e + 1]):
                record_of[p] = e
                earlier[p] = latest[members[p]]
                latest[members[p]] = p
    return first
