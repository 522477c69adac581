"""What every page keeps, new ones included: the list is the URL map itself."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from tests.journeys.browser import (
    AT_NIGHT,
    CROSSED,
    SMALLEST,
    assert_no_sideways_scroll,
    look_over,
    open_context,
    open_tab,
)
from tests.journeys.pages import FILES, FORMS_ONLY, NO_PAGE, PAGES, PARTS, ask, list_names
from tests.journeys.server import RunningDesk
from tests.journeys.signed_in import LOOKS
from tests.journeys.strictness import POLICY, assert_strict

MISSING = "/dit-bestaat-niet/"
STYLE = "/static/desk/zichtlijn.css"


def test_every_address_can_be_reached_by_links(addresses: dict[str, str]) -> None:
    names = set(list_names())
    assert len(names) >= 20
    assert names - addresses.keys() - NO_PAGE == set()


@pytest.fixture(scope="module")
def visitor(browser: Browser, desk: RunningDesk) -> Iterator[BrowserContext]:
    """A browser that keeps styles and scripts from one page to the next."""
    context = open_context(browser, desk.url)
    yield context
    context.close()


@pytest.mark.parametrize("name", [*PAGES, MISSING])
def test_axe_finds_nothing_and_the_smallest_phone_holds_the_page(
    name: str, addresses: dict[str, str], visitor: BrowserContext, desk: RunningDesk
) -> None:
    """Large and light, small and dark; at night also the other two."""
    with open_tab(visitor, desk.url) as page:
        page.goto(addresses[name])
        look_over(page, states=CROSSED)


@pytest.mark.night
@pytest.mark.parametrize("name", [*PAGES, MISSING])
def test_axe_finds_nothing_large_and_small_light_and_dark(
    name: str, addresses: dict[str, str], visitor: BrowserContext, desk: RunningDesk
) -> None:
    with open_tab(visitor, desk.url) as page:
        page.goto(addresses[name])
        look_over(page, states=AT_NIGHT)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opened_on_the_smallest_phone_fits_it(
    name: str, addresses: dict[str, str], visitor: BrowserContext, desk: RunningDesk
) -> None:
    with open_tab(visitor, desk.url) as page:
        page.set_viewport_size({"width": SMALLEST[0], "height": SMALLEST[1]})
        page.goto(addresses[name])
        assert_no_sideways_scroll(page)


@pytest.fixture(scope="module")
def without_scripts(browser: Browser, desk: RunningDesk) -> Iterator[BrowserContext]:
    """The same with scripts off."""
    context = open_context(browser, desk.url, scheme="dark", javascript=False)
    yield context
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_works_without_javascript_and_prints_with_its_stamp(
    name: str, addresses: dict[str, str], without_scripts: BrowserContext, desk: RunningDesk
) -> None:
    with open_tab(without_scripts, desk.url) as page:
        page.goto(addresses[name])
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator("main h1")).to_be_visible()
        page.emulate_media(media="print")
        for part in [".zl-bar", ".zl-foot", ".utrecht-skip-link"]:
            expect(page.locator(part)).to_be_hidden()
        expect(page.locator(".zl-printed")).to_contain_text("Zichtlijn")
        paper = page.locator("main").evaluate("one => getComputedStyle(one).color")
        assert paper == "rgb(0, 0, 0)"


@pytest.mark.parametrize("name", PAGES)
def test_no_link_leads_nowhere(name: str, addresses: dict[str, str], desk: RunningDesk) -> None:
    here = desk.url + addresses[name]
    text = ask(here).text
    links = sorted({urljoin(here, link) for link in re.findall(r'(?:href|src)="([^"]+)"', text)})
    assert len(links) > 5
    assert {urlsplit(link).netloc for link in links} == {urlsplit(desk.url).netloc}
    assert [link for link in _some_of_each_kind(links) if ask(link).status != 200] == []
    fragments = {urlsplit(link).fragment for link in re.findall(r'href="(#[^"]+)"', text)}
    assert fragments <= set(re.findall(r'\bid="([^"]+)"', text))


def test_pages_have_titles_of_their_own(addresses: dict[str, str], desk: RunningDesk) -> None:
    # those of pages with accounts are read by tests/journeys/test_signed_in_pages.py
    pages = {n: ask(desk.url + addresses[n]).text for n in PAGES if n not in LOOKS}
    titles = {n: re.findall(r"<title>(.*?)</title>", text, re.DOTALL) for n, text in pages.items()}
    assert [name for name, title in titles.items() if len(title) != 1] == []
    assert len({title[0] for title in titles.values()}) == len(pages) > 15, titles


@pytest.mark.parametrize(
    "name", [*PAGES, *sorted(FILES | PARTS), MISSING, STYLE, "/static/nee.css"]
)
def test_every_answer_carries_the_strict_headers(
    name: str, addresses: dict[str, str], desk: RunningDesk
) -> None:
    headers = ask(desk.url + addresses[name]).headers
    assert_strict(headers)
    assert (headers["Cache-Control"] == "no-store") is (name != STYLE)


@pytest.mark.parametrize("name", sorted(FORMS_ONLY))
def test_a_form_is_only_taken_when_posted_from_our_own_page(
    name: str, addresses: dict[str, str], desk: RunningDesk
) -> None:
    address = desk.url + addresses[name]
    assert ask(address).status == 405
    refused = ask(address, method="POST")
    assert refused.status == 403
    assert "Dit formulier is niet aangenomen" in refused.text
    assert set(refused.headers["Content-Security-Policy"].split("; ")) == POLICY


def test_another_host_is_refused_in_plain_words(desk: RunningDesk) -> None:
    status, headers, text = ask(desk.url + "/", host="elders.example")
    assert status == 400
    assert "Dit verzoek klopt niet" in text
    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert "Traceback" not in (desk.home / "server.log").read_text()


def _some_of_each_kind(links: list[str]) -> list[str]:
    # a table may link to hundreds of ties; three of each kind tell whether the kind is right
    kinds: dict[str, list[str]] = {}
    for link in links:
        kinds.setdefault(
            re.sub(r"\d+|=[^&]*", "", urlsplit(link)._replace(fragment="").geturl()), []
        ).append(link)
    return [link for several in kinds.values() for link in several[:3]]
