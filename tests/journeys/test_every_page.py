"""What every page keeps, new ones included: the list is the URL map itself."""

import re
from http.client import HTTPConnection
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect
from tests.journeys.browser import (
    DESKTOP,
    PHONE,
    SMALLEST,
    assert_accessible,
    assert_no_sideways_scroll,
    open_page,
)
from tests.journeys.pages import DOWNLOADS, FORMS_ONLY, PARTS, list_pages
from tests.journeys.server import RunningDesk

PAGES = list_pages()
MISSING = "/dit-bestaat-niet/"
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def ask(url: str, *, method: str = "GET", host: str = "") -> tuple[int, dict[str, str], str]:
    parts = urlsplit(url)
    caller = HTTPConnection(parts.netloc, timeout=30)
    caller.request(
        method,
        parts.path + ("?" + parts.query if parts.query else ""),
        headers={"Host": host or parts.netloc},
    )
    answer = caller.getresponse()
    text = answer.read().decode(errors="replace")
    caller.close()
    return answer.status, dict(answer.getheaders()), text


def test_the_url_map_has_pages() -> None:
    assert len(PAGES) >= 4
    assert len(PAGES) == len(set(PAGES))


@pytest.mark.parametrize("address", [*PAGES, MISSING])
def test_axe_finds_nothing_large_and_small_light_and_dark(
    address: str, browser: Browser, desk: RunningDesk
) -> None:
    # axe is evaluated in the page, which our policy refuses: only here the policy is set aside
    with open_page(browser, desk.url, bypass_csp=True) as page:
        page.goto(address)
        for width, height in [DESKTOP, PHONE]:
            page.set_viewport_size({"width": width, "height": height})
            for scheme in ["light", "dark"]:
                page.emulate_media(color_scheme=scheme)
                assert_accessible(page)


@pytest.mark.parametrize("address", [*PAGES, MISSING])
def test_a_page_fits_the_smallest_phone_and_complains_of_nothing(
    address: str, browser: Browser, desk: RunningDesk
) -> None:
    with open_page(browser, desk.url, size=SMALLEST) as page:
        page.goto(address)
        assert_no_sideways_scroll(page)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_works_without_javascript(address: str, browser: Browser, desk: RunningDesk) -> None:
    with open_page(browser, desk.url, javascript=False) as page:
        page.goto(address)
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator("main h1")).to_be_visible()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_prints_without_navigation_and_with_its_stamp(
    address: str, browser: Browser, desk: RunningDesk
) -> None:
    with open_page(browser, desk.url, scheme="dark", javascript=False) as page:
        page.goto(address)
        page.emulate_media(media="print")
        for part in [".zl-bar", ".zl-foot", ".utrecht-skip-link"]:
            expect(page.locator(part)).to_be_hidden()
        expect(page.locator(".zl-printed")).to_contain_text("Zichtlijn")
        paper = page.locator("main").evaluate("one => getComputedStyle(one).color")
        assert paper == "rgb(0, 0, 0)"


@pytest.mark.parametrize("address", PAGES)
def test_no_link_leads_nowhere(address: str, desk: RunningDesk) -> None:
    text = ask(desk.url + address)[2]
    links = {
        urljoin(desk.url + address, link) for link in re.findall(r'(?:href|src)="([^"]+)"', text)
    }
    assert len(links) > 5
    assert {urlsplit(link).netloc for link in links} == {urlsplit(desk.url).netloc}
    assert [link for link in links if ask(link)[0] != 200] == []
    fragments = {urlsplit(link).fragment for link in re.findall(r'href="(#[^"]+)"', text)}
    assert fragments <= set(re.findall(r'\bid="([^"]+)"', text))


def test_pages_have_titles_of_their_own(desk: RunningDesk) -> None:
    titles = [
        re.findall(r"<title>(.*?)</title>", ask(desk.url + page)[2], re.DOTALL) for page in PAGES
    ]
    assert all(len(title) == 1 for title in titles)
    assert len({title[0] for title in titles}) == len(PAGES)


@pytest.mark.parametrize(
    "address",
    [
        *PAGES,
        *DOWNLOADS.values(),
        *PARTS.values(),
        MISSING,
        "/static/desk/zichtlijn.css",
        "/static/nee.css",
    ],
)
def test_every_answer_carries_the_strict_headers(address: str, desk: RunningDesk) -> None:
    _, headers, _ = ask(desk.url + address)
    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert "camera=()" in headers["Permissions-Policy"]
    assert "server" not in {name.lower() for name in headers}
    if not address.startswith("/static/desk"):
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", sorted(FORMS_ONLY))
def test_a_form_is_only_taken_when_posted_from_our_own_page(name: str, desk: RunningDesk) -> None:
    address = desk.url + reverse(name)
    assert ask(address)[0] == 405
    status, headers, text = ask(address, method="POST")
    assert status == 403
    assert "Dit formulier is niet aangenomen" in text
    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY


def test_another_host_is_refused_in_plain_words(desk: RunningDesk) -> None:
    status, headers, text = ask(desk.url + "/", host="elders.example")
    assert status == 400
    assert "Dit verzoek klopt niet" in text
    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert "Traceback" not in (desk.home / "server.log").read_text()
