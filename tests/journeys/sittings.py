"""Browsers in which people of a planted desk stay signed in from one test to the next."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Dialog, Page
from tests.journeys.browser import open_context, open_tab
from tests.journeys.planting import Planted
from tests.journeys.watch import WATCH


@dataclass
class Sittings:
    """One browser for each person, with scripts and without: styles are fetched once."""

    browser: Browser
    planted: Planted
    contexts: dict[tuple[str, bool], BrowserContext] = field(default_factory=dict)

    def close(self) -> None:
        """Close every browser."""
        for context in self.contexts.values():
            context.close()

    @contextmanager
    def open(self, who: str, *, javascript: bool = True) -> Iterator[Page]:
        """Open a page as somebody, or as nobody; whatever the browser complains of, or any dialog, fails."""
        dialogs: list[str] = []

        def see_dialog(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        with open_tab(self._find(who, javascript), self.planted.desk.url) as page:
            page.on("dialog", see_dialog)
            yield page
        assert dialogs == []

    def _find(self, who: str, javascript: bool) -> BrowserContext:
        if (who, javascript) not in self.contexts:
            context = open_context(self.browser, self.planted.desk.url, javascript=javascript)
            context.add_init_script(WATCH)
            self.contexts[who, javascript] = context
        context = self.contexts[who, javascript]
        if who:
            context.add_cookies(self.planted.visitors[who].cookies)
        return context
