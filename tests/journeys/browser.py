"""A real Chromium that tolerates nothing, and what a page must keep."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Response,
)

DESKTOP = (1440, 900)
PHONE = (390, 844)
SMALLEST = (320, 700)
BY_DAY = ((DESKTOP, "light"),)
CROSSED = ((DESKTOP, "light"), (PHONE, "dark"))
AT_NIGHT = ((DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark"))
"""In which sizes and schemes a page is looked over: by day, by day for some, and at night."""

_HOW_TO_GET_ONE = (
    "De browsertests hebben Chromium nodig en dat is hier niet gevonden. "
    "Typ: sudo apt-get install chromium"
)
_QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-default-apps",
]


def find_chromium() -> str:
    """Return the path of a Chromium; fail with the command to type where there is none."""
    for name in ["chromium", "chromium-browser", "google-chrome"]:
        if found := shutil.which(name):
            return found
    raise AssertionError(_HOW_TO_GET_ONE)


def launch(playwright: Playwright) -> Browser:
    """Start Chromium without anything that talks to its maker."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(
        executable_path=find_chromium(), args=[*_QUIET, *as_root], headless=True
    )


class Complaints(list[str]):
    """What went wrong on a page while a test used it."""

    def watch(self, page: Page, *, home_url: str) -> None:
        """Collect foreign requests, console errors, refused policies and faults of our server."""
        ours = urlsplit(home_url).netloc

        def see_request(request: Request) -> None:
            address = urlsplit(request.url)
            if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != ours:
                self.append(f"request to a foreign host: {request.url}")

        def see_console(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"} and not _is_expected(message.text):
                self.append(f"console {message.type}: {message.text}")

        def see_response(seen: Response) -> None:
            # a page that says no is looked at by its test; a part of a page must be there
            wrong_part = seen.status >= 400 and not seen.request.is_navigation_request()
            if seen.status >= 500 or wrong_part:
                self.append(f"{seen.status} {seen.url}")

        page.on("request", see_request)
        page.on("console", see_console)
        page.on("pageerror", lambda error: self.append(f"script error: {error}"))
        page.on("response", see_response)


def _is_expected(text: str) -> bool:
    # Chromium also says so on its console; see_response has judged it by then
    if text.startswith("Failed to load resource: the server responded with a status of 4"):
        return True
    # a machine without a graphics card says of every drawing that it is slow
    return "GPU stall due to ReadPixels" in text


@contextmanager
def open_page(
    browser: Browser,
    home_url: str,
    *,
    size: tuple[int, int] = DESKTOP,
    scheme: str = "light",
    javascript: bool = True,
    bypass_csp: bool = False,
) -> Iterator[Page]:
    """Open a page of the desk; on leaving, fail with whatever the browser complained about."""
    context = open_context(
        browser, home_url, size=size, scheme=scheme, javascript=javascript, bypass_csp=bypass_csp
    )
    try:
        with open_tab(context, home_url) as page:
            yield page
    finally:
        context.close()


def open_context(
    browser: Browser,
    home_url: str,
    *,
    size: tuple[int, int] = DESKTOP,
    scheme: str = "light",
    javascript: bool = True,
    bypass_csp: bool = False,
) -> BrowserContext:
    """Open a browser of somebody's own: cookies, and what it keeps of styles and scripts."""
    return browser.new_context(
        base_url=home_url,
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        java_script_enabled=javascript,
        bypass_csp=bypass_csp,
        locale="nl-NL",
        reduced_motion="reduce",
        timezone_id="Europe/Amsterdam",
    )


@contextmanager
def open_tab(context: BrowserContext, home_url: str) -> Iterator[Page]:
    """Open a page in a browser that is there; on leaving, fail with what it complained about."""
    page = context.new_page()
    page.set_default_timeout(60_000)  # a busy machine is no fault of the page
    complaints = Complaints()
    complaints.watch(page, home_url=home_url)
    try:
        yield page
    finally:
        page.close()
    assert complaints == []


def assert_accessible(page: Page) -> None:
    """Fail unless axe finds nothing (WCAG A, AA, 2.2 and best practice)."""
    if page.evaluate("window.axe === undefined"):
        page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate("axe.run({resultTypes: ['violations']})"))
    assert found.response["passes"], "axe looked at nothing"
    assert found.violations_count == 0, found.generate_report()


def look_over(page: Page, *, states: Sequence[tuple[tuple[int, int], str]]) -> None:
    """Fail unless axe finds nothing in each size and scheme, and the smallest phone fits."""
    for (width, height), scheme in states:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
    page.set_viewport_size({"width": SMALLEST[0], "height": SMALLEST[1]})
    assert_no_sideways_scroll(page)


def assert_no_sideways_scroll(page: Page) -> None:
    """Fail when the page is wider than the window."""
    widths = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert widths[0] <= widths[1], f"{page.url} is {widths[0]} px wide in a window of {widths[1]}"
