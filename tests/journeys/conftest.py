"""What every journey may ask for: a served desk with the example, and a strict browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.journeys.browser import launch, open_page
from tests.journeys.hostile_words import make_corpus
from tests.journeys.pages import find_addresses
from tests.journeys.planted_desk import plant_desk
from tests.journeys.planting import Planted
from tests.journeys.server import RunningDesk, start_desk, stop_desk
from tests.journeys.sittings import Sittings

collect_ignore = ["guard", "inside_no_network.py"]  # run by tests, not collected as such


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk with the examples, two of them computed, served for real."""
    running = start_desk(tmp_path_factory.mktemp("home"), compute=2)
    yield running
    stop_desk(running)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys; each test gets its own context."""
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def addresses(desk: RunningDesk) -> dict[str, str]:
    """One address of the example for each name of the URL map; a path stands for itself."""
    return _PathsToo(find_addresses(desk.url))


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    """A desk with accounts and one of everything, planted with hostile words."""
    running = start_desk(tmp_path_factory.mktemp("planted"))
    try:
        yield plant_desk(running, make_corpus())
    finally:
        stop_desk(running)


@pytest.fixture(scope="session")
def sittings(browser: Browser, planted: Planted) -> Iterator[Sittings]:
    """The browsers of those who signed in on the planted desk."""
    opened = Sittings(browser, planted)
    yield opened
    opened.close()


class _PathsToo(dict[str, str]):
    def __missing__(self, name: str) -> str:
        if name.startswith("/"):
            return name
        raise KeyError(f"no page links to {name}; see tests/journeys/pages.py")


@pytest.fixture
def page(browser: Browser, desk: RunningDesk) -> Iterator[Page]:
    """A page at 1440 px that fails the test on any foreign request, error or policy breach."""
    with open_page(browser, desk.url) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, desk: RunningDesk) -> Iterator[Page]:
    """The same on a phone of 390 px."""
    with open_page(browser, desk.url, size=(390, 844)) as opened:
        yield opened


@pytest.fixture
def page_without_javascript(browser: Browser, desk: RunningDesk) -> Iterator[Page]:
    """The same with scripts off: every page must work."""
    with open_page(browser, desk.url, javascript=False) as opened:
        yield opened


@pytest.hookimpl(tryfirst=True)  # before the tests are shared out over processes
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey as one that drives the browser; each desk is filled once, in one process.

    Those of the example go together, and those of the desk that was planted; all others fill a
    desk of their own.
    """
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(_name_desk(item)))


def _name_desk(item: pytest.Item) -> str:
    asked = set(getattr(item, "fixturenames", ()))
    if "planted" in asked:
        return "planted"
    return "journeys" if "desk" in asked else f"journey {Path(item.path).stem}"
