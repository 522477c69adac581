"""The data protection officer comes in, sees what waits, and goes from there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.journeys.browser import (
    SMALLEST,
    assert_accessible,
    assert_no_sideways_scroll,
    open_page,
)
from tests.journeys.server import RunningDesk, start_desk, stop_desk
from tests.journeys.visitors import Visitor, enrol, make_demo_accounts

OFFICER = "probeer-data-protection-officer"


@pytest.fixture(scope="module")
def officer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningDesk, Visitor]]:
    running = start_desk(tmp_path_factory.mktemp("home"))
    yield running, enrol(running.url, OFFICER, make_demo_accounts(running.home)[OFFICER])
    stop_desk(running)


def test_the_officer_sees_what_waits_and_the_register(
    browser: Browser, officer: tuple[RunningDesk, Visitor]
) -> None:
    desk, visitor = officer
    with open_page(browser, desk.url, size=SMALLEST, bypass_csp=True) as page:
        page.context.add_cookies(visitor.cookies)
        page.goto("/doel/?next=/toezicht/")
        page.get_by_label("Toezicht op het gebruik").check()
        page.get_by_label("Reden (nodig om een naam te zien)").select_option("oversee")
        page.get_by_role("button", name="Kies dit doel").click()
        page.get_by_role("heading", name="Toezicht", level=1).wait_for()
        assert page.get_by_text("Voorbij de bewaartermijn en nog niet vernietigd").is_visible()
        assert page.get_by_role("heading", name="Waar u naar kunt vragen").is_visible()
        assert_no_sideways_scroll(page)
        assert_accessible(page)
        page.get_by_role("link", name="Auditpakket voor de Wpg").click()
        page.get_by_role("heading", name="Auditpakketten voor de Wpg").wait_for()
        assert_no_sideways_scroll(page)
        assert_accessible(page)
        page.go_back()
        page.get_by_role("link", name="Register van verwerkingen").click()
        assert page.get_by_role("heading", name="Personen en waarnemingen met naam").is_visible()
