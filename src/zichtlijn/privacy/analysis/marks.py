"""Find looks at people whom the reader may know: own name or street, a colleague, a celebrity.

Names are not known here: a mark and a person meet where their keyed hashes are the same.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from zichtlijn.privacy.analysis.oversight import put_newest_first, sum_up
from zichtlijn.privacy.terms.oversight import OF_READER, Look, Mark, OddKind, OddLooks

SAMPLED = 10  # looks a month that are read back whatever they are (guard rail G27)


def find_marked_looks(
    looks: Iterable[Look], *, marks: Iterable[Mark], people: Mapping[str, frozenset[str]]
) -> tuple[OddLooks, ...]:
    """Return the looks at somebody who meets a mark, newest first.

    Takes for each person of the log the keyed hashes of name and address. One question for each
    account, person and kind, however often was looked: a question is asked once. A shared surname
    is no family, and a person may be at the reader's own table: these are no verdicts.
    """
    watched: dict[str, set[tuple[OddKind, str]]] = defaultdict(set)
    for mark in marks:
        watched[mark.keyed_hash].add((mark.category, mark.account))
    known = {person: _list_met(indexes, watched) for person, indexes in people.items()}
    asked: dict[tuple[str, str, str, OddKind], list[Look]] = defaultdict(list)
    for look in looks:
        for category, account in known.get(look.person, ()):
            if category not in OF_READER or account == look.account:
                asked[look.account, look.role, look.person, category].append(look)
    return put_newest_first(sum_up(kind, those) for (*_, kind), those in asked.items())


def draw_sample(looks: Sequence[Look], *, seed: str) -> tuple[Look, ...]:
    """Return looks drawn by lot, oldest first; the same seed draws the same ones.

    >>> from datetime import datetime
    >>> looks = [Look("a", "r", datetime(2026, 11, day), "g", "p") for day in range(1, 31)]
    >>> len(draw_sample(looks, seed="x")), draw_sample(looks[:2], seed="x") == tuple(looks[:2])
    (10, True)
    """
    in_order = sorted(looks, key=lambda look: (look.moment, look))
    lot = random.Random(seed)  # noqa: S311 - a lot that can be drawn again, no secret
    drawn = lot.sample(range(len(in_order)), min(SAMPLED, len(in_order)))
    return tuple(in_order[place] for place in sorted(drawn))


def _list_met(
    indexes: frozenset[str], watched: Mapping[str, set[tuple[OddKind, str]]]
) -> frozenset[tuple[OddKind, str]]:
    return frozenset(met for index in indexes for met in watched.get(index, ()))
