"""How many picks one second of one receiver has room for: after each it is deaf for 50 ms."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q

from zichtlijn.fireworks.models import Pick
from zichtlijn.fireworks.terms import Heard
from zichtlijn.fireworks.terms.messages import MOST_PICKS_A_SECOND

SECOND_US = 1_000_000
LARGEST_GAP = 10  # seconds


def find_overflow(messages: Iterable[tuple[int, Sequence[Heard]]]) -> set[tuple[int, int]]:
    """Return which picks (receiver, at_us) have no room in their second; the earliest have.

    What is there already has room, so that whoever sends twice is told twice that it is kept.
    """
    sent: dict[int, set[int]] = {}
    for receiver, picks in messages:
        sent.setdefault(receiver, set()).update(one.at_us for one in picks)
    return {
        (receiver, at) for receiver, moments in sent.items() for at in _list_over(receiver, moments)
    }


def _list_over(receiver: int, moments: set[int]) -> Iterator[int]:
    if not moments:
        return
    there = _list_there(receiver, {at // SECOND_US for at in moments})
    taken: dict[int, int] = {}
    for at in there:
        taken[at // SECOND_US] = taken.get(at // SECOND_US, 0) + 1
    for at in sorted(moments - there):
        second = at // SECOND_US
        taken[second] = taken.get(second, 0) + 1
        if taken[second] > MOST_PICKS_A_SECOND:
            yield at


def _list_there(receiver: int, seconds: set[int]) -> set[int]:
    """Return the moments that are kept of a receiver in these seconds."""
    runs = Q()
    for first, last in _join_runs(sorted(seconds)):
        runs |= Q(at_us__gte=first * SECOND_US, at_us__lt=(last + 1) * SECOND_US)
    rows = Pick.objects.filter(runs, receiver=receiver).order_by()
    return set(rows.values_list("at_us", flat=True))


def _join_runs(seconds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return runs of seconds without large gaps, so that an hour of backlog is one question."""
    first = last = seconds[0]
    for second in seconds[1:]:
        if second - last > LARGEST_GAP:
            yield first, last
            first = second
        last = second
    yield first, last
