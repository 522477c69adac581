"""The strict browser itself: what it must refuse is offered to it, and it refuses."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.browser import (
    assert_accessible,
    assert_no_sideways_scroll,
    find_chromium,
    open_page,
)
from tests.journeys.server import RunningDesk

OFFENCES = {
    "a foreign host": "fetch('http://192.0.2.1/').catch(() => 0)",
    "an inline style": "document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')",
    "an inline script": "(s => { s.textContent = '1'; document.body.append(s) })(document.createElement('script'))",
    "a console error": "console.error('something broke')",
    "a part that is not there": "fetch('/bestaat-niet.css')",
    "an error in a script": "setTimeout(() => { throw new Error('broken') })",
    "a data image": "document.body.insertAdjacentHTML('beforeend', '<img alt=\"\" src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">')",
}


@pytest.mark.parametrize("offence", OFFENCES)
def test_an_offence_fails_the_journey(offence: str, browser: Browser, desk: RunningDesk) -> None:
    with pytest.raises(AssertionError):
        _commit(offence, browser, desk)


def test_without_chromium_the_journeys_fail_and_say_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AssertionError, match="sudo apt-get install chromium"):
        find_chromium()


def test_axe_sees_what_cannot_be_read(browser: Browser, desk: RunningDesk) -> None:
    with open_page(browser, desk.url, bypass_csp=True) as page:
        page.goto("/")
        page.locator("h1").evaluate("one => { one.style.color = '#ddd' }")
        with pytest.raises(AssertionError, match="color-contrast"):
            assert_accessible(page)


def test_a_page_that_is_too_wide_is_seen(page: Page) -> None:
    page.goto("/")
    page.locator("h1").evaluate("one => { one.style.width = '3000px' }")
    with pytest.raises(AssertionError, match="px wide"):
        assert_no_sideways_scroll(page)


def _commit(offence: str, browser: Browser, desk: RunningDesk) -> None:
    with open_page(browser, desk.url) as page:
        page.goto("/")
        page.evaluate(f"() => {{ {OFFENCES[offence]} }}")
        page.wait_for_timeout(200)
