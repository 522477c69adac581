"""How often somebody may knock: so many at once, then so many a second."""

from typing import NamedTuple


class Bucket(NamedTuple):
    """What is left for one knocker at a moment."""

    left: float
    at_s: float


class Pace:
    """Remembers the last knockers; lives as long as the server."""

    def __init__(self, *, at_once: float, per_second: float, most_known: int = 10_000) -> None:
        self._at_once = at_once
        self._per_second = per_second
        self._most_known = most_known
        self._known: dict[str, Bucket] = {}

    def lets_in(self, knocker: str, *, at_s: float) -> bool:
        """Return whether this one may come in now, and count it."""
        was = self._known.pop(knocker, Bucket(self._at_once, at_s))
        left = min(self._at_once, was.left + max(at_s - was.at_s, 0.0) * self._per_second)
        may = left >= 1.0
        self._known[knocker] = Bucket(left - 1.0 if may else left, at_s)
        while len(self._known) > self._most_known:
            self._known.pop(next(iter(self._known)), None)
        return may
