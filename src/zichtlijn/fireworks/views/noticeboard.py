"""The page for everyone, made once for all who look: whoever passes by costs the tables nothing.

Without this a thousand visitors would be a thousand lines in the log, about nobody.
"""

from collections.abc import Callable, Mapping
from threading import Lock
from time import monotonic
from typing import NamedTuple

from django.utils.translation import get_language

from zichtlijn.audit.access import Access
from zichtlijn.fireworks.reports.public import PublicPage, find_season, public_page

KEPT_S = 600.0
"""A bang that is marked as none is off the page within ten minutes."""


class _Notice(NamedTuple):
    page: PublicPage
    until_s: float


class Noticeboard:
    """Keeps each season in each language for ten minutes; lives as long as the server."""

    def __init__(
        self,
        *,
        make: Callable[..., PublicPage] = public_page,
        read_seconds: Callable[[], float] = monotonic,
    ) -> None:
        self._make, self._read_seconds = make, read_seconds
        self._lock = Lock()  # who comes while a season is being counted waits for that count
        self._hung: dict[tuple[int, str | None], _Notice] = {}

    def show(self, asked: Mapping[str, str], *, access: Access) -> PublicPage:
        """Return the season that was asked for. Raises LogUnavailable."""
        key = (find_season(asked, moment=access.moment), get_language())
        with self._lock:
            now = self._read_seconds()
            hung = self._hung.get(key)
            if hung is None or now >= hung.until_s:
                hung = _Notice(self._make(asked, access=access), now + KEPT_S)
                self._hung = {
                    **{k: one for k, one in self._hung.items() if now < one.until_s},
                    key: hung,
                }
        return hung.page
