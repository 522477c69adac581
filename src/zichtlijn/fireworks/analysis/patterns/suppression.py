"""Small numbers are not published, nor what would give them away (guard rail G19)."""

from collections.abc import Sequence
from typing import NamedTuple


class Shown(NamedTuple):
    """What may be published of one row of counts; None where the number stays in the house."""

    counts: tuple[int | None, ...]
    total: int | None


def suppress(counts: Sequence[int], *, smallest: int) -> Shown:
    """Hide every count below `smallest`, and others until none of the hidden can be worked out.

    With the total beside it a single hidden count is the total less the rest, and hidden
    counts that together stay under `smallest` are small all the same. So the next smallest goes
    too (complementary suppression), until at least two are hidden that make `smallest` together.
    Where that cannot be, the total is hidden as well.

    >>> suppress([12, 3, 40, 30], smallest=5)
    Shown(counts=(None, None, 40, 30), total=85)
    >>> suppress([1, 2], smallest=5)
    Shown(counts=(None, None), total=None)
    """
    order = sorted(range(len(counts)), key=lambda at: (counts[at], at))
    hidden = {at for at in order if counts[at] < smallest}
    for at in order:
        if _is_safe(counts, hidden, smallest=smallest):
            break
        hidden.add(at)
    total = sum(counts) if _is_safe(counts, hidden, smallest=smallest) else None
    total = None if total is not None and total < smallest else total
    return Shown(tuple(None if at in hidden else one for at, one in enumerate(counts)), total)


def _is_safe(counts: Sequence[int], hidden: set[int], *, smallest: int) -> bool:
    """Return whether total less what is shown says nothing small."""
    if not hidden:
        return True
    return len(hidden) > 1 and sum(counts[at] for at in hidden) >= smallest
