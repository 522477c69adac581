"""A dot that was shown stays the same dot when later picks move it a little."""

from collections.abc import Sequence

from zichtlijn.fireworks.analysis.listening.settled import Bang

HALF = 0.5


def find_same(bang: Bang, shown: Sequence[Bang]) -> Bang | None:
    """Return the one of `shown` that shares most picks with this bang, if at least half.

    Half of the smaller of the two, because a first dot rests on five picks and a settled
    bang may rest on fifteen. None where this is a new bang.
    """
    best: Bang | None = None
    most = 0
    picks = _list_picks(bang)
    for other in shown:
        shared = len(picks & _list_picks(other))
        if shared > most and shared >= HALF * min(len(picks), len(other.receivers)):
            best, most = other, shared
    return best


def _list_picks(bang: Bang) -> set[tuple[int, int]]:
    return set(zip(bang.receivers.tolist(), bang.arrivals.tolist(), strict=True))
