"""Which of the rows that are shown is this event? That which rests on the same arrivals."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from zichtlijn.fireworks.analysis.showing.strings import Picks

HALF = 0.5


def match(found: Sequence[Picks], known: Mapping[int, Picks]) -> list[int | None]:
    """Return for each found event the key of the known one it is, None where it is new.

    They are the same when they share at least half of the picks of the smaller one; each known
    one is given once, first to who shares most. No order of input changes the answer but
    between equals.

    >>> dot, bang = frozenset({(0, 10), (1, 12)}), frozenset({(0, 10), (1, 12), (2, 15)})
    >>> match([bang, frozenset({(5, 99)})], {7: dot})
    [7, None]
    """
    holders: dict[tuple[int, int], list[int]] = defaultdict(list)
    for key, picks in known.items():
        for pick in picks:
            holders[pick].append(key)
    pairs = []
    for row, picks in enumerate(found):
        shared = Counter(key for pick in picks for key in holders.get(pick, ()))
        for key, count in shared.items():
            if count >= HALF * min(len(picks), len(known[key])):
                pairs.append((-count, key, row))
    answer: list[int | None] = [None] * len(found)
    taken: set[int] = set()
    for _, key, row in sorted(pairs):
        if answer[row] is None and key not in taken:
            answer[row] = key
            taken.add(key)
    return answer
